"""Answers as a file on the upload page, sheets that are left out, and what comes back of a file that is too large."""

import pytest

from curriculum_map.domain.curriculum import ElectiveGroup
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.text import LANGUAGES, Language
from curriculum_map.importing.meaning.answers import NO_MAP
from curriculum_map.services import annotated
from curriculum_map.storage.grids import load_grids
from curriculum_map.ui.session import database
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import day
from tests.ui.screen import Screen, open_screen, stored
from tests.ui.test_upload import STORE, can_store, table_alone, upload
from tests.ui.test_upload_steps import downloads, labelled, steps
from tests.ui.workbooks import UNTIDY_NAME, UNTIDY_UNKNOWN, untidy, workbook
from tests.workbooks import ABOUT, rows_of, xlsx

ALL_OF_IT = f"""
institution: Hogeschool Voorbeeld
programme: social-work
academic_year: 2026-27
edition: sap-2024-nl
blank_means: not-rated
columns: {{{UNTIDY_UNKNOWN}: not-read}}
marks: {{x: exemplary, xx: well-framed, xxx: practised, "goed gekaderd?": well-framed}}
"""
LIES = "Not right? Where do the courses stand?"
TAKE_ALONG = "Your answers, for next time"


def with_answers(screen: Screen, text: str, name: str = "answers.yaml") -> Screen:
    """The page after this file of answers was chosen."""
    uploader = labelled(screen.test.file_uploader, screen.say("A file of answers"))
    uploader.set_value((name, text.encode(), "application/yaml"))
    return screen.run()


def leave_out(screen: Screen) -> Screen:
    """The page after it was said that the sheet that is drawn is no map."""
    labelled(screen.test.radio, screen.say(LIES)).set_value(NO_MAP)
    return screen.press("Read it this way")


def read_sheets(screen: Screen) -> list[str]:
    """Whether each sheet of the file is read, as the first table says."""
    return [row["places"][1]["text"] for row in screen.tables()[0]["rows"]]


def test_a_file_of_answers_fills_in_the_page() -> None:
    screen = with_answers(upload(untidy(), UNTIDY_NAME), ALL_OF_IT)
    assert screen.say("The answers in {file} are filled in.", file="answers.yaml") in screen.texts()
    screen.press(STORE)
    (info,) = stored()
    assert (info.key.institution, info.key.programme) == ("Hogeschool Voorbeeld", "social-work")


def test_an_answer_of_the_file_shows_in_a_field_that_was_filled_in_before() -> None:
    """The mark x is 3 on the page, then 1 by the file; what the file does not answer stays."""
    screen = upload(table_alone(), "tabel.csv").press("This is what the marks mean")
    labelled(screen.test.text_input, screen.say("Institution")).set_value("Hogeschool Eerst")
    labelled(screen.test.text_input, screen.say("Academic year")).set_value("2025-26")
    screen.press("This is what it is about")
    with_answers(screen, "institution: Hogeschool Daarna\n")
    assert labelled(screen.test.text_input, screen.say("Institution")).value == "Hogeschool Daarna"
    assert labelled(screen.test.text_input, screen.say("Academic year")).value == "2025-26"


def test_of_a_wrong_file_of_answers_nothing_is_taken_and_each_fault_has_its_sentence() -> None:
    screen = with_answers(upload(untidy(), UNTIDY_NAME), f"{ALL_OF_IT}colour: red\nhidden: soms\n")
    said = [text for text in screen.texts() if "colour" in text]
    assert len(said) == 1
    assert [line.partition(" van de antwoorden")[0] for line in said[0].splitlines()] == ["Regel 9", "Regel 10"]
    assert not can_store(screen)
    assert screen.say(TAKE_ALONG) not in downloads(screen)
    mended = with_answers(screen, ALL_OF_IT)
    assert can_store(mended)
    assert screen.say(TAKE_ALONG) in downloads(screen)


@pytest.mark.parametrize(("text", "code"), [("", "There is no answer in {file}."), ("\x00", None), ("- [", None)])
def test_a_file_without_answers_says_so(text: str, code: str | None) -> None:
    screen = with_answers(upload(untidy(), UNTIDY_NAME), text, "leeg.yaml")
    wrong = screen.say("Nothing was taken from {file}. Mend this in it and choose it again:", file="leeg.yaml")
    assert (screen.say(code, file="leeg.yaml") if code else wrong) in screen.texts()


