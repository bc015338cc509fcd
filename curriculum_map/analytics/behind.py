"""What stands behind a figure: every course with its place in the file."""

import pandas as pd

from curriculum_map.analytics.arrays import counted
from curriculum_map.domain.curriculum import Course, Grid


def courses_behind(grid: Grid, target: str) -> pd.DataFrame:
    """One row per course, in grid order, the index counting the grid's courses from 0; KeyError if no such target.

    level: the state as it counts; ref: the address in the file, None where the file has no column for the target;
    written: what stood there, empty for a blank; file and sha256: those of the file it stood in; carried: whether the
    course stands as it was in an earlier year. ECTS and phase are missing where the file does not say.
    """
    if target not in grid.targets:
        raise KeyError(target)
    column = grid.targets.index(target)
    refs = [grid.provenance.ref(row, column) for row in range(len(grid.courses))]
    courses, sources = grid.courses, [grid.provenance.source(row) for row in range(len(grid.courses))]
    return pd.DataFrame(
        {
            "code": _texts([course.code for course in courses]),
            "title": _texts([course.title for course in courses]),
            "ects": pd.Series([course.ects for course in courses], dtype="float64"),
            "phase": pd.Series([course.phase for course in courses], dtype="Int64"),
            "semester": _texts([course.semester for course in courses]),
            "status": _texts([_status(course) for course in courses]),
            "track": _texts([course.track for course in courses]),
            "group": _texts([course.group for course in courses]),
            "level": pd.Series(counted(grid)[:, column], dtype="int64"),
            "ref": _texts([None if ref is None else str(ref) for ref in refs]),
            "written": _texts([grid.provenance.mark(row, column) for row in range(len(courses))]),
            "file": _texts([source.file_name for source in sources]),
            "sha256": _texts([source.sha256 for source in sources]),
            "carried": pd.Series([row in grid.carried for row in range(len(courses))], dtype="bool"),
        }
    )


def _status(course: Course) -> str | None:
    return None if course.status is None else course.status.value


def _texts(values: list[str | None] | list[str]) -> "pd.Series[str]":
    """Texts in which None stays None: the text type of pandas would turn it into NaN."""
    return pd.Series(values, dtype=object)
