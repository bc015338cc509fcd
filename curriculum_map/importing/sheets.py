"""Every sheet of a file: what it turned out to be, its maps, and what is hidden in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.ambitions import AmbitionTable, find_ambition_table
from curriculum_map.importing.annotation.comments import without_ours
from curriculum_map.importing.cells import Sheet, cell_text, same_word
from curriculum_map.importing.layout import (
    Doubt,
    Excluded,
    LayoutAnswer,
    Orientation,
    Seems,
    SheetKind,
    SheetShape,
    Table,
    explanations_of,
    legend_of,
    shape_of,
)
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.meaning.answers import NO_MAP, Answers, SheetAnswer
from curriculum_map.importing.meaning.explanations import Explanation
from curriculum_map.importing.meaning.persons import is_about_persons, persons_note
from curriculum_map.importing.names import Names
from curriculum_map.importing.words import DESCRIPTION_FIELDS

_MOST_ROWS_ABOVE = 60
_LONGEST_MARK, _MOST_MARKS = 4, 30
_MOST_COLUMNS_OF_TITLES, _LONGEST_TITLE = 12, 150
_OF_WHAT = frozenset(("institution", "programme", "campus"))
_OF_AMBITIONS = SheetShape(SheetKind.NOT_A_MAP, seems=Seems.AMBITIONS)


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What one sheet turned out to be, and whether it is read: a hidden one is not unless that was asked for."""

    sheet: Sheet
    shape: SheetShape
    is_read: bool
    ambitions: AmbitionTable | None = None

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.sheet.name

    @property
    def is_map(self) -> bool:
        """Whether it is read, and a map."""
        return self.is_read and bool(self.shape.tables)

    @property
    def excluded(self) -> tuple[Excluded, ...]:
        """Every line that holds something and was not read as a course or an outcome, once."""
        of_maps = (one for table in self.shape.tables for one in table.excluded)
        return tuple(dict.fromkeys((*self.shape.excluded, *of_maps)))


def read_sheets(
    sheets: Sequence[Sheet], names: Names, answers: Answers
) -> tuple[tuple[SheetReading, ...], Mapping[str, str], tuple[Explanation, ...]]:
    """Each sheet with its shape, what legends anywhere in the file say of colours, and all that it says of marks."""
    ambitions = [find_ambition_table(sheet) for sheet in sheets]
    # A colour is named by a legend that may stand in another sheet.
    legend: dict[str, str] = {}
    for sheet, table in zip(sheets, ambitions, strict=True):
        if table is None:
            legend = {**legend_of(sheet), **legend}
    named = frozenset(name for sheet in sheets for name in _names_given(sheet))
    read = [
        SheetReading(sheet, _shape(sheet, names, answers, legend, named), sheet.visible or answers.hidden)
        if table is None
        else SheetReading(sheet, _OF_AMBITIONS, sheet.visible or answers.hidden, table)
        for sheet, table in zip(sheets, ambitions, strict=True)
    ]
    return tuple(read), legend, tuple(_explanations(read))


def _explanations(sheets: Sequence[SheetReading]) -> Iterator[Explanation]:
    """All that the sheets say of marks, the one of the map as well as any other."""
    words = LevelWords(load_legend())
    of_maps = {mark for one in sheets for table in one.shape.tables for mark in table.marks}
    short = {mark for mark in of_maps if len(mark) <= _LONGEST_MARK and words.state(mark) is None}
    marks = frozenset(short if len(short) <= _MOST_MARKS else ())
    for one in sheets:
        maps = [_area(table) for table in one.shape.tables if table.course_rows and table.outcomes]
        # The levels of ambitions stand beside the targets that they are for.
        maps += [] if one.ambitions is None else [_all_of(one.sheet)]
        yield from explanations_of(one.sheet, maps, marks)


def _all_of(sheet: Sheet) -> CellRef:
    last_column = max((len(row) for row in sheet.rows), default=1) - 1
    return CellRef(sheet.name, 0, 0, last_row=len(sheet.rows) - 1, last_column=last_column)


def _area(table: Table) -> CellRef:
    """The part of the sheet in which the courses of a map and their marks stand."""
    ends = table.course_rows[0], table.course_rows[-1]
    sides = table.outcomes[0], table.outcomes[-1], *table.fields.values()
    places = [table.sheet.place(row, at) for row in table.course_rows for at in sides]
    places += [table.sheet.place(row, at) for row in ends for at in (*table.outcomes, *table.fields.values())]
    rows, columns = {row for row, _ in places}, {column for _, column in places}
    return CellRef(table.sheet.name, min(rows), min(columns), last_row=max(rows), last_column=max(columns))


def about_sheets(sheets: Iterable[SheetReading], *, hidden: bool) -> Iterator[Finding]:
    """What is hidden, what is in doubt, which columns name persons, where comments stand."""
    for one in sheets:
        if not one.is_read:
            if one.shape.kind is not SheetKind.EMPTY:
                yield Finding("hidden-sheet", Severity.WARNING, None, {"sheet": one.name})
            continue
        rows, columns = one.shape.hidden_rows, one.shape.hidden_columns
        if one.is_map and (rows or columns):
            facts = {"sheet": one.name, "rows": rows, "columns": columns}
            code = "hidden-lines-read" if hidden else "hidden-lines"
            yield Finding(code, Severity.WARNING, None, facts)
        if one.is_map:
            yield from _about_map(one)


