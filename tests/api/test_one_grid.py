"""The frames of one grid: what a row is, and that words and codes say the same."""

import pandas as pd
import pytest

from curriculum_map import api as cm
from tests.api.stories import rated

AIMS = {"inclusion.knowledge": 3, "inclusion.skills": 3, "vision.knowledge": 2}


def row(frame: pd.DataFrame, target: str) -> pd.Series:
    (found,) = [line for _, line in frame.iterrows() if line["target"] == target]
    return found


def test_coverage_has_a_row_per_target_with_what_is_guaranteed_and_possible() -> None:
    frame = cm.coverage(rated())
    assert list(frame.index) == [0, 1, 2]
    knowledge = row(frame, "inclusion.knowledge")
    # Intro and Lab are for everybody; Choice may be left.
    assert (knowledge["guaranteed"], knowledge["guaranteed_level"]) == ("well framed", 2)
    assert (knowledge["possible"], knowledge["possible_level"]) == ("practised", 3)
    assert [knowledge[f"credits_{level}"] for level in range(4)] == [0, 6, 4, 3]
    assert (knowledge["rated"], knowledge["courses"], knowledge["rule"]) == (3, 3, "highest")


def test_a_place_without_a_level_has_a_word_and_no_number() -> None:
    vision = row(cm.coverage(rated()), "vision.knowledge")
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
    offers = cm.closing_offers(grid)
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


def test_single_points_name_the_course_that_carries_a_level_alone() -> None:
    points = cm.single_points(rated())
    assert list(zip(points["title"], points["guaranteed_level"], points["without_level"], strict=True)) == [
        ("Lab", 2, 1)
    ]


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


@pytest.mark.parametrize("figure", [cm.closing_offers, cm.single_points, cm.questions, cm.progression, cm.ratings])
def test_a_grid_in_which_nothing_is_rated_gives_frames_without_a_fault(figure: object) -> None:
    grid = rated("course | status | ects | inclusion\nA | | | ")
    assert list(figure(grid).columns)  # type: ignore[operator]


def test_the_pictures_are_figures() -> None:
    grid = rated(aims=AIMS)
    assert cm.draw_gaps(grid, only_below=True).data
    assert cm.draw_comparison([grid]).data


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
    """Neither is guaranteed, and each student reaches one of the two."""
    frame = cm.routes_over(rated(TRACKS, {"inclusion.knowledge": 3, "inclusion.skills": 2}))
    assert list(frame["reached"]) == [False, True, False, True]
    assert list(frame["courses"].unique()) == ["A3 Care"]
    with pytest.raises(KeyError):
        cm.routes_over(rated(TRACKS), {"vision.skills": cm.Level.PRACTISED})


def test_a_course_counts_in_full_for_each_focus_that_it_touches() -> None:
    """12 credits: at exemplary or higher for inclusion all three courses; practised only Youth, 3 of 12."""
    frame = cm.credits_touching(rated(TRACKS))
    inclusion = frame[frame["part"] == "inclusion"]
    assert list(zip(inclusion["courses"], inclusion["credits"], inclusion["share"], strict=True)) == [
        (3, 12, 1),
        (2, 6, 0.5),
        (1, 3, 0.25),
    ]
    assert list(frame[frame["part"] == "inclusion-focus"]["share"]) == [1, 0.5, 0.25]
    assert list(frame[frame["part"] == "vision"]["credits"]) == [0, 0, 0]
