"""The counting rule as a choice: in the address, from page to page, and the same figures on screen and in Excel."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from curriculum_map.cli.main import app
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import (
    HIGHEST,
    RULES,
    TENTH_OF_CREDITS,
    TWO_COURSES,
    WELL_FRAMED,
    CountingRule,
    own_rule,
)
from curriculum_map.frameworks.loader import load_edition, load_legend
from curriculum_map.services.reports import gap_report
from curriculum_map.services.settings import Settings
from curriculum_map.storage.ambitions import AmbitionSet, save_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.wording.rules import rule_in_file_name, rule_in_full, rule_sentence
from tests.databases import NOW, store, writing
from tests.grids import KEY, Row, State, make_grid, row
from tests.ui.screen import Screen, column_of, open_screen

LEGEND = load_legend()
OWN = own_rule(lowest=Level.WELL_FRAMED, courses=2, percent=5)
INCLUSION, LITERACY = "inclusion", "own-literacy"
TARGETS = load_edition("sap-2024-nl").targets(Granularity.CLUSTER)


def rated(title: str, ects: float, inclusion: State, literacy: State, status: Status = Status.COMPULSORY) -> Row:
    """A course with a state for two clusters; nobody rated the others."""
    states = {INCLUSION: inclusion, LITERACY: literacy}
    return row(title, *(states.get(target) for target in TARGETS), ects=ects, status=status)


# Inclusion is the target that docs/counting-rules.md works out.
GRID = make_grid(
    [
        rated("Intro", 12, "exemplary", "well framed"),
        rated("Theory", 9, "well framed", "well framed"),
        rated("Lab", 4, "practised", "n/a"),
        rated("Law", 35, "not covered", "practised"),
        rated("Project", 6, None, "practised", Status.ELECTIVE),
    ],
    TARGETS,
)


def open_with(rule: CountingRule | None, page: str) -> Screen:
    """A page as a link with this rule opens it."""
    screen = open_screen("en")
    if rule is not None:
        screen.test.query_params["rule"] = rule.slug
    return screen.go(page)


def in_address(screen: Screen) -> str:
    value = screen.test.query_params["rule"]
    return str(value[0] if isinstance(value, list) else value)


def states(table: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    """The guaranteed and the possible state of each target on the page of one programme."""
    sides = [dict(column_of(table, side)) for side in ("guaranteed", "possible")]
    return {target: tuple(side[target]["state"] for side in sides) for target in (INCLUSION, LITERACY)}  # type: ignore[index]


def lines_of(data: bytes) -> Iterator[tuple[Any, ...]]:
    """The rows of the sheet with every target."""
    sheet = load_workbook(BytesIO(data))["Table"]
    return (line for line in sheet.iter_rows(values_only=True) if line[2] in [word.name.en for word in LEGEND.levels])


@pytest.mark.parametrize("rule", [*RULES, OWN])
def test_the_figures_are_equal_on_the_page_in_excel_and_on_the_command_line(rule: CountingRule, tmp_path: Path) -> None:
    """
    rule                   | inclusion: guaranteed, possible  | own literacy
    highest                | practised, practised             | practised, practised
    well framed            | the same                         | the same
    two courses            | well framed (Theory, Lab), same  | well framed, practised (Law, Project)
    a tenth of the credits | well framed (13 of 60), same     | practised (35 of 56), same
    own: framed, 2, 5 %    | well framed, same                | well framed, practised
    """
    expected = {
        "highest": ((3, 3), (3, 3)),
        "at-least-well-framed": ((3, 3), (3, 3)),
        "two-courses": ((2, 2), (2, 3)),
        "share-of-credits": ((2, 2), (3, 3)),
        "own": ((2, 2), (2, 3)),
    }[rule.name]
    info = store(Database(Settings().database()), GRID)
    screen = open_with(rule, "programme")
    assert states(screen.tables()[0]) == dict(zip((INCLUSION, LITERACY), expected, strict=True))
    asked = ("--institution", KEY.institution, "--programme", KEY.programme, "--rule", rule.slug, "--lang", "en")
    path = tmp_path / "report.xlsx"
    assert CliRunner().invoke(app, ["report", "gap", *asked, "-o", str(path)], catch_exceptions=False).exit_code == 0
    offered = gap_report(Database(Settings().database()), LOCAL_ACTOR, info.id, "en", NOW, rule)
    assert offered is not None
    for data in (path.read_bytes(), offered[1]):
        words = [tuple(LEGEND[state].name.en for state in pair) for pair in expected]
        assert sorted(line[2:4] for line in lines_of(data)) == sorted(words)
        cover = [cell.value for line in load_workbook(BytesIO(data))["Cover"].iter_rows() for cell in line]
        assert any(rule_in_full(rule, LEGEND, "en") in str(text) for text in cover)
    named = rule_in_file_name(rule, "en")
    assert offered[0].endswith(f"2026-27-{named}.xlsx") is (rule != HIGHEST)


@pytest.mark.parametrize("name", ["overview", "programme", "gaps", "compare"])
@pytest.mark.usefixtures("samples")
def test_a_link_opens_each_page_under_its_rule_and_says_so(name: str) -> None:
    screen = open_with(OWN, name)
    assert in_address(screen) == "own-2-2-5"
    assert any(rule_sentence(OWN, LEGEND, "en") in text for text in screen.texts())


@pytest.mark.usefixtures("samples")
def test_the_rule_goes_along_to_the_next_page_and_into_its_address() -> None:
    screen = open_with(None, "overview")
    assert in_address(screen) == HIGHEST.slug
    screen.test.selectbox(key="rule-name").set_value(TWO_COURSES.name)
    screen.run().go("gaps")
    assert (screen.test.selectbox(key="rule-name").value, in_address(screen)) == (TWO_COURSES.name, TWO_COURSES.slug)


@pytest.mark.usefixtures("samples")
def test_an_own_rule_begins_as_the_rule_before_it() -> None:
    screen = open_with(TENTH_OF_CREDITS, "programme")
    screen.test.selectbox(key="rule-name").set_value("own")
    screen.run()
    assert screen.test.number_input(key="rule-percent").value == 10
    screen.test.number_input(key="rule-courses").set_value(3)
    assert in_address(screen.run()) == "own-1-3-10"


@pytest.mark.usefixtures("samples")
def test_an_own_rule_stays_one_where_it_counts_as_one_with_a_name_does() -> None:
    """One course and no share of the credits is what highest asks; the page says so, the choice stays one's own."""
    screen = open_with(None, "programme")
    screen.test.selectbox(key="rule-name").set_value("own")
    assert in_address(screen.run()) == "own-1-1-0"
    assert any(rule_sentence(HIGHEST, LEGEND, "en") in text for text in screen.texts())
    for moved in (screen.go("gaps"), open_with(own_rule(courses=3), "gaps")):
        assert moved.test.selectbox(key="rule-name").value == "own"
    screen.test.number_input(key="rule-courses").set_value(2)
    assert in_address(screen.run()) == "own-1-2-0"


