"""Whether a line adds up others: their credits, their levels, or how many marks they have."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import takewhile

from curriculum_map.importing.cells import same_word
from curriculum_map.importing.layout.counted import count_others, number_in
from curriculum_map.importing.layout.extremes import are_extremes
from curriculum_map.importing.layout.shapes import Table

_FEWEST_OTHERS, _FEWEST_ADDED = 3, 4


@dataclass(frozen=True)
class LineSums:
    """The lines of a table with what may be added up in them.

    `marks`: what stands in the places of each; `bare`: those without code and credits where the others have them;
    `called_otherwise`: those that may be about the whole by their names; `usual`: the columns that most lines fill.
    """

    table: Table
    titles: Mapping[int, str]
    marks: Mapping[int, list[str]]
    usual: tuple[int, ...]
    bare: Set[int]
    called_otherwise: Set[int]

    def _lines_added(self, row: int) -> Iterator[Sequence[int]]:
        """The lines that this one may add up: all others, those above it, those below it, its own part of them."""
        rows = self.table.course_rows
        others = [one for one in rows if one not in self.bare | self.called_otherwise and one != row]
        above = [one for one in others if one < row]
        breaks = [one for one in range(rows[0], row) if one not in others]
        code = self.table.fields.get("code")
        if code in self.usual and not self.table.sheet.text(row, code):
            # What heads a part has no code either: the lines down to the next that has none.
            yield list(takewhile(partial(self.table.sheet.text, column=code), (one for one in rows if one > row)))
        yield from (others, above, [one for one in others if one > row])
        if breaks:
            yield [one for one in above if one > breaks[-1]]

    @cached_property
    def credits(self) -> dict[int, float]:
        """The credits of each line, nought where none are given."""
        at = self.table.fields.get("ects")
        return {row: 0.0 if at is None else _number(self.table.sheet.text(row, at)) for row in self.table.course_rows}

    def adds_credits(self, row: int) -> bool:
        """Whether the credits of a line are those of several others together, each of which has less."""
        total = self.credits[row]
        # Of what is called by a phase the courses can be two.
        fewest = _FEWEST_OTHERS - 1 if row in self.called_otherwise else _FEWEST_OTHERS
        return total > 0 and any(
            len(lines) >= fewest and sum(credits := [self.credits[one] for one in lines]) == total > max(credits)
            for lines in self._lines_added(row)
        )

    def adds_up(self, row: int) -> bool:
        """Whether its levels are the highest, or the lowest, of several lines."""
        own = self.marks[row]
        # A course that has the usual mark everywhere is no sum of the others: often that is a nought.
        if set(own) - {""} == {mark for mark, _ in self.table.marks.most_common(1)}:
            return False
        return any(
            len(lines) >= _FEWEST_ADDED and are_extremes([(own, [self.marks[one] for one in lines])])
            for lines in self._lines_added(row)
        )

    def counts(self, row: int) -> bool:
        """Whether its numbers say how many marks several lines have, or what these add up to."""
        own = self.marks[row]
        return any(
            len(lines) >= _FEWEST_OTHERS and count_others(own, [self.marks[one] for one in lines])
            for lines in self._lines_added(row)
        )

    @cached_property
    def heads(self) -> frozenset[int]:
        """The lines of one name, 'Module A' and 'Module B', with the highest levels of those below, or above, each."""
        of_word: dict[str, list[int]] = {}
        for row in self.table.course_rows:
            of_word.setdefault(same_word(self.titles[row]).partition(" ")[0], []).append(row)
        several = (rows for rows in of_word.values() if len(rows) > 1)
        return frozenset(row for rows in several if are_extremes(self._parts_by(rows)) for row in rows)

    def _parts_by(self, rows: Sequence[int]) -> list[tuple[Sequence[str], list[Sequence[str]]]]:
        """The marks of each of these lines with those of the lines below it, or above it if the last line is one."""
        courses = self.table.course_rows
        below = courses[0] == rows[0]
        if not below and courses[-1] != rows[-1]:
            return []
        ends = [*rows[1:], courses[-1] + 1] if below else rows
        starts = rows if below else [courses[0] - 1, *rows[:-1]]
        parts = [[one for one in courses if start < one < end] for start, end in zip(starts, ends, strict=True)]
        if not all(parts):
            return []
        return [(self.marks[row], [self.marks[one] for one in part]) for row, part in zip(rows, parts, strict=True)]


def _number(text: str) -> float:
    return number_in(text.partition(" ")[0]) or 0.0
