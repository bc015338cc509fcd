"""The small table of elective groups in the template, below what the programme is about."""

from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.curriculum import Course, ElectiveGroup, Status
from curriculum_map.domain.text import Language
from curriculum_map.importing.template.style import INPUT_FILL, head
from curriculum_map.importing.words import GROUP_FIELDS
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.labels import label
from curriculum_map.workbooks.style import EDGES, HINT, WRAPPED
from curriculum_map.workbooks.text import put

FIRST_ROW = 17
_LINES_TO_FILL = 6
_HINT = mark(
    "Only where students choose from groups of electives: write “{elective}: ” and the name of the group as the status "
    "of each of its courses, and here what a student takes of it."
)


def write_groups(
    sheet: Worksheet, language: Language, groups: Iterable[ElectiveGroup], courses: Iterable[Course]
) -> None:
    """Writes each group with what a student takes of it, then those of courses of which nobody said that."""
    put(sheet, FIRST_ROW, 1, say(_HINT, language, elective=label(Status.ELECTIVE, language)), font=HINT)
    sheet.merge_cells(start_row=FIRST_ROW, end_row=FIRST_ROW, start_column=1, end_column=3)
    sheet.cell(FIRST_ROW, 1).alignment, sheet.row_dimensions[FIRST_ROW].height = WRAPPED, 34
    for column, heading in enumerate(GROUP_FIELDS.labels.values(), start=1):
        head(sheet, FIRST_ROW + 1, column, heading[language])
    lines: dict[str, tuple[int | None, float | None]] = {one.name: (one.choose, one.ects) for one in groups}
    for course in courses:
        if course.group is not None:
            lines.setdefault(course.group, (None, None))
    first = FIRST_ROW + 2
    for row in range(first, first + max(_LINES_TO_FILL, len(lines))):
        for column in range(1, len(GROUP_FIELDS.labels) + 1):
            cell = sheet.cell(row, column)
            cell.fill, cell.border = INPUT_FILL, EDGES
    for row, (name, (choose, ects)) in enumerate(lines.items(), start=first):
        for column, value in enumerate((name, choose, ects), start=1):
            if value is not None:
                put(sheet, row, column, value)
