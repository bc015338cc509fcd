"""The four sheets of the template. Their headings are the words that the importer looks for."""

from collections.abc import Iterable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, Course, Perspective, Status
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import EDITION_IDS, load_legend, load_programmes, programme_name
from curriculum_map.importing.description import Description
from curriculum_map.importing.template_style import INPUT_FILL, MIDDLE, SMALL, head
from curriculum_map.importing.words import AMBITION_FIELDS, COURSE_FIELDS, DESCRIPTION_FIELDS
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.labels import label
from curriculum_map.workbooks.style import (
    BOLD,
    CENTRED,
    EDGES,
    FONT,
    HINT,
    TITLE,
    WRAPPED,
    colour_levels,
    print_landscape,
)
from curriculum_map.workbooks.text import put
from curriculum_map.workbooks.words import cluster_heading, not_applicable_mark, status_text

COURSE_COLUMNS = {"code": 11, "title": 44, "ects": 14, "phase": 7, "semester": 10, "status": 26}
ROWS_TO_FILL = 120
FIRST_COURSE_ROW = 4
_LEVEL_WIDTH = 13

_HELP: Mapping[str, str] = {
    "institution": mark("Name of the institution."),
    "programme": mark("Choose one of the six programmes."),
    "academic_year": mark("Two years in a row, such as 2026-27."),
    "edition": mark("The edition of the framework whose clusters stand in the next sheet."),
    "rater": mark("A role or a group, such as “programme team”; no names of persons are needed."),
    "perspective": mark("Whose view this is. Ambitions count when the coordinator sets them."),
    "blank_means": mark("Choose once for the whole file what you mean when you leave a level empty."),
}


def write_description(workbook: Workbook, edition: Edition, language: Language, description: Description) -> None:
    """The sheet that says which programme is rated, when, by whom and against which edition."""
    sheet: Worksheet = workbook.create_sheet(say(mark("Programme"), language))
    put(sheet, 1, 1, say(mark("Which programme is this about?"), language), font=TITLE)
    put(sheet, 2, 1, say(mark("Fill in the coloured cells here, then go to the next sheet."), language), font=HINT)
    choices = _description_choices(language)
    values = _description_values(edition, language, description)
    for row, (name, field_label) in enumerate(DESCRIPTION_FIELDS.labels.items(), start=4):
        head(sheet, row, 1, field_label[language])
        put(sheet, row, 2, values[name])
        sheet.cell(row, 2).fill, sheet.cell(row, 2).border = INPUT_FILL, EDGES
        put(sheet, row, 3, say(_HELP[name], language), font=HINT)
        sheet.cell(row, 3).alignment = sheet.cell(row, 2).alignment = MIDDLE
        sheet.row_dimensions[row].height = 32
        if name in choices:
            _offer(sheet, f"B{row}", choices[name])
    put(sheet, 13, 1, edition.title[language], font=SMALL)
    put(sheet, 14, 1, edition.citation, font=HINT)
    sheet.merge_cells("A14:C14")
    sheet.cell(14, 1).alignment, sheet.row_dimensions[14].height = WRAPPED, 40
    _set_widths(sheet, (28, 44, 62))
    print_landscape(sheet)


def write_courses(
    workbook: Workbook,
    edition: Edition,
    language: Language,
    granularity: Granularity,
    courses: Sequence[Course],
    places: Sequence[Sequence[str]],
) -> None:
    """The sheet of courses: a row each, its fields, and a level per target under focus and cluster headings."""
    sheet: Worksheet = workbook.create_sheet(say(mark("Courses"), language))
    first = len(COURSE_COLUMNS) + 1
    hint = say(
        mark("One row per course. Leave a level empty if it was not rated; write n/a if it does not apply."), language
    )
    head(sheet, 1, 1, hint, rows=2, columns=len(COURSE_COLUMNS))
    for column, name in enumerate(COURSE_COLUMNS, start=1):
        head(sheet, 3, column, COURSE_FIELDS.labels[name][language])
    width = _write_target_headings(sheet, edition, language, granularity, first)
    for row, (course, written) in enumerate(zip(courses, places, strict=True), start=FIRST_COURSE_ROW):
        for column, value in enumerate((*_course_values(course, language), *written), start=1):
            if value not in ("", None):
                put(sheet, row, column, value)
    last_row = FIRST_COURSE_ROW + max(len(courses), ROWS_TO_FILL) - 1
    _dress_courses(sheet, language, first, width, last_row)


