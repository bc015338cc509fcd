"""The page of the data: what is stored and how it came to be, and every act on it, each after a yes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import text

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.history import Made
from curriculum_map.services.archive import Moved, delete_institution, export_institution, preview_archive
from curriculum_map.services.comments import comments_of, write_comment
from curriculum_map.services.history import roll_back
from curriculum_map.services.identity import list_institutions
from curriculum_map.services.programmes import own_programmes
from curriculum_map.services.settings import Settings
from curriculum_map.services.snapshots import list_snapshots
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo, list_versions
from curriculum_map.wording.outcomes import history_sentence
from tests.databases import writing
from tests.ui.screen import Screen, open_screen, stored
from tests.ui.test_upload import STORE, upload
from tests.ui.test_upload_changes import agree
from tests.ui.workbooks import ABOUT, PLACES, TARGETS, UNTIDY_NAME, WORDS, untidy, with_place, workbook

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def open_part(part: str, language: Any = "nl", **asked: str) -> Screen:
    """The page as a link with this address opens it."""
    screen = open_screen(language)
    for name, value in {"part": part, **asked}.items():
        screen.test.query_params[name] = value
    return screen.go("data")


def database() -> Database:
    return Database(Settings().database())


def versions() -> list[GridInfo]:
    """The versions of the first stored grid, the newest first."""
    with database().read() as connection:
        return list_versions(connection, stored()[0].id)


def table(screen: Screen, caption: str) -> dict[str, Any]:
    (found,) = [one for one in screen.tables() if one["caption"] == screen.say(caption)]
    return found


def texts_of(found: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The rows of a table by the ids of its columns."""
    columns = [column["id"] for column in found["columns"]]
    for row in found["rows"]:
        places = list(zip(columns, row["places"], strict=True))
        yield {name: place["text"] for name, place in places} | {
            f"{name} sub": place.get("sub", "") for name, place in places
        }


def tick(screen: Screen, message: str, **facts: object) -> Screen:
    (box,) = [one for one in screen.test.checkbox if one.label == screen.say(message, **facts)]
    box.check()
    return screen.run()


def says(screen: Screen, sentence: str) -> bool:
    return any(text.removeprefix("✓ ").startswith(sentence) for text in screen.texts())


def can_press(screen: Screen, message: str) -> bool:
    (button,) = [one for one in screen.test.button if one.label == screen.say(message)]
    return not button.disabled


def two_versions() -> None:
    """Well framed becomes practised in the first place of the only grid."""
    upload(workbook(), "eerste.xlsx").press(STORE)
    agree(upload(with_place(WORDS[3]), "tweede.xlsx")).press(STORE)


def test_where_nothing_stands_yet_it_says_why_and_leads_to_the_first_workbook() -> None:
    why = {
        "begun": "No upload was begun and left.",
        "snapshots": "There is no snapshot yet. It is made of grids, and none is stored so far.",
        "institutions": "There is no institution yet. The first one comes with the first workbook that is stored.",
        "log": "Nothing is written down yet. The first line comes with the first workbook that is stored.",
    }
    for part, sentence in why.items():
        screen = open_part(part, "en", snapshot="0123456789ab")
        assert sentence in screen.texts()
        links = {link.proto.label: link.proto.query_string for link in screen.test.get("page_link")}
        assert "lang=en" in links["Upload a workbook"], "in a window of its own it opens in the language of now"
        named_in_vain = any("0123456789ab" in text for text in screen.texts())
        assert named_in_vain == (part == "snapshots")


@pytest.mark.usefixtures("samples")
def test_every_grid_is_listed_and_an_institution_can_be_chosen() -> None:
    screen = open_part("grids")
    assert len(table(screen, "Stored grids")["rows"]) == 25
    screen.test.selectbox(key="whose").set_value("Hogeschool Noordzee")
    screen.run()
    rows = list(texts_of(table(screen, "Stored grids")))
    assert len(rows) == 6
    assert {row["year sub"] for row in rows} == {screen.say("version {number}", number=1)}
    assert screen.test.query_params["whose"] == "hogeschool-noordzee"


def test_a_link_opens_the_part_and_the_grid_that_it_names() -> None:
    two_versions()
    roll = open_part("grids")
    tick(roll, "Begin {year} with these courses.", year="2027-28").press("Carry over")
    later = next(info for info in stored() if info.key.academic_year == "2027-28")
    screen = open_part("grids", stored="hogeschool-voorbeeld-social-work-2027-28-coordinator-opleidingsteam")
    assert screen.test.selectbox(key="stored").value == later.id
    assert len(table(screen, "Versions of this grid")["rows"]) == 1


