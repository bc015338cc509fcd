"""The sheets of the template beside that of the courses. Their headings are the words that the importer looks for."""

from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.ambitions import Ambition, Position, Weight
from curriculum_map.domain.curriculum import BlankMeans, Perspective, Programme
from curriculum_map.domain.framework import Edition, Granularity, granularity_of
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import EDITION_IDS, load_legend, load_programmes, programme_name
from curriculum_map.importing.description import Description
from curriculum_map.importing.template.style import INPUT_FILL, MIDDLE, SMALL, head, offer, set_widths
from curriculum_map.importing.words import AMBITION_FIELDS, DESCRIPTION_FIELDS
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.labels import label
from curriculum_map.workbooks.heights import row_height
from curriculum_map.workbooks.style import (
    A4,
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
from curriculum_map.workbooks.words import cluster_heading, not_applicable_mark

_TO_FILL_IN = ("level", "weight", "position", "reason")
# What the ambitions of each granularity have nothing to say in.
_WITHOUT = {
    Granularity.CLUSTER: ("component", "element", "position"),
    Granularity.CELL: ("element", "position"),
    Granularity.ELEMENT: (),
}
_AMBITION_WIDTHS = {
    "cluster": 58,
    "component": 16,
    "element": 58,
    "level": 20,
    "weight": 18,
    "position": 26,
    "reason": 60,
}
_LEGEND_WIDTHS = (26, 8, 80)

_HELP: dict[str, str] = {
    "institution": mark("Name of the institution."),
    "programme": mark("Choose one of the six programmes."),
    "campus": mark("Only if the programme differs from one campus to another."),
    "academic_year": mark("Two years in a row, such as 2026-27."),
    "edition": mark("The edition of the framework whose clusters stand in the next sheet."),
    "rater": mark("A role or a group, such as “programme team”; no names of persons are needed."),
    "perspective": mark("Whose view this is. Ambitions count when the coordinator sets them."),
    "blank_means": mark("Choose once for the whole file what you mean when you leave a level empty."),
}
_OF_THE_LIST = mark("Choose one of the programmes in the list.")


def write_description(
    workbook: Workbook, edition: Edition, language: Language, description: Description, programmes: Sequence[Programme]
) -> Worksheet:
    """The sheet that says which programme is rated, when, by whom and against which edition.

    One of `programmes` can be chosen in it; the rows from 17 on are free.
    """
    sheet: Worksheet = workbook.create_sheet(say(mark("Programme"), language))
    put(sheet, 1, 1, say(mark("Which programme is this about?"), language), font=TITLE)
    put(sheet, 2, 1, say(mark("Fill in the coloured cells here, then go to the next sheet."), language), font=HINT)
    choices = _description_choices(edition, language, programmes)
    help_ = _HELP | ({"programme": _OF_THE_LIST} if len(programmes) > len(load_programmes()) else {})
    values = _description_values(edition, language, description)
    for row, (name, field_label) in enumerate(DESCRIPTION_FIELDS.labels.items(), start=4):
        head(sheet, row, 1, field_label[language])
        put(sheet, row, 2, values[name])
        sheet.cell(row, 2).fill, sheet.cell(row, 2).border = INPUT_FILL, EDGES
        put(sheet, row, 3, say(help_[name], language), font=HINT)
        sheet.cell(row, 3).alignment = sheet.cell(row, 2).alignment = MIDDLE
        sheet.row_dimensions[row].height = 32
        if name in choices:
            offer(sheet, f"B{row}", choices[name])
    put(sheet, 14, 1, edition.title[language], font=SMALL)
    put(sheet, 15, 1, edition.citation, font=HINT)
    sheet.merge_cells("A15:C15")
    sheet.cell(15, 1).alignment, sheet.row_dimensions[15].height = WRAPPED, 40
    set_widths(sheet, dict(enumerate((28, 44, 62), start=1)))
    print_landscape(sheet, paper=A4)
    sheet.page_setup.fitToHeight = 1
    return sheet


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
    names = [name for name in AMBITION_FIELDS.labels if name not in _WITHOUT[granularity]]
    for column, name in enumerate(names, start=1):
        head(sheet, 3, column, AMBITION_FIELDS.labels[name][language])
    targets = edition.targets(granularity)
    for row, target in enumerate(targets, start=4):
        values = _ambition_row(edition, target, ambitions.get(target), language)
        for column, name in enumerate(names, start=1):
            put(sheet, row, column, values.get(name) or None, font=None if name in _TO_FILL_IN else SMALL)
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = EDGES, WRAPPED
            if name in _TO_FILL_IN:
                cell.fill = INPUT_FILL
    _offer_ambitions(sheet, language, names, 3 + len(targets))
    set_widths(sheet, {column: _AMBITION_WIDTHS[name] for column, name in enumerate(names, start=1)})
    sheet.freeze_panes = "A4"
    print_landscape(sheet, "3:3", paper=A4)


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
            sheet.cell(row, column).alignment = CENTRED if column == 2 else WRAPPED
            sheet.cell(row, column).border = EDGES
        sheet.row_dimensions[row].height = row_height([sheet.cell(row, 3).value], _LEGEND_WIDTHS[2:])
    set_widths(sheet, dict(enumerate(_LEGEND_WIDTHS, start=1)))
    print_landscape(sheet, paper=A4)


def _ambition_row(edition: Edition, target: str, ambition: Ambition | None, language: Language) -> dict[str, str]:
    """What stands in the row of a target, by field."""
    row = {
        "cluster": cluster_heading(edition, target, language),
        "component": edition.component_name(target, language) or "",
        "element": edition.element(target).own_label[language] if granularity_of(target) is Granularity.ELEMENT else "",
    }
    if ambition is not None:
        row |= {
            "level": "" if ambition.level is None else load_legend()[ambition.level].name[language],
            "weight": "" if ambition.weight is None else label(ambition.weight, language),
            "position": "" if ambition.position is None else label(ambition.position, language),
            "reason": ambition.reason or "",
        }
    return row


def _offer_ambitions(sheet: Worksheet, language: Language, names: list[str], last_row: int) -> None:
    choices = {
        "level": [level.name[language] for level in load_legend().levels[1:]],
        "weight": [label(weight, language) for weight in Weight],
        "position": [label(position, language) for position in Position],
    }
    for column, name in enumerate(names, start=1):
        area = f"{get_column_letter(column)}4:{get_column_letter(column)}{last_row}"
        if name in choices:
            # Not strict: a digit is a level too.
            offer(sheet, area, choices[name], strict=False)
        if name == "level":
            colour_levels(sheet, area, load_legend(), language)


def _description_choices(edition: Edition, language: Language, programmes: Sequence[Programme]) -> dict[str, list[str]]:
    return {
        "programme": [programme.name[language] for programme in programmes],
        "edition": list(dict.fromkeys((*EDITION_IDS, edition.id))),
        "perspective": [label(perspective, language) for perspective in Perspective],
        "blank_means": [label(meaning, language) for meaning in BlankMeans],
    }


def _description_values(edition: Edition, language: Language, description: Description) -> dict[str, str | None]:
    return {
        "institution": description.institution,
        "programme": description.programme and programme_name(description.programme)[language],
        "campus": description.campus,
        "academic_year": description.academic_year,
        "edition": edition.id,
        "rater": description.rater,
        "perspective": label(description.perspective or Perspective.COORDINATOR, language),
        "blank_means": label(description.blank_means or BlankMeans.NOT_RATED, language),
    }
