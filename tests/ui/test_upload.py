"""Uploading, step by step: what is asked, what is previewed, what is stored, and what is refused in words."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.frameworks.loader import load_legend, programme_name
from curriculum_map.services.grids import read_upload
from curriculum_map.services.imports import Outcome
from curriculum_map.wording.findings import sentence
from curriculum_map.wording.outcomes import outcome_sentence
from tests.ui.screen import Screen, open_screen, stored
from tests.ui.workbooks import (
    ABOUT,
    BLANK,
    COUNTS,
    COURSES,
    NOT_APPLICABLE,
    PLACES,
    WORDS,
    table_alone,
    with_credits,
    with_place,
    workbook,
)

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
MEND_IT = "Nothing is stored yet. Mend this in your workbook, save it and choose it again:"
STORE = "Store this grid"
REPLACE = "The new one may take the place of what is there."


def upload(data: bytes, name: str = "opleiding.xlsx", screen: Screen | None = None) -> Screen:
    """The upload page with this file chosen."""
    screen = (screen or open_screen()).go("upload")
    screen.test.file_uploader(key="upload").set_value((name, data, "application/octet-stream"))
    return screen.run()


def can_store(screen: Screen) -> bool:
    """Whether the page has the button that stores, and it can be pressed."""
    return any(one.label == screen.say(STORE) and not one.disabled for one in screen.test.button)


@pytest.mark.usefixtures("samples")
def test_a_filled_template_is_previewed_confirmed_and_stored() -> None:
    screen = upload(workbook())
    legend = load_legend()
    shown = screen.metrics()
    assert shown[screen.say("Courses")] == "2"
    assert shown[screen.say("ECTS offered")] == "9"
    assert {level: shown[legend.levels[level].name.nl] for level in COUNTS} == {
        level: str(count) for level, count in COUNTS.items()
    }
    assert shown[legend.not_applicable.nl] == str(NOT_APPLICABLE)
    assert shown[screen.say("left blank")] == str(BLANK)
    assert shown[screen.say("Ambitions")] == "1"
    assert len(stored()) == 25, "nothing is stored before the confirmation"
    screen.press(STORE)
    assert len(stored()) == 26
    assert outcome_sentence(Outcome.STORED, "nl") in screen.texts()


def test_the_same_file_again_says_that_it_is_there_already() -> None:
    data = workbook()
    upload(data).press(STORE)
    screen = upload(data, "kopie.xlsx")
    assert outcome_sentence(Outcome.ALREADY_THERE, "nl") in screen.texts()
    assert not can_store(screen)
    assert len(stored()) == 1


def test_a_changed_file_takes_the_place_of_the_earlier_one_only_when_that_is_confirmed() -> None:
    upload(workbook(), "eerste.xlsx").press(STORE)
    screen = upload(with_place(WORDS[3]), "tweede.xlsx")
    assert any("eerste.xlsx" in text for text in screen.texts())
    assert not can_store(screen)
    (agree,) = [box for box in screen.test.checkbox if box.label == screen.say(REPLACE)]
    agree.check()
    screen.run().press(STORE)
    assert outcome_sentence(Outcome.REPLACED, "nl") in screen.texts()
    assert [info.file_name for info in stored()] == ["tweede.xlsx"]


@pytest.mark.parametrize(
    ("name", "data", "code", "cell"),
    [
        ("leeg.xlsx", lambda: b"", "empty-file", None),
        ("plan.xlsx", lambda: PDF, "not-a-workbook", None),
        ("opleiding.xlsx", lambda: with_credits(-3), "bad-credits", "C4"),
    ],
)
def test_a_bad_file_stores_nothing_and_says_why(
    name: str, data: Callable[[], bytes], code: str, cell: str | None
) -> None:
    written = data()
    screen = upload(written, name)
    (finding,) = [one for one in read_upload(LOCAL_ACTOR, name, written).findings if one.code == code]
    assert sentence(finding, "nl") in screen.texts()
    assert any(f"!{cell}" in text for text in screen.texts()) is (cell is not None)
    assert screen.say(MEND_IT) in screen.texts()
    assert not can_store(screen)
    assert stored() == []


def test_the_cell_that_is_meant_is_marked_in_the_users_own_rows() -> None:
    screen = upload(with_credits(-3))
    places = [place for table in screen.tables() for row in table["rows"] for place in row.get("places", ())]
    assert [place["text"] for place in places if "mark" in place] == ["-3"]


def test_a_table_without_a_description_is_asked_about_and_stored_after_the_answers() -> None:
    screen = upload(table_alone(), "tabel.csv")
    assert not can_store(screen)
    assert screen.say(MEND_IT) not in screen.texts(), "an answer is enough, the file need not change"
    screen.press("This is what the marks mean")
    answers = {"Institution": "  Hogeschool   Voorbeeld ", "Academic year": "2026-2027"}
    for label, answer in answers.items():
        (field,) = [one for one in screen.test.text_input if one.label == screen.say(label)]
        field.set_value(answer)
    screen.press("This is what it is about")
    assert not can_store(screen), "the programme is still unknown"
    choices = {"Programme": "social-work", "Framework edition": "sap-2024-nl"}
    for label, choice in choices.items():
        fields = [one for one in screen.test.selectbox if one.label == screen.say(label)]
        fields[-1].set_value(choice)
    screen.press("This is what it is about").press(STORE)
    (info,) = stored()
    assert (info.key.institution, info.key.programme, info.key.academic_year) == (
        "Hogeschool Voorbeeld",
        "social-work",
        "2026-27",
    )
    assert info.edition == "sap-2024-nl"


def test_what_the_file_says_is_not_asked_again() -> None:
    screen = upload(workbook())
    assert list(screen.test.text_input) == []
    assert any(programme_name("social-work")["nl"] in text for text in screen.texts())


def test_of_a_file_that_says_its_year_and_not_its_rater_only_the_rater_is_asked() -> None:
    screen = upload(workbook(about=replace(ABOUT, rater=None)))
    assert [one.label for one in screen.test.text_input] == [
        screen.say("Rater (may stay empty): a role or a group, no names")
    ]


def test_the_cells_of_one_sentence_name_their_sheet_once() -> None:
    screen = upload(workbook(courses=[replace(course, ects=-3) for course in COURSES]))
    assert f"**`{screen.say('Courses')}!C4`**, **`C5`**" in screen.texts()


def test_of_many_double_codes_twenty_are_shown_and_the_others_counted() -> None:
    """24 courses of one code are 23 questions: twenty shown, three counted."""
    courses = [replace(COURSES[0], title=f"Vak {number}") for number in range(24)]
    screen = upload(workbook([PLACES[0]] * 24, courses))
    assert screen.say("and {count} more", count=3) in screen.texts()


def test_text_of_a_file_stays_text() -> None:
    title = "[een link](http://example.org) <b>vet</b> =1+1"
    screen = upload(workbook(PLACES, (replace(COURSES[0], title=title), COURSES[1]))).press(STORE).go("programme")
    screen.test.button_group(key="part").set_value("courses")
    screen.run()
    assert title in [row["name"] for table in screen.tables() for row in table["rows"]]


def test_the_empty_workbook_is_offered_in_the_visitors_language() -> None:
    screen = open_screen("nl").go("upload")
    assert [button.proto.label for button in screen.test.get("download_button")] == [
        screen.say("Download the empty workbook")
    ]


def test_of_two_visitors_who_replace_the_same_grid_the_second_is_asked_again() -> None:
    upload(workbook(), "eerste.xlsx").press(STORE)
    mine, theirs = upload(with_place(WORDS[3]), "mijn.xlsx"), upload(with_place(WORDS[1]), "hun.xlsx")
    for screen in (mine, theirs):
        (agree,) = [box for box in screen.test.checkbox if box.label == screen.say(REPLACE)]
        agree.check()
        screen.run()
    mine.press(STORE)
    theirs.press(STORE)
    assert [info.file_name for info in stored()] == ["mijn.xlsx"]
    assert not can_store(theirs), "what was ticked was another grid"