def test_a_sheet_that_is_no_map_is_left_out_and_taken_back() -> None:
    """Two sheets hold a map once the hidden one is read too; without the first there is nothing left to ask."""
    screen = with_answers(upload(untidy(), UNTIDY_NAME), f"{ALL_OF_IT}hidden: yes\n")
    assert not can_store(screen)
    assert read_sheets(leave_out(screen)) == [screen.say("no, you left it out"), screen.say("yes")]
    assert can_store(screen)
    looked_at = labelled(screen.test.selectbox, screen.say("Sheet to look at"))
    assert (looked_at.options, looked_at.value) == (["Matrix", "Vorig jaar"], "Vorig jaar")
    looked_at.set_value("Matrix")
    screen.run()
    assert labelled(screen.test.radio, screen.say(LIES)).value == NO_MAP
    labelled(screen.test.radio, screen.say(LIES)).set_value("courses_cols")
    screen.press("Read it this way")
    assert labelled(screen.test.radio, screen.say("Which sheet is to be read?")).value is None
    assert not can_store(screen)


def test_a_sheet_beside_the_map_is_read_for_what_it_says_about_it() -> None:
    """A template has sheets for the programme, the courses, the ambitions and the legend."""
    beside = open_screen().say("only what it says about the map")
    assert read_sheets(upload(workbook())) == [beside, "ja", "ja", beside]


def test_the_only_sheet_left_out_leaves_nothing_to_read_and_can_be_taken_back() -> None:
    screen = leave_out(upload(workbook()))
    assert any(screen.say("nothing is read") in one.label for one in screen.test.expander)
    assert not can_store(screen)
    looked_at = labelled(screen.test.selectbox, screen.say("Sheet to look at"))
    looked_at.set_value(screen.say("Courses"))
    screen.run()
    labelled(screen.test.radio, screen.say(LIES)).set_value("courses_rows")
    assert can_store(screen.press("Read it this way"))


def test_a_sheet_that_the_answers_name_and_that_is_not_read_is_asked_about() -> None:
    """With the hidden sheet chosen and then left unread, one map is left; it is not taken in its place."""
    screen = with_answers(upload(untidy(), UNTIDY_NAME), f"{ALL_OF_IT}sheet: Vorig jaar\n")
    assert steps(screen)[-1] == f"1. {screen.say('What we see')}"
    assert any(text.startswith("“Vorig jaar” is opgegeven als het blad om te lezen") for text in screen.texts())
    asked = labelled(screen.test.radio, screen.say("Which sheet is to be read?"))
    assert (asked.options, asked.value) == (["Matrix"], None)
    asked.set_value("Matrix")
    assert can_store(screen.run())


def test_sheets_of_one_map_are_read_together_once_that_is_confirmed_and_apart_when_it_is_refused() -> None:
    """Two courses on each of two sheets: four together, or two of one sheet alone."""
    table = "Vak | Studiepunten | Status | inclusion | choosing\n{0} | 6 | verplicht | 3 | 1\n{1} | 3 | keuze | 2 |"
    sheets = {"Fase 1": rows_of(table.format("Ethiek", "Recht")), "Fase 2": rows_of(table.format("Stage", "Zorg"))}
    screen = upload(xlsx({"Opleiding": ABOUT, **sheets}), "matrix.xlsx")
    which = screen.say("Which sheet is to be read?")
    asked, together = labelled(screen.test.radio, which), "Fase 1, Fase 2: samen, als één matrix"
    assert (asked.options, asked.value) == ([together, "Fase 1", "Fase 2"], None)
    assert read_sheets(screen)[1:] == ["ja", "ja"]
    assert not can_store(screen)
    asked.set_value(("Fase 1", "Fase 2"))
    assert can_store(screen.run())
    assert any("4 opleidingsonderdelen" in one.label for one in screen.test.expander)
    labelled(screen.test.radio, which).set_value("Fase 2")
    assert can_store(screen.run())
    assert read_sheets(screen)[1:] == [screen.say("no"), "ja"]
    screen = with_answers(screen, "together: [Fase 1, Fase 2]\n")
    assert read_sheets(screen)[1:] == ["ja", "ja"]


def test_of_a_file_too_large_to_be_annotated_the_list_is_offered_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(annotated, "comes_back_whole", lambda *_: False)
    screen = upload(untidy(), UNTIDY_NAME)
    assert downloads(screen) == [screen.say("The list of our findings")]
    assert any(text.startswith("Je werkmap is te groot") for text in screen.texts())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_reads_in_the_language_of_the_visitor(language: Language) -> None:
    screen = open_screen(language).go("upload")
    rated = labelled(screen.test.selectbox, screen.say("Rated"))
    assert rated.options == [
        label(one, screen.language) for one in (Granularity.CELL, Granularity.CLUSTER, Granularity.ELEMENT)
    ]
    upload(untidy(), UNTIDY_NAME, screen)
    heading = labelled(screen.test.selectbox, UNTIDY_UNKNOWN)
    assert heading.options[-1] == screen.say("do not read")
    heading.set_value(heading.options[-1])
    screen.press("This is what they stand for")
    assert {"en": "well framed", "nl": "goed gekaderd"}[language] in labelled(screen.test.selectbox, "“xx”").options
    screen.press("This is what the marks mean").press("This is what it is about")
    assert can_store(screen)


