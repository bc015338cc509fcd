"""Grids for tests, made in memory: from rows, or from a table that reads like the story it tells.

make_grid([row("A", 2, None), row("B", "practised", "n/a", status=Status.ELECTIVE)], targets=["inclusion", "ethics"])

grid_from_table('''
    course | status     | ects | inclusion   | ethics
    A      | compulsory | 6    | well framed |
    B      | elective   | 3    | practised   | n/a
''')
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from curriculum_map.domain.curriculum import BlankMeans, Course, ElectiveGroup, Grid, GridKey, Perspective, Status
from curriculum_map.domain.framework import Granularity, granularity_of
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.provenance import Provenance, Source

State = int | str | None
# What may stand in a place of a table, and the state it is.
WRITTEN = {"": NOT_RATED, "not covered": 0, "exemplary": 1, "well framed": 2, "practised": 3, "n/a": NOT_APPLICABLE}
# The columns of a table that describe the course; every other column is a target.
ABOUT_COURSE = ("course", "code", "status", "ects", "phase", "semester")
KEY = GridKey("Example College", "social-work", "2026-27", "A. Rater", Perspective.COORDINATOR)
FIRST_ROW, FIRST_COLUMN = 5, 6


@dataclass(frozen=True)
class Row:
    """A course and its state for each target of the grid."""

    course: Course
    states: tuple[int, ...]


def row(
    title: str,
    *states: State,
    status: Status | None = Status.COMPULSORY,
    track: str | None = None,
    ects: float | None = 3.0,
    code: str | None = None,
    phase: int | None = 1,
    semester: str | None = None,
    group: str | None = None,
) -> Row:
    """One course; each state a code, a word of WRITTEN, or None for a blank. A track's name makes it a track course."""
    course = Course(code, title, ects, phase, semester, Status.TRACK if track else status, track, group)
    return Row(course, tuple(state_of(state) for state in states))


def state_of(written: State) -> int:
    """The state of a word of WRITTEN or of None; a code is its own."""
    if written is None:
        return NOT_RATED
    return written if isinstance(written, int) else WRITTEN[written]


def make_grid(
    courses: Sequence[Row] = (),
    targets: Sequence[str] = ("inclusion",),
    *,
    blank_means: BlankMeans = BlankMeans.NOT_RATED,
    key: GridKey = KEY,
    edition: str = "sap-2024-nl",
    columns: Sequence[int | None] | None = None,
) -> Grid:
    """A grid of these rows. Places were written in words from G6 on, unless `columns` says the column of each target.

    The granularity follows from the targets: "inclusion" is a cluster, "inclusion.knowledge" a cell, and so on.
    """
    states = bytes(state for course in courses for state in course.states)
    marks = tuple(WRITTEN)
    return Grid(
        key=key,
        edition=edition,
        granularity=granularity_of(targets[0]) if targets else Granularity.CLUSTER,
        blank_means=blank_means,
        targets=tuple(targets),
        courses=tuple(course.course for course in courses),
        levels=states,
        provenance=Provenance(
            sources=(
                Source(
                    file_name="example.xlsx",
                    sha256="0" * 64,
                    format="template",
                    sheet="Grid",
                    columns=tuple(range(FIRST_COLUMN, FIRST_COLUMN + len(targets)) if columns is None else columns),
                    marks=marks,
                ),
            ),
            rows=tuple(range(FIRST_ROW, FIRST_ROW + len(courses))),
            written=bytes(list(WRITTEN.values()).index(state) for state in states),
        ),
    )


def grid_from_table(
    table: str, blank_means: BlankMeans = BlankMeans.NOT_RATED, groups: tuple[ElectiveGroup, ...] = ()
) -> Grid:
    """The grid of a table of courses; status is compulsory, elective, 'elective GROUP', 'track NAME', or empty."""
    lines = read_table(table)
    targets = [name for name in header(table) if name not in ABOUT_COURSE]
    grid = make_grid([_row_of(line, targets) for line in lines], targets, blank_means=blank_means)
    return replace(grid, groups=groups)


def read_table(table: str) -> list[dict[str, str]]:
    """The lines below the first one, as column name to text; ValueError if a line has a cell too many or too few."""
    names = header(table)
    return [dict(zip(names, _cells(line), strict=True)) for line in table.strip().splitlines()[1:]]


def header(table: str) -> list[str]:
    """The column names of a table."""
    return _cells(table.strip().splitlines()[0])


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _row_of(line: dict[str, str], targets: Sequence[str]) -> Row:
    status, _, name = line["status"].partition(" ")
    return row(
        line["course"],
        *(line[target] for target in targets),
        status=Status(status) if status else None,
        track=name if name and status == Status.TRACK else None,
        group=name if name and status == Status.ELECTIVE else None,
        ects=float(line["ects"]) if line.get("ects") else None,
        code=line.get("code") or None,
        phase=int(line["phase"]) if line.get("phase") else None,
        semester=line.get("semester") or None,
    )