def test_versions_say_how_they_came_to_be_and_which_file_they_were_read_from() -> None:
    two_versions()
    screen = open_part("grids")
    newest, first = texts_of(table(screen, "Versions of this grid"))
    assert (newest["file"], first["file"]) == ("tweede.xlsx", "eerste.xlsx")
    who = screen.say("somebody on this computer")
    assert (newest["made"], newest["when sub"], newest["courses"]) == (screen.say("uploaded"), who, "2")
    assert [code.value for code in screen.test.code] == [one.sha256 for one in versions()]
    assert len(screen.downloads()) == 3, "both files are kept, and the grid itself is there"


def test_what_changed_between_two_versions_is_shown() -> None:
    """From the one before it to the newest, unless somebody chooses otherwise: one rating higher."""
    two_versions()
    screen = open_part("grids")
    assert f"{screen.say('Ratings')}: {screen.say('higher')} 1" in screen.texts()
    before, after = (screen.test.selectbox(key=end) for end in ("before", "after"))
    first, second = before.value, after.value
    before.set_value(second)
    after.set_value(first)
    screen.run()
    assert f"{screen.say('Ratings')}: {screen.say('lower')} 1" in screen.texts()


def test_a_version_becomes_current_again_after_a_yes() -> None:
    two_versions()
    screen = open_part("grids")
    assert not can_press(screen, "Go back")
    tick(screen, "Version {number} may become the current one again.", number=1).press("Go back")
    assert says(screen, history_sentence("rolled-back", "nl", content_of=1, version=3))
    newest = versions()[0]
    assert (newest.version, newest.made, newest.file_name) == (3, Made.ROLLED_BACK, "eerste.xlsx")


def test_a_version_that_came_in_between_is_a_conflict_and_nothing_is_lost() -> None:
    """Two look at version 2; the other one goes back to 1 first, which is version 3."""
    two_versions()
    screen = open_part("grids")
    tick(screen, "Version {number} may become the current one again.", number=1)
    roll_back(database(), LOCAL_ACTOR, stored()[0].id, 1, 2, NOW)
    screen.press("Go back")
    assert says(screen, history_sentence("conflict", "nl", version=3))
    assert len(versions()) == 3


def test_a_year_is_begun_and_its_courses_are_confirmed_one_by_one_and_then_all() -> None:
    """Two courses are carried over; the first is confirmed alone, then what is left."""
    upload(workbook(), "eerste.xlsx").press(STORE)
    screen = open_part("grids")
    tick(screen, "Begin {year} with these courses.", year="2027-28").press("Carry over")
    assert says(screen, history_sentence("rolled-over", "nl", year="2027-28"))
    screen = open_part("grids", stored="hogeschool-voorbeeld-social-work-2027-28-coordinator-opleidingsteam")
    two = screen.say("{count} carried over", count=2)
    assert [row["courses sub"] for row in texts_of(table(screen, "Stored grids"))] == ["", two]
    (which,) = [one for one in screen.test.radio if one.label == screen.say("Which courses?")]
    which.set_value(screen.say("Some of them"))
    screen.run()
    (courses,) = [one for one in screen.test.multiselect if one.label == screen.say("Courses")]
    courses.set_value([0])
    tick(screen, "They still hold.").press("Confirm these courses")
    assert says(screen, history_sentence("confirmed", "nl", year="2027-28", version=2))
    tick(screen, "They still hold.").press("Confirm these courses")
    assert [row["courses sub"] for row in texts_of(table(screen, "Stored grids"))] == ["", ""]
    assert "Confirm these courses" not in [one.label for one in screen.test.button]


def test_a_begun_upload_is_gone_on_with_on_the_page_for_uploads() -> None:
    upload(untidy(), UNTIDY_NAME).press("Read it this way")
    screen = open_part("begun")
    (go_on,) = [one for one in screen.test.button if str(one.key).startswith("resume-")]
    go_on.click()
    screen.run()
    assert screen.say("Upload a workbook") in [title.value for title in screen.test.title]
    assert screen.say("You go on with {file}.", file=UNTIDY_NAME) in screen.texts()


