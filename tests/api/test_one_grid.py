"""The frames of one grid: what a row is, and that words and codes say the same."""

from dataclasses import replace

import pandas as pd
import pytest

from curriculum_map import api as cm
from curriculum_map.domain.curriculum import ElectiveGroup, Status
from tests.api.stories import around, rated
from tests.grids import make_grid, row

AIMS = {"inclusion.knowledge": 3, "inclusion.skills": 3, "vision.knowledge": 2}


def line_of(frame: pd.DataFrame, target: str) -> pd.Series:
    (found,) = [line for _, line in frame.iterrows() if line["target"] == target]
    return found


def test_coverage_has_a_row_per_target_with_what_is_guaranteed_and_possible() -> None:
    frame = cm.coverage(rated())
    assert list(frame.index) == [0, 1, 2]
    knowledge = line_of(frame, "inclusion.knowledge")
    # Intro and Lab are for everybody; Choice may be left.
    assert (knowledge["guaranteed"], knowledge["guaranteed_level"]) == ("well framed", 2)
    assert (knowledge["possible"], knowledge["possible_level"]) == ("practised", 3)
    assert [knowledge[f"credits_{level}"] for level in range(4)] == [0, 6, 4, 3]
    assert (knowledge["rated"], knowledge["courses"], knowledge["rule"]) == (3, 3, "highest")


def test_a_place_without_a_level_has_a_word_and_no_number() -> None:
    vision = line_of(cm.coverage(rated()), "vision.knowledge")
    assert vision["guaranteed"] == "not rated yet"
    assert pd.isna(vision["guaranteed_level"])
    # Lab is n/a: two courses apply, none is rated, and both might be at the top.
    assert (vision["courses"], vision["rated"], vision["rated_share"]) == (2, 0, 0)
    assert (vision["guaranteed_low_level"], vision["guaranteed_high_level"]) == (0, 3)


def test_coverage_rolls_up_to_clusters() -> None:
    frame = cm.coverage(rated(), granularity="cluster")
    assert list(frame["target"]) == ["inclusion", "vision"]
    assert list(frame["component"].isna()) == [True, True]
    # Inclusion holds two cells that were rated: knowledge is guaranteed, skills is not. Nobody rated vision.
    assert [list(line) for line in frame[["parts", "parts_reached", "parts_share"]].to_numpy()] == [
        [2, 1, 0.5],
        [1, 0, 0],
    ]


@pytest.mark.parametrize("granularity", ["element", "course"])
def test_nothing_is_spread_out_and_no_other_granularity_is_known(granularity: str) -> None:
    for ask in (cm.coverage, cm.gaps, cm.progression, cm.routes):
        with pytest.raises(ValueError, match=granularity):
            ask(rated(), granularity=granularity)
    with pytest.raises(ValueError, match=granularity):
        cm.compare([rated()], granularity=granularity)


def test_what_is_not_rolled_up_has_no_parts_and_neither_has_what_applies_nowhere() -> None:
    assert cm.coverage(rated())[["parts", "parts_reached", "parts_share"]].isna().all(axis=None)
    nowhere = cm.coverage(rated("course | status | vision.skills\nA | compulsory | n/a"), granularity="cluster")
    assert nowhere[["parts", "parts_reached"]].to_numpy().tolist() == [[0, 0]]
    assert nowhere["parts_share"].isna().all()


def test_gaps_say_in_a_word_and_a_code_how_ambition_and_coverage_stand() -> None:
    frame = cm.gaps(rated(aims=AIMS))
    assert list(frame["gap_code"]) == ["elective", "elective", "unknown"]
    assert frame["gap"][0] == "reached only in an elective or in some tracks"
    assert list(frame["below_ambition"]) == [True, True, False]
    assert list(frame["ambition"]) == ["practised", "practised", "well framed"]
    assert set(frame["weight"]) == {"essential"}


def test_an_own_rule_is_printed_as_what_it_asks() -> None:
    frame = cm.coverage(rated(), cm.own_rule(courses=2, lowest=cm.Level.WELL_FRAMED))
    assert "2 courses or more reach" in frame["rule"][0]
    assert list(frame["guaranteed_level"][:2]) == [0, 0]


def test_offers_are_the_smallest_changes_and_what_if_tries_one() -> None:
    grid = rated(aims=AIMS)
    offers = cm.offers(grid)
    knowledge = offers[offers["target"] == "inclusion.knowledge"]
    # Lab up one level, Choice for everybody, or Intro up two.
    assert list(knowledge["title"]) == ["Lab", "Choice", "Intro"]
    assert list(knowledge["change_code"]) == ["level", "compulsory", "level"]
    assert list(knowledge["now"]) == ["well framed", "elective", "exemplary"]
    assert list(knowledge["then"]) == ["practised", "compulsory", "practised"]
    assert list(knowledge["steps"]) == [1, 1, 2]
    change = cm.ChangeLevel(grid.course("A2"), "inclusion.knowledge", cm.Level.PRACTISED)
    changed = cm.what_if(grid, [change])
    assert list(changed["target"]) == ["inclusion.knowledge"]
    assert (changed["gap_before_code"][0], changed["gap_after_code"][0]) == ("elective", "none")
    assert cm.gaps(grid.with_changes([change]))["gap_code"][0] == "none"


def test_without_changes_each_course_goes_in_turn_and_what_hangs_on_it_shows() -> None:
    """Only Lab carries a level alone: without it Intro is left, which gives an example."""
    grid = rated()
    found = cm.what_if(grid)
    points = found[found["less_guaranteed"]]
    levels = points[["guaranteed_before_level", "guaranteed_after_level"]].to_numpy().tolist()
    assert (list(points["courses"]), levels) == (["A2 Lab"], [[2, 1]])
    # Without Choice no more is practised, and every student meets what they met.
    assert list(found[found["courses"] == "A3 Choice"]["possible_after_level"].dropna()) == [2, 0]
    nothing_left = cm.what_if(rated("course | status | vision.skills\nA | compulsory | exemplary"))
    assert (nothing_left["guaranteed_after"][0], nothing_left["less_guaranteed"][0]) == ("not rated yet", True)


