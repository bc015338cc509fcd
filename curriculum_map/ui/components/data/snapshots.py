"""Snapshots: made, looked at, checked, and taken along with the reports from them."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.annotated import safe_stem
from curriculum_map.services.progress import Told
from curriculum_map.services.reports import snapshot_report
from curriculum_map.services.snapshots import (
    export_snapshot,
    list_snapshots,
    still_intact,
    verify_snapshot,
)
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.ui.components.data.snapshot_changes import compare_with_another
from curriculum_map.ui.components.data.snapshot_file import offer_check
from curriculum_map.ui.components.data.snapshot_new import PLACE, SLUG, offer_new
from curriculum_map.ui.components.data.tables import show_lines
from curriculum_map.ui.components.downloads import XLSX
from curriculum_map.ui.components.long_work import Act, do_act
from curriculum_map.ui.components.said import show_said
from curriculum_map.ui.components.snapshot_choice import choose_snapshot, held_in, say_named_in_vain
from curriculum_map.ui.frame.page_frame import lead_to_upload
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import stored
from curriculum_map.wording.numbers import moment
from curriculum_map.wording.record import who_words
from curriculum_map.wording.rules import rule_called
from curriculum_map.wording.verified import NOT_INTACT, verified_sentences


def show_snapshots() -> None:
    """What there is, one of them with what can be done with it, and the form to make another."""
    st.write(
        t(
            "A snapshot freezes what is current, for a report or a panel: it can never be changed, and its hash tells "
            "anybody whether it still says what it said."
        )
    )
    show_said(PLACE)
    found = list_snapshots(database(), actor())
    offer_new(unfold=not found)
    if found:
        _table(found)
        info = _show_one(found)
        compare_with_another(found, info)
        offer_check()
        return
    say_named_in_vain()
    if stored():
        st.info(t("There is no snapshot yet. Make the first one above."))
    else:
        lead_to_upload(t("There is no snapshot yet. It is made of grids, and none is stored so far."))


def _table(found: list[SnapshotInfo]) -> None:
    headings = {
        "institution": t("Institution"),
        "year": t("Academic year"),
        "programmes": t("Programmes"),
        "when": t("When"),
        "who": t("By whom"),
        "sha256": "SHA-256",
    }
    lines = (
        (
            one.sha256,
            one.name,
            _noted(one),
            (
                one.institution,
                one.about["academic_year"] or t("all"),
                ", ".join(_names(one.about["programmes"])) or t("all"),
                moment(one.made_at, language()),
                who_words(one.made_by, language()),
                f"{one.sha256[:SLUG]}…",
            ),
        )
        for one in found
    )
    show_lines("data-snapshots", t("Snapshots"), t("Name"), headings, lines)


def _noted(one: SnapshotInfo) -> str:
    """Its counting rule, and whether it is what it was when it was made."""
    rule = t("counting rule “{name}”", name=rule_called(one.about["counting_rule"], language()))
    return rule if still_intact(database(), actor(), one.id) else f"{rule} · {t('not intact')}"


def _names(programmes: list[str] | None) -> list[str]:
    return [programme_name(one)[language()] for one in programmes or ()]


def _show_one(found: list[SnapshotInfo]) -> SnapshotInfo:
    """The snapshot that is chosen, with what can be done with it."""
    info = choose_snapshot(found)
    if info.about["note"]:
        st.text(info.about["note"])
    st.code(info.sha256, language=None, wrap_lines=True)
    who, where = actor(), database()
    if not still_intact(where, who, info.id):
        st.warning(t(NOT_INTACT, name=as_text(info.name)))
    with st.container(horizontal=True):
        is_to_check = st.button(t("Check this snapshot"))
        st.download_button(
            t("Snapshot (JSON)"),
            lambda: export_snapshot(where, who, info.id) or b"",
            file_name=f"{safe_stem(f'{info.name}.json')}-{info.sha256[:SLUG]}.json",
            mime="application/json",
            on_click="ignore",
        )
    show_said(info.sha256)
    if is_to_check:
        _verify(info)
    _offer_report(info)
    return info


def _offer_report(info: SnapshotInfo) -> None:
    held = list(dict.fromkeys((key.programme, key.academic_year) for key in held_in(info)))
    if not held:
        return
    names = {one: f"{programme_name(one[0])[language()]} · {one[1]}" for one in held}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        programme, year = st.selectbox(
            t("Programme in the snapshot"), held, key=f"report-of-{info.id}", format_func=lambda one: names[one]
        )
        who, where, to = actor(), database(), language()

        def make() -> bytes:
            now = datetime.now(UTC)
            made = snapshot_report(where, who, info.id, programme, to, now=now, academic_year=year)
            return b"" if made is None else made[1]

        name = f"gap-report-{programme}-{year}-{info.sha256[:SLUG]}.xlsx"
        st.download_button(
            t("Gap report (Excel)"), make, file_name=safe_stem(name) + ".xlsx", mime=XLSX, on_click="ignore"
        )


def _verify(info: SnapshotInfo) -> None:
    """Checks it, with how far that is; the next run shows what was found."""
    where, who, to = database(), actor(), language()

    def work(told: Told) -> tuple[str, bool]:
        found = verify_snapshot(where, who, info, told=told)
        return "\n".join(verified_sentences(found, to)), found.is_intact

    do_act(Act(info.sha256, t("The snapshot is checked."), t("Stopped. The snapshot was not checked.")), work)
    st.rerun()
