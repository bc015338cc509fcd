"""Any grid, and any ambitions for it, for tests of what always holds."""

from dataclasses import replace

from hypothesis import strategies as st

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, ElectiveGroup, Grid, Status
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.domain.rules import RULES, own_rule
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
# With elective groups, and few enough courses to try every route.
group_names = st.sampled_from(["Languages", "Media", None])
choices = st.integers(1, 3).map(lambda count: {"choose": count}) | st.integers(1, 20).map(
    lambda halves: {"ects": halves / 2}
)


@st.composite
def grids_with_groups(draw: st.DrawFn) -> Grid:
    grid = make_grid(draw(courses), TARGETS, blank_means=draw(blank_meanings))
    grouped = tuple(replace(course, group=draw(group_names)) for course in grid.courses)
    named = draw(st.lists(st.sampled_from(["Languages", "Media"]), unique=True))
    groups = tuple(ElectiveGroup(name, **draw(choices)) for name in named)
    # A track that no course names: after its only course was dropped, its students take what everybody takes.
    return replace(grid, courses=grouped, groups=groups, tracks=draw(st.sampled_from([(), ("Youth",), ("Empty",)])))


rules = st.sampled_from(RULES) | st.builds(
    own_rule,
    lowest=st.sampled_from(list(Level)[1:]),
    courses=st.integers(1, 3),
    percent=st.sampled_from([0, 5, 25, 50, 100]),
)
blank_meanings = st.sampled_from(BlankMeans)
grids = st.builds(lambda rows, blank: make_grid(rows, TARGETS, blank_means=blank), courses, blank_meanings)
ambition = st.builds(Ambition, st.just(""), st.none() | st.sampled_from(Weight), st.none() | st.sampled_from(Level))
ambitions = st.dictionaries(st.sampled_from(TARGETS), ambition)


def with_state(grid: Grid, place: int, state: int) -> Grid:
    """The grid with one place changed; places count course by course."""
    changed = bytearray(grid.levels)
    changed[place] = state
    return replace(grid, levels=bytes(changed))
