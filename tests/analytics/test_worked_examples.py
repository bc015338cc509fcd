"""Every worked example comes out as its educator wrote it down."""

import pytest

from tests.analytics.examples import ASKED, KEYS, Example, Story, examples
from tests.grids import read_table


@pytest.mark.parametrize("example", examples())
def test_worked_example(example: Example) -> None:
    story = Story.of(example)
    said, computed = story.table(example["expected"])
    assert computed == said
    if "routes" in example:
        assert story.routes() == read_table(example["routes"])
    if "closing" in example:
        assert story.closing() == read_table(example["closing"])
    if "single points" in example:
        assert story.single_points() == read_table(example["single points"])
    if "after" in example:
        said, computed = story.after().table(example["after"])
        assert computed == said


def test_every_example_says_what_matters() -> None:
    for example in (param.values[0] for param in examples()):
        assert {"title", "story", "courses", "expected"} <= example.keys() <= KEYS
        assert {"target", "guaranteed", "possible", "kind", "flags"} <= set(read_table(example["expected"])[0])
        assert ("what if" in example) == ("after" in example)


def test_there_are_enough_examples_under_different_titles_of_each_kind() -> None:
    read = [param.values[0] for param in examples()]
    titles = [example["title"] for example in read]
    assert len(titles) >= 40
    assert len(titles) == len(set(titles))
    for asked in ("rule", "groups", "what if", *ASKED):
        assert sum(asked in example for example in read) >= 3, asked
