"""A programme that is none of the six is added once, and then a file can be about it."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.frameworks.loader import DEFAULT_EDITION, load_edition, programme_name
from curriculum_map.importing.description import programmes_named
from curriculum_map.importing.meaning.answers_file import load_answers
from curriculum_map.importing.reading import read_file
from curriculum_map.services.grids import read_upload
from curriculum_map.services.programmes import add_programme, own_programmes, remove_programme, shown_programmes
from curriculum_map.services.templates import template
from curriculum_map.storage.database import Database
from tests.services.record import NOW, A, grid, keep_grid, key

OWN = "Graduaat sociaal werk"
FILE = """\
Instelling;Hogeschool Gent
Opleiding;{programme}
Academiejaar;2026-27
Opleidingsonderdeel;Studiepunten;inclusion;choosing;future
Ethiek;3;2;1;0
Jeugdrecht;3;1;;2
"""


@pytest.fixture
def database() -> Database:
    return Database("sqlite://")


def add(database: Database, name: str) -> str | Refused:
    return add_programme(database, LOCAL_ACTOR, name, now=NOW)


def test_a_file_about_it_is_understood_once_it_was_added(database: Database) -> None:
    """Before, its name is taken for the bachelor in it: 'sociaal werk' is one of the six."""
    assert add(database, f"  {OWN} ") == OWN
    programmes = shown_programmes(database, LOCAL_ACTOR)
    for written, meant in ((OWN, OWN), ("GRADUAAT – sociaal werk", OWN), ("Sociaal werk", "social-work")):
        data = FILE.format(programme=written).encode()
        (read,) = read_upload(LOCAL_ACTOR, "a.csv", data, programmes=programmes).grids
        assert read.description.programme == meant
    (before,) = read_upload(LOCAL_ACTOR, "a.csv", FILE.format(programme=OWN).encode()).grids
    assert before.description.programme == "social-work"
    assert programmes_named(f"{OWN} 2026", programmes) == ["social-work", OWN], "which of the two has to be asked"


def test_it_is_offered_where_nothing_is_said_and_understood_in_answers(database: Database) -> None:
    add(database, OWN)
    programmes = shown_programmes(database, LOCAL_ACTOR)
    data = FILE.format(programme="").encode()
    findings = read_upload(LOCAL_ACTOR, "a.csv", data, programmes=programmes).findings
    (asked,) = [finding for finding in findings if finding.code == "missing-programme"]
    assert (len(asked.facts["choices"]), asked.facts["choices"][-1]) == (7, OWN)  # type: ignore[arg-type, index]
    answers, wrong = load_answers(f"programme: {OWN}", programmes=programmes)
    assert (answers.description.programme, wrong) == (OWN, [])


def test_its_name_is_shown_as_it_is_in_both_languages() -> None:
    assert (programme_name(OWN).nl, programme_name(OWN).en) == (OWN, OWN)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" ", Why.NAME_NEEDED),
        ("x" * 101, Why.NAME_NEEDED),
        ("Social Work", Why.PROGRAMME_KNOWN),
        ("graduaat SOCIAAL werk", Why.PROGRAMME_KNOWN),
    ],
)
def test_what_cannot_be_added_is_said(database: Database, name: str, why: Why) -> None:
    add(database, OWN)
    refused = add(database, name)
    assert isinstance(refused, Refused)
    assert refused.why is why
    assert own_programmes(database, LOCAL_ACTOR) == [OWN]


def test_it_can_be_removed_as_long_as_no_grid_is_of_it(database: Database) -> None:
    add(database, OWN)
    add(database, "Bachelor-na-bachelor")
    keep_grid(database, grid(1, key(A, OWN)))
    assert remove_programme(database, LOCAL_ACTOR, OWN, now=NOW) == Refused(Why.PROGRAMME_IN_USE, {"name": OWN})
    assert remove_programme(database, LOCAL_ACTOR, "Bachelor-na-bachelor", now=NOW) == "Bachelor-na-bachelor"
    assert isinstance(remove_programme(database, LOCAL_ACTOR, "Sociaal werk", now=NOW), Refused)
    assert own_programmes(database, LOCAL_ACTOR) == [OWN]


@pytest.mark.parametrize("many", [1, 12])
def test_it_can_be_chosen_in_the_template_and_the_file_is_read_the_same(many: int) -> None:
    """Twelve with a comma in each are more than a rule of Excel itself may hold: they stand in a hidden column."""
    own = [f"Graduaat {number:02}, in afstandsonderwijs" if many > 1 else "Graduaat" for number in range(many)]
    edition, today = load_edition(DEFAULT_EDITION), NOW.date()
    _, plain = template(LOCAL_ACTOR, edition, "nl", Granularity.CELL, today)
    database = Database("sqlite://")
    for one in own:
        add_programme(database, LOCAL_ACTOR, one, now=NOW)
    shown = shown_programmes(database, LOCAL_ACTOR)
    _, data = template(LOCAL_ACTOR, edition, "nl", Granularity.CELL, today, shown)
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    (rule,) = [one for one in sheet.data_validations.dataValidation if "B5" in str(one.sqref)]
    offered = rule.formula1.strip('"').split(",")
    if rule.formula1.startswith("$"):
        offered = [cell.value for (cell,) in sheet[rule.formula1.replace("$", "")]]
        assert sheet.column_dimensions["Z"].hidden
    assert (len(offered), offered[6:]) == (6 + many, own)
    assert [one.code for one in read_file("a.xlsx", data).findings] == [
        one.code for one in read_file("a.xlsx", plain).findings
    ]
