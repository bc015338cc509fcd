"""Every worked example comes out as its educator wrote it down."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from curriculum_map.analytics.gaps import find_gaps
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from tests.grids import grid_from_table, read_table

FOLDER = Path(__file__).parent.parent / "worked_examples"
WORDS = {
    **{level.name.lower().replace("_", " "): int(level) for level in Level},
    "n/a": NOT_APPLICABLE,
    "not rated": NOT_RATED,
}
STATE_COLUMNS = (
    "guaranteed", "possible", "guaranteed_low", "guaranteed_high", "possible_low", "possible_high",
)  # fmt: skip
FLAGS = ("thin", "uncertain")
KEYS = {"title", "story", "blank means", "courses", "ambitions", "expected"}
Example = dict[str, Any]


def examples() -> list[Any]:
    """Every example of every file, named after its file and title."""
    read = [(path.stem, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.yaml"))]
    return [pytest.param(example, id=f"{stem}: {example['title']}") for stem, found in read for example in found]


def ambitions_of(example: Example) -> dict[str, Ambition]:
    return {line["target"]: ambition_of(line) for line in read_table(example.get("ambitions") or "target")}


def ambition_of(line: dict[str, str]) -> Ambition:
    weight = Weight(line["weight"].replace(" ", "-")) if line.get("weight") else None
    level = Level(WORDS[line["level"]]) if line.get("level") else None
    return Ambition(line["target"], weight, level, line.get("reason") or None)


def found_in(gaps: pd.DataFrame, target: str, column: str) -> object:
    """What was computed, as an example writes it: words for states and flags, numbers for the rest."""
    if column == "flags":
        return [flag for flag in FLAGS if gaps.loc[target, flag]]
    found = gaps.loc[target, column]
    return next(word for word, code in WORDS.items() if code == found) if column in STATE_COLUMNS else found


def expected_in(column: str, text: str) -> object:
    """What an example wrote, as found_in gives it; an empty number is one that cannot be computed."""
    if column == "flags":
        return text.replace(",", " ").split()
    if column in STATE_COLUMNS or column == "kind":
        return text
    return pytest.approx(float(text or "nan"), nan_ok=True, abs=0.005)


@pytest.mark.parametrize("example", examples())
def test_worked_example(example: Example) -> None:
    grid = grid_from_table(example["courses"], BlankMeans(example.get("blank means", "not rated").replace(" ", "-")))
    gaps = find_gaps(grid, ambitions_of(example))
    expected = read_table(example["expected"])
    assert [line.pop("target") for line in expected] == list(grid.targets), "one expected line per target, in order"
    for target, line in zip(grid.targets, expected, strict=True):
        found = {column: found_in(gaps, target, column) for column in line}
        assert found == {column: expected_in(column, text) for column, text in line.items()}, target


def test_every_example_says_what_matters() -> None:
    for example in (param.values[0] for param in examples()):
        assert {"title", "story", "courses", "expected"} <= example.keys() <= KEYS
        assert {"target", "guaranteed", "possible", "kind", "flags"} <= set(read_table(example["expected"])[0])


def test_there_are_enough_examples_under_different_titles() -> None:
    titles = [param.values[0]["title"] for param in examples()]
    assert len(titles) >= 20
    assert len(titles) == len(set(titles))
