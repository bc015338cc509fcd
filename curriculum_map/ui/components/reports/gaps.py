"""Gap reports: of one programme, or those of all programmes at once in one zip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.rules import CountingRule
from curriculum_map.domain.slugs import slug
from curriculum_map.frameworks.loader import EDITION_IDS, programme_name
from curriculum_map.services.gap_reports import gap_reports, in_one_zip, report_names, reported_grids
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import ALL
from curriculum_map.ui.components.choices import choose_institution_and_year, grid_slugs
from curriculum_map.ui.components.downloads import offer_gap_report
from curriculum_map.ui.components.grid_choices import choose_one
from curriculum_map.ui.components.rule_choice import choose_rule
from curriculum_map.ui.components.said import say_next, show_said
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t, t_many
from curriculum_map.ui.stored import columns, editions

_EVERY = 0  # no grid has this number
_PLACE, _MADE = "gap-reports", "gap-reports-made"


@dataclass(frozen=True, slots=True)
class _Made:
    """A zip, what it was asked to hold, and the names of the programmes that are not in it."""

    asked: tuple[object, ...]
    data: bytes
    missing: tuple[str, ...]


def offer_gap_reports(infos: list[GridInfo]) -> None:
    """The choices, and a button that makes one report, or all of them."""
    st.write(
        t(
            "For the curriculum committee: what each programme covers against its own ambition, what is not known, and "
            "every figure with the cell that it comes from."
        )
    )
    institution, year = choose_institution_and_year(infos)
    grids = reported_grids(infos, institution, year)
    left, right = st.columns(2)
    with left:
        chosen = _choose_programme(grids, across=institution is None)
    with right:
        rule = choose_rule()
    if chosen != _EVERY:
        for column in columns([chosen], rule):
            offer_gap_report(column)
        return
    st.caption(
        t("Of each programme one grid counts: the view of the coordinator where there is one. One workbook each.")
    )
    _offer_all(grids, rule, slug(institution or ALL))


def _choose_programme(grids: Sequence[GridInfo], *, across: bool) -> int:
    """The id of the grid of one programme; _EVERY for all of them."""
    names = {info.id: _name(info, across=across) for info in grids}
    every = t("All programmes ({count})", count=len(grids))
    options = {ALL: _EVERY, **grid_slugs(grids, whole=True)}
    return choose_one("report", t("Programme"), options, {_EVERY: every, **names})


def _name(info: GridInfo, *, across: bool) -> str:
    key = info.key
    about = (programme_name(key.programme)[language()], key.institution if across else None, key.campus)
    framework = editions()[info.edition].title[language()] if info.edition not in EDITION_IDS else None
    return " · ".join(filter(None, (*about, key.academic_year, framework)))


def _offer_all(grids: Sequence[GridInfo], rule: CountingRule, about: str) -> None:
    """The button, how far the making is with a way to stop it, and what was made."""
    asked = (tuple(info.id for info in grids), rule, language(), database().change_count())
    show_said(_PLACE)
    made: _Made | None = st.session_state.get(_MADE)
    label = t_many("Make {count} gap report", "Make {count} gap reports", len(grids))
    place = st.empty()
    with place.container():
        if st.button(label, type="primary", key="make-gap-reports"):
            made = st.session_state[_MADE] = _make(grids, rule, asked)
    if made is None or made.asked != asked:
        st.session_state.pop(_MADE, None)
        return
    place.empty()
    count = len(grids) - len(made.missing)
    st.success(t_many("{count} gap report is ready.", "{count} gap reports are ready.", count))
    if made.missing:
        st.warning(
            t(
                "Not made, for these grids are not what was stored: {names}. Check them on the page of the data.",
                names=as_text(", ".join(made.missing)),
            )
        )
    data = made.data
    st.download_button(
        t("Gap reports (zip)"),
        lambda: data,
        file_name=f"gap-reports-{about or 'all'}.zip",
        mime="application/zip",
        type="primary",
        on_click="ignore",
    )


def _make(grids: Sequence[GridInfo], rule: CountingRule, asked: tuple[object, ...]) -> _Made:
    """Makes them one by one. Whatever is pressed meanwhile ends the making at the next step, and nothing is kept."""
    names, titles = report_names(grids, rule), {info.id: _name(info, across=True) for info in grids}
    now = datetime.now(UTC)
    st.info(t_many("{count} gap report is being made.", "{count} gap reports are being made.", len(grids)))
    bar = st.progress(0.0, text=t("{done} of {count}", done=0, count=len(grids)))
    st.button(t("Stop"), on_click=_stop)
    files, missing = [], []
    made = gap_reports(database(), actor(), list(names), language(), now, rule)
    for done, (grid_id, data) in enumerate(made, start=1):
        if data is None:
            missing.append(titles[grid_id])
        else:
            files.append((names[grid_id], data))
        bar.progress(done / len(grids), text=t("{done} of {count}", done=done, count=len(grids)))
    return _Made(asked, in_one_zip(files), tuple(missing))


def _stop() -> None:
    say_next(_PLACE, t("Stopped. Nothing was kept."), done=False)