@pytest.mark.usefixtures("samples")
def test_a_snapshot_is_made_checked_and_refused_under_the_same_name() -> None:
    screen = open_part("snapshots")
    screen.test.text_input(key="snapshot-name").set_value("Visitatie")
    screen.test.text_area(key="snapshot-note").set_value("Voor het panel")
    screen.run().press("Freeze this")
    (made,) = list_snapshots(database(), LOCAL_ACTOR)
    assert (made.name, made.about["note"], made.about["academic_year"]) == ("Visitatie", "Voor het panel", None)
    assert made.sha256 in [code.value for code in screen.test.code]
    screen.press("Check this snapshot")
    assert says(screen, screen.say("“{name}” is intact: SHA-256 {sha256}", name="Visitatie", sha256=made.sha256))
    assert len(screen.downloads()) == 2, "the snapshot, and a report from it"
    screen.test.text_input(key="snapshot-name").set_value("Visitatie")
    screen.run().press("Freeze this")
    assert len(list_snapshots(database(), LOCAL_ACTOR)) == 1
    assert any("Visitatie" in text and "✓" not in text for text in screen.texts())
    assert screen.say("not intact") not in str(screen.tables())
    with writing(database()) as meddling:
        meddling.execute(text("DROP TRIGGER snapshot_no_update"))
        meddling.execute(text("UPDATE snapshot SET made_by = 'somebody else'"))
    assert screen.say("not intact") in str(screen.run().tables()), "in the list itself"


def test_two_spellings_are_proposed_merged_after_a_yes_and_taken_apart() -> None:
    upload(workbook(), "een.xlsx").press(STORE)
    upload(workbook(about=replace(ABOUT, institution="Hogeschool Voorbeelt")), "twee.xlsx").press(STORE)
    screen = open_part("institutions").press("Look at this merge")
    assert not can_press(screen, "Merge")
    tick(screen, "These two are one institution.").press("Merge")
    assert len(list_institutions(database(), LOCAL_ACTOR)) == 1
    (row,) = texts_of(table(screen, "Institutions"))
    assert row["also"] == "Hogeschool Voorbeelt"
    tick(screen, "{other} becomes an institution of its own again.", other="Hogeschool Voorbeelt")
    screen.press("Undo the merge")
    assert len(list_institutions(database(), LOCAL_ACTOR)) == 2


@pytest.mark.usefixtures("samples")
def test_everything_of_an_institution_goes_only_once_its_name_was_typed() -> None:
    screen = open_part("institutions")
    screen.test.selectbox(key="delete-of").set_value("Hogeschool Noordzee")
    screen.test.text_input(key="delete-typed").set_value("Noordzee")
    screen.press("Delete everything of this institution")
    assert len(stored()) == 25
    assert says(
        screen,
        screen.say(
            "Nothing was deleted. To delete everything of “{institution}”, give its name once more, exactly so.",
            institution="Hogeschool Noordzee",
        ),
    )
    screen.test.selectbox(key="delete-of").set_value("Hogeschool Noordzee")
    screen.test.text_input(key="delete-typed").set_value("Hogeschool Noordzee")
    screen.press("Delete everything of this institution")
    assert len(stored()) == 19


def test_a_programme_is_added_and_removed() -> None:
    screen = open_part("institutions")
    screen.test.text_input(key="programme-name").set_value("Maatschappelijke veiligheid")
    screen.press("Add")
    assert own_programmes(database(), LOCAL_ACTOR) == ["Maatschappelijke veiligheid"]
    screen.press("Remove it")
    assert own_programmes(database(), LOCAL_ACTOR) == []


def test_the_log_says_in_sentences_who_did_what_and_can_be_narrowed() -> None:
    two_versions()
    roll_back(database(), LOCAL_ACTOR, stored()[0].id, 1, 2, NOW)
    screen = open_part("log")
    (lines,) = [text for text in screen.texts() if text.startswith("- ")]
    assert len(lines.splitlines()) == 3
    assert lines.splitlines()[0].endswith("ging terug naar versie 1, als versie 3")
    screen.test.selectbox(key="about").set_value(ABOUT.institution)
    screen.run()
    assert lines in screen.texts()


