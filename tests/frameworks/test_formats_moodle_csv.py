"""A competency framework as Moodle exports it."""

import pytest

from curriculum_map.domain.own_framework import Item, OwnFramework, leaves
from curriculum_map.frameworks.formats import read_framework

ENGLISH = (
    "Parent ID number,ID number,Shortname,Description,Description format,Scale values,Scale configuration,"
    "Rule type,Rule outcome,Rule config,Is framework,Taxonomy"
)
# As a site in another language writes them: other words in the same places.
OTHER = "Ouder,Nummer,Naam,Uitleg,Opmaak,Schaal,Instelling,Regel,Uitkomst,Meer,Kruisverwijzing,Kader,Taxonomie"


def framework(number: str, more: str = "") -> str:
    return f',{number},Social work,,1,"No,Yes","[{{""scaleid"":""1""}}]",,,{more},1,"{{""1"":""domain""}}"'


def row(parent: str, number: str, name: str, description: str = "", more: str = "") -> str:
    return f'{parent},{number},"{name}","{description}",1,,,,0,{more},,'


def read(*rows: str, headings: str = ENGLISH, more: str = "") -> tuple[OwnFramework | None, list[tuple[str, object]]]:
    """The framework, and of each finding that is no note its code and its line."""
    text = "\r\n".join([headings, framework("SW", more), *rows])
    found, findings = read_framework("moodle.csv", text.encode())
    return found, [(one.code, one.facts.get("line")) for one in findings if one.severity.value != "note"]


@pytest.mark.parametrize(("headings", "more"), [(ENGLISH, ""), (OTHER, ",")])
def test_a_row_is_an_item_and_the_row_of_the_framework_its_title(headings: str, more: str) -> None:
    rows = [
        row("1", "1.10", "Advises", more=more),
        row("1", "1.9", "Listens ...", "<p>Listens &amp; asks</p><p>Also online</p>", more),
        row("", "1", "People", "People", more),
    ]
    found, findings = read(*rows, headings=headings, more=more)
    assert findings == []
    assert found == OwnFramework(
        "sw",
        "Social work",
        "nl",
        (
            Item("1.10", "Advises", "1", "1.10", order=3),
            Item("1.9", "Listens ...", "1", "1.9", "Listens & asks\nAlso online", 2),
            Item("1", "People", None, "1", order=1),
        ),
    )
    assert [item.id for item in leaves(found)] == ["1.9", "1.10"]


def test_findings_say_the_line_also_below_a_cell_of_several_lines() -> None:
    _, findings = read(
        row("", "1", "People", "One\nTwo\nThree"), row("", "1", "Again"), row("9", "2", ""), row("", "", "Nameless")
    )
    assert findings == [
        ("framework-duplicate-id", 6),
        ("framework-empty-label", 7),
        ("framework-orphan", 7),
        ("framework-item-without-id", 8),
    ]


def test_a_competency_under_the_framework_itself_stands_at_the_top_level() -> None:
    found, findings = read(row("SW", "1", "People"))
    assert findings == []
    assert found is not None
    assert found.items[0].parent is None


def test_a_second_framework_in_the_file_is_read_as_an_item() -> None:
    found, findings = read(row("", "1", "People"), framework("FW"))
    assert findings == [("framework-second", 4)]
    assert found is not None
    assert [item.id for item in found.items] == ["1", "FW"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Course,Credits\nEthics,6\n", "framework-unknown-format", None),
        (f'{ENGLISH}\n,1,"People', "framework-broken", 2),
        (ENGLISH + "\n" + f"{row('', '1', 'People')}\n" * 5_001, "framework-too-many-items", None),
    ],
)
def test_what_is_no_export_of_a_framework_is_refused(text: str, code: str, line: int | None) -> None:
    found, (finding,) = read_framework("moodle.csv", text.encode())
    assert found is None
    assert (finding.code, finding.facts.get("line")) == (code, line)


def test_other_encodings_and_separators_are_read() -> None:
    text = "\n".join([ENGLISH, row("", "1", "Één")]).replace(",", ";")
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        found, _ = read_framework("moodle.csv", text.encode(encoding))
        assert found is not None
        assert found.items[0].label == "Één"
