"""docs/api.md is the contract: every name and every column of the public interface stands in it, and no other name."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from curriculum_map import api as cm
from tests.api.stories import of, rated

DOC = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
NAMED = {"target", "name", "focus", "cluster", "component", "course", "code", "title"}
AIMS = {"inclusion.skills": 3}


def raters() -> list[cm.RatedGrid]:
    return [rated(), of(rated(), rater="students")]


FRAMES: dict[str, Callable[[], pd.DataFrame]] = {
    "ratings": lambda: cm.ratings(rated()),
    "courses": lambda: cm.courses(rated()),
    "coverage": lambda: cm.coverage(rated()),
    "gaps": lambda: cm.gaps(rated(aims=AIMS)),
    "closing_offers": lambda: cm.closing_offers(rated(aims=AIMS)),
    "single_points": lambda: cm.single_points(rated()),
    "what_if": lambda: cm.what_if(rated(), [cm.DropCourse(0)]),
    "routes": lambda: cm.routes(rated()),
    "routes_over": lambda: cm.routes_over(rated(aims=AIMS)),
    "credits_touching": lambda: cm.credits_touching(rated()),
    "progression": lambda: cm.progression(rated()),
    "questions": lambda: cm.questions(rated()),
    "agreement": lambda: cm.agreement(raters()),
    "to_discuss": lambda: cm.to_discuss(raters()),
    "compare": lambda: cm.compare(raters()),
    "whom_to_ask": lambda: cm.whom_to_ask(raters()),
    "among_others": lambda: cm.among_others(rated(), raters()),
    "over_years": lambda: cm.over_years([rated()]),
}


def words(text: str) -> set[str]:
    """Every name between backticks."""
    outside_blocks = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", outside_blocks))))


def row_of(name: str) -> str:
    (row,) = [line for line in DOC.splitlines() if line.startswith(f"| `{name}(")]
    return row


def stands_in(column: str, said: set[str]) -> bool:
    """Whether a column is named there, or the one in words that it is the level or the code of."""
    return column in said or any(
        column.endswith(end) and column.removesuffix(end) in said for end in ("_level", "_code")
    )


@pytest.mark.parametrize("name", cm.__all__)
def test_every_public_name_stands_in_the_contract(name: str) -> None:
    assert name in words(DOC)


def test_every_frame_of_the_contract_is_there() -> None:
    frames = re.findall(r"^\| `(\w+)\(grids?\b|^\| `(\w+)\(raters\b", DOC, re.MULTILINE)
    assert {one or other for one, other in frames} == set(FRAMES)


@pytest.mark.parametrize("name", FRAMES)
def test_every_column_stands_in_the_contract_and_every_frame_is_tidy(name: str) -> None:
    frame = FRAMES[name]()
    said = words(row_of(name))
    if name in ("courses", "compare", "whom_to_ask"):
        said |= words(row_of("ratings"))
    assert [column for column in frame.columns if column not in NAMED and not stands_in(column, said)] == []
    assert list(frame.index) == list(range(len(frame)))
    assert frame.columns.is_unique
