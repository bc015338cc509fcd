"""The gap report of one programme. Floor: deflate the parts of the same workbook once more."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pandas as pd

from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.analytics.rated import rated_share
from curriculum_map.domain.provenance import Brought
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.reports.gap_input import GapReport
from curriculum_map.reports.gap_report import describe_gap_report, gap_report
from tests.benchmarks.data import random_ambitions, random_grids
from tests.benchmarks.measuring import Case, Goal, Way

FLOOR = "floor: deflate the same XML"
BARE = "pandas.to_excel of the same tables, bare"
_AT = datetime(2026, 9, 1, tzinfo=UTC)


def cases() -> Iterator[Case]:
    """From the gaps in memory to the bytes of the workbook."""
    report = random_report()
    parts, frames = parts_of(gap_report(report, "en")), frames_of(report)
    yield Case(
        "gap_report, one programme",
        Way("ours", lambda: gap_report(report, "en")),
        Way(FLOOR, lambda: deflated(parts)),
        (Way(BARE, lambda: bare_workbook(frames)),),
        {BARE: Goal(most=1.5)},
        frozenset({BARE}),
    )


def random_report() -> GapReport:
    """A programme of 60 courses at most, with ambitions for three targets in four."""
    grid = random_grids(1)[0]
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


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float) else str(value)
