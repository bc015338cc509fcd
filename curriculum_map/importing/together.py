"""Sheets that hold one map between them: other courses of the same outcomes, or other outcomes of the same courses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.carried import with_merged
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.layout import Table
from curriculum_map.importing.layout.joined import CourseKey, Writer, rows_by_course
from curriculum_map.importing.meaning.targets import ColumnReading
from curriculum_map.importing.sheet_names import are_parts, read_sheet_name
from curriculum_map.importing.sheets import SheetReading

Reason = Literal[
    "levels-differ", "rated-in-both", "fields-differ", "legend", "described", "lies-otherwise", "other-map"
]
TargetKey = tuple[str, int]
# Who rated is never taken from another sheet: two raters may have rated a part each.
_OF_THE_SHEET_ITSELF = ("rater", "perspective")
_MOST_SHEETS = 30


@dataclass(frozen=True, slots=True)
class SheetMap:
    """A map in one sheet with what its outcome columns stand for.

    `about` is what the sheet says it is about, `legend` what it says of its marks; both only where there are several.
    """

    sheet: SheetReading
    table: Table
    columns: tuple[ColumnReading, ...]
    about: Mapping[str, str] = field(default_factory=dict)
    legend: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its sheet."""
        return self.sheet.name


@dataclass(frozen=True, slots=True)
class Apart:
    """Why two sheets are not one map: where that shows, and what stands there and in the other sheet.

    `is_near` says whether they seemed to be parts of one map all the same, so that it is worth saying.
    """

    why: Reason
    sheets: tuple[str, str]
    ref: CellRef | None = None
    written: str = ""
    other: CellRef | None = None
    first: str = ""
    is_near: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """One map, with the sheets that it is in; mostly one.

    `is_evident` says that the sheets are parts of it by their names or their courses; else they only could be.
    `from_names` has the sheets whose names a field of their courses was taken from, by that field.
    """

    parts: tuple[SheetMap, ...]
    table: Table
    is_evident: bool = True
    from_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of its sheets."""
        return tuple(part.name for part in self.parts)


def wholes_of(maps: Sequence[SheetMap]) -> tuple[list[Whole], list[Apart]]:
    """The maps of some sheets, with those that fit together as one; and why others that seemed to do not.

    Of very many sheets nobody would see whether they go together: for these nothing is worked out.
    """
    found: list[_Growing] = []
    near: list[Apart] = []
    alone = [one for one in maps if sum(other.name == one.name for other in maps) == 1]
    if len(alone) > _MOST_SHEETS:
        return [], []
    for one in map(_taken, alone):
        reasons = []
        for whole in found:
            apart = whole.add(one)
            if apart is None:
                break
            reasons.append(apart)
        else:
            found.append(_Growing(one))
            near.extend(reason for reason in reasons if reason.is_near)
    return [whole.whole() for whole in found], near


def read_together(maps: Sequence[SheetMap]) -> Whole | Apart:
    """The one map of sheets of which somebody said that they are parts of one, or why they cannot be."""
    first, *others = map(_taken, maps)
    whole = _Growing(first, told=True)
    for one in others:
        apart = whole.add(one)
        if apart is not None:
            return apart
    return whole.whole()


@dataclass(frozen=True, slots=True)
class _Taken:
    """The map of a sheet ready to be taken in, with its outcome column of each target."""

    map: SheetMap
    table: Table
    columns: Mapping[TargetKey, int]


def _taken(part: SheetMap) -> _Taken:
    return _Taken(part, _prepared(part), _by_target(part))


class _Growing:
    """A map that takes in the sheets that fit, one after the other."""

    def __init__(self, first: _Taken, *, told: bool = False) -> None:
        self._parts, self._told = [first.map], told
        self._table = first.table
        self._columns = dict(first.columns)
        self._held = dict.fromkeys(self._table.course_rows, frozenset(self._columns))
        self._same_courses = True

    def whole(self) -> Whole:
        """The map as it is now; one that stayed alone is what it was."""
        if len(self._parts) == 1:
            return Whole(tuple(self._parts), self._parts[0].table)
        names = [part.name for part in self._parts]
        said: dict[str, tuple[str, ...]] = {}
        for part in self._parts:
            said |= {name: (*said.get(name, ()), part.name) for name in _said_in_name(part)}
        is_evident = self._told or self._same_courses or are_parts(names)
        return Whole(tuple(self._parts), self._table, is_evident, said)

    def add(self, taken: _Taken) -> Apart | None:
        """Takes a sheet in, or says why it does not fit."""
        part, table, columns = taken.map, taken.table, taken.columns
        apart = self._of_another_kind(part)
        if apart is not None:
            return apart
        shared = self._shared(table)
        if shared is None:
            return self._apart("other-map", part)
        by_courses = 2 * len(shared) >= max(1, min(len(self._table.course_rows), len(table.course_rows)))
        targets = len(columns.keys() & self._columns.keys())
        if not (self._told or by_courses or targets == min(len(columns), len(self._columns))):
            return self._apart("other-map", part)
        twice = self._rated_in_both(part, table, columns, shared)
        if twice is not None:
            return twice
        writer = Writer(self._table, table, self._same_columns(table, columns))
        known = {row: into for into, row in shared.values()}
        into = [writer.add(row, known.get(row)) for row in table.course_rows]
        if writer.clashes:
            clash = writer.clashes[0]
            of_both = (clash.ref, clash.written, clash.other, clash.first)
            return Apart("fields-differ", self._names(part), *of_both, self._seems_part(part) or not targets)
        self._table = writer.table()
        self._columns = self._columns | {key: writer.column(at) for key, at in columns.items()}
        for place in into:
            self._held[place] = self._held.get(place, frozenset()) | columns.keys()
        self._parts.append(part)
        self._same_courses = self._same_courses and by_courses
        return None

    def _of_another_kind(self, part: SheetMap) -> Apart | None:
        """Whether a sheet lies otherwise, or is about something else, or explains its marks otherwise."""
        if part.table.orientation is not self._table.orientation:
            return self._apart("lies-otherwise", part)
        for before in self._parts:
            if _differ(before.about, part.about):
                return self._apart("described", part)
            said, other = before.legend, part.legend
            mark = next((one for one in said if one in other and same_word(said[one]) != same_word(other[one])), None)
            if mark is not None:
                texts = (other[mark], None, said[mark])
                return Apart("legend", (before.name, part.name), None, *texts, self._seems_part(part))
        return None

    def _shared(self, table: Table) -> dict[CourseKey, tuple[int, int]] | None:
        """The rows of each course that both have; None where a name does not tell which course of a sheet is meant.

        In sheets that are said to be one map, the same name in another phase is another course.
        """
        coded = "code" in table.fields and "code" in self._table.fields
        mine, theirs = rows_by_course(self._table, coded=coded), rows_by_course(table, coded=coded)
        shared = {key: (mine[key], theirs[key]) for key in mine if key in theirs}
        if self._told:
            shared = {key: rows for key, rows in shared.items() if self._same_phase(table, *rows)}
        unique = len(mine) == len(self._table.course_rows) and len(theirs) == len(table.course_rows)
        return None if shared and not unique else shared

    def _same_phase(self, table: Table, mine: int, theirs: int) -> bool:
        phases = [
            same_word(one.sheet.text(row, one.fields["phase"])) if "phase" in one.fields else ""
            for one, row in ((self._table, mine), (table, theirs))
        ]
        return not all(phases) or phases[0] == phases[1]

    def _rated_in_both(
        self,
        part: SheetMap,
        table: Table,
        columns: Mapping[TargetKey, int],
        shared: Mapping[CourseKey, tuple[int, int]],
    ) -> Apart | None:
        """The first place that both have, if possible one where they differ."""
        both = [
            (self._table, into, self._columns[key], table, row, at)
            for into, row in shared.values()
            for key, at in columns.items()
            if key in self._held[into]
        ]
        if not both:
            return None
        texts = [(one.sheet.text(row, at), other.sheet.text(line, to)) for one, row, at, other, line, to in both]
        place = next((place for place, (one, other) in enumerate(texts) if one and other and one != other), None)
        one, row, at, other, line, to = both[place or 0]
        first, written = texts[place or 0]
        where, before = other.sheet.ref(line, to), one.sheet.ref(row, at)
        why: Reason = "rated-in-both" if place is None else "levels-differ"
        few = 2 * len(shared) <= min(len(table.course_rows), len(self._table.course_rows))
        return Apart(why, self._names(part), where, written, before, first, few and self._seems_part(part))

    def _same_columns(self, table: Table, columns: Mapping[TargetKey, int]) -> dict[int, int]:
        """The column of this map for each of a sheet that stands for the same, with those that are not read."""
        named = {same_word(self._table.heading(at)): at for at in self._table.other_columns}
        words = {at: same_word(table.heading(at)) for at in table.other_columns}
        others = {at: named[word] for at, word in words.items() if word and word in named}
        return others | {at: self._columns[key] for key, at in columns.items() if key in self._columns}

    def _seems_part(self, part: SheetMap) -> bool:
        return are_parts([*(one.name for one in self._parts), part.name])

    def _names(self, part: SheetMap) -> tuple[str, str]:
        return self._parts[0].name, part.name

    def _apart(self, why: Reason, part: SheetMap) -> Apart:
        return Apart(why, self._names(part))


def _differ(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two sheets say different things of what they are about; who rated has to be said in both or in none."""
    for name in one.keys() | other.keys():
        said = {one.get(name), other.get(name)}
        if len(said - {None} if name not in _OF_THE_SHEET_ITSELF else said) > 1:
            return True
    return False


