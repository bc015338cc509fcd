"""Writes the sample files from their source: `python -m sample_curricula.build`."""

import csv
import io
import re
import sys
import zipfile
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend, programme_name
from curriculum_map.importing.template.workbook import Filling, write_template
from curriculum_map.importing.words import COURSE_FIELDS, DESCRIPTION_FIELDS
from curriculum_map.wording.labels import label
from curriculum_map.workbooks.words import status_text
from sample_curricula.source import FOLDER, Sample, read_samples

COURSE_COLUMNS = ("code", "title", "ects", "phase", "semester", "status")
# A fixed moment, so that the same source gives the same bytes.
MOMENT, ZIP_MOMENT = "2026-09-01T09:00:00Z", (2026, 9, 1, 9, 0, 0)
_MOMENTS = re.compile(rb"(<(dcterms:created|dcterms:modified|dc:date|meta:creation-date)\b[^>]*>)[^<]*(</)")


def main(folder: Path = FOLDER) -> None:
    """Writes every sample into the folder, over what was there."""
    for sample in read_samples():
        (folder / sample.file_name).write_bytes(sample_bytes(sample))
        sys.stdout.write(f"{sample.file_name}\n")


def sample_bytes(sample: Sample) -> bytes:
    """The file of one sample, in its own format."""
    if sample.format == "csv":
        return _csv(sample)
    workbook = _filled_template(sample)
    return _with_fixed_moment(_ods(workbook) if sample.format == "ods" else workbook)


def _filled_template(sample: Sample) -> bytes:
    places = [[_word(state, sample.language) for state in row] for row in sample.levels]
    filling = Filling(sample.description, sample.courses, places, sample.ambitions, sample.groups)
    return write_template(sample.edition, sample.language, sample.granularity, filling)


def _word(state: int, language: Language) -> str:
    legend = load_legend()
    if state == NOT_RATED:
        return ""
    if state == NOT_APPLICABLE:
        return legend.not_applicable_written[0 if language == "nl" else 2]
    return legend[state].name[language]


def _csv(sample: Sample) -> bytes:
    """The courses alone, levels as digits, as a system exports them: context first, one row of headings below it."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerows(_context(sample))
    lines.writerow([])
    headings = (sample.edition.name(target, sample.language) for target in sample.edition.targets(sample.granularity))
    lines.writerow([*(COURSE_FIELDS.labels[name][sample.language] for name in COURSE_COLUMNS), *headings])
    for course, row in zip(sample.courses, sample.levels, strict=True):
        digits = (str(state) if state < NOT_APPLICABLE else _word(state, sample.language) for state in row)
        lines.writerow([*_course_texts(course, sample.language), *digits])
    return out.getvalue().encode("utf-8-sig")


def _context(sample: Sample) -> list[tuple[str, str | None]]:
    said, language = sample.description, sample.language
    values = {
        "institution": said.institution,
        "programme": said.programme and programme_name(said.programme)[language],
        "academic_year": said.academic_year,
        "edition": said.edition,
        "rater": said.rater,
        "perspective": said.perspective and label(said.perspective, language),
        "blank_means": said.blank_means and label(said.blank_means, language),
    }
    return [(DESCRIPTION_FIELDS.labels[name][language], value) for name, value in values.items()]


def _course_texts(course: Course, language: Language) -> list[str]:
    fields = [course.code or "", course.title, f"{course.ects:g}", str(course.phase), course.semester or ""]
    return [*fields, status_text(course, language)]


def _ods(workbook: bytes) -> bytes:
    """The sheets of an xlsx workbook as an OpenDocument spreadsheet: the same cells, without the dress."""
    # odfpy is in the `test` extra: only who rebuilds the samples needs it.
    from odf.opendocument import OpenDocumentSpreadsheet

    document = OpenDocumentSpreadsheet()
    for sheet in load_workbook(io.BytesIO(workbook)).worksheets:
        document.spreadsheet.addElement(_ods_table(sheet))
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def _ods_table(sheet: Worksheet) -> object:
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    spans = {area.start_cell.coordinate: area.size for area in sheet.merged_cells.ranges}
    covered = {cell for area in sheet.merged_cells.ranges for cell in area.cells if cell != area.top[0]}
    table = Table(name=sheet.title)
    last = max((cell.row for line in sheet.iter_rows() for cell in line if cell.value is not None), default=0)
    for line in sheet.iter_rows(max_row=last):
        row = TableRow()
        for cell in line:
            if (cell.row, cell.column) in covered:
                row.addElement(CoveredTableCell())
                continue
            size = spans.get(cell.coordinate)
            span = {"numbercolumnsspanned": size["columns"], "numberrowsspanned": size["rows"]} if size else {}
            number = isinstance(cell.value, int | float)
            kind = {"valuetype": "float", "value": cell.value} if number else {"valuetype": "string"}
            placed = TableCell(**span, **(kind if cell.value is not None else {}))
            if cell.value is not None:
                placed.addElement(P(text=str(cell.value)))
            row.addElement(placed)
        table.addElement(row)
    return table


def _with_fixed_moment(workbook: bytes) -> bytes:
    """The same zip with one date on every part and inside its properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as made, zipfile.ZipFile(out, "w") as steady:
        for part in made.infolist():
            data = made.read(part)
            if part.filename in ("docProps/core.xml", "meta.xml"):
                data = _MOMENTS.sub(rb"\g<1>" + MOMENT.encode() + rb"\g<3>", data)
            copy = zipfile.ZipInfo(part.filename, ZIP_MOMENT)
            copy.compress_type, copy.external_attr = part.compress_type, part.external_attr
            steady.writestr(copy, data)
    return out.getvalue()


if __name__ == "__main__":
    main()