def write_ambitions(
    workbook: Workbook,
    edition: Edition,
    language: Language,
    granularity: Granularity,
    ambitions: Mapping[str, Ambition],
) -> None:
    """The sheet of ambitions: a row per target with the level aimed for, its weight and the reason."""
    sheet: Worksheet = workbook.create_sheet(say(mark("Ambitions"), language))
    hint = mark("What does the programme aim for? Leave empty what was not discussed yet: it is shown, not judged.")
    put(sheet, 1, 1, say(hint, language), font=HINT)
    for column, field_label in enumerate(AMBITION_FIELDS.labels.values(), start=1):
        head(sheet, 3, column, field_label[language])
    targets = edition.targets(granularity)
    for row, target in enumerate(targets, start=4):
        put(sheet, row, 1, cluster_heading(edition, target, language), font=SMALL)
        put(sheet, row, 2, edition.component_name(target, language) or "", font=SMALL)
        for column, text in enumerate(_ambition_values(ambitions.get(target), language), start=3):
            put(sheet, row, column, text or None)
            sheet.cell(row, column).fill, sheet.cell(row, column).border = INPUT_FILL, EDGES
        for column in (1, 2, 5):
            sheet.cell(row, column).alignment, sheet.cell(row, column).border = WRAPPED, EDGES
    last = 3 + len(targets)
    legend = load_legend()
    _offer(sheet, f"C4:C{last}", [level.name[language] for level in legend.levels[1:]])
    _offer(sheet, f"D4:D{last}", [label(weight, language) for weight in Weight])
    colour_levels(sheet, f"C4:C{last}", legend, language)
    _set_widths(sheet, (58, 16, 20, 18, 60))
    sheet.freeze_panes = "A4"
    print_landscape(sheet, "3:3")


def write_legend(workbook: Workbook, language: Language) -> None:
    """The sheet that explains the levels, n/a and the empty cell."""
    sheet: Worksheet = workbook.create_sheet(say(mark("Legend"), language))
    put(sheet, 1, 1, say(mark("What the levels mean"), language), font=TITLE)
    legend = load_legend()
    for column, text in enumerate((mark("Level"), mark("Digit"), mark("Meaning")), start=1):
        head(sheet, 3, column, say(text, language))
    for row, level in enumerate(legend.levels, start=4):
        put(sheet, row, 1, level.name[language], font=Font(name=FONT, bold=True, color=level.light.ink.lstrip("#")))
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=level.light.fill.lstrip("#"))
        put(sheet, row, 2, int(level.value))
        put(sheet, row, 3, level.meaning[language])
    not_applicable = say(mark("The course cannot be about this; it is left out of every share."), language)
    blank = say(mark("Nobody rated this yet. That is not the same as not covered."), language)
    put(sheet, 8, 1, not_applicable_mark(language), font=BOLD)
    put(sheet, 8, 3, not_applicable)
    put(sheet, 9, 1, say(mark("(empty)"), language), font=BOLD)
    put(sheet, 9, 3, blank)
    for row in range(4, 10):
        for column in (1, 2, 3):
            sheet.cell(row, column).alignment, sheet.cell(row, column).border = WRAPPED, EDGES
    _set_widths(sheet, (26, 8, 80))
    print_landscape(sheet)


