"""Reading a file from bytes to a grid with findings. Nothing is stored and nothing is raised on a user's data."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property

from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import BlankMeans, Perspective, Programme
from curriculum_map.domain.findings import Finding, Severity, blocking
from curriculum_map.domain.framework import Edition
from curriculum_map.frameworks.loader import Editions, load_editions, load_legend
from curriculum_map.importing.ambitions import read_ambitions
from curriculum_map.importing.annotated import is_findings_sheet
from curriculum_map.importing.cells import Workbook, cell_text
from curriculum_map.importing.choosing import choose
from curriculum_map.importing.columns import (
    CourseTable,
    course_table,
    edition_by_names,
    outcomes_of,
    with_strayed_outcomes,
)
from curriculum_map.importing.components_in_cells import with_components_apart
from curriculum_map.importing.description import (
    Described,
    blank_question,
    combined,
    merge_answers,
    open_questions,
    read_description,
    with_edition_of_headings,
)
from curriculum_map.importing.grid_reading import GridReading, MapContext, read_grid
from curriculum_map.importing.group_table import find_group_table, read_groups
from curriculum_map.importing.layout import Orientation, Table, legend_of
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.limits import DEFAULT_LIMITS, Limits
from curriculum_map.importing.looks.unread import unread_colours, unread_looks
from curriculum_map.importing.meaning.about import propose_description
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.asked_headings import heading_questions
from curriculum_map.importing.meaning.doubtful import doubtful
from curriculum_map.importing.meaning.groups import ListedGroup
from curriculum_map.importing.meaning.in_order import in_order
from curriculum_map.importing.meaning.targets import (
    ColumnReading,
    is_other_framework,
    name_outcomes,
    with_remembered,
)
from curriculum_map.importing.names import names_of
from curriculum_map.importing.opening import Opened, open_workbook
from curriculum_map.importing.sheets import (
    SheetReading,
    about_sheets,
    doubts,
    read_sheets,
    texts_above,
    texts_elsewhere,
)
from curriculum_map.importing.together import SheetMap, Whole
from curriculum_map.importing.words import choice_named

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Before:
    """What the same institution decided before: proposed again, never assumed."""

    marks: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of a file, and everything that is wrong or asked.

    `columns` says what each outcome column of the map that is read stands for; `joinable` has the sheets that can be
    read together as one map.
    """

    workbook: Workbook
    sheets: tuple[SheetReading, ...] = ()
    grids: tuple[GridReading, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    findings: tuple[Finding, ...] = ()
    answers: Answers = field(default_factory=Answers)
    refused: bool = False
    joinable: tuple[tuple[str, ...], ...] = ()

    @property
    def is_map(self) -> bool:
        """Whether any sheet is a map, of our framework or of another one."""
        return any(sheet.is_map for sheet in self.sheets)

    @property
    def exit_status(self) -> int:
        """0 nothing stands in the way; 1 errors or questions; 2 refused; 3 read, and no map."""
        if self.refused:
            return 2
        if not self.is_map:
            return 3
        return 1 if blocking(self.findings) else 0


def read_file(
    file_name: str,
    data: bytes,
    answers: Answers | None = None,
    editions: Editions | None = None,
    before: Before | None = None,
    limits: Limits = DEFAULT_LIMITS,
    programmes: Sequence[Programme] = (),
) -> Reading:
    """What a file says, as far as it can be read, with the user's answers filled in.

    The headings are looked up in these editions, without any in the packaged ones; likewise the programmes. A file
    beyond the limits is refused.
    """
    given = answers or Answers()
    opened = open_workbook(file_name, data, limits)
    if opened.refusal is not None:
        return Reading(opened.workbook, findings=(opened.refusal,), answers=given, refused=True)
    try:
        return _Reader(opened, given, editions or load_editions(), before or Before(), programmes).reading()
    except Exception:
        # Whatever a sheet holds, its owner gets a sentence; what went wrong is in the log for those who can mend it.
        _LOG.exception("a file could not be understood")
        gave_up = Finding("not-understood", Severity.ERROR)
        return Reading(opened.workbook, findings=(gave_up,), answers=given, refused=True)


class _Reader:
    def __init__(
        self, opened: Opened, answers: Answers, editions: Editions, before: Before, programmes: Sequence[Programme]
    ) -> None:
        self._workbook, self._answers, self._editions, self._before = opened.workbook, answers, editions, before
        self._programmes = programmes
        self._taken_apart: dict[str, Finding] = {}
        self._about_file = (*opened.findings, *unread_looks(opened.workbook))
        self._names = names_of(editions)
        # A workbook that comes back after mending still has the sheet with our findings.
        self._sheets = [sheet for sheet in opened.workbook.sheets if not is_findings_sheet(sheet)]
        self._read, self._legend, self._told_of_marks = read_sheets(self._sheets, self._names, answers)

    def reading(self) -> Reading:
        findings = [*self._about_file, *about_sheets(self._read, hidden=self._answers.hidden)]
        maps = [(one, with_strayed_outcomes(table)) for one in self._read if one.is_read for table in one.shape.tables]
        if not maps:
            return self._result([*findings, self._no_map(), *unread_colours(self._sheets)])
        maps = [(one, self._apart(table)) for one, table in maps]
        headed = self._headed_by_sheets([one.name for one, _ in maps])
        maps = [(one, table.below(one.name) if one.name in headed else table) for one, table in maps]
        read = [SheetMap(one, table, self._named(table)) for one, table in maps]
        ours = [one for one in read if not is_other_framework(one.columns)]
        if not ours:
            said = cell_text(self._answers.sheet or "")
            shown = next((one for one in read if cell_text(one.name) == said), read[0])
            findings.extend(doubts(shown.sheet, self._answers))
            findings.extend(heading_questions(shown.columns, self._editions))
            return self._result(findings, columns=shown.columns)
        if len(ours) > 1:
            ours = [replace(one, about=self._about(one), legend=legend_of(one.sheet.sheet)) for one in ours]
        chosen = choose(ours, self._answers)
        findings.extend(chosen.findings)
        if named := [name for name in chosen.whole.sheets if name in headed]:
            findings.append(Finding("heading-from-sheet", Severity.NOTE, None, {"sheets": ", ".join(named)}))
        return replace(self._with_grid(chosen.whole, findings), joinable=chosen.joinable)

    def _apart(self, table: Table) -> Table:
        """The table with the components that share its cells apart; what is said of that is kept by its sheet."""
        table, said = with_components_apart(table, self._names)
        self._taken_apart |= {} if said is None else {table.sheet.name: said}
        return table

    def _with_grid(self, whole: Whole, findings: list[Finding]) -> Reading:
        columns = whole.parts[0].columns if len(whole.parts) == 1 else self._named(whole.table)
        table = course_table(whole.table, columns)
        described, edition = self._described(whole, table, findings)
        findings.extend(self._taken_apart[name] for name in whole.sheets if name in self._taken_apart)
        findings.extend(heading_questions(columns, self._editions, edition))
        above, elsewhere = [], texts_elsewhere(self._read)
        known = sum(1 for one in columns if one.named is not None or one.proposal is not None)
        for part in whole.parts:
            above_part = texts_above(part.sheet.sheet, part.table)
            of_map = doubtful(part.table, [part.name, *(text for text, _ in above_part)], self._names, self._programmes)
            named, below = 2 * known > len(columns), any(one.below or one.why == "answer" for one in columns)
            findings.extend(doubts(part.sheet, self._answers, of_map, named=named, asked_below=below))
            above += above_part
        said = described.description
        if not said.is_enough:
            proposed = propose_description(
                self._workbook.file_name, whole.sheets, above, self._editions, elsewhere, self._programmes
            )
            findings.extend(open_questions(said, described.findings, self._editions, proposed, self._programmes))
        if not table.targets:
            if all(one.why == "not-read" for one in columns):
                findings.append(Finding("no-targets-left", Severity.ERROR, columns[0].ref, {"count": len(columns)}))
            return self._result(findings, columns=columns)
        groups, about_groups = self._groups(whole)
        findings.extend(about_groups)
        context = MapContext(
            self._workbook,
            self._answers,
            described.description,
            edition,
            self._legend,
            self._told_of_marks,
            self._before.marks,
            groups,
        )
        grid, about_grid = read_grid(context, table)
        findings.extend(about_grid)
        if not grid.marks:
            findings.extend(unread_colours(part.sheet.sheet for part in whole.parts))
        blank = blank_question(described.description, grid.blanks)
        findings.extend([blank] if blank is not None else [])
        if table.map.orientation is Orientation.LONG and grid.description.blank_means is BlankMeans.NOT_COVERED:
            # What is not listed was left out, not left blank: nobody said that it is not covered.
            findings.append(Finding("blank-in-list", Severity.NOTE))
        return self._result(findings, (grid,), columns, self._ambitions(grid, findings))

    def _named(self, table: Table) -> tuple[ColumnReading, ...]:
        told = self._edition_told
        readings = name_outcomes(outcomes_of(table), self._names, self._editions, self._answers, told)
        return with_remembered(in_order(readings, self._editions, self._answers, told), self._before.columns)

    @cached_property
    def _edition_told(self) -> str | None:
        """The edition that the file says it uses, if all that is said of it is the same."""
        read = [one for one in self._read if one.is_read]
        told = [self._told(one, table) for one in read for table in one.shape.tables]
        told += [read_description(one.sheet, self._editions, programmes=self._programmes) for one in self._beside()]
        editions = {one.description.edition for one in told} - {None}
        return editions.pop() if len(editions) == 1 else None

    def _headed_by_sheets(self, names: Iterable[str]) -> frozenset[str]:
        """The sheets that are called by components, 'Kennis' and 'Attitudes', or by clusters, if there are several."""
        headed: set[str] = set()
        for named in (self._names.component, self._names.cluster):
            called = {name: target for name in names if (target := named(name)) is not None}
            headed.update(called if len(called) > 1 else ())
        return frozenset(headed)

    def _about(self, one: SheetMap) -> dict[str, str]:
        """What a sheet with a map says it is about: in so many words, or as far as its name and its titles go."""
        told = self._told(one.sheet, one.table).description
        above = texts_above(one.sheet.sheet, one.table)
        seems = propose_description("", [one.name], above, self._editions, (), self._programmes)
        said = {name: value.value for name, value in seems.items()}
        named = next(filter(None, (choice_named(word, Perspective) for word in one.name.split())), None)
        told = replace(told, perspective=told.perspective or named)
        return said | {part.name: str(value) for part in fields(told) if (value := getattr(told, part.name))}

    def _described(self, whole: Whole, table: CourseTable, findings: list[Finding]) -> tuple[Described, Edition | None]:
        """The description with the answers; the edition is also known where only one has all these names."""
        # What stands in the sheet of another map is about that one: there may be a programme in each.
        told = [read_description(one.sheet, self._editions, programmes=self._programmes) for one in self._beside()]
        told += [combined(self._told(part.sheet, part.table) for part in whole.parts)]
        best = max(told, key=lambda one: len(one.refs) + len(one.findings))
        described = merge_answers(best, self._answers.description)
        edition = self._editions.get(described.description.edition or "")
        if edition is None and described.description.edition is None:
            edition = self._editions.get(edition_by_names(table.targets) or "")
            described = described if edition is None else with_edition_of_headings(described, edition.id)
        findings.extend(described.findings)
        return described, edition

    def _beside(self) -> Iterator[SheetReading]:
        """The sheets that are read and hold no map."""
        return (one for one in self._read if one.is_read and not one.is_map)

    def _groups(self, whole: Whole) -> tuple[list[ListedGroup], list[Finding]]:
        """The elective groups that a table beside the map or above it lists, and what is wrong in it."""
        beside = [find_group_table(one.sheet) for one in self._beside()]
        above = [find_group_table(one.sheet.sheet, _first_line(one.table)) for one in whole.parts]
        table = next((one for one in (*beside, *above) if one is not None), None)
        return ([], []) if table is None else read_groups(table)

    def _told(self, one: SheetReading, table: Table) -> Described:
        """What the lines of the sheet of a map say about it; they stand above its headings."""
        return read_description(one.sheet, self._editions, _first_line(table), self._programmes)

    def _ambitions(self, grid: GridReading, findings: list[Finding]) -> tuple[Ambition, ...]:
        table = next((one.ambitions for one in self._read if one.is_read and one.ambitions is not None), None)
        if table is None:
            return ()
        words, edition = LevelWords(load_legend()), grid.description.edition
        ambitions, wrong = read_ambitions(table, self._names, words, grid.granularity, edition)
        perspective = grid.description.perspective or Perspective.COORDINATOR
        if perspective is not Perspective.COORDINATOR:
            # What is wrong with ambitions that are not taken stands in nobody's way.
            if ambitions or wrong:
                ref = table.sheet.ref(table.header_row, table.fields["level"])
                findings.append(Finding("ambitions-not-taken", Severity.NOTE, ref, {"perspective": perspective}))
            return ()
        findings.extend(wrong)
        return tuple(ambitions)

    def _no_map(self) -> Finding:
        """Why nothing is read: what the sheets seem to be, by their names."""
        seems = {one.name: one.shape.seems or one.shape.kind for one in self._read if one.is_read}
        return Finding(
            "no-course-table", Severity.ERROR, None, {"seems": {name: str(kind) for name, kind in seems.items()}}
        )

    def _result(
        self,
        findings: list[Finding],
        grids: tuple[GridReading, ...] = (),
        columns: tuple[ColumnReading, ...] = (),
        ambitions: tuple[Ambition, ...] = (),
    ) -> Reading:
        """Errors first, then questions, warnings and notes; within each in the order in which they were found."""
        ranks = list(Severity)
        ordered = tuple(sorted(findings, key=lambda finding: ranks.index(finding.severity)))
        return Reading(self._workbook, self._read, grids, columns, ambitions, ordered, self._answers)


def _first_line(table: Table) -> int:
    """The first row of its sheet in which a map has something."""
    if table.orientation is Orientation.COURSES_ROWS:
        return table.sheet.place(table.header_row, 0)[0]
    lines, columns = (*table.course_rows[:1], table.header_row), (*table.fields.values(), *table.outcomes)
    return min(table.sheet.place(line, column)[0] for line in lines for column in columns)
