"""The page where what leaves the product is made: gap reports, the programme table, dossiers, and their texts."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.samples import Verdict
from curriculum_map.frameworks.loader import load_edition
from curriculum_map.services.audit_samples import samples_of
from curriculum_map.services.narratives import narratives, write_narrative
from curriculum_map.services.register import texts
from curriculum_map.services.settings import Settings
from curriculum_map.services.snapshots import make_snapshot
from curriculum_map.storage.database import Database
from tests.databases import store
from tests.grids import make_grid, row
from tests.services.record import FAMILY, A, B, key
from tests.ui.screen import Screen, open_screen

TARGETS = load_edition("sap-2024-nl").targets(Granularity.CLUSTER)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
GRIDS = {
    about: make_grid([row("Ethiek", *[2] * len(TARGETS))], TARGETS, key=about)
    for about in (key(A), key(B), key(B, FAMILY))
}
FIELD = f"text | {A} | social-work |  | 2026-27 | inclusion"


@pytest.fixture(autouse=True)
def three_programmes(data_folder: object) -> None:
    """One programme of one institution, and two of another."""
    for grid in GRIDS.values():
        store(database(), grid)


def database() -> Database:
    return Database(Settings().database())


def open_part(part: str, **asked: str) -> Screen:
    screen = open_screen("en")
    for name, value in {"part": part, **asked}.items():
        screen.test.query_params[name] = value
    return screen.go("reports")


def said(name: str) -> list[str]:
    """What was written about a focus or cluster, each time in turn."""
    return texts(narratives(database(), LOCAL_ACTOR, key(A)).get(name, []))


def write(screen: Screen, text: str) -> Screen:
    screen.test.text_area(key=FIELD).set_value(text)
    return screen.press("Save this text")


def test_the_gap_reports_of_an_institution_come_in_one_zip_once_they_are_asked_for() -> None:
    screen = open_part("gaps", institution="hogent")
    assert screen.downloads() == []
    screen.test.button(key="make-gap-reports").click()
    screen.run()
    assert "2 gap reports are ready." in screen.texts()
    assert screen.downloads() == ["Gap reports (zip)"]
    with ZipFile(BytesIO(screen.test.session_state["made-gap-reports"][1].data)) as archive:
        names = [f"gap-report-{programme}-hogent-2026-27.xlsx" for programme in ("social-work", "family-science")]
        assert sorted(archive.namelist()) == sorted(names)
    # What was made is of that choice: another one begins anew.
    screen.test.selectbox(key="institution").set_value(A)
    assert screen.run().downloads() == []
    assert "made-gap-reports" not in screen.test.session_state


def test_one_programme_has_its_report_at_one_press() -> None:
    assert open_part(
        "gaps", institution="hogent", report="hogent-family-science-2026-27-coordinator-team"
    ).downloads() == ["Gap report (Excel)"]


def test_the_programme_table_says_what_stands_in_it() -> None:
    screen = open_part("table", institution="hogent")
    assert "2 programmes stand in it." in screen.texts()
    screen.test.selectbox(key="institution").set_value("*")
    assert "3 programmes stand in it." in screen.run().texts()
    assert screen.downloads() == ["Make the programme table"]


def test_a_dossier_needs_a_snapshot_and_has_the_parts_that_its_audience_may_read() -> None:
    screen = open_part("dossier")
    assert "There is no snapshot yet." in screen.texts()
    assert screen.downloads() == []
    make_snapshot(database(), LOCAL_ACTOR, B, "Visitatie", now=NOW)
    screen = open_part("dossier", **{"for": "public"})
    assert [str(one) for one in screen.test.multiselect(key="parts-public").value] == [
        "method",
        "narratives",
        "matrix",
        "progression",
        "balance",
        "legend",
    ]
    assert screen.downloads() == ["Make the dossier"]
    screen.test.multiselect(key="parts-public").set_value([])
    assert screen.run().downloads() == []
    screen.test.button_group(key="for").set_value("panel")
    assert len(screen.run().test.multiselect(key="parts-panel").value) == 13


def test_a_dossier_from_a_snapshot_of_many_grids_is_made_with_how_far_it_is_and_goes_when_another_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("curriculum_map.ui.components.reports.dossier.MANY", 1)
    make_snapshot(database(), LOCAL_ACTOR, B, "Visitatie", now=NOW)
    screen = open_part("dossier", **{"for": "public"})
    assert screen.downloads() == []
    screen.press("Make the dossier")
    assert screen.downloads() == ["Dossier"]
    assert screen.test.session_state["made-dossier"][1].data.startswith(b"PK")
    screen.test.button_group(key="for").set_value("panel")
    assert screen.run().downloads() == []


def test_a_text_is_written_counted_changed_and_an_earlier_one_taken_again() -> None:
    screen = open_part("texts", institution="hogeschool-gent", text="inclusion")
    assert "0 of 12 texts are written for 2026-27." in screen.texts()
    kinds = [row["heads"][0]["sub"] for row in screen.table_called("What is written")["rows"]]
    assert kinds == ["Focus", "Cluster", "Cluster", "Cluster"] * 3
    write(screen, "Wij begonnen met Ethiek.\r\n\r\nDaarna de stage.  ")
    assert "1 of 12 texts are written for 2026-27." in screen.texts()
    write(screen, "Iets anders.")
    assert said("inclusion") == ["Wij begonnen met Ethiek.\n\nDaarna de stage.", "Iets anders."]
    screen.test.button(key="again-inclusion-1").click()
    screen.run()
    assert "Not saved yet." in screen.texts()
    screen.press("Save this text")
    assert said("inclusion")[2] == said("inclusion")[0]
    write(screen, "")
    assert "0 of 12 texts are written for 2026-27." in screen.texts()
    assert said("inclusion")[3] == ""


def test_what_somebody_else_wrote_meanwhile_is_never_written_over_unseen() -> None:
    screen = open_part("texts", institution="hogeschool-gent", text="inclusion")
    write_narrative(database(), LOCAL_ACTOR, key(A), "inclusion", "Van een ander.", seen=0, now=NOW)
    write(screen, "Van mij.")
    assert said("inclusion") == ["Van een ander."]
    assert any(text.startswith("Nothing was written down: somebody else") for text in screen.texts())
    assert any(text.startswith("Somebody else wrote this text meanwhile") for text in screen.texts())
    assert "Van een ander." in screen.texts()
    assert screen.test.text_area(key=FIELD).value == "Van mij."
    screen.press("Save this text")
    assert said("inclusion") == ["Van een ander.", "Van mij."]


def test_what_is_not_saved_is_still_there_after_another_part_was_looked_at() -> None:
    screen = open_part("texts", institution="hogeschool-gent", text="inclusion")
    screen.test.text_area(key=FIELD).set_value("Half af")
    screen.run()
    screen.test.button_group(key="part").set_value("table")
    screen.run()
    screen.test.button_group(key="part").set_value("texts")
    screen.run()
    assert screen.test.text_area(key=FIELD).value == "Half af"
    assert said("inclusion") == []


def test_a_sample_is_drawn_and_its_places_are_marked_one_after_the_other() -> None:
    """All nine places claim level 2; of the two that are checked one is confirmed."""
    screen = open_part("sample", institution="hogeschool-gent")
    screen.test.text_input(key="draw-seed").set_value("zeven")
    screen.press("Draw the sample")
    assert "Nothing was drawn: the seed is a whole number." in screen.texts()
    screen.test.text_input(key="draw-seed").set_value("7")
    screen.test.number_input(key="draw-count").set_value(5)
    screen.press("Draw the sample")
    assert any("5 of 9 claimed places" in text and "seed 7" in text for text in screen.texts())
    assert screen.test.query_params["sample"] == "1"
    screen.press("Write this down")
    assert "Nothing was written down: choose what the course sheet says." in screen.texts()
    for verdict, place in ((Verdict.CONFIRMED, "2"), (Verdict.NOT_CONFIRMED, "3")):
        number = int(place) - 2
        screen.test.button_group(key=f"mark-1-1-{number}-verdict").set_value(verdict)
        screen.test.text_input(key="sample-role").set_value("panel member")
        screen.press("Write this down")
        assert screen.test.query_params["place"] == place, "the next one that nobody checked"
    assert any("1 of 2 checked places confirmed, 50% (95% interval" in text for text in screen.texts())
    (one,) = samples_of(database(), LOCAL_ACTOR, key(A))
    assert [(number, said.verdict, said.role) for number, said in one.sample.marks.items()] == [
        (0, Verdict.CONFIRMED, "panel member"),
        (1, Verdict.NOT_CONFIRMED, "panel member"),
    ]
    table = screen.table_called("Places of sample 1")
    assert [row["places"][2]["text"] for row in table["rows"]] == [
        "confirmed",
        "not confirmed",
        *["still to check"] * 3,
    ]