def _write_target_headings(
    sheet: Worksheet, edition: Edition, language: Language, granularity: Granularity, column: int
) -> int:
    """Focus, cluster and component headings from this column on; how many columns they take."""
    per_cluster = 1 if granularity is Granularity.CLUSTER else len(edition.components)
    start = column
    for focus in edition.focuses:
        rows = 2 if granularity is Granularity.CLUSTER else 1
        head(sheet, 1, column, focus.name[language], rows=rows, columns=per_cluster * len(focus.clusters))
        for cluster in focus.clusters:
            text = cluster_heading(edition, cluster.id, language)
            if granularity is Granularity.CLUSTER:
                head(sheet, 3, column, text)
            else:
                head(sheet, 2, column, text, columns=per_cluster)
                for offset, component in enumerate(edition.components):
                    head(sheet, 3, column + offset, component.name[language])
            column += per_cluster
    return column - start


def _dress_courses(sheet: Worksheet, language: Language, first: int, width: int, last_row: int) -> None:
    legend = load_legend()
    area = f"{get_column_letter(first)}{FIRST_COURSE_ROW}:{get_column_letter(first + width - 1)}{last_row}"
    levels = [level.name[language] for level in legend.levels]
    _offer(sheet, area, [*levels, not_applicable_mark(language)], strict=False)
    status_column = get_column_letter(list(COURSE_COLUMNS).index("status") + 1)
    statuses = [
        label(Status.COMPULSORY, language),
        label(Status.ELECTIVE, language),
        f"{label(Status.TRACK, language)}: ",
    ]
    _offer(sheet, f"{status_column}{FIRST_COURSE_ROW}:{status_column}{last_row}", statuses, strict=False)
    colour_levels(sheet, area, legend, language)
    for line in sheet.iter_rows(FIRST_COURSE_ROW, last_row, 1, first + width - 1):
        for cell in line:
            cell.border = EDGES
            if cell.column >= first:
                cell.alignment, cell.font = CENTRED, SMALL
    _set_widths(sheet, (*COURSE_COLUMNS.values(), *[_LEVEL_WIDTH if width > 9 else 22] * width))
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 34, 48
    sheet.row_dimensions[3].height = 20 if width > 9 else 62
    sheet.freeze_panes = f"C{FIRST_COURSE_ROW}"
    # A page per focus is readable on A4 too; code and title stand on each of them.
    print_landscape(sheet, f"1:{FIRST_COURSE_ROW - 1}", pages_wide=3 if width > 9 else 1)
    sheet.print_title_cols = "A:B"


def _course_values(course: Course, language: Language) -> tuple[str | float | None, ...]:
    return course.code, course.title, course.ects, course.phase, course.semester, status_text(course, language)


def _ambition_values(ambition: Ambition | None, language: Language) -> tuple[str, str, str]:
    if ambition is None:
        return "", "", ""
    level = "" if ambition.level is None else load_legend()[ambition.level].name[language]
    weight = "" if ambition.weight is None else label(ambition.weight, language)
    return level, weight, ambition.reason or ""


def _description_choices(language: Language) -> dict[str, list[str]]:
    return {
        "programme": [programme.name[language] for programme in load_programmes()],
        "edition": list(EDITION_IDS),
        "perspective": [label(perspective, language) for perspective in Perspective],
        "blank_means": [label(meaning, language) for meaning in BlankMeans],
    }


def _description_values(edition: Edition, language: Language, description: Description) -> dict[str, str | None]:
    return {
        "institution": description.institution,
        "programme": description.programme and programme_name(description.programme)[language],
        "academic_year": description.academic_year,
        "edition": edition.id,
        "rater": description.rater,
        "perspective": label(description.perspective or Perspective.COORDINATOR, language),
        "blank_means": label(description.blank_means or BlankMeans.NOT_RATED, language),
    }


def _offer(sheet: Worksheet, area: str, choices: Iterable[str], *, strict: bool = True) -> None:
    """A drop-down list on an area; when not strict, other text may be written too."""
    validation = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True, showErrorMessage=strict)
    validation.add(area)
    sheet.add_data_validation(validation)


def _set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
