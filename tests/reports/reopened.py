"""Gap reports for tests: made from a grid of tests/grids.py, written and opened again."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.analytics.gaps import find_gaps, gap_values
from curriculum_map.analytics.rated import rated_share
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.provenance import Brought
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.report import describe_gap_report, gap_report
from curriculum_map.reports.gap.words import SHEET_NAMES
from curriculum_map.wording.catalogue import say


def report_of(grid: Grid, ambitions: Sequence[Ambition] = (), *, is_sample: bool = False) -> GapReport:
    """What a report of this grid is made from, uploaded and made at fixed moments."""
    at = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
    return GapReport(
        grid=grid,
        edition=load_edition(grid.edition),
        gaps=gap_values(find_gaps(grid, {ambition.target: ambition for ambition in ambitions})),
        rated_share=rated_share(grid),
        stored_at=at,
        stored_by="local",
        brought=dict.fromkeys(grid.provenance.files, Brought(grid.key.academic_year, 1, at, "local")),
        is_sample=is_sample,
        made_at=datetime(2026, 9, 2, 9, 30, tzinfo=UTC),
    )


def reopened(report: GapReport, language: Language = "en") -> Workbook:
    """The workbook of a report, written and opened again."""
    return load_workbook(BytesIO(gap_report(report, language)))


def rows_of(report: GapReport, sheet: str, language: Language = "en") -> list[dict[str, Any]]:
    """The rows of a reopened sheet ('table', 'gaps', ...) by column heading; of equal headings the first counts."""
    name = say(SHEET_NAMES[sheet], language)
    described = next(one for one in describe_gap_report(report, language).sheets if one.name == name)
    return _rows(reopened(report, language)[name], described.heading_row)


def texts_of(workbook: Workbook) -> list[str]:
    """Every text in a workbook."""
    cells = (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)
    return [cell.value for cell in cells if isinstance(cell.value, str)]


def _rows(sheet: Worksheet, heading_row: int) -> list[dict[str, Any]]:
    lines = list(sheet.iter_rows(min_row=heading_row, values_only=True))
    return [dict(reversed(list(zip(lines[0], line, strict=True)))) for line in lines[1:]]
