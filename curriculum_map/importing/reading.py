"""Reading a file from bytes to a grid with findings. Nothing is stored and nothing is raised on a user's data."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import BlankMeans, Course, Grid, GridKey, Perspective, Provenance
from curriculum_map.domain.findings import Finding, Severity, blocking
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.frameworks.loader import DEFAULT_EDITION, Editions, load_edition, load_editions, load_legend
from curriculum_map.importing.ambitions import AmbitionTable, find_ambition_table, read_ambitions
from curriculum_map.importing.cells import Sheet, Workbook, cell_text
from curriculum_map.importing.columns import check_columns, edition_by_names, place_columns
from curriculum_map.importing.courses import CourseRows, Excluded, read_courses
from curriculum_map.importing.description import (
    Described,
    Description,
    merge_answers,
    open_questions,
    read_description,
)
from curriculum_map.importing.layout import CourseTable, find_course_table
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.names import Names, names_of
from curriculum_map.importing.opening import open_workbook

SheetKind = Literal["matrix", "not-a-map", "empty"]


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What one sheet turned out to be; `targets` counts its outcome columns and `marks` its filled places."""

    name: str
    kind: SheetKind
    visible: bool
    courses: int = 0
    targets: int = 0
    marks: Counter[str] | None = None
    excluded: tuple[Excluded, ...] = ()


