"""One map to one grid: its columns to targets, its marks to levels, each level with its address."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from curriculum_map.domain.curriculum import BlankMeans, Course, ElectiveGroup, Grid, GridKey, Perspective, as_counted
from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.provenance import Provenance
from curriculum_map.frameworks.loader import DEFAULT_EDITION, load_edition, load_legend
from curriculum_map.importing.carried import carried_on
from curriculum_map.importing.cells import Place, Sheet, Workbook
from curriculum_map.importing.columns import CourseTable, check_columns, place_columns, with_course_fields
from curriculum_map.importing.courses import CourseRows, MarkRefs, left_out, merged_levels, rated_twice, read_courses
from curriculum_map.importing.description import Description
from curriculum_map.importing.layout import Table
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.meaning.duplicates import find_duplicates
from curriculum_map.importing.meaning.explanations import Explanation
from curriculum_map.importing.meaning.groups import ListedGroup
from curriculum_map.importing.meaning.mark_colours import about_colours, coloured_places, told_by_colours
from curriculum_map.importing.meaning.marks import MarkReading, mark_questions, read_marks
from curriculum_map.importing.sections import with_sections
from curriculum_map.importing.ticked_tracks import with_ticked_tracks
from curriculum_map.importing.written_where import LevelPlaces, provenance_of


@dataclass(frozen=True, slots=True)
class GridReading:
    """A grid as far as the file and the answers tell; what its description leaves open is a question.

    `read_as` is the edition whose targets it has; as long as that is a question, the ids of its clusters and cells hold
    in any. `marks` says what each mark was taken for; a place whose mark is a question is not rated in `levels`.
    """

    description: Description
    granularity: Granularity
    targets: tuple[str, ...]
    courses: tuple[Course, ...]
    levels: bytes
    provenance: Provenance
    marks: tuple[MarkReading, ...]
    read_as: Edition
    groups: tuple[ElectiveGroup, ...] = ()

    def grid(self) -> Grid | None:
        """The grid, ready to be stored; None while something about it is not known."""
        said = self.description
        if not (said.institution and said.programme and said.academic_year and said.edition):
            return None
        perspective = said.perspective or Perspective.COORDINATOR
        key = GridKey(said.institution, said.programme, said.academic_year, said.rater, perspective, said.campus)
        blank_means = said.blank_means or BlankMeans.NOT_RATED
        return Grid(
            key,
            said.edition,
            self.granularity,
            blank_means,
            self.targets,
            self.courses,
            self.levels,
            self.provenance,
            groups=self.groups,
        )

    @property
    def counted_levels(self) -> bytes:
        """The levels as they count once it is said what a blank means."""
        blank_means = self.description.blank_means or BlankMeans.NOT_RATED
        return as_counted(self.levels, blank_means, self.provenance, len(self.courses))

    @property
    def asked(self) -> int:
        """How many places hold a mark that nobody explained yet."""
        return sum(mark.count for mark in self.marks if mark.state is None)

    @property
    def blanks(self) -> int:
        """How many places of the file are empty; a target without a column has none."""
        levels = bytearray(self.levels)
        for place in self.provenance.not_blank(len(self.courses)):
            levels[place] = NOT_APPLICABLE
        return levels.count(NOT_RATED)

    @property
    def unreadable(self) -> frozenset[int]:
        """The marks that nobody explained yet, by their index in the provenance: neither a level nor blank."""
        asked = {mark.written for mark in self.marks if mark.state is None}
        return frozenset(index for index, mark in enumerate(self.provenance.uploaded.marks) if mark in asked)


@dataclass(frozen=True, slots=True)
class MapContext:
    """What is known about a file when one of its maps is read.

    `legend` has what the file says of its colours, `told` what it says of marks; the marks `remembered` were answered
    before.
    """

    workbook: Workbook
    answers: Answers
    description: Description
    edition: Edition | None
    legend: Mapping[str, str]
    told: Sequence[Explanation]
    remembered: Mapping[str, int]
    groups: Sequence[ListedGroup] = ()


def read_grid(context: MapContext, table: CourseTable) -> tuple[GridReading, list[Finding]]:
    """The grid of a map and everything that is wrong or asked about it."""
    # Ids of clusters and cells are the same in every edition, so a grid can be read before its edition is known.
    granularity, read_as = table.granularity, context.edition or load_edition(DEFAULT_EDITION)
    table, targets = table.in_edition(read_as.id), read_as.targets(granularity)
    upright, about_columns = with_course_fields(table.map, context.answers)
    upright, about_ticks = with_ticked_tracks(upright, context.answers)
    about_columns += about_ticks
    upright, about_groups = carried_on(upright)
    upright, headed, about_sections = with_sections(upright)
    table = replace(table, map=upright)
    columns = place_columns(table, targets)
    rows = read_courses(table.map, columns, context.answers, (*context.groups, *headed))
    legend = load_legend()
    refs = MarkRefs(table.map, columns, rows)
    first = {mark: refs.first(mark) for mark in refs}
    marks = read_marks(rows.counts, first, context.answers, legend, context.told, context.remembered)
    provenance = provenance_of(context.workbook, table.map, columns, rows)
    coloured, words = coloured_places(context.workbook, provenance, context.legend), LevelWords(legend)
    marks = told_by_colours(marks, coloured, words)
    states = {mark.written: mark.state for mark in marks}
    by_index = [states.get(mark, NOT_RATED) for mark in rows.marks]
    meaning = bytes(NOT_RATED if state is None else state for state in by_index).ljust(256, bytes([NOT_RATED]))
    levels = bytes(rows.written).translate(meaning)
    grid = GridReading(
        context.description,
        granularity,
        targets,
        tuple(rows.courses),
        levels,
        provenance,
        marks,
        read_as,
        rows.groups,
    )
    findings = [
        *check_columns(table, targets, context.edition, {finding.ref for finding in about_columns}),
        *about_columns,
        *about_groups,
        *about_sections,
        *rows.findings,
        *mark_questions(marks, refs, legend),
        *about_colours(marks, coloured, words),
        *_without_levels(grid, table.map),
        *left_out(table.map),
        *rated_twice(table.map, context.workbook),
        *_about_courses(table.map, rows),
        *_about_places(context.workbook, grid),
        *_duplicates(grid, rows.code_asked, context.answers),
    ]
    return grid, findings


def _without_levels(grid: GridReading, table: Table) -> Iterator[Finding]:
    """A warning where courses are listed and nothing at all is said of them."""
    if grid.courses and not grid.marks:
        ref = table.sheet.ref(table.header_row, table.outcomes[0])
        yield Finding("no-levels", Severity.WARNING, ref, {"count": len(grid.courses)})


def _duplicates(grid: GridReading, asked: Collection[int], answers: Answers) -> Iterator[Finding]:
    width, courses = len(grid.targets), range(len(grid.courses))
    levels = [grid.levels[at * width : (at + 1) * width] for at in courses]
    return find_duplicates(grid.courses, [grid.provenance.course_ref(at) for at in courses], levels, answers, asked)


def _about_courses(table: Table, rows: CourseRows) -> Iterator[Finding]:
    if not rows.courses:
        yield Finding("no-courses", Severity.ERROR, table.sheet.ref(table.header_row, table.fields["title"]))
    misread = {finding.ref for finding in rows.findings if finding.code in ("unknown-status", "track-without-name")}
    at = table.fields.get("status", table.fields["title"])
    without = [row for course, row in zip(rows.courses, table.course_rows, strict=True) if course.status is None]
    missing = [row for row in without if table.sheet.ref(row, at) not in misread]
    if missing:
        yield Finding("status-missing", Severity.WARNING, table.sheet.ref(missing[0], at), {"count": len(missing)})


def _about_places(workbook: Workbook, grid: GridReading) -> Iterator[Finding]:
    """What the look of the level places says: merged, struck through, written in the colour of the ground."""
    for name in grid.provenance.uploaded_sheets:
        sheet = workbook.sheet(name)
        if not (sheet.merged or sheet.look.struck or sheet.look.faint):
            continue
        places = LevelPlaces(grid.provenance, name)
        yield from merged_levels(sheet, places)
        for code, marked in (("struck-through", sheet.look.struck), ("faint-text", sheet.look.faint)):
            yield from _looking(sheet, sorted(place for place in marked if place in places), code)


def _looking(sheet: Sheet, places: list[Place], code: str) -> Iterator[Finding]:
    filled = [place for place in places if sheet.text(*place)]
    if filled:
        facts = {
            "written": sheet.text(*filled[0]),
            "count": len(filled),
            "refs": [str(sheet.ref(*at)) for at in filled],
        }
        yield Finding(code, Severity.WARNING, sheet.ref(*filled[0]), facts)
