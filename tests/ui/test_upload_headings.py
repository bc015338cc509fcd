"""Headings that are numbers or short forms over three columns each: nine fields on the page, and one press."""

from typing import Any

from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.meaning.answers import NOT_READ
from tests.ui.screen import Screen, stored
from tests.ui.test_upload import STORE, upload
from tests.ui.test_upload_steps import ABOUT, HEADINGS, labelled
from tests.ui.workbooks import EDITION, TARGETS
from tests.workbooks import ABOUT as DESCRIPTION
from tests.workbooks import Rows, xlsx

OF_NUMBERS = "The headings are only numbers. Of which edition are they, in its order?"
EDITION_OF = "Of which edition are these numbers? Choose it, and those that mean one thing there get a proposal."
# Of the 2 x 27 places the first course has three levels at the first number, the second one level at the last.
LEVELS = ("geoefend", "exemplarisch", "goed gekaderd")


def numbered(first: str = "1") -> bytes:
    """A map with the numbers 1 to 9, each over knowledge, skills and attitudes, that does not name its edition."""
    blank = [""] * 24
    rows: Rows = (
        ("", "", *[text for one in (first, *"23456789") for text in (one, "", "")]),
        ("Vak", "Status", *["Kennis", "Vaardigheden", "Attitudes"] * 9),
        ("Ethiek", "verplicht", *LEVELS, *blank),
        ("Stage", "verplicht", *blank, "", "", "geoefend"),
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


def test_the_numbers_of_all_clusters_are_one_question_and_one_press() -> None:
    """The first edition is proposed, with the names of its nine clusters; the answer says the edition too."""
    screen = upload(numbered())
    field = labelled(screen.test.selectbox, screen.say(OF_NUMBERS))
    assert field.value == EDITION.id
    assert any(f"7. {EDITION.clusters[6].name.nl}" in one.value for one in screen.test.markdown)
    screen.press("Yes, in this order")
    assert [screen.metrics()[level.name.nl] for level in load_legend().levels] == ["0", "1", "1", "2"]
    screen.press(STORE)
    (info,) = stored()
    assert (info.granularity, info.edition) == (Granularity.CELL, EDITION.id)


def test_some_numbers_over_components_are_asked_once_each_and_proposed_once_the_edition_is_chosen() -> None:
    """9 means the same in every edition, so it has a proposal at once; 7 and 8 mean two things in this one."""
    screen = upload(numbered(EDITION.clusters[0].name.nl))
    asked = [one.label.replace("\\", "") for one in headings(screen)]
    assert [label.partition(" ·")[0] for label in (asked[0], asked[7])] == [
        "**2** (Matrix!F2:H2)",
        "**9** (Matrix!AA2:AC2)",
    ]
    assert [one.value for one in headings(screen)] == [None] * 7 + ["future"]
    labelled(screen.test.selectbox, screen.say(EDITION_OF)).set_value(EDITION.id)
    screen.run()
    assert [one.value for one in headings(screen)] == [*TARGETS[1:6], None, None, TARGETS[8]]
    for field, target in zip(headings(screen)[5:7], TARGETS[6:8], strict=True):
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


def test_short_forms_in_the_order_of_the_edition_are_one_question_and_one_press() -> None:
    """Each is shown beside what it would be by its place; nothing is taken before somebody says that it is so."""
    short = ("DIV", "ALL", "DIG", "SAM", "ETH", "KWA", "INN", "ORG", "ONL")
    rows: Rows = (("Vak", "Status", *short), *((vak, "verplicht", *LEVELS * 3) for vak in ("Ethiek", "Stage")))
    screen = upload(xlsx({"Opleiding": DESCRIPTION, "Matrix": rows}))
    shown = next(one.value for one in screen.test.markdown if "| DIV |" in one.value)
    assert f"| INN | {EDITION.clusters[6].name.nl} |" in shown
    assert all(one.value in TARGETS for one in headings(screen))
    screen.press("Yes, in this order")
    assert [screen.metrics()[level.name.nl] for level in load_legend().levels] == ["0", "6", "6", "6"]
