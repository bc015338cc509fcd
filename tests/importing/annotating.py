"""An annotated workbook as a person sees it: colours, comments and the list, per cell."""

import io
from collections.abc import Sequence

from openpyxl import Workbook as Book
from openpyxl import load_workbook

from curriculum_map.domain.findings import CellRef, Finding, Severity, column_number
from curriculum_map.domain.text import Language
from curriculum_map.importing.annotated import annotated
from curriculum_map.importing.cells import Workbook
from curriculum_map.importing.opening import open_workbook
from curriculum_map.wording.findings import sentence
from tests.workbooks import MATRIX

OURS = "curriculum-map annotation"


def unknown(address: str, written: str, severity: Severity = Severity.ERROR, sheet: str = MATRIX) -> Finding:
    """The finding that something in a cell is no level to aim for."""
    return Finding("unknown-ambition-level", severity, cell(address, sheet), {"written": written})


def cell(address: str, sheet: str = MATRIX) -> CellRef:
    """The reference of a cell with a one-letter column."""
    return CellRef(sheet, int(address[1:]) - 1, column_number(address[0]))


def opened(data: bytes, name: str = "map.xlsx") -> Workbook:
    """What is read of a file that can be read."""
    found = open_workbook(name, data)
    assert found.refusal is None
    return found.workbook


def sent_back(
    data: bytes,
    findings: Sequence[Finding] = (),
    *,
    name: str = "map.xlsx",
    language: Language = "en",
    workbook: Workbook | None = None,
) -> bytes:
    """The annotated copy of a file."""
    read = workbook or opened(data, name)
    return annotated(data, read, findings, lambda one: sentence(one, language), language)


def saved(book: Book) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def seen(data: bytes) -> Book:
    """The workbook as another program opens it."""
    return load_workbook(io.BytesIO(data))


def comment(data: bytes, address: str, sheet: str = MATRIX) -> str | None:
    """What the comment on a cell says."""
    found = seen(data)[sheet][address].comment
    return None if found is None else str(found.text)


def colours(data: bytes, sheet: str = MATRIX) -> dict[str, str | None]:
    """Our colour on each marked cell or range, None where only a line is drawn; the gravest where two meet."""
    found: dict[str, str | None] = {}
    rules = [(rule, area) for area in seen(data)[sheet].conditional_formatting for rule in area.rules]
    for rule, area in sorted(rules, key=lambda pair: pair[0].priority):
        if OURS in rule.formula[0]:
            fill = None if rule.dxf.fill is None else rule.dxf.fill.bgColor.rgb[2:]
            for one in str(area.sqref).split():
                found.setdefault(one, fill)
    return found


def listed(data: bytes, sheet: str = "Findings") -> list[list[object]]:
    """The rows of the list below its headings."""
    rows = [list(values) for values in seen(data)[sheet].iter_rows(values_only=True)]
    first = next(number for number, values in enumerate(rows) if values[2] in ("Cell", "Cel"))
    return [["" if value is None else value for value in values] for values in rows[first + 1 :]]
