"""The sheet of courses in the template: a row per course, its fields, and a level per target under its headings."""

from collections.abc import Sequence
from itertools import groupby

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.curriculum import Course, Status
from curriculum_map.domain.framework import Edition, Granularity, split_target
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.template.style import SMALL, head, offer, set_widths
from curriculum_map.importing.words import COURSE_FIELDS
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.labels import label
from curriculum_map.workbooks.style import CENTRED, EDGES, colour_levels, print_landscape
from curriculum_map.workbooks.text import put
from curriculum_map.workbooks.words import cluster_heading, not_applicable_mark, status_text

COURSE_COLUMNS = {"code": 11, "title": 44, "ects": 14, "phase": 7, "semester": 10, "status": 30}
ROWS_TO_FILL = 120
_WIDTHS = {Granularity.CLUSTER: 22, Granularity.CELL: 13, Granularity.ELEMENT: 13}
_HEIGHTS = {
    Granularity.CLUSTER: (34, 20, 62),
    Granularity.CELL: (34, 48, 20),
    Granularity.ELEMENT: (34, 34, 20, 150),
}
_BETWEEN = 2
_ROWS_ON_PAPER = 60
_SCALES = {Granularity.CLUSTER: 44, Granularity.CELL: 60, Granularity.ELEMENT: 40}
_UPRIGHT = Alignment(text_rotation=90, wrap_text=True, horizontal="center", vertical="bottom")


def write_courses(
    workbook: Workbook,
    edition: Edition,
    language: Language,
    granularity: Granularity,
    courses: Sequence[Course],
    places: Sequence[Sequence[str]],
) -> None:
    """Writes the sheet, empty or filled; `places` in the order of the edition's targets."""
    sheet: Worksheet = workbook.create_sheet(say(mark("Courses"), language))
    columns = target_columns(edition, granularity)
    last_heading = len(_HEIGHTS[granularity])
    hint = mark("One row per course. Leave a level empty if it was not rated; write n/a if it does not apply.")
    # Only over code and title, which stand on each printed page.
    head(sheet, 1, 1, say(hint, language), rows=last_heading - 1, columns=2)
    head(sheet, 1, 3, "", rows=last_heading - 1, columns=len(COURSE_COLUMNS) - 2)
    for column, name in enumerate(COURSE_COLUMNS, start=1):
        head(sheet, last_heading, column, COURSE_FIELDS.labels[name][language])
    _write_headings(sheet, edition, language, granularity, columns)
    for row, (course, written) in enumerate(zip(courses, places, strict=True), start=last_heading + 1):
        cells = [*enumerate(_course_values(course, language), start=1), *zip(columns, written, strict=True)]
        for column, value in cells:
            if value not in ("", None):
                put(sheet, row, column, value)
    last_row = last_heading + max(len(courses), ROWS_TO_FILL)
    _offer_choices(sheet, language, last_heading + 1, last_row, columns)
    _dress(sheet, granularity, last_heading, last_row, columns)
    _break_pages(sheet, edition, granularity, columns)


def target_columns(edition: Edition, granularity: Granularity) -> list[int]:
    """The column of each target, from 1. Elements have a narrow column after each cluster.

    Excel joins groups of columns that touch, and then a cluster could not be folded on its own.
    """
    columns, column, before = [], len(COURSE_COLUMNS), None
    for target in edition.targets(granularity):
        cluster = split_target(target)[0]
        column += 2 if granularity is Granularity.ELEMENT and before not in (None, cluster) else 1
        columns.append(column)
        before = cluster
    return columns


def first_course_row(granularity: Granularity) -> int:
    """The row, from 1, below the headings."""
    return len(_HEIGHTS[granularity]) + 1


def _write_headings(
    sheet: Worksheet, edition: Edition, language: Language, granularity: Granularity, columns: list[int]
) -> None:
    """Focus, cluster, component and element, each over the columns that it holds."""
    chains = [_headings(edition, target, language, granularity) for target in edition.targets(granularity)]
    for depth in range(len(_HEIGHTS[granularity])):
        by_path = groupby(zip(columns, chains, strict=True), key=lambda pair: pair[1][: depth + 1])
        for path, run in by_path:
            held = [column for column, _ in run]
            if path[-1]:
                head(sheet, depth + 1, held[0], path[-1], columns=held[-1] - held[0] + 1)
    if granularity is Granularity.ELEMENT:
        for column in columns:
            sheet.cell(len(_HEIGHTS[granularity]), column).alignment = _UPRIGHT


