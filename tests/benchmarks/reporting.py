"""The gap report of one programme, and of many in one run. Floor: deflate the parts of the same workbook once more."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO

import pandas as pd

from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.analytics.rated import rated_share
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.provenance import Brought
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.report import describe_gap_report, gap_report
from tests.benchmarks.data import random_ambitions, random_grids
from tests.benchmarks.measuring import ROUNDS, Case, Goal, Way

FLOOR = "floor: deflate the same XML"
BARE = "pandas.to_excel of the same tables, bare"
STYLED = "XlsxWriter, the same tables, a style per cell"
# The slow peers make so many; ways are compared per report.
_PEERS = 20
_AT = datetime(2026, 9, 1, tzinfo=UTC)


def cases() -> Iterator[Case]:
    """From the gaps in memory to the bytes of the workbook."""
    yield _case("gap_report, one programme", random_reports(1), Goal(most=1.5))
    yield _case("gap_report, 100 programmes in one run", random_reports(100), None, rounds=1)
    yield _case("gap_report, 600 programmes in one run", random_reports(600), Goal(most=0.7), rounds=1)


def _case(title: str, reports: list[GapReport], goal: Goal | None, rounds: int = ROUNDS) -> Case:
    """All of these reports, and the peers for some of them."""
    some = reports[:_PEERS]
    parts, frames = [parts_of(gap_report(one, "en")) for one in some], [frames_of(one) for one in some]
    peers = [Way(BARE, lambda: [bare_workbook(each) for each in frames], pieces=len(some))]
    if find_spec("xlsxwriter"):
        peers.append(Way(STYLED, lambda: [styled_workbook(each) for each in frames], pieces=len(some)))
    return Case(
        title,
        Way("ours", lambda: [gap_report(one, "en") for one in reports], pieces=len(reports)),
        Way(FLOOR, lambda: [deflated(each) for each in parts], pieces=len(some)),
        tuple(peers),
        {BARE: goal} if goal else {},
        frozenset({BARE, STYLED}),
        rounds,
    )


def random_reports(count: int) -> list[GapReport]:
    """Programmes of 60 courses at most, with ambitions for three targets in four."""
    return [_report(grid) for grid in random_grids(count)]


def _report(grid: Grid) -> GapReport:
    gaps = gap_values(find_gaps(grid, random_ambitions()))
    brought = dict.fromkeys(grid.provenance.files, Brought(grid.key.academic_year, 1, _AT, "bench"))
    edition = load_edition(grid.edition)
    return GapReport(grid, edition, gaps, rated_share(grid), _AT, "bench", brought, is_sample=False, made_at=_AT)


def parts_of(workbook: bytes) -> dict[str, bytes]:
    """The parts of a workbook, unpacked."""
    with zipfile.ZipFile(BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def deflated(parts: dict[str, bytes]) -> bytes:
    """The parts in a zip."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def frames_of(report: GapReport) -> dict[str, pd.DataFrame]:
    """The rows of every sheet of the report, formulas as their text."""
    sheets = describe_gap_report(report, "en").sheets
    return {
        sheet.name: pd.DataFrame([[_plain(value) for value in row] for row in sheet.rows], dtype=object)
        for sheet in sheets
    }


def bare_workbook(frames: dict[str, pd.DataFrame]) -> bytes:
    """The frames as sheets without any look."""
    out = BytesIO()
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        for name, frame in frames.items():
            frame.to_excel(writer, sheet_name=name, index=False)
    return out.getvalue()


def styled_workbook(frames: dict[str, pd.DataFrame]) -> bytes:
    """The same with a border and a wrapped text in each cell, as people style one by hand."""
    out = BytesIO()
    workbook = import_module("xlsxwriter").Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    style = workbook.add_format({"border": 1, "text_wrap": True, "valign": "top", "quote_prefix": True})
    for name, frame in frames.items():
        sheet = workbook.add_worksheet(name)
        for row, values in enumerate(frame.itertuples(index=False)):
            for column, value in enumerate(values):
                sheet.write(row, column, value, style)
    workbook.close()
    return out.getvalue()


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float) else str(value)