def test_a_file_that_was_stored_comes_again_with_what_was_answered_about_it() -> None:
    """Nothing is asked again, each answer says that it was given before, and one may begin anew."""
    data = untidy()
    with_answers(upload(data, UNTIDY_NAME), ALL_OF_IT).press(STORE)
    (info,) = stored()

    again = upload(data, UNTIDY_NAME)

    said = "This file was stored before, on {day}. What was answered then is filled in: open a step to change it."
    assert again.say(said, day=day(info.imported_at, "nl")) in again.texts()
    assert not any(steps_asking(again))
    marks = [one.label for one in again.test.selectbox if again.say("answered before") in one.label]
    assert [label.partition("”")[0] for label in marks] == ["**“x", "**“xx", "**“xxx", "**“goed gekaderd?"]
    assert again.say("Begun and not finished") not in [one.value for one in upload_page().test.header]

    anew = upload(data, UNTIDY_NAME).press("Answer everything anew")
    assert any(steps_asking(anew))
    assert not can_store(anew)


def steps_asking(screen: Screen) -> list[str]:
    """The titles of the steps that stand open because they ask something."""
    return [one.value for one in screen.test.header if one.value[:1].isdigit()]


def upload_page() -> Screen:
    return open_screen().go("upload")


TRACKS_AND_CODES = """Instelling;Hogeschool Voorbeeld
Opleiding;Sociaal werk
Academiejaar;2026-27
Editie van het kader;sap-2024-nl
Een lege cel betekent;niet beoordeeld

Code;Opleidingsonderdeel;Studiepunten;Afstudeerrichting;inclusion;choosing
A;Ethiek;6;Kind/Gezin;2;1
B;Recht;6;Zorg;2;1
"""


def test_a_track_that_may_be_several_is_asked_with_a_proposal_and_then_stored() -> None:
    screen = upload(TRACKS_AND_CODES.encode(), "trajecten.csv")
    assert not can_store(screen)
    assert labelled(screen.test.text_input, "Kind/Gezin").value == "Kind; Gezin"
    assert can_store(screen.press("These are the tracks"))


GROUPS = TRACKS_AND_CODES.replace("Afstudeerrichting", "Status").replace("Zorg", "keuze: Media")


def test_an_elective_group_without_a_rule_is_asked_and_may_stay_as_it_is() -> None:
    """Nothing is in the way; said that both of Media are taken, or 6 credits of it, that is stored."""
    screen = upload(GROUPS.replace("Kind/Gezin", "keuze: Media").encode(), "keuze.csv")
    assert can_store(screen)
    (chosen,) = (one for one in screen.test.selectbox if "Media" in one.label)
    assert (chosen.value, len(chosen.options)) == ("not-known", 3)
    chosen.set_value("2")
    screen.press("This is what students take").press(STORE)
    (info,) = stored()
    with database().read() as connection:
        (grid,) = load_grids(connection, [info.id])
    assert grid.grid.groups == (ElectiveGroup("Media", 2),)


def test_what_a_file_does_not_say_for_certain_of_a_group_has_to_be_answered() -> None:
    """One of two courses says that one of three is taken: proposed is one. By the answer it is at least 4.5 credits."""
    written = "keuze: Media (1 van 3)"
    screen = upload(GROUPS.replace("Kind/Gezin", written).encode(), "keuze.csv")
    assert not can_store(screen)
    (chosen,) = (one for one in screen.test.selectbox if "Media" in one.label)
    assert (chosen.value, chosen.label.endswith(f"**{screen.say('(proposal)')}**")) == ("1", True)
    assert any("“Media”" in text for text in screen.texts())
    (credits,) = (one for one in screen.test.number_input if "Media" in one.label)
    credits.set_value(4.5)
    screen.press("This is what students take").press(STORE)
    (info,) = stored()
    with database().read() as connection:
        (grid,) = load_grids(connection, [info.id])
    assert grid.grid.groups == (ElectiveGroup("Media", ects=4.5),)


def test_codes_with_decimals_are_asked_about_in_one_form() -> None:
    """1.1 is mended, 1.2 is as it stands."""
    cells = [*rows_of(TRACKS_AND_CODES.replace("Kind/Gezin", "Zorg").replace(";", "|"))]
    cells[7][0], cells[8][0] = 1.1, 1.2
    screen = upload(xlsx({"Matrix": cells}))
    assert not can_store(screen)
    labelled(screen.test.text_input, "Matrix!A8").set_value("1.10")
    assert can_store(screen.press("These are the codes"))
    screen.press(STORE)
    (info,) = stored()
    with database().read() as connection:
        (grid,) = load_grids(connection, [info.id])
    assert [course.code for course in grid.grid.courses] == ["1.10", "1.2"]
