"""docs/api.md is the contract: every name and every column of the public interface stands in it, and no other name."""

import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from curriculum_map import api as cm
from curriculum_map.api.grids import RatedGrid
from curriculum_map.domain.questions import QuestionKind
from tests.api.stories import of, rated

DOCS = Path(__file__).parents[2] / "docs"
DOC = (DOCS / "api.md").read_text(encoding="utf-8")
NAMED = {"target", "name", "focus", "cluster", "component", "course", "code", "title"}
AIMS = {"inclusion.skills": 3}


def raters() -> list[RatedGrid]:
    return [rated(), of(rated(), rater="students")]


# What each row of the table of frames begins with, and such a frame.
FRAMES: dict[str, Callable[[], pd.DataFrame]] = {
    "ratings(grid,": lambda: cm.ratings(rated()),
    "courses(grid)": lambda: cm.courses(rated()),
    "coverage(grid,": lambda: cm.coverage(rated()),
    "gaps(grid,": lambda: cm.gaps(rated(aims=AIMS)),
    "offers(grid,": lambda: cm.offers(rated(aims=AIMS)),
    "what_if(grid,": lambda: cm.what_if(rated()),
    "routes(grid,": lambda: cm.routes(rated()),
    "progression(grid,": lambda: cm.progression(rated()),
    "questions(grid,": lambda: cm.questions(rated()),
    "agreement(raters)": lambda: cm.agreement(raters()),
    "agreement(raters, per": lambda: cm.agreement(raters(), per="place"),
    "compare(grids,": lambda: cm.compare(raters()),
}


def words(text: str) -> set[str]:
    """Every name between backticks."""
    outside_blocks = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", outside_blocks))))


def row_of(beginning: str) -> str:
    (row,) = [line for line in DOC.splitlines() if line.startswith(f"| `{beginning}")]
    return row


def stands_in(column: str, said: set[str]) -> bool:
    """Whether a column is named there, or the one in words that it is the level or the code of."""
    return column in said or any(
        column.endswith(end) and column.removesuffix(end) in said for end in ("_level", "_code")
    )


@pytest.mark.parametrize("name", cm.__all__)
def test_every_public_name_stands_in_the_contract(name: str) -> None:
    assert name in words(DOC)


def test_there_are_no_more_functions_than_one_can_keep_in_mind() -> None:
    """Fourteen, as the contract says, each in its table of questions; beside them what makes a rule of one's own."""
    functions = {name for name in cm.__all__ if inspect.isfunction(getattr(cm, name))} - {"own_rule"}
    asked = DOC[DOC.index("| you ask |") : DOC.index("Four notebooks")]
    assert len(functions) == 14
    assert functions == words(asked)


def test_every_frame_of_the_contract_is_there() -> None:
    rows = re.findall(r"^\| `(\w+\((?:grids?|raters)\b.*?)`", DOC, re.MULTILINE)
    assert len(rows) == len(FRAMES)
    assert all(any(row.startswith(beginning) for row in rows) for beginning in FRAMES)


@pytest.mark.parametrize("beginning", FRAMES)
def test_every_column_stands_in_the_contract_and_every_frame_is_tidy(beginning: str) -> None:
    frame = FRAMES[beginning]()
    said = words(row_of(beginning))
    if beginning in ("courses(grid)", "compare(grids,"):
        said |= words(row_of("ratings(grid,"))
    assert [column for column in frame.columns if column not in NAMED and not stands_in(column, said)] == []
    assert list(frame.index) == list(range(len(frame)))
    assert frame.columns.is_unique


def test_the_credits_of_a_focus_are_a_sum_over_the_ratings() -> None:
    """13 credits. All three courses claim inclusion, the only cluster of its focus with a level: 13 of 13."""
    code = next(
        block for block in re.findall(r"^```python\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL) if "sum" in block
    )
    *lines, last = code.splitlines()
    scope = {"cm": cm, "grid": rated()}
    exec("\n".join(lines), scope)
    assert eval(last, scope).tolist() == [1.0]


def test_every_kind_of_question_is_explained() -> None:
    doc = (DOCS / "questions.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([\w-]+)` \|", doc, re.MULTILINE)) == {kind.value for kind in QuestionKind}