@pytest.mark.usefixtures("samples")
def test_everything_of_an_institution_is_put_into_one_file_and_then_offered() -> None:
    screen = open_part("institutions", "en")
    assert "Everything (zip)" not in screen.downloads()
    screen.test.selectbox(key="export-of").set_value("Hogeschool Noordzee")
    screen.run().press("Put everything into one file")
    assert "The file is ready." in screen.texts()
    assert "Everything (zip)" in screen.downloads()
    (_, made) = screen.test.session_state["made-archive"]
    moved = preview_archive(LOCAL_ACTOR, made.data)
    assert isinstance(moved, Moved)
    assert (moved.institution, moved.grids) == ("Hogeschool Noordzee", 6)
    screen.test.selectbox(key="export-of").set_value("Hogeschool Demerland")
    assert "Everything (zip)" not in screen.run().downloads(), "another institution begins anew"


@pytest.mark.usefixtures("samples")
def test_an_exported_institution_is_imported_again_once_it_is_gone() -> None:
    name = "Hogeschool Noordzee"
    archive = export_institution(database(), LOCAL_ACTOR, name, now=NOW)
    assert isinstance(archive, bytes)
    delete_institution(database(), LOCAL_ACTOR, name, name, now=NOW)
    screen = open_part("institutions")
    assert not can_press(screen, "Import")
    screen.test.file_uploader(key="archive").set_value(("alles.zip", archive, "application/zip"))
    screen.run().press("Import")
    assert len(stored()) == 25
    screen.press("Import")
    assert len(stored()) == 25, "it is never mixed with what is there"


def test_behind_a_place_stand_file_version_and_who_and_what_was_carried_over() -> None:
    """The first cluster has two courses with a level; in the year that was begun both are carried over."""
    upload(workbook(), "eerste.xlsx").press(STORE)
    screen = open_part("grids")
    tick(screen, "Begin {year} with these courses.", year="2027-28").press("Carry over")
    later = next(info for info in stored() if info.key.academic_year == "2027-28")
    overview = open_screen().go("overview").choose("overview", TARGETS[0], str(later.id))
    (shown,) = [frame.value for frame in overview.test.dataframe]
    assert list(shown[overview.say("File")]) == ["eerste.xlsx", "eerste.xlsx"]
    assert list(shown[overview.say("Carried over")]) == [overview.say("yes, to be confirmed")] * 2
    (said,) = [text for text in overview.texts() if text.startswith("Versie 1, ")]
    assert screen.say("somebody on this computer") in said
    assert any(later.sha256 in text for text in overview.texts())


def test_a_version_that_somebody_changed_is_named_and_no_figure_is_made_of_it() -> None:
    """The first file, then another; somebody changes the second: the first can come back, and then all is well."""
    upload(workbook(), "eerste.xlsx").press(STORE)
    agree(upload(workbook([*PLACES[:1], *PLACES[:1]]), "tweede.xlsx")).press(STORE)
    with writing(database()) as connection:
        connection.execute(text("UPDATE course SET ects = 30 WHERE version_id = 2 AND position = 0"))
    named = "Dit is niet wat bewaard werd, want het controlegetal klopt niet"
    for page in ("overview", "programme", "gaps"):
        screen = open_screen("nl").go(page)
        assert any(said.startswith(named) for said in screen.texts())
        assert screen.tables() == []
    screen = open_part("grids")
    assert any(said.startswith(named) for said in screen.texts())
    assert [row["heads"][0]["sub"] for row in table(screen, "Versions of this grid")["rows"]] == ["niet intact", ""]
    (agreed,) = [one for one in screen.test.checkbox if one.label == "Versie 1 mag opnieuw de huidige worden."]
    agreed.check()
    screen.run()
    screen.press("Go back")
    assert open_screen("nl").go("programme").tables() != []


def test_a_note_that_was_changed_in_the_database_is_named_and_taken_back_on_record() -> None:
    upload(workbook()).press(STORE)
    key = stored()[0].key
    write_comment(database(), LOCAL_ACTOR, key, "inclusion", "Waarom?", seen=0, now=NOW)
    assert not [text for text in open_part("grids").texts() if "notitie" in text]
    with writing(database()) as connection:
        connection.execute(text("UPDATE entry SET body = '{}'"))
    st.cache_resource.clear()
    screen = open_part("grids")
    assert any(said.startswith("1 notitie is in de databank veranderd.") for said in screen.texts())
    screen.test.checkbox(key="take-back-1").check()
    screen.run()
    screen.test.button(key="take-changed-back").click()
    screen.run()
    assert any(screen.say("It was taken back. Write down again what should stand there.") in t for t in screen.texts())
    assert comments_of(database(), LOCAL_ACTOR, key)["inclusion"].text == ""