def test_progression_has_a_row_per_target_and_phase() -> None:
    frame = cm.progression(rated())
    knowledge = frame[frame["target"] == "inclusion.knowledge"]
    assert list(knowledge["phase"]) == [1, 2]
    assert list(knowledge["courses"]) == [1, 2]
    assert list(knowledge["credits"]) == [6, 7]


def test_questions_are_sentences_with_the_courses_they_are_about() -> None:
    frame = cm.questions(rated())
    first = frame[frame["question_code"] == "last-phase-only"].iloc[0]
    assert first["target"] == "inclusion.skills"
    assert first["courses"] == "A3 Choice"
    assert first["question"].endswith("only in phase 2 (A3 Choice). Should something come before?")


def test_ratings_lead_back_to_the_cell() -> None:
    frame = cm.ratings(rated())
    # Nine places; two blanks and one n/a are no rating.
    assert len(frame) == 6
    assert list(frame.iloc[0][["title", "rating", "rating_level", "file", "sheet", "cell", "written"]]) == [
        "Intro", "exemplary", 1, "example.xlsx", "Grid", "G6", "exemplary",
    ]  # fmt: skip
    every = cm.ratings(rated(), every_place=True)
    assert list(every["rating"]).count("not rated yet") == 2
    assert every["rating_level"].isna().sum() == 3


def test_courses_count_what_they_claim() -> None:
    frame = cm.courses(rated())
    assert list(frame["claims"]) == [1, 1, 2]
    assert list(frame["per_credit"]) == pytest.approx([1 / 6, 1 / 4, 2 / 3])


def test_a_course_is_found_by_code_or_title() -> None:
    grid = rated()
    assert grid.course("A2") == grid.course("Lab") == 1
    with pytest.raises(KeyError):
        grid.course("Law")


@pytest.mark.parametrize("figure", [cm.offers, cm.what_if, cm.questions, cm.progression, cm.ratings])
def test_a_grid_in_which_nothing_is_rated_gives_frames_without_a_fault(figure: object) -> None:
    grid = rated("course | status | ects | inclusion\nA | | | ")
    assert list(figure(grid).columns)  # type: ignore[operator]


TRACKS = """
    course | code | status      | ects | inclusion.knowledge | inclusion.skills
    Intro  | A1   | compulsory  | 6    | exemplary           | not covered
    Youth  | A2   | track Youth | 3    | practised           | not covered
    Care   | A3   | track Care  | 3    | not covered         | well framed
"""


def test_routes_are_lists_of_courses_with_what_each_says_of_the_target() -> None:
    """Least knowledge: Intro (exemplary) and Care. Most: Intro and Youth, practised. For skills the other way round."""
    frame = cm.routes(rated(TRACKS))
    knowledge = frame[frame["target"] == "inclusion.knowledge"]
    assert list(zip(knowledge["route_code"], knowledge["track"], knowledge["code"], strict=True)) == [
        ("least", "Care", "A1"),
        ("least", "Care", "A3"),
        ("most", "Youth", "A1"),
        ("most", "Youth", "A2"),
    ]
    assert list(knowledge["reached_level"]) == [1, 1, 3, 3]
    assert list(knowledge["rating_level"]) == [1, 0, 1, 3]


def test_over_all_ambitions_no_student_misses_both() -> None:
    """Neither is guaranteed, and each student reaches one of the two: the least is as good as the most."""
    frame = cm.routes(rated(TRACKS, {"inclusion.knowledge": 3, "inclusion.skills": 2}), together=True)
    assert set(frame["track"]) == {"Care"}
    lines = frame.drop_duplicates(["target", "route_code"])[["route_code", "reached_level", "ambition_level"]]
    assert lines.to_numpy().tolist() == [["least", 1, 3], ["most", 1, 3], ["least", 2, 2], ["most", 2, 2]]
    assert list(frame["code"][:2]) == ["A1", "A3"]
    assert cm.routes(rated(TRACKS), together=True).empty, "nothing was wanted"


def test_where_there_are_too_many_routes_none_over_all_ambitions_is_named() -> None:
    """Ten of twenty electives: 184,756 ways to choose."""
    courses = [row(f"C{number}", 1, status=Status.ELECTIVE, group="G") for number in range(20)]
    grid = replace(make_grid(courses, ["inclusion"]), groups=(ElectiveGroup("G", choose=10),))
    with pytest.raises(ValueError, match="50000 routes"):
        cm.routes(around(grid, {"inclusion": 3}), together=True)


def test_a_course_counts_in_full_from_each_level_up() -> None:
    """12 credits: at exemplary or higher for knowledge Intro and Youth, 9; practised only Youth, 3. Skills: Care, 3."""
    frame = cm.coverage(rated(TRACKS))
    shares = frame[["share_from_1", "share_from_2", "share_from_3"]].to_numpy().tolist()
    assert shares == [[0.75, 0.25, 0.25], [0.25, 0.25, 0]]
    # For the cluster each course counts once, at its highest level: Care at well framed.
    (cluster,) = cm.coverage(rated(TRACKS), granularity="cluster").to_dict("records")
    assert [cluster[f"share_from_{level}"] for level in (1, 2, 3)] == [1, 0.5, 0.25]
    without_credits = cm.coverage(rated("course | status | ects | vision.skills\nA | compulsory | | practised"))
    assert without_credits["share_from_1"].isna().all()