def _by_target(part: SheetMap) -> dict[TargetKey, int]:
    """The outcome column of each target, or of each heading that names none; one that comes back is another one."""
    found: dict[TargetKey, int] = {}
    for at, column in zip(part.table.outcomes, part.columns, strict=True):
        name = column.named.target if column.named is not None else f" {same_word(column.heading)}"
        number = sum(key[0] == name for key in found)
        found[name, number] = at
    return found


def _prepared(part: SheetMap) -> Table:
    """The table of a sheet so that it can be taken apart: what is merged, and what its name says, at each course."""
    table = with_merged(part.table)
    for name, text in _said_in_name(part).items():
        table = _with_field(table, name, text)
    return table


def _said_in_name(part: SheetMap) -> dict[str, str]:
    said = read_sheet_name(part.name).fields
    return {name: text for name, text in said.items() if name not in part.table.fields}


def _with_field(table: Table, name: str, text: str) -> Table:
    """The table with a field that is the same for all its courses and stands in no cell; it has that of the title."""
    sheet, title = table.sheet, table.fields["title"]
    width, courses = max(map(len, sheet.rows)), frozenset(table.course_rows)
    rows = [
        [*line, *([""] * (width - len(line))), text if row in courses else ""] for row, line in enumerate(sheet.rows)
    ]
    shown = (*range(width), title)
    origins = [[sheet.place(row, column) for column in shown] for row in range(len(rows))]
    return replace(
        table,
        sheet=replace(sheet, rows=rows, origins=origins),
        fields={**table.fields, name: width},
        heading_texts={**table.heading_texts, width: (name,)},
    )
