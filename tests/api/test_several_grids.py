"""The frames of several grids: raters, programmes beside each other, years."""

from dataclasses import replace

import pytest

from curriculum_map import api as cm
from curriculum_map.domain.curriculum import Grid
from tests.api.stories import of, rated
from tests.grids import KEY

COORDINATOR = """
    course | status     | inclusion.knowledge | inclusion.skills
    Intro  | compulsory | exemplary           | not covered
    Lab    | compulsory | well framed         | practised
"""
STUDENTS = """
    course | status     | inclusion.knowledge | inclusion.skills
    Intro  | compulsory | exemplary           | not covered
    Lab    | compulsory | well framed         | exemplary
"""


def test_agreement_counts_pairs_of_ratings_of_one_place() -> None:
    frame = cm.agreement([rated(COORDINATOR), of(rated(STUDENTS), rater="students")])
    whole = frame[(frame["part_code"] == "whole") & (frame["over"] == "all")].iloc[0]
    # Four places, one pair each; three equal, the fourth two levels apart.
    assert (whole["places"], whole["pairs"], whole["exact"], whole["adjacent"]) == (4, 4, 0.75, 0.75)
    assert whole["part"] == "Social Work"
    assert list(frame[frame["part_code"] == "component"]["part"].unique()) == ["Knowledge", "Skills"]
    assert list(frame[frame["part_code"] == "course"]["part"].unique()) == ["Intro", "Lab"]


def test_what_to_discuss_first_names_who_said_what() -> None:
    (first,) = cm.to_discuss([rated(COORDINATOR), of(rated(STUDENTS), rater="students")]).to_dict("records")
    assert (first["title"], first["target"], first["spread"], first["decides"]) == ("Lab", "inclusion.skills", 2, True)
    assert first["said"] == "A. Rater: practised; students: exemplary"


def test_raters_of_two_programmes_do_not_agree_or_disagree() -> None:
    with pytest.raises(ValueError, match="one programme"):
        cm.agreement([rated(COORDINATOR), of(rated(STUDENTS), programme="family-science")])


def test_programmes_stand_side_by_side_by_name_with_the_differences_to_talk_about() -> None:
    frame = cm.compare([of(rated(STUDENTS), institution="B"), of(rated(COORDINATOR), institution="A")])
    assert len(frame) == 27 * 2
    assert list(frame["institution"][:2]) == ["A", "B"]
    skills = frame[frame["target"] == "inclusion.skills"]
    assert list(skills["guaranteed"]) == ["practised", "exemplary"]
    assert set(skills["spread"]) == {2}
    assert skills["worth_talking"].all()
    assert not frame[frame["target"] == "inclusion.knowledge"]["worth_talking"].any()


def test_between_two_frameworks_nothing_compares() -> None:
    own = rated(COORDINATOR)
    other = cm.RatedGrid(_of_edition(own, "own"), own.edition, {})
    with pytest.raises(ValueError, match="frameworks"):
        cm.compare([own, other])


def test_only_who_agreed_is_named_as_one_to_ask() -> None:
    """Skills: A and C practise them and only C agreed; B gives an example. Knowledge: nobody is thin."""
    a, b, c = (
        of(rated(table), institution=name) for table, name in ((COORDINATOR, "A"), (STUDENTS, "B"), (COORDINATOR, "C"))
    )
    frame = cm.whom_to_ask([b, replace(c, may_be_asked=True), a])
    assert set(frame["target"]) == {"inclusion.skills"}
    lines = frame[["part_code", "institution", "guaranteed"]].to_numpy().tolist()
    assert lines == [["strong", "C", "practised"], ["thin", "B", "exemplary"]]
    assert cm.whom_to_ask([a, b, c]).empty


def test_one_among_five_others_stands_beside_levels_that_somebody_has() -> None:
    """Of 1, 1, 1, 3, 3 a quarter is at 1 or lower, the middle one at 1, three quarters at 3 or lower."""
    others = [of(rated(STUDENTS), institution=name) for name in "BCD"] + [
        of(rated(COORDINATOR), institution=name) for name in "EF"
    ]
    own = rated(COORDINATOR)
    frame = cm.among_others(own, [own, *others]).set_index("target").loc["inclusion.skills"]
    assert list(frame[["own", "lower", "median", "upper"]]) == ["practised", "exemplary", "exemplary", "practised"]
    few = cm.among_others(own, others[:4]).set_index("target").loc["inclusion.skills"]
    assert few[["lower_level", "median_level", "upper_level"]].isna().all()


def test_years_come_in_order_with_the_change_since_the_one_before() -> None:
    frame = cm.over_years([of(rated(STUDENTS), academic_year="2027-28"), rated(COORDINATOR)])
    assert list(frame["academic_year"]) == [KEY.academic_year] * 2 + ["2027-28"] * 2
    assert list(frame["change"].isna()) == [True, True, False, False]
    assert list(frame["change"][2:]) == [0, -2]
    assert list(frame["before"][2:]) == ["well framed", "practised"]


def test_a_year_has_one_grid() -> None:
    with pytest.raises(ValueError, match="each academic year"):
        cm.over_years([rated(COORDINATOR), rated(STUDENTS)])


def _of_edition(grid: cm.RatedGrid, edition: str) -> Grid:
    return replace(grid.grid, edition=edition)