@pytest.mark.usefixtures("samples")
def test_a_rule_that_does_not_exist_gives_way_to_the_default() -> None:
    screen = open_screen("en")
    screen.test.query_params["rule"] = "average"
    assert in_address(screen.go("overview")) == HIGHEST.slug


def test_the_command_says_which_rules_there_are() -> None:
    result = CliRunner().invoke(app, ["report", "gap", "--institution", "X", "--programme", "Y", "--rule", "average"])
    assert result.exit_code == 2
    assert all(rule.name in result.output for rule in RULES)


def keep_ambition() -> None:
    """The programme wants inclusion practised: reached under highest, and nothing of own literacy."""
    aim = Ambition(INCLUSION, Weight.ESSENTIAL, Level.PRACTISED)
    with writing(Database(Settings().database())) as connection:
        save_ambitions(connection, KEY, AmbitionSet((aim,), NOW, "somebody"))


def test_a_sign_stands_where_another_rule_gives_another_kind_of_gap() -> None:
    """
    Inclusion, wanted practised: reached under highest, well framed in two courses and so below it. Own literacy,
    without an ambition: practised, in two courses well framed. One course practises inclusion; two do so with own
    literacy, Law and Project, of which Law is compulsory.
    """
    info = store(Database(Settings().database()), GRID)
    keep_ambition()
    screen = open_with(HIGHEST, "overview")
    shown = dict(column_of(screen.table(), str(info.id)))
    inclusion, literacy = shown[INCLUSION], shown[LITERACY]
    assert inclusion is not None
    assert literacy is not None
    assert (inclusion["sub"], inclusion["aside"]) == ("one course", "≠")
    assert inclusion["mark_text"] == "another counting rule gives another kind of gap"
    assert (literacy["aside"], literacy["mark_text"]) == ("≠", "another counting rule gives another level")
    assert any(
        "≠ another counting rule gives another kind of gap, or where no ambition" in text for text in screen.texts()
    )


