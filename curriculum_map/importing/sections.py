"""What a line above a group of courses says of them: their phase, their track, their status, their elective group."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.captions import captions_of
from curriculum_map.importing.cells import Place, Sheet
from curriculum_map.importing.layout import Orientation, Table, Why
from curriculum_map.importing.meaning.group_texts import group_key
from curriculum_map.importing.meaning.groups import ListedGroup
from curriculum_map.importing.meaning.section_texts import Section, section_written
from curriculum_map.importing.words import choice_named

_FEWEST_PHASES = 2
_WIDEST = 3
_NEAR = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A line between the courses: where it stands, what is written there, and what that says if we know it."""

    ref: CellRef
    written: str
    says: Section | None

    def says_of(self, *kinds: str) -> bool:
        return self.says is not None and self.says.kind in kinds


@dataclass(frozen=True, slots=True)
class _Above:
    """Of the lines above a course the last, the last with a phase, and the last of a track or of what tracks share.

    `has_status` is whether a line below that one says a status.
    """

    last: _Line | None = None
    phase: _Line | None = None
    track: _Line | None = None
    has_status: bool = False

    def then(self, line: _Line) -> "_Above":
        """The same with one more line below."""
        if line.says_of("track", "common"):
            return replace(self, last=line, track=line, has_status=False)
        phase = line if line.says_of("phase") else self.phase
        return replace(self, last=line, phase=phase, has_status=self.has_status or line.says_of("status", "group"))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a line says of a course: a value for one of its fields."""

    row: int
    field: str
    value: str
    line: _Line


def with_sections(table: Table) -> tuple[Table, list[ListedGroup], list[Finding]]:
    """The table with what stands above groups of its courses written for each of them; the groups; and notes of it.

    What stands beside a course itself goes before it.
    """
    if table.orientation is not Orientation.COURSES_ROWS:
        return table, [], []
    said, groups, findings = list[_Said](), list[ListedGroup](), list[Finding]()
    names = Counter[str]()
    for rows in _by_sheet(table):
        reader = _Reader(table, rows, names)
        said += [*reader.statuses(), *reader.tracks(), *reader.captions()]
        groups += reader.groups
        findings += reader.findings
    phases = list(_phases(table))
    if phases:
        facts = {"written": phases[0].line.written, "count": len(phases)}
        findings.append(Finding("phase-of-section", Severity.NOTE, phases[0].line.ref, facts))
    said += phases
    return (_written(table, said) if said else table), groups, findings


def _by_sheet(table: Table) -> list[list[int]]:
    """The rows of the courses, those of each sheet of the file together, in its order."""
    sheet, title = table.sheet, table.fields["title"]
    rows = sorted(table.course_rows, key=lambda row: (sheet.home(row, title).name, sheet.place(row, title)))
    return [list(some) for _, some in groupby(rows, key=lambda row: sheet.home(row, title).name)]


def _phases(table: Table) -> Iterator[_Said]:
    """The phase of each course where only lines above them say it, and do so for all."""
    if "phase" in table.fields:
        return
    found = [
        _Said(row, "phase", line.written, line)
        for rows in _by_sheet(table)
        for row, above in _lines_above(table, rows)
        if (line := above.phase) is not None
    ]
    if len(found) == len(table.course_rows) and len({one.line.ref for one in found}) >= _FEWEST_PHASES:
        yield from found


def _lines_above(table: Table, rows: Sequence[int]) -> Iterator[tuple[int, _Above]]:
    """Each of these rows of one sheet with what stands above it and is no course."""
    title = table.fields["title"]
    courses = {line for row in rows for line in _lines_of(table, row)}
    header = table.sheet.ref(table.header_row, title)
    home = table.sheet.home(rows[0], title)
    # What stands above the headings is about the file; in another sheet the headings are just above the courses.
    after = header.row if header.sheet == home.name else min(courses) - _NEAR
    found = list(_lines(home, table, courses))
    # A status just above the headings is that of the first courses where another line says that of the next.
    first = after - _NEAR if sum(one.says_of("status") for one in found) > 1 else after
    lines = deque(
        one
        for one in found
        if one.ref.row > after or one.says_of("phase") or (one.says_of("status") and one.ref.row > first)
    )
    above = _Above()
    for row in rows:
        while lines and lines[0].ref.row < table.sheet.place(row, title)[0]:
            above = above.then(lines.popleft())
        yield row, above


def _lines_of(table: Table, row: int) -> range:
    """The lines of the file that a course takes up: that of its title, and those just below it for its components."""
    sheet, title = table.sheet, table.fields["title"]
    first = end = sheet.place(row, title)[0]
    if sheet.origins is not None:
        name = sheet.home(row, title).name
        places = (sheet.ref(row, at) for at in table.outcomes)
        marked = {place.row for place in places if place.sheet == name}
        while end + 1 in marked:
            end += 1
    return range(first, end + 1)


def _lines(sheet: Sheet, table: Table, courses: set[int]) -> Iterator[_Line]:
    """The lines of a sheet that hold one text, or one that heads a group beside its credits; from top to bottom."""
    for row, texts in enumerate(sheet.texts):
        filled = [column for column, text in enumerate(texts) if text]
        if not 0 < len(filled) <= _WIDEST or row in courses or row in sheet.look.hidden_rows:
            continue
        says = [section_written(texts[column]) for column in filled]
        at = next((place for place, one in enumerate(says) if one is not None), 0)
        one = says[at]
        if len(filled) == 1 or (one is not None and one.kind == "group" and set(filled).isdisjoint(table.outcomes)):
            yield _Line(sheet.ref(row, filled[at]), texts[filled[at]], one)


class _Reader:
    """Reads the lines between the courses of one sheet; `groups` and `findings` are what they head and what is said."""

    def __init__(self, table: Table, rows: Sequence[int], names: Counter[str]) -> None:
        self._table, self._names = table, names
        self._above = list(_lines_above(table, rows))
        self.groups: list[ListedGroup] = []
        self.findings: list[Finding] = []

    def tracks(self) -> list[_Said]:
        """The track of each course below the name of one; what all tracks share is compulsory."""
        lines = [(row, above.track, above.has_status) for row, above in self._above if above.track is not None]
        if "track" in self._table.fields or not any(line.says_of("track") for _, line, _ in lines):
            return []
        found = []
        for row, line, has_status in lines:
            if line.says is not None and line.says.kind == "track":
                found.append(_Said(row, "track", line.says.name, line))
            elif not self._status(row) and not has_status:
                found.append(_Said(row, "status", Status.COMPULSORY.value, line))
        self._note(found)
        return found

    def statuses(self) -> list[_Said]:
        """The status of each course just below a line that says one, and the group where that heads one."""
        found: list[_Said] = []
        for _, some in groupby(self._above, key=lambda one: one[1].last and one[1].last.ref):
            below = list(some)
            line = below[0][1].last
            if line is None or line.says is None or not line.says_of("status", "group"):
                continue
            rows = self._together([row for row, _ in below], line.says)
            if line.says.kind == "group":
                found += self._in_group(rows, line, line.says)
            else:
                told = [_Said(row, "status", line.says.name, line) for row in rows if not self._status(row)]
                self._note(told)
                found += told
        return found

    def captions(self) -> list[_Said]:
        """The status or track that the title of a table says, where several tables stand side by side."""
        found = []
        for row, line, column, says in captions_of(self._table, [row for row, _ in self._above]):
            field = "track" if says.kind == "track" else "status"
            value = Status.COMPULSORY.value if says.kind == "common" else says.name
            if not self._text(row, field):
                title = self._table.fields["title"]
                sheet = self._table.sheet.home(row, title)
                found.append(_Said(row, field, value, _Line(sheet.ref(line, column), sheet.text(line, column), says)))
        # The courses of tables side by side take turns.
        self._note(sorted(found, key=lambda one: (one.line.ref.row, one.line.ref.column)))
        return found

    def _together(self, rows: Sequence[int], says: Section) -> list[int]:
        """The courses that belong to a line: up to an empty row, another phase or a course that everybody takes."""
        taken: list[int] = []
        for row in rows:
            if taken and (
                self._lines_of(row)[0] != self._lines_of(taken[-1])[-1] + 1
                or self._phase(row) != self._phase(taken[-1])
            ):
                break
            if says.kind == "group" and (self._status(row) is Status.COMPULSORY or len(taken) == says.listed):
                break
            taken.append(row)
        return taken

    def _in_group(self, rows: Sequence[int], line: _Line, says: Section) -> Iterator[_Said]:
        if not rows:
            return
        key = group_key(says.name)
        self._names[key] += 1
        name = says.name if self._names[key] == 1 else f"{says.name} ({self._names[key]})"
        rule = None if says.rule is None else replace(says.rule, name=name)
        self.groups.append(ListedGroup(name, rule, line.ref, says.listed, of_table=False, at_least=says.at_least))
        titles = [self._table.sheet.text(row, self._table.fields["title"]) for row in rows]
        facts = {"written": line.written, "group": name, "count": len(rows), "values": titles}
        self.findings.append(Finding("group-of-section", Severity.NOTE, line.ref, facts))
        yield from (_Said(row, "status", f"{Status.ELECTIVE.value}: {name};", line) for row in rows)

    def _note(self, found: Sequence[_Said]) -> None:
        for _, some in groupby(found, key=lambda one: one.line.ref):
            told = list(some)
            facts = {"written": told[0].line.written, told[0].field: told[0].value, "count": len(told)}
            self.findings.append(Finding(f"{told[0].field}-of-section", Severity.NOTE, told[0].line.ref, facts))

    def _status(self, row: int) -> Status | str:
        """The status that stands beside a course itself; as written where it is none we know."""
        text = self._text(row, "status")
        return choice_named(text, (Status.COMPULSORY, Status.ELECTIVE)) or text

    def _phase(self, row: int) -> str:
        return self._text(row, "phase")

    def _text(self, row: int, field: str) -> str:
        at = self._table.fields.get(field)
        return "" if at is None else self._table.sheet.text(row, at)

    def _lines_of(self, row: int) -> range:
        return _lines_of(self._table, row)


def _written(table: Table, said: Sequence[_Said]) -> Table:
    """The table with these values in the fields of its courses, each with the address of its line."""
    sheet, width = table.sheet, max(map(len, table.sheet.rows))
    new = [name for name in dict.fromkeys(one.field for one in said) if name not in table.fields]
    fields = {**table.fields, **{name: width + place for place, name in enumerate(new)}}
    lines = {(one.line.ref.sheet, one.line.ref.row) for one in said}
    all_columns = range(width + len(new))
    rows = [[*row, *([""] * (len(all_columns) - len(row)))] for row in sheet.rows]
    origins: list[list[Place]] = [[sheet.place(row, at) for at in all_columns] for row in range(len(rows))]
    for one in said:
        at = fields[one.field]
        rows[one.row][at], origins[one.row][at] = one.value, (one.line.ref.row, one.line.ref.column)
    return replace(
        table,
        sheet=replace(sheet, rows=rows, origins=origins),
        fields=fields,
        heading_texts={**table.heading_texts, **_headings(said, new, fields)},
        excluded=tuple(
            replace(one, why=Why.SECTION) if (one.ref.sheet, one.ref.row) in lines else one for one in table.excluded
        ),
    )


def _headings(said: Sequence[_Said], new: Iterable[str], fields: Mapping[str, int]) -> dict[int, tuple[str, ...]]:
    """A heading for each new column: the first line that says something for it."""
    return {fields[name]: (next(one.line.written for one in said if one.field == name),) for name in new}
