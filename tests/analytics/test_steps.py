"""Steps are taken one after the other, each in the grid that the one before left; an address holds them."""

import pytest

from curriculum_map.analytics.closing import offers_for
from curriculum_map.analytics.steps import MOST_STEPS, after_steps, as_text, from_text, steps_of, taken, tried
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.gaps import GapKind
from curriculum_map.domain.levels import Level
from curriculum_map.domain.what_if import Act, Step
from tests.grids import grid_from_table

GRID = grid_from_table("""
    course | status     | ects | phase | inclusion   | choosing
    Ethics | compulsory | 6    | 1     | practised   | n/a
    Law    | elective   | 3    | 1     | exemplary   |
    Film   | compulsory | 3    | 2     | not covered | well framed
    Stage  | elective   | 12   | 3     | well framed | practised
""")
WANTED = {"inclusion": Ambition("inclusion", None, Level.PRACTISED)}


def test_each_step_is_taken_in_what_the_one_before_left() -> None:
    """Ethics goes, so Law is the first: it becomes compulsory, is merged with Film, and the two go to phase 2."""
    steps = [Step(Act.DROP, (0,)), Step(Act.COMPULSORY, (0,)), Step(Act.MERGE, (0, 1)), Step(Act.PHASE, (0, 2))]
    grids = taken(GRID, steps)
    assert [[course.title for course in grid.courses] for grid in grids] == [
        ["Ethics", "Law", "Film", "Stage"],
        ["Law", "Film", "Stage"],
        ["Law", "Film", "Stage"],
        ["Law + Film", "Stage"],
        ["Law + Film", "Stage"],
    ]
    both = grids[-1].courses[0]
    assert (both.status, both.ects, both.phase) == (Status.COMPULSORY, 6, 2)
    # exemplary of not covered and exemplary; well framed of a blank and well framed
    assert list(grids[-1].levels[:2]) == [1, 2]


def test_what_is_tried_says_which_gap_opens_and_which_phase_changes() -> None:
    """Without Ethics inclusion falls from practised to not covered (Film); in Stage well framed is possible."""
    found = tried(GRID, [Step(Act.DROP, (0,))], WANTED)
    (inclusion,) = found.targets
    assert (inclusion.before.kind, inclusion.after.kind) == (GapKind.NONE, GapKind.SOFT)
    assert (inclusion.before.guaranteed, inclusion.after.guaranteed, inclusion.after.possible) == (3, 0, 2)
    # In phase 1 only Law is left, which nobody has to take: 3 becomes unrated, and 1 is possible. Choosing stays open.
    assert found.phases == (("inclusion", 1, 3, 255, 3, 1), ("choosing", 1, 254, 255, 255, 255))


def test_a_course_in_another_phase_changes_the_phases_and_no_coverage() -> None:
    found = tried(GRID, [Step(Act.PHASE, (2, 4))], WANTED)
    assert found.targets == ()
    assert [(one.target, one.phase, one.guaranteed_before, one.guaranteed) for one in found.phases] == [
        ("inclusion", 2, 0, 255),
        ("inclusion", 4, 255, 0),
        ("choosing", 2, 2, 255),
        ("choosing", 4, 255, 2),
    ]


def test_an_address_holds_the_steps_and_gives_them_back() -> None:
    steps = (Step(Act.LEVEL, (2, 0, 3)), Step(Act.DROP, (0,)), Step(Act.MERGE, (2, 1)), Step(Act.ELECTIVE, (0,)))
    text = as_text(steps, GRID)
    assert text.split(".")[1:] == ["l2-0-3", "d0", "m2-1", "e0"]
    assert from_text(text, GRID) == steps
    assert as_text((), GRID) == ""


@pytest.mark.parametrize(
    "steps",
    [
        "",
        "d9",
        "d0.d3",
        "d",
        "d0-1",
        "x0",
        "l0-2-1",
        "l0-0-4",
        "l0-0",
        "m1-1",
        "m0-9",
        "p0-0",
        "p0-100",
        "d0 ",
        ".".join(["l0-0-1"] * (MOST_STEPS + 1)),
    ],
)
def test_an_address_that_does_not_fit_gives_nothing(steps: str) -> None:
    about = as_text([Step(Act.DROP, (0,))], GRID).partition(".")[0]
    assert from_text(f"{about}.{steps}", GRID) is None
    assert from_text(steps, GRID) is None


def test_a_link_for_other_courses_gives_nothing() -> None:
    text = as_text([Step(Act.DROP, (0,))], GRID)
    assert from_text(text, taken(GRID, [Step(Act.DROP, (3,))])[-1]) is None


def test_an_offer_is_taken_after_the_steps_before_it() -> None:
    """For choosing Film goes up to practised: the third, the second without Ethics, the first once merged with Law."""
    (offer,) = offers_for(GRID, "choosing", Level.PRACTISED)[:1]
    (step,) = steps_of(offer, GRID)
    assert step == Step(Act.LEVEL, (2, 1, 3))
    assert after_steps(step, [Step(Act.DROP, (0,))]) == Step(Act.LEVEL, (1, 1, 3))
    assert after_steps(step, [Step(Act.DROP, (0,)), Step(Act.MERGE, (1, 0))]) == Step(Act.LEVEL, (0, 1, 3))
    assert after_steps(step, [Step(Act.MERGE, (0, 3))]) == step
    assert after_steps(step, [Step(Act.DROP, (2,))]) is None
