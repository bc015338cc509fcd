"""What was rated: a grid as rows, each with where it was written, and its courses."""

import pandas as pd

from curriculum_map.analytics.arrays import counted
from curriculum_map.analytics.claims import claims
from curriculum_map.api.columns import Columns, choice_columns, course_columns, state_columns, target_columns, texts
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.levels import NOT_APPLICABLE


def ratings(grid: RatedGrid, *, every_place: bool = False) -> pd.DataFrame:
    """One row per course and target that holds a level, in grid order; with every_place also blanks and n/a.

    What the grid is of; the course; the target; rating, as it counts: a blank that means "not covered" in this file is
    level 0. file, sheet, cell and written say where it stands and what was written there; sha256 is that of the file.
    """
    own, states = grid.grid, counted(grid.grid).ravel().tolist()
    width = len(own.targets)
    kept = [place for place, state in enumerate(states) if every_place or state < NOT_APPLICABLE]
    at = [divmod(place, width) for place in kept]
    courses = [course for course, _ in at]
    refs = [own.provenance.ref(course, target) for course, target in at]
    sources = [own.provenance.source(course) for course in courses]
    described = course_frame(grid).iloc[courses].reset_index(drop=True)
    columns: Columns = {
        **target_columns(grid, (own.targets[target] for _, target in at)),
        **state_columns("rating", (states[place] for place in kept), grid.language),
        "file": texts(source.file_name for source in sources),
        "sheet": texts(None if ref is None else ref.sheet for ref in refs),
        "cell": texts(None if ref is None else str(ref).removeprefix(f"{ref.sheet}!") for ref in refs),
        "written": texts(own.provenance.mark(course, target) for course, target in at),
        "sha256": texts(source.sha256 for source in sources),
    }
    about = pd.DataFrame({name: texts([text] * len(kept)) for name, text in grid.about.items()})
    return pd.concat([about, described, pd.DataFrame(columns)], axis=1)


def courses(grid: RatedGrid) -> pd.DataFrame:
    """One row per course, in grid order, with what it claims: levels above "not covered".

    targets: those that apply to it; rated: those with a level; claims; top: those at the top level; per_credit: claims
    / ECTS credits; times_median: per_credit / its median over the courses with claims. The last two are missing without
    credits or without claims.
    """
    counts = claims(grid.grid).drop(columns=["title", "ects"]).reset_index(drop=True)
    return pd.concat([course_frame(grid), counts], axis=1)


def course_frame(grid: RatedGrid) -> pd.DataFrame:
    """One row per course: its place, code, title, credits, phase, semester, status, track, elective group, carried."""
    own = grid.grid.courses
    return pd.DataFrame(
        {
            **course_columns(grid, range(len(own))),
            "ects": pd.Series([course.ects for course in own], dtype="float64"),
            "phase": pd.Series([course.phase for course in own], dtype="Int64"),
            "semester": texts(course.semester for course in own),
            **choice_columns("status", [course.status for course in own], grid.language),
            "track": texts(course.track for course in own),
            "group": texts(course.group for course in own),
            "carried": pd.Series([place in grid.grid.carried for place in range(len(own))], dtype="bool"),
        }
    )
