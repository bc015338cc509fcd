"""Official wording: shown where it is stored, exported and read again, removed; never without the right to it."""

from pathlib import Path

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR, Actor, NotAllowedError
from curriculum_map.domain.text import Text
from curriculum_map.frameworks.loader import load_edition, load_editions
from curriculum_map.importing.official_wording.reading import WordingReading
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.imports import Outcome
from curriculum_map.services.official_wording import (
    WordingStored,
    export_wording,
    read_wording,
    remove_wording,
    store_wording,
)
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from tests.databases import NOW
from tests.workbooks import rows_of, xlsx

SAP = "sap-2024-nl"
FIRST, SECOND = (element.id for element in load_edition(SAP).elements[:2])
TABLE = """
    edition     | code                   | language | text
    sap-2024-nl | 1.1.2                  | nl       | =De maan is van kaas; of niet, wie weet.
    sap-2024-nl | 1.1.1                  | nl       | Weegt een "olifant", een muis, een mier, en zo.
    sap-2024-nl | 1.1.1                  | en       | Weighs an elephant.
    sw-2025-en  | vision.knowledge.1     | en       | Has met the moon.
"""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "wording.sqlite3"))


def read(table: str = TABLE) -> WordingReading:
    rows = [[f"'{cell}" if str(cell).startswith("=") else cell for cell in row] for row in rows_of(table)]
    return read_wording(LOCAL_ACTOR, "texts.xlsx", xlsx({"Texts": rows}))


def store(database: Database, reading: WordingReading, *, replace: bool = False) -> WordingStored:
    return store_wording(database, LOCAL_ACTOR, reading, now=NOW, replace=replace)


def exported(database: Database, edition: str = SAP) -> bytes:
    written = export_wording(database, LOCAL_ACTOR, edition)
    assert written is not None
    return written[1]


def label(database: Database, element: str) -> Text:
    return shown_editions(database, LOCAL_ACTOR)[SAP].element(element).label


def test_stored_wording_is_shown_in_the_place_of_our_label(database: Database) -> None:
    own = load_edition(SAP)
    assert store(database, read()) == WordingStored(Outcome.STORED, 4)
    shown = shown_editions(database, LOCAL_ACTOR)
    assert list(shown) == list(load_editions())
    assert label(database, FIRST) == Text('Weegt een "olifant", een muis, een mier, en zo.', "Weighs an elephant.")
    assert shown[SAP].name(FIRST, "en") == "Weighs an elephant."
    assert [shown[SAP].element(one).own_label for one in (FIRST, SECOND)] == [one.label for one in own.elements[:2]]
    assert shown[SAP].elements[2:] == own.elements[2:]
    assert shown["kjg-nl"] == load_edition("kjg-nl")


def test_a_language_without_wording_keeps_our_label(database: Database) -> None:
    store(database, read())
    own = load_edition(SAP).element(SECOND).label
    assert label(database, SECOND) == Text("=De maan is van kaas; of niet, wie weet.", own.en)


def test_an_edition_takes_wording_twice_and_keeps_our_label_beneath() -> None:
    own = load_edition(SAP)
    worded = own.with_wording({FIRST: Text("een", ""), "no:such.element.1": Text("a", "b")})
    again = worded.with_wording({FIRST: Text("", "two")})
    assert again.element(FIRST).label == Text(own.element(FIRST).label.nl, "two")
    assert again.element(FIRST).own_label == own.element(FIRST).label
    assert len(again.elements) == len(own.elements)


def test_without_wording_the_editions_are_the_packaged_ones(database: Database) -> None:
    assert shown_editions(database, LOCAL_ACTOR) == load_editions()


def test_reading_stores_nothing_and_an_error_stands_in_the_way_of_everything(database: Database) -> None:
    wrong = read(TABLE + f"    {SAP} | 9.9.9 | nl | one")
    assert [finding.code for finding in wrong.findings] == ["unknown-element-code"]
    assert len(wrong.wordings) == 4
    assert store(database, wrong) == WordingStored(Outcome.BLOCKED)
    assert export_wording(database, LOCAL_ACTOR, SAP) is None
    assert label(database, FIRST) == load_edition(SAP).element(FIRST).label


def test_an_export_can_be_read_again_and_says_the_same(database: Database) -> None:
    store(database, read())
    name, data = export_wording(database, LOCAL_ACTOR, SAP) or ("", b"")
    again = read_wording(LOCAL_ACTOR, name, data)
    assert (name, again.exit_status) == (f"curriculum-map-wording-{SAP}.csv", 0)
    assert set(again.wordings) == {one for one in read().wordings if one.edition == SAP}
    remove_wording(database, LOCAL_ACTOR, SAP, now=NOW)
    store(database, again)
    assert exported(database) == data


def test_an_export_has_the_order_of_the_edition_and_nothing_that_a_spreadsheet_runs(database: Database) -> None:
    store(database, read())
    lines = exported(database).decode("utf-8-sig").splitlines()
    assert lines == [
        "edition;id;language;text",
        f"{SAP};{FIRST};en;Weighs an elephant.",
        f'{SAP};{FIRST};nl;"Weegt een ""olifant"", een muis, een mier, en zo."',
        f'{SAP};{SECOND};nl;"\'=De maan is van kaas; of niet, wie weet."',
    ]


def test_a_file_that_leaves_out_what_is_stored_asks_first(database: Database) -> None:
    store(database, read())
    before = exported(database)
    fewer = read(f"edition | code | text\n {SAP} | 1.1.1 | anders")
    asked = store(database, fewer)
    assert (asked.outcome, [one.element for one in asked.left_out]) == (Outcome.NEEDS_CONFIRMATION, [SECOND])
    assert exported(database) == before
    confirmed = store(database, fewer, replace=True)
    assert (confirmed.outcome, len(confirmed.left_out)) == (Outcome.REPLACED, 1)
    assert label(database, FIRST) == Text("anders", "Weighs an elephant.")
    assert label(database, SECOND) == load_edition(SAP).element(SECOND).label


def test_the_same_file_twice_changes_nothing(database: Database) -> None:
    store(database, read())
    before = exported(database)
    assert store(database, read()) == WordingStored(Outcome.REPLACED, 4)
    assert exported(database) == before


def test_removing_brings_our_labels_back_in_one_language_or_in_all(database: Database) -> None:
    store(database, read())
    own = load_edition(SAP).element(FIRST).label
    assert remove_wording(database, LOCAL_ACTOR, SAP, "nl", now=NOW) == 2
    assert label(database, FIRST) == Text(own.nl, "Weighs an elephant.")
    assert remove_wording(database, LOCAL_ACTOR, SAP, now=NOW) == 1
    assert label(database, FIRST) == own
    assert export_wording(database, LOCAL_ACTOR, SAP) is None
    assert exported(database, "sw-2025-en")


def test_who_may_not_manage_wording_can_do_none_of_it(database: Database) -> None:
    somebody, reading = Actor("somebody"), read()
    for use in (
        lambda: read_wording(somebody, "texts.csv", b"edition;code;text"),
        lambda: store_wording(database, somebody, reading, now=NOW),
        lambda: export_wording(database, somebody, SAP),
        lambda: remove_wording(database, somebody, SAP, now=NOW),
    ):
        with pytest.raises(NotAllowedError, match="somebody may not manage-wording"):
            use()
    assert export_wording(database, LOCAL_ACTOR, SAP) is None
