"""Several raters of one programme-year: how far they agree, per part, and where to talk first."""

from dataclasses import replace

import pandas as pd
import pytest

from curriculum_map.analytics.agreement import agreement, to_discuss
from curriculum_map.analytics.raters import NO_ROW, Raters, side_by_side
from curriculum_map.domain.curriculum import Grid, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.frameworks.loader import load_edition
from tests.grids import KEY, grid_from_table, make_grid, row

EDITION = load_edition("sap-2024-nl")
ETHICS, LAW, STUDIO = "Ethiek", "Recht", "Atelier"


def rated(rater: str, table: str) -> Grid:
    return replace(grid_from_table(table), key=replace(KEY, rater=rater))


ANNE = rated(
    "Anne",
    """
    course  | status     | inclusion.knowledge | inclusion.skills | choosing.knowledge
    Ethiek  | compulsory | exemplary           | not covered      | practised
    Recht   | compulsory | practised           | not covered      |
    Atelier | elective   | well framed         | practised        | n/a
    """,
)
BILAL = rated(
    "Bilal",
    """
    course  | status     | inclusion.knowledge | inclusion.skills | choosing.knowledge
    Ethiek  | compulsory | exemplary           | not covered      | exemplary
    Recht   | compulsory | well framed         | exemplary        | practised
    Atelier | elective   | well framed         | not covered      | practised
    """,
)


def part(frame: pd.DataFrame, part: str, name: str = "", over: str = "all") -> pd.Series:
    """The only row of the frame about this."""
    (place,) = frame.index[(frame["part"] == part) & (frame["id"] == name) & (frame["over"] == over)]
    return frame.loc[place]


def test_two_raters_over_the_whole_and_over_what_somebody_claimed() -> None:
    """Of nine places two lack a rating (one blank, one n/a). Of seven pairs three are equal (1-1, 0-0, 2-2), two more
    differ by one (3-2, 0-1), two by more (3-1, 3-0). Without 0-0, which nobody claimed: two of six, and four of six.
    """
    found = agreement(side_by_side([ANNE, BILAL]), EDITION)
    whole, claimed = part(found, "whole"), part(found, "whole", over="claimed")
    assert (whole["places"], whole["pairs"], whole["exact"], whole["adjacent"]) == (7, 7, 3 / 7, 5 / 7)
    assert (claimed["places"], claimed["exact"], claimed["adjacent"]) == (6, 2 / 6, 4 / 6)


def test_each_part_has_its_own_share() -> None:
    """Knowledge: 1-1, 3-2, 2-2 and 3-1; skills: 0-0, 0-1, 3-0; the course Ethiek: 1-1, 0-0, 3-1."""
    found = agreement(side_by_side([ANNE, BILAL]), EDITION)
    assert part(found, "component", "knowledge")[["places", "exact", "adjacent"]].tolist() == [4, 2 / 4, 3 / 4]
    assert part(found, "component", "skills")[["places", "exact", "adjacent"]].tolist() == [3, 1 / 3, 2 / 3]
    assert part(found, "cluster", "inclusion")["places"] == 6
    assert part(found, "cluster", "choosing")["exact"] == 0
    assert part(found, "course", "0")[["places", "exact"]].tolist() == [3, 2 / 3]
    focuses = found[(found["part"] == "focus") & (found["over"] == "all")]
    assert focuses["places"].sum() == 7
    assert set(focuses["id"]) == {EDITION.focus_of("inclusion").id, EDITION.focus_of("choosing").id}


def test_places_that_differ_are_queued_by_what_they_decide() -> None:
    """The elective's 3-0 is the widest, but no student's guarantee hangs on it.

    Knowledge of inclusion: Recht at 2 or 3 decides, Ethiek is 1 anyway. Skills: Recht's 0-1 decides. Choosing: Ethiek's
    1-3 decides nothing, since Recht, rated by one, is practised already.
    """
    found = to_discuss(side_by_side([ANNE, BILAL]))
    queue = [tuple(one) for one in found[["course", "target", "lowest", "highest", "decides"]].to_numpy().tolist()]
    assert queue == [
        (1, "inclusion.knowledge", 2, 3, True),
        (1, "inclusion.skills", 0, 1, True),
        (2, "inclusion.skills", 0, 3, False),
        (0, "choosing.knowledge", 1, 3, False),
    ]


def test_a_course_that_one_rater_lacks_is_missing_and_not_a_disagreement() -> None:
    first = make_grid([row(ETHICS, 3, code="A"), row(LAW, 2, code="B")])
    second = make_grid([row(STUDIO, 1, code="C"), row(LAW, 2, code="B")])
    raters = side_by_side([first, second])
    assert [course.title for course in raters.courses] == [ETHICS, LAW, STUDIO]
    assert raters.states[:, :, 0].tolist() == [[3, 2, NOT_RATED], [NOT_RATED, 2, 1]]
    assert raters.rows.tolist() == [[0, 1, NO_ROW], [NO_ROW, 1, 0]]
    assert part(agreement(raters, EDITION), "whole")["places"] == 1
    assert to_discuss(raters).empty


def test_a_finer_grid_is_rolled_up_to_the_coarser_one_and_other_targets_are_missing() -> None:
    cells = make_grid(
        [row(ETHICS, 1, 3, NOT_APPLICABLE)], ["inclusion.knowledge", "inclusion.skills", "choosing.skills"]
    )
    clusters = make_grid([row(ETHICS, 2, 2)], ["inclusion", "supporting"])
    raters = side_by_side([cells, clusters])
    assert raters.targets == ("inclusion", "choosing", "supporting")
    assert raters.states[:, 0].tolist() == [[3, NOT_APPLICABLE, NOT_RATED], [2, NOT_RATED, 2]]
    assert agreement(raters, EDITION)["part"].unique().tolist() == ["whole", "focus", "cluster", "course"]
    assert cells.granularity is Granularity.CELL


def test_with_tracks_the_lowest_track_decides() -> None:
    """Youth guarantees 1 whatever Care comes to: Care's 2-3 decides nothing, Youth's 1-2 does."""
    first = make_grid([row("Youth work", 1, track="Youth"), row("Care work", 2, track="Care")])
    second = make_grid([row("Youth work", 2, track="Youth"), row("Care work", 3, track="Care")])
    assert to_discuss(side_by_side([first, second]))[["course", "decides"]].to_numpy().tolist() == [
        [0, True],
        [1, False],
    ]


def test_three_raters_make_three_pairs_in_a_place() -> None:
    """2, 2 and 3: one pair of three is equal, and all are at most one apart."""
    raters = side_by_side([make_grid([row(ETHICS, state, status=Status.ELECTIVE)]) for state in (2, 2, 3)])
    assert part(agreement(raters, EDITION), "whole")[["pairs", "exact", "adjacent"]].tolist() == [3, 1 / 3, 1]


def test_one_rater_agrees_with_nobody() -> None:
    found = part(agreement(side_by_side([ANNE]), EDITION), "whole")
    assert found["pairs"] == 0
    assert found[["exact", "adjacent", "alpha", "alpha_low"]].isna().all()


def test_nobody_is_no_rater() -> None:
    with pytest.raises(ValueError, match="no grid"):
        side_by_side([])


def test_raters_of_an_empty_grid() -> None:
    raters: Raters = side_by_side([make_grid([]), make_grid([])])
    assert part(agreement(raters, EDITION), "whole")["places"] == 0
    assert to_discuss(raters).empty
