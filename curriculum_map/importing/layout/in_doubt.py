"""Lines that look like courses and may be none: by their name, by what they lack, by the levels they add up."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.cells import cell_text, same_word
from curriculum_map.importing.layout.apart import dressed_otherwise, heads_of_all, lonely
from curriculum_map.importing.layout.line_marks import LineMarks
from curriculum_map.importing.layout.line_sums import LineSums
from curriculum_map.importing.layout.marks import is_filled
from curriculum_map.importing.layout.shapes import Excluded, Orientation, Sign, Table, Why
from curriculum_map.importing.layout.vocabulary import is_counted, is_like_a_title, is_remark, words_of
from curriculum_map.importing.layout.whole import is_about_the_whole, may_be_about_the_whole
from curriculum_map.importing.meaning.about import names_institution, without_degree
from curriculum_map.importing.meaning.persons import is_about_persons
from curriculum_map.importing.meaning.section_texts import section_written
from curriculum_map.importing.words import choice_named

# A course is told from other lines by these, where all others have them; by a phase alone it is not.
_OWN = ("code", "ects")
_FIELDS = (*_OWN, "phase")
_FEWEST_OTHERS, _MANY = 3, 8
_MOST_IN_DOUBT, _USUAL = 1 / 3, 0.8
_MOST_CREDITS = 30
# Each line is compared with all others; no programme has so many.
_MOST_LINES = 1_000
# What was said of the outcomes stands in such a line; with marks in it the word is that of a course.
_TALK = frozenset(
    (
        *("aandachtspunten", "actie", "actiepunten", "acties", "afspraken", "bespreking", "bevindingen", "feedback"),
        *("motivatie", "motivering", "suggesties", "todo", "verbeterpunten", "vragen", "waarom", "wie"),
        *("action", "actions", "agreements", "discussion", "questions", "suggestions", "who", "why"),
    )
)


def without_doubtful(table: Table, said: Mapping[str, bool], about: Collection[str] = ()) -> Table:
    """The table without the lines that are no course, or of which that is to be asked; `said` is what was answered.

    `about` has the names of what the file is about, in the form in which names are compared.
    """
    if table.orientation is Orientation.LONG or not _FEWEST_OTHERS < len(table.course_rows) <= _MOST_LINES:
        return table
    reader = _Reader(table, said, about)
    found = {row: one for row in table.course_rows if (one := reader.no_course(row)) is not None}
    if not found:
        return table
    rows = tuple(row for row in table.course_rows if row not in found)
    texts = (table.sheet.text(row, column) for row in rows for column in table.outcomes)
    return replace(
        table,
        course_rows=rows,
        excluded=(*table.excluded, *found.values()),
        marks=Counter(filter(is_filled, texts)),
    )


@dataclass(frozen=True)
class _Reader:
    table: Table
    said: Mapping[str, bool]
    about: Collection[str]

    def no_course(self, row: int) -> Excluded | None:
        """The line as one that was left out; None for a course."""
        title = self._title(row)
        said = self.said.get(cell_text(title))
        if said is not None:
            return None if said else self._left_out(row, Why.ANSWERED)
        if self._is_own(row):
            return None
        if is_about_the_whole(title) or (row in self._called_otherwise and self._follows_totals(row)):
            return self._left_out(row, Why.WHOLE)
        if self._written.holds_texts(row) and _heads_remarks(title):
            return self._left_out(row, Why.REMARKS)
        sign = next(self._signs(row), None)
        return None if sign is None else self._left_out(row, Why.IN_DOUBT, sign)

    def _signs(self, row: int) -> Iterator[Sign]:
        """What speaks against a line that has no code or credits of its own."""
        if row in self._called_otherwise:
            yield Sign.NAME
        if self._written.holds_texts(row) and self._written.is_wordy(row):
            yield Sign.TEXT
        if row in self._alone:
            yield from self._signs_alone(row)
        if not any(self._marks[row]):
            if self._sums.adds_credits(row):
                yield Sign.CREDITS
            return
        stands_apart, is_bare = self._stands_apart(row), row in self._bare
        if stands_apart and self._sums.adds_credits(row):
            yield Sign.CREDITS
        # One empty cell may have been forgotten; of many courses none else was.
        lacks_enough = len(self._usual) > 1 or len(self.table.course_rows) - len(self._bare) >= _MANY
        if is_bare and stands_apart and lacks_enough:
            yield Sign.BARE
        if is_like_a_title(self._title(row)):
            return
        if (stands_apart or is_bare) and self._sums.counts(row):
            yield Sign.COUNTS
        if row in self._sums.heads or ((stands_apart or is_bare) and self._sums.adds_up(row)):
            yield Sign.AGGREGATE
        if row in self._set_apart:
            yield Sign.APART

    def _signs_alone(self, row: int) -> Iterator[Sign]:
        """What speaks against a line that holds a name and nothing else."""
        title = self._title(row)
        if is_like_a_title(title):
            return
        if len(words_of(title)) == 1:
            yield Sign.WORD
        if row in self._set_apart or (title.isupper() and not self._are_in_capitals):
            yield Sign.APART
        if self._alone == heads_of_all(self.table.course_rows, self._alone):
            yield Sign.HEADS

    def _left_out(self, row: int, why: Why, sign: Sign | None = None) -> Excluded:
        sheet, title = self.table.sheet, self.table.fields["title"]
        # What has no title is named by its code.
        named = next(
            (at for at in (title, self.table.fields.get("code")) if at is not None and sheet.text(row, at)), title
        )
        at = sheet.ref(row, named)
        last_row, last_column = sheet.place(row, self.table.outcomes[-1])
        if self.table.orientation is Orientation.COURSES_COLS:
            first = sheet.place(row, min(*self.table.fields.values(), *self.table.outcomes))[0]
            ref = CellRef(at.sheet, first, at.column, last_row=last_row, last_column=at.column)
        else:
            ref = CellRef(at.sheet, at.row, 0, last_row=at.row, last_column=last_column)
        return Excluded(ref, why, sum(map(bool, self._marks[row])), self._title(row), at, sign)

    def _title(self, row: int) -> str:
        """What a line is called: its title, or what stands in the place of its code where it has none."""
        texts = (
            self.table.sheet.text(row, at)
            for name in ("title", "code")
            if (at := self.table.fields.get(name)) is not None
        )
        return next(filter(None, texts), "")

    @cached_property
    def _written(self) -> LineMarks:
        return LineMarks(self.table)

    @property
    def _marks(self) -> dict[int, list[str]]:
        return self._written.marks

    @cached_property
    def _sums(self) -> LineSums:
        titles = {row: self._title(row) for row in self.table.course_rows}
        return LineSums(self.table, titles, self._marks, self._usual, self._bare, self._called_otherwise)

    @cached_property
    def _usual(self) -> tuple[int, ...]:
        """The columns of codes, credits and phases in which most lines have something."""
        table = self.table
        places = {at for name, at in table.fields.items() if name in _FIELDS and at != table.fields["title"]}
        rows = len(table.course_rows)
        filled = {at: sum(1 for row in table.course_rows if table.sheet.text(row, at)) for at in sorted(places)}
        return tuple(at for at, count in filled.items() if count >= (1 - _MOST_IN_DOUBT) * rows)

    @cached_property
    def _bare(self) -> frozenset[int]:
        """The lines that lack all of that, where nearly all others have all of it."""
        text, usual = self.table.sheet.text, self._usual
        tells = any(self.table.fields.get(name) in usual for name in _OWN)
        bare = {row for row in self.table.course_rows if tells and not any(text(row, at) for at in usual)}
        others = [row for row in self.table.course_rows if row not in bare]
        whole = sum(1 for row in others if all(text(row, at) for at in usual))
        few = len(bare) <= _MOST_IN_DOUBT * len(self.table.course_rows)
        return frozenset(bare) if few and whole >= _USUAL * len(others) else frozenset()

    @cached_property
    def _alone(self) -> frozenset[int]:
        """The few lines that hold a name and nothing else, where the others have marks: 'Rest', 'Mens en wereld'."""
        texts, count = self.table.sheet.texts, len(self.table.course_rows)
        rows = frozenset(row for row in self.table.course_rows if sum(map(bool, texts[row])) == 1)
        marked = sum(1 for marks in self._marks.values() if any(marks))
        are_few = len(rows) <= _MOST_IN_DOUBT * count and marked >= _USUAL * (count - len(rows))
        return rows if are_few else frozenset()

    @cached_property
    def _are_in_capitals(self) -> bool:
        return any(self._title(row).isupper() for row in self._rows - self._alone)

    @cached_property
    def _called_otherwise(self) -> frozenset[int]:
        """The lines that may be about the whole by their names; not where most lines are called so."""
        named = ((row, self._title(row)) for row in self.table.course_rows)
        # "Keuze" with marks adds up what is elective; without any it is a course of which more is to be said.
        rows = [
            row
            for row, title in named
            if self._is_called_otherwise(title) or (any(self._marks[row]) and choice_named(title, Status) is not None)
        ]
        return frozenset(rows if len(rows) <= _MOST_IN_DOUBT * len(self.table.course_rows) else ())

    def _is_called_otherwise(self, title: str) -> bool:
        """Whether a title may be that of the whole: what the file is about, or what outcomes are called."""
        form = same_word(title)
        of_file = form in self._titles or without_degree(form) in self._titles or names_institution(title)
        section = section_written(title)
        of_part = section is not None and section.kind in ("status", "common", "group")
        return of_part or of_file or may_be_about_the_whole(title)

    def _follows_totals(self, row: int) -> bool:
        """Whether a line stands just behind one that adds up or aims for certain: 'Hoogste', 'Ambitie', 'Verschil'."""
        if any(one > row for one in self._rows - self._called_otherwise):
            return False
        return row - 1 in self._totals or (row - 1 in self._rows and self._is_whole(row - 1))

    def _is_whole(self, row: int) -> bool:
        return is_about_the_whole(self._title(row)) or (row in self._called_otherwise and self._follows_totals(row))

    @cached_property
    def _totals(self) -> frozenset[int]:
        """The lines that were left out because they add up others."""
        table, title = self.table, self.table.fields["title"]
        lines = {
            one.ref.column if table.orientation is Orientation.COURSES_COLS else one.ref.row
            for one in table.excluded
            if one.why is Why.TOTALS
        }
        across = 1 if table.orientation is Orientation.COURSES_COLS else 0
        return frozenset(row for row in range(len(table.sheet.rows)) if table.sheet.place(row, title)[across] in lines)

    @cached_property
    def _titles(self) -> frozenset[str]:
        """What the file says that it is about, and what stands alone in its row above courses that stand down."""
        is_upright = self.table.orientation is Orientation.COURSES_ROWS
        above = self.table.sheet.texts[: self.table.header_row] if is_upright else ()
        alone = (texts for texts in ([text for text in line if text] for line in above) if len(texts) == 1)
        return frozenset(self.about).union(same_word(text) for (text,) in alone)

    @cached_property
    def _set_apart(self) -> frozenset[int]:
        """The lines behind an empty one, or that look as no other does; a number says that a course follows another."""
        rows = lonely(self.table) | dressed_otherwise(self.table)
        return frozenset(row for row in rows if not is_counted(self._title(row)))

    def _is_own(self, row: int) -> bool:
        """Whether a line has its own code or credits as the others have: then it is a course, whatever its name."""
        fields = self.table.fields
        own = [name for name in _OWN if fields.get(name) in self._usual and self.table.sheet.text(row, fields[name])]
        if "code" in own and not self.table.sheet.text(row, fields["title"]):
            return not self._is_called_otherwise(self._title(row))
        if "code" in own or "ects" not in own:
            return "code" in own
        called_otherwise = self._is_called_otherwise(self._title(row))
        if called_otherwise and self._sums.credits[row] > _MOST_CREDITS:
            return False
        lacks_code = fields.get("code") in self._usual
        return not ((called_otherwise or lacks_code or self._stands_apart(row)) and self._sums.adds_credits(row))

    @cached_property
    def _rows(self) -> frozenset[int]:
        return frozenset(self.table.course_rows)

    def _stands_apart(self, row: int) -> bool:
        """Whether a line is before or after all that are not bare, or no course stands just above it."""
        return not self._first < row < self._last or row - 1 not in self._rows

    @cached_property
    def _first(self) -> int:
        return min(self._rows - self._bare, default=0)

    @cached_property
    def _last(self) -> int:
        return max(self._rows - self._bare, default=0)


def _heads_remarks(title: str) -> bool:
    return is_remark(title) or is_about_persons(title) or not _TALK.isdisjoint(words_of(title))
