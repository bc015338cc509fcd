"""The framework page: every element is there, the address opens one, and its figures are those of the analytics."""

from collections.abc import Iterator
from typing import Any

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.crosswalk import Relation
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.frameworks.loader import EDITION_IDS, load_crosswalk, load_edition, load_legend
from curriculum_map.frameworks.search import find_elements
from curriculum_map.services.columns import load_columns, one_per_programme
from curriculum_map.services.practised import where_practised
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.wording.labels import label
from tests.ui.screen import Screen, open_screen, stored

DRAFT = load_edition("sap-2024-nl")
ELEMENT = DRAFT.element("sap-2024-nl:client-data.skills.1")
PACKAGED = [load_edition(one) for one in EDITION_IDS]


def open_framework(language: Language = "nl", **address: str) -> Screen:
    """The page as a link with this address opens it."""
    screen = open_screen(language)
    screen.test.switch_page("../pages/framework.py")
    for name, value in address.items():
        screen.test.query_params[name] = value
    return screen.run()


def listed(screen: Screen) -> dict[str, Any]:
    """What the list of elements was given to draw."""
    return next(data for data in screen.tables() if data.get("caption") == screen.say("Elements of this edition"))


def links(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every link of a list, from the top down."""
    for section in data["sections"]:
        yield from section["links"]
        yield from links(section)


def address(screen: Screen) -> dict[str, str]:
    """The address after the question mark, but for how the pages look; each name has one value."""
    return {
        name: values[0] if isinstance(values, list) else values
        for name, values in screen.test.query_params.items()
        if name not in ("theme", "density")
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition_id", EDITION_IDS)
def test_every_element_is_listed_with_its_labels_and_its_place(edition_id: str, language: Language) -> None:
    edition = load_edition(edition_id)
    screen = open_framework(language, edition=edition_id)
    other: Language = "en" if language == "nl" else "nl"
    assert [(link["id"], link["text"], link["other"], link["note"]) for link in links(listed(screen))] == [
        (one.id, one.label[language], one.label[other], one.printed_code or edition.locator(one.id, language))
        for one in edition.elements
    ]
    assert edition.citation in screen.texts()
    assert screen.say("The labels are our own short ones; the official wording stands in the publication.") in (
        screen.texts()
    )


def test_focuses_clusters_components_and_subthemes_are_headings() -> None:
    focus = listed(open_framework())["sections"][1]
    cluster = focus["sections"][1]
    component = cluster["sections"][0]
    assert [one["level"] for one in (focus, cluster, component, component["sections"][0])] == [2, 3, 4, 5]
    assert cluster["heading"] == "5 Online hulp en zorg bieden aan cliënten en hun netwerk"
    assert [section["heading"] for section in component["sections"]] == [
        "online informeren",
        "online communiceren",
        "apps, websites en andere tools inzetten",
    ]


def test_a_search_narrows_and_unfolds() -> None:
    screen = open_framework()
    assert {section["folds"] for focus in listed(screen)["sections"] for section in focus["sections"]} == {False}
    screen.test.text_input(key="framework-search").set_value("clienten")
    narrowed = listed(screen.run())
    found = find_elements(DRAFT, "clienten")
    assert [link["id"] for link in links(narrowed)] == [element.id for element in found]
    assert 0 < len(found) < len(DRAFT.elements)
    assert {section["folds"] for focus in narrowed["sections"] for section in focus["sections"]} == {True}
    screen.test.text_input(key="framework-search").set_value("cookery")
    screen.run()
    assert screen.tables() == []
    assert screen.say("No element has these words, code or id. Try fewer words, or another edition.") in screen.texts()


def test_a_link_opens_an_element_whatever_else_it_says() -> None:
    screen = open_framework("en", edition="kjg-nl", element=ELEMENT.id)
    assert ELEMENT.label.en in screen.texts()
    assert screen.test.selectbox(key="framework-edition").value == DRAFT.id
    assert listed(screen)["chosen"] == ELEMENT.id
    said = " ".join(screen.texts())
    assert "6.1.1" in said
    assert DRAFT.locator(ELEMENT.id, "en") in said
    assert screen.say("The publication prints this code at two elements.") in said


def test_a_code_that_stands_for_one_element_is_not_remarked_upon() -> None:
    screen = open_framework(element="sap-2024-nl:client-data.skills.3")
    assert screen.say("The publication prints this code at two elements.") not in " ".join(screen.texts())


@pytest.mark.parametrize("wrong", [{"element": "sap-2024-nl:cookery.skills.1"}, {"edition": "sap-2023-nl"}])
def test_an_address_that_names_nothing_is_said_to(wrong: dict[str, str]) -> None:
    screen = open_framework(**wrong)
    said = "The address names an edition or an element that does not exist; choose one here."
    assert screen.say(said) in screen.texts()
    assert len(list(links(listed(screen)))) == len(DRAFT.elements)


def test_following_a_link_puts_the_element_in_the_address() -> None:
    screen = open_framework("en", lang="en")
    screen.test.session_state["framework-list"] = {"chosen": ELEMENT.id}
    screen.run()
    assert address(screen) == {"lang": "en", "edition": DRAFT.id, "element": ELEMENT.id}
    assert ELEMENT.label.en in screen.texts()


def test_choosing_another_edition_leaves_the_element() -> None:
    screen = open_framework("en", lang="en", element=ELEMENT.id)
    screen.test.selectbox(key="framework-edition").set_value("kjg-nl")
    screen.run()
    assert address(screen) == {"lang": "en", "edition": "kjg-nl"}
    assert len(list(links(listed(screen)))) == 133


@pytest.mark.parametrize(
    "element_id", ["sap-2024-nl:inclusion.skills.2", "sw-2025-en:inclusion.skills.2", "kjg-nl:supporting.skills.3"]
)
def test_the_crosswalk_says_per_edition_what_corresponds(element_id: str) -> None:
    screen = open_framework(element=element_id)
    (crosswalk,) = [data for data in screen.tables() if data.get("caption") == screen.say("In the other editions")]
    others = [edition for edition in PACKAGED if not element_id.startswith(edition.id)]
    assert [section["heading"] for section in crosswalk["sections"]] == [edition.title.nl for edition in others]
    for edition, section in zip(others, crosswalk["sections"], strict=True):
        rows = load_crosswalk().of(element_id, edition.id)
        assert [(link["lead"], link["id"]) for link in section["links"]] == [
            (label(row.relation, "nl"), row.other or "") for row in rows
        ]
        assert all(link["text"] == edition.element(link["id"]).label.nl for link in section["links"] if link["id"])


def test_where_nothing_corresponds_there_is_nothing_to_go_to() -> None:
    nothing = next(row for row in load_crosswalk().rows if row.relation is Relation.NONE)
    screen = open_framework(element=nothing.element)
    (crosswalk,) = [data for data in screen.tables() if data.get("caption") == screen.say("In the other editions")]
    assert {"lead": "niets komt ermee overeen", "address": ""}.items() <= next(
        link for link in links(crosswalk) if not link["id"]
    ).items()


def test_without_grids_the_elements_are_there_all_the_same() -> None:
    screen = open_framework(element=ELEMENT.id)
    assert screen.say("Nothing is stored yet") in screen.texts()


@pytest.mark.usefixtures("samples")
def test_each_programme_says_how_far_it_comes_and_how_it_was_rated() -> None:
    screen = open_framework(element=ELEMENT.id)
    (table,) = [data for data in screen.tables() if "rows" in data]
    ids = [info.id for info in one_per_programme(stored())]
    grids = load_columns(Database(Settings().database()), LOCAL_ACTOR, ids)
    practices = where_practised(grids, ELEMENT, load_crosswalk())
    assert [(row["id"], row["places"][0]["state"]) for row in table["rows"]] == [
        (str(practice.column.info.id), practice.state) for practice in practices
    ]
    assert {row["places"][1]["text"] for row in table["rows"]} >= {"per component", "per cluster"}
    count = sum(practice.state == 3 for practice in practices)
    assert any(text.startswith(f"{count} van de {len(practices)} opleidingen") for text in screen.texts())


@pytest.mark.usefixtures("samples")
def test_a_programme_leads_to_the_courses_behind_its_level() -> None:
    screen = open_framework(element=ELEMENT.id)
    (table,) = [data for data in screen.tables() if "rows" in data]
    row = next(row["id"] for row in table["rows"] if row["places"][0]["state"] == 3)
    screen.choose("framework-practice", row, "guaranteed")
    assert screen.metrics()[screen.say("guaranteed")] == load_legend()[3].name.nl
    assert len(screen.test.dataframe) == 1
