"""Where the official wording stands in a file: tables with a heading for the text and one for the element's code."""

from collections.abc import Iterator
from dataclasses import dataclass

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.domain.text import Text
from curriculum_map.importing.cells import Sheet, Workbook
from curriculum_map.importing.words import FieldWords

WORDING_FIELDS = FieldWords(
    {
        "edition": (Text("Editie", "Edition"), ("editie van het kader", "framework edition", "kader", "framework")),
        "id": (Text("Id", "Id"), ("element", "element-id")),
        "code": (Text("Code", "Code"), ("printed code", "gedrukte code", "nummer", "number", "nr", "no")),
        "cell": (Text("Cel", "Cell"), ()),
        "text": (Text("Tekst", "Text"), ("officiële tekst", "official wording", "official text", "wording")),
        "language": (Text("Taal", "Language"), ()),
    }
)
_ROWS_TO_SEARCH = 60


@dataclass(frozen=True, slots=True)
class WordingTable:
    """A row of headings and the rows below it; each field with the column in which it stands."""

    sheet: Sheet
    header_row: int
    fields: dict[str, int]
    findings: tuple[Finding, ...]

    @property
    def ref(self) -> CellRef:
        """The address of the heading of the texts."""
        return self.sheet.ref(self.header_row, self.fields["text"])

    def rows(self) -> Iterator["WordingRow"]:
        """The rows below the headings in which any of the fields is filled in."""
        for row in range(self.header_row + 1, len(self.sheet.rows)):
            if any(self.sheet.text(row, column) for column in self.fields.values()):
                yield WordingRow(self, row)


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One row of such a table."""

    table: WordingTable
    row: int

    def text(self, field: str) -> str:
        """What the row says in this field; empty where the table has no such column."""
        column = self.table.fields.get(field)
        return "" if column is None else self.table.sheet.text(self.row, column)

    def ref(self, field: str) -> CellRef:
        """The address of this field, or of the text where the table has no such column."""
        return self.table.sheet.ref(self.row, self.table.fields.get(field, self.table.fields["text"]))

    @property
    def codes(self) -> list[str]:
        """The id and the printed code, as far as they are filled in."""
        return [code for field in ("id", "code") if (code := self.text(field))]

    @property
    def code_ref(self) -> CellRef:
        """The address of the id or, without one, of the printed code."""
        has_id = bool(self.text("id")) or "code" not in self.table.fields
        return self.ref("id" if has_id else "code")

    def beyond(self) -> CellRef | None:
        """The address of the first cell that is filled in to the right of the last heading."""
        sheet, header = self.table.sheet, self.table.header_row
        end = max(column for column in range(len(sheet.rows[header])) if sheet.text(header, column)) + 1
        columns = range(end, len(sheet.rows[self.row]))
        return next((sheet.ref(self.row, column) for column in columns if sheet.text(self.row, column)), None)


def find_wording_tables(workbook: Workbook) -> list[WordingTable]:
    """The table of each visible sheet that holds one."""
    return [table for sheet in workbook.sheets if sheet.visible and (table := _find(sheet)) is not None]


def _find(sheet: Sheet) -> WordingTable | None:
    for row in range(min(_ROWS_TO_SEARCH, len(sheet.rows))):
        fields, findings = _headings(sheet, row)
        if "text" in fields and fields.keys() & {"id", "code"}:
            return WordingTable(sheet, row, fields, tuple(findings))
    return None


def _headings(sheet: Sheet, row: int) -> tuple[dict[str, int], list[Finding]]:
    """The column of each field that this row names, and the headings that name one a second time."""
    fields: dict[str, int] = {}
    findings = []
    for column in range(len(sheet.rows[row])):
        written = sheet.text(row, column)
        field = WORDING_FIELDS.named(written) if written else None
        if field is not None and fields.setdefault(field, column) != column:
            facts = {"field": field, "written": sheet.text(row, fields[field]), "other": written}
            findings.append(Finding("said-twice", Severity.ERROR, sheet.ref(row, column), facts))
    return fields, findings