def test_what_each_rule_gives_is_listed_once_and_behind_the_place() -> None:
    """
    rule                   | inclusion: guaranteed, possible, kind       | own literacy, without an ambition
    highest                | practised, practised: reached               | practised
    at least well framed   | the same                                    | practised
    two courses            | well framed, the same: below the ambition   | well framed
    a tenth of the credits | well framed, the same: below the ambition   | practised
    own: framed, 2, 5 %    | well framed, the same: below the ambition   | well framed
    """
    info = store(Database(Settings().database()), GRID)
    keep_ambition()
    screen = open_with(OWN, "gaps")
    assert screen.say("The counting rule decides in {count} of {all} places", count=2, all=9) in " ".join(
        fold.label for fold in screen.test.expander
    )
    screen.test.session_state["open-rules"] = True
    screen.run()
    assert any(
        text == "In 1 of 1 place with an ambition another counting rule gives another kind of gap. "
        "In 1 of 8 places without an ambition another counting rule gives another level."
        for text in screen.texts()
    )
    listed = screen.table_called("Guaranteed coverage and kind of gap under each counting rule")
    assert [column["id"] for column in listed["columns"]] == [*(rule.slug for rule in RULES), OWN.slug]
    assert [column["sub"] for column in listed["columns"]] == ["", "", "", "", "as counted here"]
    reached, below = "ambition reached", "covered, below the ambition"
    rows = {row["id"]: [(place["state"], place.get("sub")) for place in row["places"]] for row in listed["rows"]}
    assert rows == {
        INCLUSION: [(3, reached), (3, reached), (2, below), (2, below), (2, below)],
        LITERACY: [(3, None), (3, None), (2, None), (3, None), (2, None)],
    }
    screen.choose(f"rules-{info.id}", INCLUSION, HIGHEST.slug)
    assert screen.metrics()["guaranteed"] == "practised", "the place that was chosen, under the rule of its column"
    behind = screen.table_called("Coverage and kind of gap under each counting rule")
    assert {
        row["id"]: [place.get("state", place.get("text")) for place in row["places"]] for row in behind["rows"]
    } == {
        HIGHEST.slug: [3, 3, reached],
        WELL_FRAMED.slug: [3, 3, reached],
        TWO_COURSES.slug: [2, 2, below],
        TENTH_OF_CREDITS.slug: [2, 2, below],
    }


def test_a_rule_about_credits_says_nothing_where_no_course_has_any() -> None:
    """Two courses without credits practise inclusion: all rules but the one about credits say so."""
    without = [row(title, 3, *[None] * 8, ects=None) for title in ("Lab", "Law")]
    info = store(Database(Settings().database()), make_grid(without, TARGETS))
    screen = open_with(HIGHEST, "overview")
    # Folded, since the rules agree.
    screen.test.session_state[f"open-each-rule-{info.id}-{INCLUSION}"] = True
    screen.choose("overview", INCLUSION, str(info.id))
    behind = screen.table_called("Coverage and kind of gap under each counting rule")
    first = {row["id"]: row["places"][0].get("state", row["places"][0].get("text")) for row in behind["rows"]}
    assert first == {
        HIGHEST.slug: 3,
        WELL_FRAMED.slug: 3,
        TWO_COURSES.slug: 3,
        TENTH_OF_CREDITS.slug: "says nothing here",
    }
