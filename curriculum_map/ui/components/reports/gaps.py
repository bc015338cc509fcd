"""Gap reports: of one programme, or those of all programmes at once in one zip."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.rules import CountingRule
from curriculum_map.domain.slugs import slug
from curriculum_map.frameworks.loader import EDITION_IDS, programme_name
from curriculum_map.services.gap_reports import gap_reports, in_one_zip, report_names, reported_grids
from curriculum_map.services.progress import Told
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import ALL
from curriculum_map.ui.components.choices import choose_institution_and_year, grid_slugs
from curriculum_map.ui.components.downloads import offer_gap_report
from curriculum_map.ui.components.grid_choices import choose_one
from curriculum_map.ui.components.long_work import File, Made, offer_to_make
from curriculum_map.ui.components.rule_choice import choose_rule
from curriculum_map.ui.session import actor, database, language, t, t_many
from curriculum_map.ui.stored import columns, editions

_EVERY = 0  # no grid has this number


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
    left, right = st.columns(2, vertical_alignment="bottom")
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
    """The button that makes all of them, and what was made."""
    offer_to_make(
        File("gap-reports", t("Gap reports (zip)"), f"gap-reports-{about or 'all'}.zip", "application/zip"),
        t_many("Make {count} gap report", "Make {count} gap reports", len(grids)),
        (tuple(info.id for info in grids), rule, language(), database().change_count()),
        lambda told: _make(grids, rule, told),
        doing=t_many("{count} gap report is being made.", "{count} gap reports are being made.", len(grids)),
        count=len(grids),
    )


def _make(grids: Sequence[GridInfo], rule: CountingRule, told: Told) -> Made:
    """Makes them one by one; those that cannot be made are named."""
    names, titles = report_names(grids, rule, language()), {info.id: _name(info, across=True) for info in grids}
    files, missing = [], []
    made = gap_reports(database(), actor(), list(names), language(), datetime.now(UTC), rule)
    for done, (grid_id, data) in enumerate(made, start=1):
        if data is None:
            missing.append(titles[grid_id])
        else:
            files.append((names[grid_id], data))
        told(done / len(grids))
    ready = t_many("{count} gap report is ready.", "{count} gap reports are ready.", len(files))
    but = t(
        "Not made, for these grids are not what was stored: {names}. Check them on the page of the data.",
        names=", ".join(missing),
    )
    return Made(in_one_zip(files), ready, but if missing else "")
