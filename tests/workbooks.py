"""Workbooks for tests, made in memory from a table that reads like the sheet it becomes.

upload('''
    Code | Opleidingsonderdeel | Studiepunten | inclusion
    A    | Ethiek              | 6            | geoefend
''')
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook, load_workbook

from curriculum_map.importing.description import Description
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading, read_file

Value = str | float | bool | date | datetime | None
Rows = Sequence[Sequence[Value]]

MATRIX = "Matrix"
ABOUT: Rows = (
    ("Instelling", "Hogeschool Voorbeeld"),
    ("Opleiding", "Sociaal werk"),
    ("Academiejaar", "2026-27"),
    ("Editie van het kader", "sap-2024-nl"),
    ("Een lege cel betekent", "niet beoordeeld"),
)


def rows_of(table: str) -> list[list[Value]]:
    """The rows of a table whose cells are parted by upright lines; whole numbers and decimals become numbers."""
    return [[_typed(cell.strip()) for cell in line.split("|")] for line in table.strip().splitlines()]


def xlsx(sheets: Mapping[str, Rows], *, at: tuple[int, int] = (1, 1), hidden: Sequence[str] = ()) -> bytes:
    """A workbook of these sheets; the first cell of each stands in the row and column `at`, counted from 1."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row, values in enumerate(rows, start=at[0]):
            for column, value in enumerate(values, start=at[1]):
                sheet.cell(row, column).value = value
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """The same as an OpenDocument spreadsheet."""
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for values in rows:
            row = TableRow()
            for value in values:
                number = isinstance(value, int | float)
                cell = TableCell(valuetype="float", value=value) if number else TableCell(valuetype="string")
                if value not in (None, ""):
                    cell.addElement(P(text=str(value)))
                row.addElement(cell)
            table.addElement(row)
        document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def csv_text(rows: Rows, separator: str = ";", line_end: str = "\r\n") -> str:
    """The rows as separated text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=line_end).writerows(
        ["" if value is None else value for value in row] for row in rows
    )
    return out.getvalue()


def sheets_of(workbook: bytes) -> dict[str, Rows]:
    """The values in an xlsx workbook, sheet by sheet."""
    return {sheet.title: list(sheet.values) for sheet in load_workbook(io.BytesIO(workbook)).worksheets}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def upload(
    table: str,
    cells: Mapping[str, Value] | None = None,
    *,
    answers: Answers | Description | None = None,
    about: Rows = ABOUT,
    **others: str,
) -> Reading:
    """What is read of a workbook with this table in the sheet Matrix, a description and other sheets.

    `cells` puts values in cells of Matrix that a text cannot say, such as {"D2": True}.
    """
    sheets: dict[str, Rows] = {"Opleiding": about, MATRIX: rows_of(table)}
    workbook = load_workbook(io.BytesIO(xlsx(sheets | {name: rows_of(text) for name, text in others.items()})))
    for address, value in (cells or {}).items():
        workbook[MATRIX][address].value = value
    out = io.BytesIO()
    workbook.save(out)
    given = Answers(answers) if isinstance(answers, Description) else answers
    return read_file("matrix.xlsx", out.getvalue(), given)


def found(reading: Reading) -> list[tuple[str, str]]:
    """Address and code of each finding; in Matrix without the sheet's name.

    Left out: that targets are missing, since the tables of the tests are small.
    """
    return [
        (str(finding.ref or "").removeprefix(f"{MATRIX}!"), finding.code)
        for finding in reading.findings
        if finding.code != "target-missing"
    ]


def _typed(text: str) -> Value:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text or None
