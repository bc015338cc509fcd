"""Buttons that make a file when they are pressed, not before."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pandas as pd
import streamlit as st

from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.services.comparison import comparison_report
from curriculum_map.services.grid_files import grid_file, grid_file_name
from curriculum_map.services.programmes import shown_programmes
from curriculum_map.services.reports import gap_report, gap_report_name, report_name
from curriculum_map.services.tables import FlatTable, Heading, table_csv, table_workbook
from curriculum_map.services.templates import template
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.figures_note import Basis
from curriculum_map.ui.components.flat_table import flat
from curriculum_map.ui.components.level_table.values import Table
from curriculum_map.ui.components.taken_along import file_name, notes
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import editions
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import number

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What a browser is told that a report is, by the ending of its name.
MIME = {
    "xlsx": XLSX,
    "docx": DOCX,
    "html": "text/html",
}


def offer_gap_report(grid: GridColumn) -> None:
    """A button for the gap report of this grid under its counting rule, in the visitor's language."""
    who, where, to = actor(), database(), language()

    def make() -> bytes:
        written = gap_report(where, who, grid.info.id, to, datetime.now(UTC), grid.rule)
        return b"" if written is None else written[1]

    st.download_button(
        t("Gap report (Excel)"),
        make,
        file_name=gap_report_name(grid.key, grid.rule, to),
        mime=XLSX,
        type="primary",
        on_click="ignore",
    )


def offer_grid_file(info: GridInfo) -> None:
    """A button for the grid itself, as the workbook that can be uploaded again."""
    who, where, to = actor(), database(), language()

    def make() -> bytes:
        written = grid_file(where, who, info.id, info.version, to)
        return b"" if written is None else written[1]

    st.download_button(
        t("This grid as a workbook"),
        make,
        file_name=grid_file_name(info.key, to),
        mime=XLSX,
        on_click="ignore",
        help=t(
            "In the layout of the empty workbook, with its courses, levels and ambitions: to change and upload again, "
            "or to pass on."
        ),
    )


def offer_comparison(grids: Sequence[GridColumn], side: str) -> None:
    """Buttons for the comparison report of these grids, as a workbook and as a document."""
    who, where, to, rule = actor(), database(), language(), grids[0].rule
    ids = [grid.info.id for grid in grids]

    def make(kind: str) -> bytes:
        written = comparison_report(where, who, ids, to, now=datetime.now(UTC), kind=kind, rule=rule, side=side)
        return b"" if written is None else written[1]

    years = sorted({grid.key.academic_year for grid in grids})
    titles = {"xlsx": t("For the session (Excel)"), "docx": t("For the session (Word)")}
    with st.container(horizontal=True, gap="small"):
        for kind, mime in (("xlsx", XLSX), ("docx", DOCX)):
            st.download_button(
                titles[kind],
                partial(make, kind),
                file_name=report_name("comparison", years, rule, to, kind),
                mime=mime,
                on_click="ignore",
                key=f"comparison-{kind}",
            )


def offer_table(table: Table, key: str, basis: Basis | None) -> None:
    """Buttons for a table as CSV and as a workbook, in the visitor's language, with what its figures rest on."""
    noted = t("noted")
    _offer_flat(lambda: flat(table, load_legend(), noted), table.caption, key, basis)


def offer_frame(frame: pd.DataFrame, title: str, key: str, basis: Basis | None = None) -> None:
    """The same for a frame whose headings and texts are those of the screen."""
    # A file is made outside the visitor's session: nothing may be asked of that any more.
    to = language()

    def as_flat() -> FlatTable:
        lines = frame.astype(object).where(frame.notna(), "").itertuples(index=False, name=None)
        rows = tuple(tuple(_written(value, to) for value in line) for line in lines)
        return FlatTable(title, tuple(map(Heading, frame.columns)), rows)

    _offer_flat(as_flat, title, key, basis)


def _written(value: object, to: Language) -> str:
    return number(value, to) if isinstance(value, float) else str(value)


def _offer_flat(make_flat: Callable[[], FlatTable], title: str, key: str, basis: Basis | None) -> None:
    to, noted = language(), notes(basis)

    def as_csv() -> bytes:
        return table_csv(make_flat(), to)

    def as_workbook() -> bytes:
        return table_workbook(replace(make_flat(), notes=noted), to, datetime.now(UTC))

    files = (
        ("csv", t("Table as CSV"), as_csv, "text/csv"),
        ("xlsx", t("Table as Excel"), as_workbook, XLSX),
    )
    name = file_name(title, key, basis)
    with st.container(horizontal=True, gap="small"):
        for ending, label_of, make, mime in files:
            st.download_button(
                label_of,
                make,
                file_name=f"{name}.{ending}",
                mime=mime,
                type="tertiary",
                on_click="ignore",
                key=f"{key}-{ending}",
            )


def offer_template() -> None:
    """The choice of edition and granularity, and a button for the empty workbook."""
    titles = {edition.id: edition.title[language()] for edition in editions().values()}
    granularities = (Granularity.CELL, Granularity.CLUSTER, Granularity.ELEMENT)
    labels = {granularity: label(granularity, language()) for granularity in granularities}
    left, right = st.columns(2)
    edition = left.selectbox(t("Framework edition"), list(titles), format_func=lambda one: titles[one])
    granularity = right.selectbox(t("Rated"), granularities, format_func=lambda one: labels[one])
    name, data = _template(edition, language(), granularity, datetime.now(UTC).date(), database().change_count())
    st.download_button(t("Download the empty workbook"), data, file_name=name, mime=XLSX, on_click="ignore")


@st.cache_resource(max_entries=12, show_spinner=False)
def _template(
    edition_id: str, to: Language, granularity: Granularity, today: date, change_count: int
) -> tuple[str, bytes]:
    programmes = shown_programmes(database(), actor())
    return template(actor(), editions()[edition_id], to, granularity, today, programmes)
