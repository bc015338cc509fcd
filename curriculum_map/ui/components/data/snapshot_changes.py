"""What changed from one snapshot to another: each programme, and one of them course by course."""

from collections.abc import Sequence

import streamlit as st

from curriculum_map.domain.actors import Actor
from curriculum_map.domain.frozen import FrozenGrid
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.history import effect
from curriculum_map.services.snapshot_changes import Between, compare_snapshots
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.ui.components.data.snapshot_new import SLUG
from curriculum_map.ui.components.data.tables import show_lines
from curriculum_map.ui.components.grid_choices import choose_one
from curriculum_map.ui.components.upload.changes import show_changes
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t, t_many
from curriculum_map.wording.numbers import moment


def compare_with_another(found: Sequence[SnapshotInfo], info: SnapshotInfo) -> None:
    """The choice of another snapshot of the institution, and what became of each programme between the two."""
    others = {one.sha256[:SLUG]: one for one in found if one.institution == info.institution and one.id != info.id}
    if not others:
        return
    st.header(t("What changed between two snapshots"), anchor=False)
    titles = {slug: f"{one.name} · {moment(one.made_at, language())}" for slug, one in others.items()}
    other = others[choose_one("beside", t("Beside this snapshot"), {slug: slug for slug in others}, titles)]
    before, after = sorted((info, other), key=lambda one: one.made_at)
    programmes = _compared(before.id, after.id, (before, after), database().change_count(), actor())
    if programmes is None:
        st.info(t("One of the two snapshots cannot be read any more."))
        return
    st.write(t("From “{before}” to “{after}”.", before=as_text(before.name), after=as_text(after.name)))
    headings = {"before": t("Before"), "now": t("Now"), "changes": t("What changes")}
    lines = (
        (str(number), *_name(one), (_about(one.before), _about(one.after), _said(one)))
        for number, one in enumerate(programmes)
    )
    show_lines("snapshot-changes", t("Programmes in the two snapshots"), t("Programme"), headings, lines)
    if changed := {" · ".join(filter(None, _name(one))): one.changes for one in programmes if one.changes}:
        changes = changed[st.selectbox(t("Programme that changed"), list(changed))]
        show_changes(changes, effect(changes), "snapshots")


def _name(one: Between) -> tuple[str, str]:
    return programme_name(one.programme)[language()], one.campus


def _about(one: FrozenGrid | None) -> str:
    if one is None:
        return t("not in it")
    return t("{year}, version {version}", year=one.grid.key.academic_year, version=one.version)


def _said(one: Between) -> str:
    if one.before is None or one.after is None:
        return "–"
    if not one.changes:
        return t("nothing")
    ratings = sum(one.changes.rating_counts().values())
    return "; ".join(
        (
            t_many("{count} course that changes", "{count} courses that change", len(one.changes.courses)),
            t_many("{count} rating that changes", "{count} ratings that change", ratings),
        )
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _compared(
    before: int, after: int, _infos: tuple[SnapshotInfo, SnapshotInfo], change_count: int, who: Actor
) -> tuple[Between, ...] | None:
    return compare_snapshots(database(), who, *_infos)
