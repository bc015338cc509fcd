"""Headings that are numbers or short forms over three columns each: nine fields on the page, and one press."""

from typing import Any

from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.meaning.answers import NOT_READ
from tests.ui.screen import Screen, stored
from tests.ui.test_upload import STORE, upload
from tests.ui.test_upload_steps import ABOUT, HEADINGS, labelled
from tests.ui.workbooks import EDITION, TARGETS
from tests.workbooks import Rows, xlsx

EDITION_OF = "Of which edition are these numbers? Choose it, and those that mean one thing there get a proposal."
# Of the 2 x 27 places the first course has three levels at the first number, the second one level at the last.
LEVELS = (("geoefend", "exemplarisch", "goed gekaderd", *[""] * 24), (*[""] * 26, "geoefend"))


def numbered() -> bytes:
    """A map with the numbers 1 to 9, each over knowledge, skills and attitudes, that does not name its edition."""
    rows: Rows = (
        ("", "", *[text for number in range(1, 10) for text in (str(number), "", "")]),
        ("Vak", "Status", *["Kennis", "Vaardigheden", "Attitudes"] * 9),
        ("Ethiek", "verplicht", *LEVELS[0]),
        ("Stage", "verplicht", *LEVELS[1]),
    )
    said: Rows = (
        ("Instelling", "Hogeschool Voorbeeld"),
        ("Opleiding", "Sociaal werk"),
        ("Academiejaar", "2026-27"),
        ("Een lege cel betekent", "niet beoordeeld"),
    )
    return xlsx({"Opleiding": said, "Matrix": rows})


def headings(screen: Screen) -> list[Any]:
    """The fields that ask what a heading stands for."""
    return [one for one in screen.test.selectbox if "(Matrix!" in one.label]


def test_numbers_over_components_are_asked_once_each_and_proposed_once_the_edition_is_chosen() -> None:
    """9 means the same in every edition, so it has a proposal at once; 7 and 8 mean two things in this one."""
    screen = upload(numbered())
    asked = [one.label.replace("\\", "") for one in headings(screen)]
    assert [label.partition(" ·")[0] for label in (asked[0], asked[8])] == [
        "**1** (Matrix!C2:E2)",
        "**9** (Matrix!AA2:AC2)",
    ]
    assert [one.value for one in headings(screen)] == [None] * 8 + ["future"]
    labelled(screen.test.selectbox, screen.say(EDITION_OF)).set_value(EDITION.id)
    screen.run()
    assert [one.value for one in headings(screen)] == [*TARGETS[:6], None, None, TARGETS[8]]
    for field, target in zip(headings(screen)[6:8], TARGETS[6:8], strict=True):
        field.set_value(target)
    screen.press(HEADINGS).press(ABOUT)
    assert [screen.metrics()[level.name.nl] for level in load_legend().levels] == ["0", "1", "1", "2"]
    screen.press(STORE)
    (info,) = stored()
    assert (info.granularity, info.edition) == (Granularity.CELL, EDITION.id)


def test_a_number_that_is_left_out_is_left_out_with_all_its_columns() -> None:
    """Of the four levels three stand below the first number."""
    screen = upload(numbered())
    first, *others = headings(screen)
    first.set_value(NOT_READ)
    for field, target in zip(others, TARGETS[1:], strict=True):
        field.set_value(target)
    screen.press(HEADINGS)
    (table,) = [one for one in screen.tables() if one["caption"] == screen.say("How each outcome is read")]
    assert [row["places"][0]["text"] for row in table["rows"][:4]] == [
        *[screen.say("not read")] * 3,
        f"{EDITION.name(TARGETS[1], 'nl')} – Kennis",
    ]
