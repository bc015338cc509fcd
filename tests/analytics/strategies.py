"""Any grid, and any ambitions for it, for tests of what always holds."""

from dataclasses import replace

from hypothesis import strategies as st

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, Grid, Status
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from tests.grids import Row, make_grid, row

TARGETS = ("inclusion.knowledge", "inclusion.skills", "inclusion.attitudes")
states = st.sampled_from([0, 1, 2, 3, NOT_APPLICABLE, NOT_RATED])
# Half credits, so that sums do not depend on their order.
credit = st.none() | st.integers(0, 24).map(lambda halves: halves / 2)
taken_by = st.sampled_from(
    [(Status.COMPULSORY, None), (Status.ELECTIVE, None), (None, None), (Status.TRACK, None)]
    + [(Status.TRACK, name) for name in ("Youth", "Care", "Policy")]
)


@st.composite
def rows(draw: st.DrawFn) -> Row:
    status, track = draw(taken_by)
    return row("course", *draw(st.tuples(states, states, states)), status=status, track=track, ects=draw(credit))


courses = st.lists(rows(), max_size=7)
blank_meanings = st.sampled_from(BlankMeans)
grids = st.builds(lambda rows, blank: make_grid(rows, TARGETS, blank_means=blank), courses, blank_meanings)
ambition = st.builds(Ambition, st.just(""), st.none() | st.sampled_from(Weight), st.none() | st.sampled_from(Level))
ambitions = st.dictionaries(st.sampled_from(TARGETS), ambition)


def with_state(grid: Grid, place: int, state: int) -> Grid:
    """The grid with one place changed; places count course by course."""
    changed = bytearray(grid.levels)
    changed[place] = state
    return replace(grid, levels=bytes(changed))
