"""A framework that somebody wrote by hand in YAML."""

import pytest

from curriculum_map.domain.own_framework import Item, OwnFramework
from curriculum_map.frameworks.formats import FrameworkFormat, read_framework, write_framework

WRITTEN = """
id: outcomes
title: Outcomes of social work
language: nl
items:
  - id: "1"
    label: Working with people
  - id: 1.10
    parent: 1
    code: 1.10
    label:   Listens
    description: |
      Without judging.
      Also online.
  - {id: no, parent: 1, label: "no", order: 1}
"""


def read(text: str, name: str = "outcomes.yaml") -> tuple[OwnFramework | None, list[tuple[str, object]]]:
    """The framework, and of each finding its code and its place."""
    framework, findings = read_framework(name, text.encode())
    return framework, [(one.code, one.facts.get("where", one.facts.get("line"))) for one in findings]


def with_items(items: str) -> list[tuple[str, object]]:
    return read(f"id: outcomes\ntitle: Outcomes\nlanguage: nl\nitems:\n{items}")[1]


def test_every_value_is_the_text_that_stands_there() -> None:
    framework, findings = read(WRITTEN)
    assert findings == []
    assert framework == OwnFramework(
        "outcomes",
        "Outcomes of social work",
        "nl",
        (
            Item("1", "Working with people", order=1),
            Item("1.10", "Listens", "1", "1.10", "Without judging.\nAlso online.", 2),
            Item("no", "no", "1", order=1),
        ),
    )


def test_it_is_written_in_the_order_in_which_people_read() -> None:
    framework, _ = read(WRITTEN)
    assert framework is not None
    written = write_framework(framework, FrameworkFormat.YAML).decode()
    keys = [line.strip(" -").partition(":")[0] for line in written.splitlines() if ":" in line]
    assert keys == [
        *("id", "title", "language", "items"),
        *("id", "label"),
        *("id", "parent", "code", "label", "description"),
        *("id", "parent", "label", "order"),
    ]


@pytest.mark.parametrize(
    ("items", "findings"),
    [
        ("  - Listens", [("framework-item-not-read", "items[0]")]),
        (
            "  - {id: 1, label: [a]}",
            [("framework-value-not-text", "items[0].label"), ("framework-empty-label", "items[0].label")],
        ),
        ("  - {id: 1, label: A, colour: red}", [("framework-key-not-read", "items[0].colour")]),
        ("  - {id: 1, label: A, label: B}", [("framework-key-twice", 5)]),
        ("  - {id: 1, label: A, order: first}", [("framework-bad-order", "items[0].order")]),
        ("  - {id: 1, label: A, order: -1}", [("framework-bad-order", "items[0].order")]),
        (
            "  - Listens\n  - {id: 1, label: A, parent: 9}",
            [("framework-item-not-read", "items[0]"), ("framework-orphan", "items[1].parent")],
        ),
    ],
)
def test_findings_say_where(items: str, findings: list[tuple[str, object]]) -> None:
    assert with_items(items) == findings


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", ("framework-empty-file", None)),
        ("title: Outcomes", ("framework-no-items", "items")),
        ("just a text", ("framework-no-items", "items")),
        ("items:\n  - [", ("framework-broken", 3)),
        ("a: 1\n---\nb: 1", ("framework-broken", 2)),
        ("? [a]\n: b", ("framework-broken", 1)),
        ("items: " + "[" * 50 + "]" * 50, ("framework-broken", 1)),
        ("items: " + "[" * 100_000, ("framework-broken", 1)),
        ("a: &a [x, x]\nb: &b [*a, *a]", ("framework-yaml-reference", 2)),
        ("items:\n" + "  - {id: 1}\n" * 5_001, ("framework-too-many-items", None)),
        ("items: [" + "a, " * 200_000 + "]", ("framework-too-many-items", None)),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text: str, finding: tuple[str, object]) -> None:
    assert read(text) == (None, [finding])


def test_a_file_that_is_too_large_is_refused() -> None:
    assert read("#" * 10_000_001) == (None, [("framework-file-too-large", None)])


def test_what_the_framework_lacks_is_made_and_said() -> None:
    framework, findings = read("items: []", "Onze leerresultaten.yaml")
    assert framework == OwnFramework("onze-leerresultaten", "Onze leerresultaten", "nl", ())
    assert {code for code, _ in findings} == {
        "framework-without-title",
        "framework-id-made",
        "framework-language-assumed",
    }


@pytest.mark.parametrize("taken", ["kjg-nl", "own", "inclusion"])
def test_an_id_of_the_packaged_editions_is_refused(taken: str) -> None:
    _, findings = read(f"id: {taken}\ntitle: Outcomes\nlanguage: nl\nitems: []")
    assert findings == [("framework-id-taken", None)]
