"""The frames of several grids: raters, programmes beside each other, years."""

from dataclasses import replace

import pandas as pd
import pytest

from curriculum_map import api as cm
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import load_edition
from tests.api.stories import around, of, rated
from tests.grids import KEY, make_grid, row

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
    raters = [rated(COORDINATOR), of(rated(STUDENTS), rater="students")]
    (first,) = cm.agreement(raters, per="place").to_dict("records")
    assert (first["title"], first["target"], first["spread"], first["decides"]) == ("Lab", "inclusion.skills", 2, True)
    assert first["said"] == "A. Rater: practised; students: exemplary"


def test_agreement_is_asked_per_part_or_per_place() -> None:
    with pytest.raises(ValueError, match="per 'part' or per 'place'"):
        cm.agreement([rated()], per="course")  # type: ignore[arg-type]


def test_of_no_grid_nothing_can_be_said() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        cm.compare([])
    with pytest.raises(ValueError, match="one programme"):
        cm.agreement([])


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
    other = RatedGrid(_of_edition(own, "own"), own.edition, {})
    with pytest.raises(ValueError, match="frameworks"):
        cm.compare([own, other])


def test_only_who_agreed_is_named_as_one_to_ask() -> None:
    """Skills: A and C practise them and only C agreed; B gives an example. Knowledge: nobody is thin."""
    a, b, c = (
        of(rated(table), institution=name) for table, name in ((COORDINATOR, "A"), (STUDENTS, "B"), (COORDINATOR, "C"))
    )
    asked = cm.compare([b, replace(c, may_be_asked=True), a]).dropna(subset="role_code")
    assert set(asked["target"]) == {"inclusion.skills"}
    lines = asked[["role_code", "institution", "guaranteed"]].to_numpy().tolist()
    assert lines == [["thin", "B", "exemplary"], ["strong", "C", "practised"]]
    assert cm.compare([a, b, c])["role_code"].isna().all()


def test_one_among_five_others_stands_beside_levels_that_somebody_has() -> None:
    """Of 1, 1, 1, 3, 3 a quarter is at 1 or lower, the middle one at 1, three quarters at 3 or lower."""
    others = [of(rated(STUDENTS), institution=name) for name in "BCD"] + [
        of(rated(COORDINATOR), institution=name) for name in "EF"
    ]
    frame = cm.compare([of(rated(COORDINATOR), institution="A"), *others])
    skills = frame[frame["target"] == "inclusion.skills"].set_index("institution")
    quartiles = ["others_lower", "others_median", "others_upper"]
    assert list(skills.loc["A", quartiles]) == ["exemplary", "exemplary", "practised"]
    # For B there are 1, 1, 3, 3, 3.
    assert list(skills.loc["B", quartiles]) == ["exemplary", "practised", "practised"]
    assert cm.compare(others)[["others_lower_level", "others_upper_level"]].isna().all(axis=None)


def test_a_year_says_what_changed_since_the_one_before() -> None:
    frame = cm.compare([of(rated(STUDENTS), academic_year="2027-28"), rated(COORDINATOR)])
    own = frame[frame["target"].isin(["inclusion.knowledge", "inclusion.skills"])]
    assert list(own["academic_year"]) == [KEY.academic_year, "2027-28"] * 2
    assert list(own["comparable"]) == [False, True] * 2
    assert list(own["change"].dropna()) == [0, -2]
    assert list(own["before"].dropna()) == ["well framed", "practised"]
    assert list(own["before_target"].dropna()) == ["inclusion.knowledge", "inclusion.skills"]


def test_of_two_raters_each_year_compares_with_the_same_one_and_of_none_with_nobody() -> None:
    """The students say "exemplary" of skills each year; the coordinator said "practised". A newcomer has no year."""
    first = [rated(COORDINATOR), of(rated(STUDENTS), rater="students")]
    then = [of(rated(STUDENTS), academic_year="2027-28", rater=name) for name in ("A. Rater", "newcomer", "students")]
    frame = cm.compare([*first, *then])
    skills = frame[(frame["target"] == "inclusion.skills") & (frame["academic_year"] == "2027-28")]
    assert dict(zip(skills["rater"], skills["change"], strict=True)) == {
        "A. Rater": -2,
        "newcomer": pd.NA,
        "students": 0,
    }


def test_elements_of_two_editions_meet_where_the_crosswalk_says_they_are_the_same() -> None:
    """Only the element of the new edition that was in the old one is comparable; each edition has its own rows."""
    old, new = (around(framed(edition), {}) for edition in ("sap-2024-nl", "sw-2025-en"))
    frame = cm.compare([old, of(new, academic_year="2027-28")], granularity="element")
    editions = frame.groupby("edition")["target"].nunique()
    assert len(frame) == editions.sum(), "of a target only the grids whose edition has it"
    later = frame[frame["edition"] == "sw-2025-en"]
    assert 0 < later["comparable"].sum() < len(later)
    assert set(later[later["comparable"]]["change"]) == {0}
    assert not frame[frame["edition"] == "sap-2024-nl"]["comparable"].any()


def framed(edition: str) -> Grid:
    """One course in which every element of an edition is well framed."""
    targets = load_edition(edition).targets(Granularity.ELEMENT)
    return make_grid([row("A", *[2] * len(targets))], targets, edition=edition)


def _of_edition(grid: RatedGrid, edition: str) -> Grid:
    return replace(grid.grid, edition=edition)
