"""A CASE package as other programs write it, and as we do."""

import json
import uuid
from typing import Any

import pytest

from curriculum_map.domain.own_framework import Item, OwnFramework
from curriculum_map.frameworks.formats import FrameworkFormat, read_framework, write_framework
from tests.frameworks.own_frameworks import SMALL


def item(identifier: str, statement: str, **more: object) -> dict[str, object]:
    return {"identifier": identifier, "fullStatement": statement, "language": "en-GB", **more}


def link(origin: str, destination: str, kind: str = "isChildOf", **more: object) -> dict[str, object]:
    ends = {"originNodeURI": {"identifier": origin}, "destinationNodeURI": {"identifier": destination}}
    return {"associationType": kind, **ends, **more}


def package(items: list[Any], links: list[Any]) -> bytes:
    document = {"identifier": "doc", "title": "Outcomes", "creator": "A school", "uri": "https://example.org/doc"}
    return json.dumps({"CFDocument": document, "CFItems": items, "CFAssociations": links}).encode()


def read(items: list[Any], links: list[Any]) -> tuple[OwnFramework | None, list[tuple[str, object]]]:
    """The framework, and of each finding but the one about the id its code and its place."""
    framework, findings = read_framework("x.json", package(items, links))
    kept = [one for one in findings if one.code != "framework-id-made"]
    return framework, [(one.code, one.facts.get("where", one.facts.get("kinds"))) for one in kept]


def test_the_tree_is_in_the_associations() -> None:
    framework, findings = read(
        [
            item("b", " Listens \n well ", humanCodingScheme="1.1", notes=" Also\n online ", CFItemType="Standard"),
            item("a", "People", abbreviatedStatement="Folk"),
        ],
        [link("b", "a", sequenceNumber=3), link("a", "doc", sequenceNumber=1), link("a", "b", "precedes"), "odd"],
    )
    assert findings == [("framework-associations-ignored", "precedes: 1, ?: 1")]
    assert framework == OwnFramework(
        "outcomes",
        "Outcomes",
        "en",
        (Item("b", "Listens well", "a", "1.1", "Also\nonline", 3), Item("a", "Folk", None, None, "People", 1)),
        "A school, https://example.org/doc",
    )


def test_what_is_wrong_is_listed_and_nothing_is_dropped() -> None:
    framework, findings = read(
        [item("a", "People"), item("a", "Again"), item("b", ""), "odd", item("c", "Orphan")],
        [link("b", "a"), link("b", "c"), link("c", "gone"), link("z", "a"), link("a", "doc", sequenceNumber="x")],
    )
    assert framework is not None
    assert [one.label for one in framework.items] == ["People", "Again", "", "Orphan"]
    assert sorted(findings) == [
        ("framework-bad-order", "CFItems[0]"),
        ("framework-duplicate-id", "CFItems[1].identifier"),
        ("framework-empty-label", "CFItems[2].fullStatement"),
        ("framework-item-not-read", "CFItems[3]"),
        ("framework-link-without-item", "CFAssociations"),
        ("framework-orphan", "CFItems[4].identifier"),
        ("framework-several-parents", "CFAssociations"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"CFItems": [', "framework-broken"),
        ('{"a":' * 200_000, "framework-broken"),
        ('{"CFItems": [' + "9" * 5_000 + "]}", "framework-broken"),
        ('{"CFDocument": {}}', "framework-no-items"),
        (json.dumps({"CFItems": [{}] * 5_001}), "framework-too-many-items"),
        ("[1, 2]", "framework-no-items"),
    ],
)
def test_what_is_no_package_is_refused(text: str, code: str) -> None:
    framework, (finding,) = read_framework("x.json", text.encode())
    assert (framework, finding.code) == (None, code)


def test_what_we_write_is_a_package_for_other_programs() -> None:
    written = json.loads(write_framework(SMALL, FrameworkFormat.CASE))
    parts = [written["CFDocument"], *written["CFItems"], *written["CFAssociations"]]
    assert all(str(uuid.UUID(part["identifier"])) == part["identifier"] for part in parts)
    assert len({part["identifier"] for part in parts}) == len(parts)
    known = {part["identifier"] for part in parts}
    assert {one["destinationNodeURI"]["identifier"] for one in written["CFAssociations"]} <= known
    types = {one["title"] for one in written["CFDefinitions"]["CFItemTypes"]}
    assert [one["CFItemType"] for one in written["CFItems"]][:3] == ["Group", "Group", "Outcome"]
    assert {one["CFItemType"] for one in written["CFItems"]} == types


def test_identifiers_of_a_package_are_kept() -> None:
    identifiers = [str(uuid.uuid5(uuid.NAMESPACE_URL, name)) for name in "ab"]
    framework, _ = read([item(identifiers[0], "People"), item(identifiers[1], "Listens")], [link(*identifiers)])
    assert framework is not None
    written = json.loads(write_framework(framework, FrameworkFormat.CASE))
    assert [one["identifier"] for one in written["CFItems"]] == identifiers
