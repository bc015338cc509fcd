"""The state of things: what is stored, and what waits for somebody."""

import streamlit as st

from curriculum_map.domain.actors import Actor
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.history import count_carried
from curriculum_map.services.snapshots import list_snapshots, still_intact
from curriculum_map.storage.grids import GridInfo
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.ui.components.address import dressed
from curriculum_map.ui.components.choices import grid_slugs
from curriculum_map.ui.components.data.snapshot_new import SLUG
from curriculum_map.ui.components.upload.file import begun
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t, t_many

_SHOWN = 5


def say_stored(infos: list[GridInfo]) -> None:
    """How many institutions, programmes, years and grids there are."""
    years = sorted({info.key.academic_year for info in infos})
    programmes = {(info.key.institution, info.key.programme) for info in infos}
    with st.container(horizontal=True):
        st.metric(t("Institutions"), len({info.key.institution for info in infos}))
        st.metric(t("Programmes"), len(programmes))
        st.metric(t("Grids"), len(infos))
        st.metric(t("Academic years"), years[0] if len(years) == 1 else f"{years[0]} – {years[-1]}")


def show_waiting(infos: list[GridInfo]) -> None:
    """A link per thing that waits; a sentence where nothing does."""
    links = [*_begun(), *_carried(infos), *_not_intact()]
    if infos and not links:
        st.write(
            t("Nothing waits: no upload was left halfway, every course is confirmed, and each snapshot is intact.")
        )
    for label, choices in links[:_SHOWN]:
        st.page_link(menu()["data"], label=label, query_params=dressed(choices))
    if more := links[_SHOWN:]:
        st.caption(t("and {count} more", count=len(more)))


def _begun() -> list[tuple[str, dict[str, str]]]:
    if not (count := len(begun())):
        return []
    label = t_many("{count} upload was begun and not finished", "{count} uploads were begun and not finished", count)
    return [(label, {"part": "begun"})]


def _carried(infos: list[GridInfo]) -> list[tuple[str, dict[str, str]]]:
    counts = count_carried(database(), actor(), [info.version_id for info in infos])
    slugs = {grid_id: slug for slug, grid_id in grid_slugs(infos, whole=True).items()}
    return [
        (
            t_many(
                "{programme}, {year}: {count} course carried over, not confirmed yet",
                "{programme}, {year}: {count} courses carried over, not confirmed yet",
                counts[info.version_id],
                programme=as_text(programme_name(info.key.programme)[language()]),
                year=info.key.academic_year,
            ),
            {"part": "grids", "stored": slugs[info.id]},
        )
        for info in infos
        if counts.get(info.version_id)
    ]


def _not_intact() -> list[tuple[str, dict[str, str]]]:
    return [
        (
            t("Snapshot “{name}” is not intact", name=as_text(one.name)),
            {"part": "snapshots", "snapshot": one.sha256[:SLUG]},
        )
        for one in _damaged(database().change_count(), actor())
    ]


@st.cache_resource(max_entries=2, show_spinner=False)
def _damaged(change_count: int, who: Actor) -> list[SnapshotInfo]:
    return [one for one in list_snapshots(database(), who) if not still_intact(database(), who, one.id)]
