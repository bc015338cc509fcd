"""Every worked example of programmes side by side, and of levels agreed on, comes out as its educator wrote it down."""

import pandas as pd
import pytest

from curriculum_map.analytics.agreed import with_agreed
from curriculum_map.analytics.coverage import coverage
from curriculum_map.analytics.differences import differences
from curriculum_map.analytics.distribution import grids_per_level
from curriculum_map.analytics.peers import among_others, whom_to_ask
from curriculum_map.analytics.rollup import coarsest, states_at
from curriculum_map.analytics.stack import sides_of
from tests.analytics.examples import WORDS, Example, Story, examples, word
from tests.analytics.test_agreed import on_record
from tests.analytics.test_worked_questions import check_agreement, check_discussion, rated_by
from tests.grids import read_table

States = dict[str, dict[str, int]]
OF_PROGRAMMES = {"title", "story", "side", "rule", "programmes", "may be asked"}
OF_RATERS = {"title", "story", "raters", "agreed", "agreement", "discuss", "counted", "not counted"}
ASKED = ("differences", "spread", "ask", "among others")


def side_by_side(example: Example) -> tuple[States, list[str]]:
    """The states of each programme on the side asked about, and the targets that they are compared in."""
    stories = [Story.of({**example, "courses": table}) for table in example["programmes"].values()]
    grids = [story.grid for story in stories]
    at = coarsest(grids)
    targets = list(dict.fromkeys(target for grid in grids for target in states_at(grid, at)[0]))
    found = sides_of(grids, targets, at, stories[0].rule)[example.get("side") == "possible"]
    rows = (dict(zip(targets, states, strict=True)) for states in found.tolist())
    return dict(zip(example["programmes"], rows, strict=True)), targets


@pytest.mark.parametrize("example", examples("comparisons", "differences"))
def test_where_programmes_differ(example: Example) -> None:
    columns, targets = side_by_side(example)
    found = [
        {
            "target": target,
            **{name: word(row[name]) for name in columns},
            "spread": "" if pd.isna(row["spread"]) else f"{row['spread']:g}",
            "worth talking": "yes" if row["worth_talking"] else "no",
        }
        for target, row in differences(columns, targets).iterrows()
    ]
    assert found == read_table(example["differences"])


@pytest.mark.parametrize("example", examples("comparisons", "spread"))
def test_how_many_programmes_are_at_each_level(example: Example) -> None:
    columns, targets = side_by_side(example)
    counts = grids_per_level(list(columns.values()), targets)
    found = [
        {"target": target, **{name: str(row[state]) for name, state in WORDS.items()}}
        for target, row in counts.iterrows()
    ]
    assert found == read_table(example["spread"])


@pytest.mark.parametrize("example", examples("comparisons", "ask"))
def test_who_could_ask_whom(example: Example) -> None:
    columns, targets = side_by_side(example)
    found = [
        {"target": target, "strong": ", ".join(row["strong"]), "thin": ", ".join(row["thin"])}
        for target, row in whom_to_ask(columns, targets, example.get("may be asked", ())).iterrows()
    ]
    assert found == read_table(example["ask"])


@pytest.mark.parametrize("example", examples("comparisons", "among others"))
def test_one_programme_among_the_others(example: Example) -> None:
    columns, targets = side_by_side(example)
    lines = read_table(example["among others"])
    own = list(lines[0])[1]
    found = [
        {
            "target": target,
            own: word(row["own"]),
            **{name: "" if pd.isna(row[name]) else word(row[name]) for name in ("lower", "median", "upper")},
        }
        for target, row in among_others(columns, own, targets).iterrows()
    ]
    assert found == lines


@pytest.mark.parametrize("example", examples("comparisons", "agreed"))
def test_agreed_levels_count_in_the_coordinators_grid_and_not_in_how_far_raters_agree(example: Example) -> None:
    check_agreement(example)
    check_discussion(example)
    grid = rated_by("coordinator", example["raters"]["coordinator"])
    agreed = [on_record(line["course"], line["target"], WORDS[line["level"]]) for line in read_table(example["agreed"])]
    counted = with_agreed(grid, agreed)
    sides = (coverage(one)["guaranteed"] for one in (grid, counted.grid))
    found = [
        {"target": target, "as rated": word(rated), "as agreed": word(level)}
        for target, rated, level in zip(grid.targets, *sides, strict=True)
    ]
    assert found == read_table(example["counted"])
    left = [{"course": one.agreed.course.title, "target": one.agreed.target} for one in counted.left]
    assert left == read_table(example["not counted"])


def test_every_example_is_whole() -> None:
    for example in (param.values[0] for param in examples("comparisons")):
        if "raters" in example:
            assert example.keys() == OF_RATERS
        else:
            assert {"title", "story", "programmes"} <= example.keys() <= {*OF_PROGRAMMES, *ASKED}
            assert not example.keys().isdisjoint(ASKED)
