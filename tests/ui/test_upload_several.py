"""Several workbooks at once: what each waits for, one press for those that wait for nothing, the others one by one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
import streamlit as st

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.services.drafts import list_drafts
from curriculum_map.services.imports import Outcome
from curriculum_map.services.progress import Told
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.ui.components.upload import several
from curriculum_map.wording.outcomes import outcome_sentence
from tests.ui.screen import Screen, open_screen, stored
from tests.ui.test_upload import PDF, STORE, upload
from tests.ui.workbooks import ABOUT, WORDS, table_alone, with_credits, with_place, workbook

Files = dict[str, bytes]
SOCIAL_WORK = "social.xlsx"
FAMILY, PSYCHOLOGY = "gezin.xlsx", "psychologie.xlsx"
READY: Files = {
    SOCIAL_WORK: workbook(),
    FAMILY: workbook(about=replace(ABOUT, programme="family-science")),
    PSYCHOLOGY: workbook(about=replace(ABOUT, programme="applied-psychology")),
}


def choose(files: Files, screen: Screen | None = None) -> Screen:
    """The upload page with these files chosen."""
    screen = (screen or open_screen("en")).go("upload")
    chosen = [(name, data, "application/octet-stream") for name, data in files.items()]
    screen.test.file_uploader(key="upload").set_value(chosen)
    return screen.run()


def waits(screen: Screen) -> dict[str, str]:
    """What each file waits for."""
    table = screen.table_called("The files you chose")
    return {row["name"]: row["places"][-1]["text"] for row in table["rows"]}


def buttons(screen: Screen) -> list[str]:
    return [button.label for button in screen.test.button]


def programmes() -> list[str]:
    return sorted(info.key.programme for info in stored())


def test_each_file_says_what_it_is_about_and_what_it_waits_for() -> None:
    """Of a csv that says nothing about itself four things are asked: institution, programme, year, what blank means."""
    upload(workbook(about=replace(ABOUT, programme="social-readaptation-sciences")), screen=open_screen("en")).press(
        STORE
    )
    changed = workbook((WORDS[1:2] * 9, WORDS[1:2] * 9), about=replace(ABOUT, programme="social-readaptation-sciences"))
    files = {
        **READY,
        "kopie.xlsx": READY[SOCIAL_WORK],
        "tabel.csv": table_alone(),
        "plan.pdf": PDF,
        "nieuw.xlsx": changed,
    }
    files["fout.xlsx"] = with_credits(-3)
    screen = choose(files)
    assert waits(screen) == {
        SOCIAL_WORK: "nothing: it can be stored now",
        FAMILY: "nothing: it can be stored now",
        PSYCHOLOGY: "nothing: it can be stored now",
        "kopie.xlsx": f"nothing: the same file as {SOCIAL_WORK}",
        "tabel.csv": "4 questions",
        "plan.pdf": "declined",
        "nieuw.xlsx": "your confirmation",
        "fout.xlsx": "1 error to mend in the file",
    }
    rows = {row["name"]: row["places"] for row in screen.table_called("The files you chose")["rows"]}
    assert [place["text"] for place in rows[FAMILY][:3]] == ["Family Science", "Hogeschool Voorbeeld", "2026-27"]
    assert all(rows[name][-1]["sub"] for name in ("plan.pdf", "nieuw.xlsx", "fout.xlsx"))
    assert "Store these 3 grids" in buttons(screen)
    assert programmes() == ["social-readaptation-sciences"], "nothing is stored before the press"
    begun = [draft.file_name for draft in list_drafts(Database(Settings().database()), LOCAL_ACTOR, datetime.now(UTC))]
    assert sorted(begun) == [FAMILY, "nieuw.xlsx", PSYCHOLOGY, SOCIAL_WORK, "tabel.csv"], "what can be gone on with"


def test_one_press_stores_what_nothing_is_asked_about_and_leaves_the_rest() -> None:
    screen = choose({**READY, "tabel.csv": table_alone()}).press("Store these 3 grids")
    assert programmes() == ["applied-psychology", "family-science", "social-work"]
    assert "✓ Stored: 3 of 3." in screen.texts()
    assert list(waits(screen).values()) == ["nothing: it is stored"] * 3 + ["4 questions"]
    assert not [label for label in buttons(screen) if label.startswith("Store")]
    again = choose({**READY, "tabel.csv": table_alone()})
    assert list(waits(again).values()) == ["nothing: it is stored"] * 3 + ["4 questions"]
    assert len(stored()) == 3, "the same files again are no new grids"


def stop_at(place: int, monkeypatch: pytest.MonkeyPatch, before: Callable[[], None] = lambda: None) -> None:
    """Has somebody press the button to stop when so many of three are done."""
    shown = several.under_way

    def pressed(*about: Any, count: int) -> Told:
        told = shown(*about, count=count)

        def heard(share: float) -> None:
            if share == place / count:
                before()
                st.rerun()
            told(share)

        return heard

    monkeypatch.setattr(several, "under_way", pressed)


def test_stopped_between_two_files_what_is_stored_stays_and_the_rest_can_be_stored_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = choose(READY)
    with monkeypatch.context() as patched:
        stop_at(2, patched)
        screen.press("Store these 3 grids")
    assert programmes() == ["family-science", "social-work"]
    assert waits(screen)[PSYCHOLOGY] == "nothing: it can be stored now"
    screen.press("Store 1 grid")
    assert programmes() == ["applied-psychology", "family-science", "social-work"]
    assert [info.version for info in stored()] == [1, 1, 1]


def test_reading_that_is_stopped_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        stop_at(1, patched, lambda: several._halt(sha256(READY[PSYCHOLOGY]).hexdigest()))
        screen = choose(READY)
    assert list(waits(screen).values()) == ["nothing: it can be stored now", "not read yet", "not read yet"]
    assert "2 files are not read yet." in screen.texts()
    screen.press("Go on reading")
    assert list(waits(screen).values()) == ["nothing: it can be stored now"] * 3


def test_what_somebody_else_stored_meanwhile_is_not_stored_over() -> None:
    screen = choose(READY)
    upload(with_place(WORDS[3]), "hun.xlsx").press(STORE)
    screen.press("Store these 3 grids")
    assert "✓ Stored: 2 of 2." in screen.texts()
    assert waits(screen)[SOCIAL_WORK] == "your confirmation"
    assert sorted(info.file_name for info in stored()) == [FAMILY, "hun.xlsx", PSYCHOLOGY]


def test_of_two_about_one_grid_a_person_says_which_and_the_other_would_replace_it() -> None:
    screen = choose({"oud.xlsx": workbook(), "nieuw.xlsx": with_place(WORDS[3])})
    assert waits(screen) == {"oud.xlsx": "your choice", "nieuw.xlsx": "your choice"}
    screen.test.selectbox(key="several-open").set_value(screen.test.selectbox(key="several-open").options[0])
    screen.press("Open this file")
    assert "You go on with oud.xlsx." in screen.texts()
    screen.press(STORE)
    assert outcome_sentence(Outcome.STORED, "en") in screen.texts()
    assert waits(screen) == {"oud.xlsx": "nothing: it is stored", "nieuw.xlsx": "your confirmation"}


def test_a_file_with_questions_is_opened_answered_in_part_and_put_back_with_its_answers() -> None:
    screen = choose({SOCIAL_WORK: READY[SOCIAL_WORK], "tabel.csv": table_alone()})
    screen.press("Open this file").press("This is what the marks mean")
    screen.press("Back to the 2 files")
    assert waits(screen) == {SOCIAL_WORK: "nothing: it can be stored now", "tabel.csv": "3 questions"}


def test_one_file_after_the_other_goes_as_ever() -> None:
    """A mended workbook takes the place of the one before; so does the next one once that is stored."""
    screen = open_screen("en").go("upload")
    bad, good = ("1", "fout.xlsx", with_credits(-3), ""), ("2", "fout.xlsx", READY[SOCIAL_WORK], "")
    add(screen, bad)
    assert STORE not in buttons(screen)
    add(screen, bad, good).press(STORE)
    add(screen, bad, good, ("3", FAMILY, READY[FAMILY], "")).press(STORE)
    assert programmes() == ["family-science", "social-work"]
    assert screen.tables() == []


def add(screen: Screen, *chosen: tuple[str, str, bytes, str]) -> Screen:
    """The same page with these files in the uploader, each with an id that it keeps, as in a browser."""
    screen.test.file_uploader(key="upload")._files = list(chosen)
    return screen.run()