def _headings(edition: Edition, target: str, language: Language, granularity: Granularity) -> tuple[str, ...]:
    cluster = cluster_heading(edition, target, language)
    focus = edition.focus_of(split_target(target)[0]).name[language]
    if granularity is Granularity.CLUSTER:
        return focus, "", cluster
    component = edition.component_name(target, language) or ""
    if granularity is Granularity.CELL:
        return focus, cluster, component
    element = edition.element(target)
    code = f"{element.printed_code} " if element.printed_code else ""
    return focus, cluster, component, f"{code}{element.own_label[language]}"


def _offer_choices(sheet: Worksheet, language: Language, first_row: int, last_row: int, columns: list[int]) -> None:
    legend = load_legend()
    area = f"{get_column_letter(columns[0])}{first_row}:{get_column_letter(columns[-1])}{last_row}"
    levels = [level.name[language] for level in legend.levels]
    offer(sheet, area, [*levels, not_applicable_mark(language)], strict=False)
    colour_levels(sheet, area, legend, language)
    status = get_column_letter(list(COURSE_COLUMNS).index("status") + 1)
    choices = [label(one, language) for one in (Status.COMPULSORY, Status.ELECTIVE)]
    track = label(Status.TRACK, language)
    choices += [f"{track}: ", f"{label(Status.ELECTIVE, language)}: "]
    of_tracks = say(mark("A course of several tracks: “{track}: A; B”, with their names."), language, track=track)
    of_groups = mark("A course of an elective group: “{elective}: ” and the name of the group.")
    hint = f"{of_tracks} {say(of_groups, language, elective=label(Status.ELECTIVE, language))}"
    offer(sheet, f"{status}{first_row}:{status}{last_row}", choices, strict=False, hint=hint)


def _dress(sheet: Worksheet, granularity: Granularity, last_heading: int, last_row: int, columns: list[int]) -> None:
    for row in range(last_heading + 1, last_row + 1):
        for column in (*range(1, len(COURSE_COLUMNS) + 1), *columns):
            cell = sheet.cell(row, column)
            cell.border = EDGES
            if column >= columns[0]:
                cell.alignment, cell.font = CENTRED, SMALL
    gap = dict.fromkeys(range(columns[0], columns[-1]), 2.0)
    set_widths(
        sheet, dict(enumerate(COURSE_COLUMNS.values(), start=1)) | gap | dict.fromkeys(columns, _WIDTHS[granularity])
    )
    for row, height in enumerate(_HEIGHTS[granularity], start=1):
        sheet.row_dimensions[row].height = height
    if granularity is Granularity.ELEMENT:
        for column in columns:
            sheet.column_dimensions[get_column_letter(column)].outlineLevel = 1
    sheet.freeze_panes = f"C{last_heading + 1}"
    print_landscape(sheet, f"1:{last_heading}")
    sheet.print_title_cols = "A:B"
    sheet.print_area = f"A1:{get_column_letter(columns[-1])}{last_heading + _ROWS_ON_PAPER}"


def _break_pages(sheet: Worksheet, edition: Edition, granularity: Granularity, columns: list[int]) -> None:
    """A printed page per focus, or per cluster where it is rated per element: A3, and readable on A4."""
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page_setup.scale = _SCALES[granularity]
    targets = edition.targets(granularity)
    holder = [split_target(target)[0] for target in targets]
    if granularity is not Granularity.ELEMENT:
        holder = [edition.focus_of(cluster).id for cluster in holder]
    for column, here, following in zip(columns, holder, holder[1:], strict=False):
        if here != following and granularity is not Granularity.CLUSTER:
            sheet.col_breaks.append(Break(id=column))


def _course_values(course: Course, language: Language) -> tuple[str | float | None, ...]:
    return course.code, course.title, course.ects, course.phase, course.semester, status_text(course, language)
