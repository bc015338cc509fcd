"""Every worked example of progression, questions and agreement comes out as its educator wrote it down."""

from dataclasses import replace

import pytest

from curriculum_map.analytics.agreement import agreement, to_discuss
from curriculum_map.analytics.balance import balance_questions
from curriculum_map.analytics.claims import claim_questions
from curriculum_map.analytics.progression import progression, progression_questions
from curriculum_map.analytics.raters import Raters, side_by_side
from curriculum_map.domain.curriculum import Grid
from curriculum_map.frameworks.loader import load_edition
from tests.analytics.examples import WORDS, Example, examples
from tests.grids import KEY, grid_from_table, read_table

NAMES = {code: word for word, code in WORDS.items()}
EDITION = load_edition("sap-2024-nl")
OF_ONE_GRID = {"title", "story", "courses", "progression", "asked"}
OF_RATERS = {"title", "story", "raters", "agreement", "discuss"}


@pytest.mark.parametrize("example", examples("questions", "progression"))
def test_the_line_through_the_phases(example: Example) -> None:
    frame = progression(grid_from_table(example["courses"]))
    found = [
        {
            "target": row["target"],
            "phase": "" if row["phase"] is None else str(row["phase"]),
            "guaranteed": NAMES[row["guaranteed"]],
            "possible": NAMES[row["possible"]],
            "courses": str(row["courses"]),
            "credits": f"{row['credits']:g}",
        }
        for row in frame.astype({"phase": object}).replace({"phase": {float("nan"): None}}).to_dict("records")
    ]
    assert found == read_table(example["progression"])


@pytest.mark.parametrize("example", examples("questions", "asked"))
def test_what_is_asked(example: Example) -> None:
    grid = grid_from_table(example["courses"])
    asked = [*progression_questions(grid), *balance_questions(grid), *claim_questions(grid)]
    found = [
        {
            "kind": one.kind.value,
            "about": one.target or "",
            "courses": " ".join(grid.courses[course].title for course in one.courses),
        }
        for one in asked
    ]
    assert found == read_table(example["asked"])


def raters_of(example: Example) -> Raters:
    return side_by_side([rated_by(rater, table) for rater, table in example["raters"].items()])


def rated_by(rater: str, table: str) -> Grid:
    return replace(grid_from_table(table), key=replace(KEY, rater=rater))


@pytest.mark.parametrize("example", examples("questions", "agreement"))
def test_how_far_raters_agree(example: Example) -> None:
    check_agreement(example)


def check_agreement(example: Example) -> None:
    """How far the raters of an example agree is what it says."""
    frame = agreement(raters_of(example), EDITION)
    for line in read_table(example["agreement"]):
        part, _, name = line.pop("part").partition(" ")
        here = frame[(frame["part"] == part) & (frame["id"] == name) & (frame["over"] == line.pop("over"))]
        (found,) = here[list(line)].to_dict("records")
        assert found == {
            column: pytest.approx(float(text or "nan"), nan_ok=True, abs=0.005) for column, text in line.items()
        }


@pytest.mark.parametrize("example", examples("questions", "discuss"))
def test_what_to_discuss_first(example: Example) -> None:
    check_discussion(example)


def check_discussion(example: Example) -> None:
    """What the raters of an example are to talk about first is what it says."""
    raters = raters_of(example)
    found = [
        {
            "course": raters.courses[row["course"]].title,
            "target": row["target"],
            "lowest": NAMES[row["lowest"]],
            "highest": NAMES[row["highest"]],
            "decides": "yes" if row["decides"] else "no",
        }
        for row in to_discuss(raters).to_dict("records")
    ]
    assert found == read_table(example["discuss"])


def test_every_example_is_whole() -> None:
    for example in (param.values[0] for param in examples("questions")):
        whole = OF_RATERS if "raters" in example else OF_ONE_GRID
        assert whole - {"progression"} <= example.keys() <= whole