@dataclass(frozen=True, slots=True)
class GridReading:
    """A grid as far as the file and the answers tell; what its description leaves open is a question.

    `first_column` is the leftmost column of the course fields: with its row it is the address of a course. `read_as` is
    the edition whose targets it has; as long as that is a question, the ids of its clusters and cells hold in any.
    """

    description: Description
    granularity: Granularity
    targets: tuple[str, ...]
    courses: tuple[Course, ...]
    levels: bytes
    provenance: Provenance
    first_column: int
    read_as: Edition

    def grid(self) -> Grid | None:
        """The grid, ready to be stored; None while something about it is not known."""
        said = self.description
        if not (said.institution and said.programme and said.academic_year and said.edition):
            return None
        perspective = said.perspective or Perspective.COORDINATOR
        key = GridKey(said.institution, said.programme, said.academic_year, said.rater, perspective)
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
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was understood of a file, and everything that is wrong or asked."""

    workbook: Workbook
    sheets: tuple[SheetReading, ...] = ()
    grids: tuple[GridReading, ...] = ()
    ambitions: tuple[Ambition, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False

    @property
    def exit_status(self) -> int:
        """0 nothing stands in the way; 1 errors or questions; 2 refused; 3 read, and no map."""
        if self.refused:
            return 2
        if not self.grids:
            return 3
        return 1 if blocking(self.findings) else 0


def read_file(
    file_name: str, data: bytes, answers: Description | None = None, editions: Editions | None = None
) -> Reading:
    """What a file says, as far as it can be read, with the user's answers filled in.

    The headings are looked up in these editions, without any in the packaged ones.
    """
    opened = open_workbook(file_name, data)
    if opened.refusal is not None:
        return Reading(opened.workbook, findings=(opened.refusal,), refused=True)
    return _read_workbook(opened.workbook, answers or Description(), editions or load_editions())


def _read_workbook(workbook: Workbook, answers: Description, editions: Editions) -> Reading:
    names = names_of(editions)
    visible = [sheet for sheet in workbook.sheets if sheet.visible]
    tables = [table for sheet in visible if (table := find_course_table(sheet, names))]
    described = merge_answers(_describe(visible, tables, editions), answers)
    words = LevelWords(load_legend())
    findings = list(described.findings)
    edition = editions.get(described.description.edition or "")
    if edition is None and tables and described.description.edition is None:
        edition = editions.get(edition_by_names(tables[0].targets) or "")
        described = merge_answers(described, Description(edition=edition.id if edition else None))
    read = [_read_table(workbook, table, described, edition, words, findings) for table in tables]
    if not tables:
        findings = [Finding("no-course-table", Severity.ERROR)]
        return Reading(workbook, tuple(_sheets(workbook, {})), findings=tuple(findings))
    findings.extend(open_questions(described.description, described.findings, editions))
    if len(tables) > 1:
        facts = {"sheets": ", ".join(table.sheet.name for table in tables)}
        findings.append(Finding("several-grids", Severity.ERROR, None, facts))
    others = [sheet for sheet in visible if sheet.name not in {table.sheet.name for table in tables}]
    ambitions = _ambitions(others, names, words, read[0][0], findings)
    sheets = _sheets(workbook, {table.sheet.name: (table, rows) for table, (_, rows) in zip(tables, read, strict=True)})
    return Reading(workbook, tuple(sheets), tuple(grid for grid, _ in read), ambitions, tuple(_ordered(findings)))


def _describe(sheets: Iterable[Sheet], tables: list[CourseTable], editions: Editions) -> Described:
    """The description of the first sheet that holds one; in a sheet of courses it stands above the header."""
    header_rows = {table.sheet.name: table.header_row for table in tables}
    found = [
        read_description(sheet, editions, header_rows[sheet.name])
        if sheet.name in header_rows
        else read_description(sheet, editions)
        for sheet in sheets
    ]
    return max(found, key=lambda one: len(one.refs) + len(one.findings), default=Described())


def _read_table(
    workbook: Workbook,
    table: CourseTable,
    described: Described,
    edition: Edition | None,
    words: LevelWords,
    findings: list[Finding],
) -> tuple[GridReading, CourseRows]:
    # Ids of clusters and cells are the same in every edition, so a grid can be read before its edition is known.
    granularity, read_as = table.granularity, edition or load_edition(DEFAULT_EDITION)
    table, targets = table.in_edition(read_as.id), read_as.targets(granularity)
    columns = place_columns(table, targets)
    findings.extend(check_columns(table, targets, edition))
    rows = read_courses(table, columns, words)
    findings.extend(rows.findings)
    findings.extend(_about_courses(table, rows))
    provenance = Provenance(
        file_name=workbook.file_name,
        sha256=workbook.sha256,
        format=workbook.format,
        sheet=table.sheet.name,
        rows=tuple(rows.rows),
        columns=columns,
        marks=tuple(rows.marks),
        written=bytes(rows.written),
    )
    grid = GridReading(
        described.description,
        granularity,
        targets,
        tuple(rows.courses),
        bytes(rows.levels),
        provenance,
        min(table.fields.values()),
        read_as,
    )
    return grid, rows


def _about_courses(table: CourseTable, rows: CourseRows) -> Iterator[Finding]:
    if not rows.courses:
        yield Finding("no-courses", Severity.ERROR, table.sheet.ref(table.header_row, table.fields["title"]))
    misread = {
        finding.ref.row
        for finding in rows.findings
        if finding.ref is not None and finding.code in ("unknown-status", "track-without-name")
    }
    without = [row for course, row in zip(rows.courses, rows.rows, strict=True) if course.status is None]
    missing = [row for row in without if row not in misread]
    if missing:
        ref = table.sheet.ref(missing[0], table.fields.get("status", table.fields["title"]))
        yield Finding("status-missing", Severity.WARNING, ref, {"count": len(missing)})


def _ambitions(
    sheets: Iterable[Sheet], names: Names, words: LevelWords, grid: GridReading, findings: list[Finding]
) -> tuple[Ambition, ...]:
    tables = (find_ambition_table(sheet) for sheet in sheets)
    table: AmbitionTable | None = next((table for table in tables if table is not None), None)
    if table is None:
        return ()
    ambitions, wrong = read_ambitions(table, names, words, grid.granularity, grid.description.edition)
    perspective = grid.description.perspective or Perspective.COORDINATOR
    if perspective is not Perspective.COORDINATOR:
        # What is wrong with ambitions that are not taken stands in nobody's way.
        if ambitions or wrong:
            ref = table.sheet.ref(table.header_row, table.fields["level"])
            findings.append(Finding("ambitions-not-taken", Severity.NOTE, ref, {"perspective": perspective}))
        return ()
    findings.extend(wrong)
    return tuple(ambitions)


def _sheets(workbook: Workbook, tables: dict[str, tuple[CourseTable, CourseRows]]) -> Iterator[SheetReading]:
    for sheet in workbook.sheets:
        if sheet.name in tables:
            table, rows = tables[sheet.name]
            counts = (len(rows.courses), len(table.targets))
            yield SheetReading(sheet.name, "matrix", sheet.visible, *counts, rows.mark_counts, tuple(rows.excluded))
        else:
            empty = not any(cell_text(value) for row in sheet.rows for value in row)
            yield SheetReading(sheet.name, "empty" if empty else "not-a-map", sheet.visible)


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then questions, warnings and notes; within each in the order of the file."""
    ranks = list(Severity)
    return sorted(findings, key=lambda finding: ranks.index(finding.severity))