def _about_map(one: SheetReading) -> Iterator[Finding]:
    if one.shape.joined:
        refs = [str(ref) for ref in one.shape.joined]
        facts: dict[str, object] = {"sheet": one.name, "refs": refs, "count": len(refs)}
        yield Finding("tables-joined", Severity.NOTE, one.shape.joined[0], facts)
    for clash in one.shape.clashes:
        facts = {"written": clash.written, "first": clash.first, "other": str(clash.other)}
        yield Finding("tables-disagree", Severity.ERROR, clash.ref, facts)
    headed = [
        (table.heading(column), table.sheet.ref(table.header_row, column))
        for table in one.shape.tables
        for column in table.other_columns
    ]
    beside_lists = [heading for table in one.shape.tables for heading in _beside_list(one.sheet, table)]
    persons = persons_note([*headed, *beside_lists])
    if persons is not None:
        yield persons
    for heading, ref in beside_lists:
        if not is_about_persons(heading):
            yield Finding("column-not-read", Severity.NOTE, ref, {"written": heading})
    comments = sorted(at for at, text in one.sheet.look.comments.items() if without_ours(text))
    if comments:
        refs = [str(one.sheet.ref(*place)) for place in comments[:20]]
        yield Finding(
            "comments-not-read", Severity.NOTE, one.sheet.ref(*comments[0]), {"count": len(comments), "refs": refs}
        )


def _beside_list(sheet: Sheet, table: Table) -> Iterator[tuple[str, CellRef]]:
    """The headings of a list that say neither course nor outcome nor level; the map that is made of it lacks them."""
    if table.orientation is not Orientation.LONG or table.sheet.origins is None:
        return
    row, _ = table.sheet.place(table.header_row, table.fields["title"])
    read = {column for line in table.sheet.origins for _, column in line}
    for column in range(len(sheet.rows[row])):
        if column not in read and (heading := sheet.text(row, column)):
            yield heading, sheet.ref(row, column)


def doubts(
    one: SheetReading,
    answers: Answers,
    of_map: Iterable[Doubt] = (),
    *,
    named: bool = False,
    asked_below: bool = False,
) -> Iterator[Finding]:
    """What the sheet itself does not settle, with the doubts about its map; an answer about its layout settles it.

    Whether its headings are outcomes is no question where they are `named`, or asked about one by one; nor how
    sub-columns go together where which of them is read is `asked_below`.
    """
    said = _said(one.sheet, answers)
    if said is not None and said.orientation:
        return
    choices, proposal = [*map(str, Orientation), NO_MAP], str(one.shape.orientation)
    found = dict.fromkeys((*one.shape.doubts, *of_map))
    if named:
        found.pop(Doubt.OUTCOMES, None)
    if asked_below:
        found.pop(Doubt.SUB_COLUMNS, None)
        found.pop(Doubt.OUTCOMES, None)
    for doubt in found:
        facts = {"field": "layout", "sheet": one.name, "doubt": str(doubt), "choices": choices, "proposal": proposal}
        yield Finding("layout-unsure", Severity.QUESTION, None, facts)


def texts_above(sheet: Sheet, table: Table) -> list[tuple[str, CellRef]]:
    """The texts in the rows above a map, each with its address."""
    last = min(table.sheet.place(table.header_row, column)[0] for column in table.outcomes)
    rows = range(min(last, len(sheet.rows), _MOST_ROWS_ABOVE))
    return [
        (text, sheet.ref(row, column))
        for row in rows
        for column in range(len(sheet.rows[row]))
        if (text := sheet.text(row, column))
    ]


def texts_elsewhere(sheets: Iterable[SheetReading]) -> list[tuple[str, CellRef]]:
    """The short texts at the top of the sheets that are read and no maps, such as a title page."""
    return [
        (text, one.sheet.ref(row, column))
        for one in sheets
        if one.is_read and not one.is_map and one.shape.kind is not SheetKind.FRAMEWORK
        for row in range(min(len(one.sheet.rows), _MOST_ROWS_ABOVE))
        for column in range(min(len(one.sheet.rows[row]), _MOST_COLUMNS_OF_TITLES))
        if (text := one.sheet.text(row, column)) and len(text) <= _LONGEST_TITLE
        if not _explains_field(one.sheet, row, column)
    ]


def _explains_field(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a text is a sentence behind a label and its value, such as what our own template says of a field."""
    label = next((at for at, text in enumerate(sheet.texts[row]) if text), column)
    behind = column > label + 1 and sheet.text(row, column).endswith(".")
    return behind and DESCRIPTION_FIELDS.named(sheet.text(row, label).rstrip(":")) is not None


def _names_given(sheet: Sheet) -> Iterator[str]:
    """The names of institution, programme and campus that a sheet gives by their labels, as names are compared."""
    for row in range(min(len(sheet.rows), _MOST_ROWS_ABOVE)):
        texts = [text for text in sheet.texts[row] if text][:2]
        label, _, value = texts[0].partition(":") if texts else ("", "", "")
        if DESCRIPTION_FIELDS.named(label) in _OF_WHAT:
            yield from map(same_word, filter(None, (value, *texts[1:])))


def _shape(
    sheet: Sheet, names: Names, answers: Answers, legend: Mapping[str, str], named: frozenset[str]
) -> SheetShape:
    said = _said(sheet, answers)
    overrule = LayoutAnswer(courses=answers.lines, about=named | {same_word(sheet.name)})
    if said is not None:
        row = None if said.header_row is None else said.header_row - 1
        no_map = said.orientation == NO_MAP
        orientation = None if no_map or not said.orientation else Orientation(said.orientation)
        overrule = replace(overrule, orientation=orientation, header_row=row, no_map=no_map)
    return shape_of(sheet, names, overrule, hidden=answers.hidden, legends=legend)


def _said(sheet: Sheet, answers: Answers) -> SheetAnswer | None:
    return answers.layouts.get(cell_text(sheet.name))
