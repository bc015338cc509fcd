"""The guided path of an untidy workbook: what we see, what headings and marks mean, what it is about, what changes."""

import re
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.meaning.answers import NOT_READ
from tests.ui.screen import Screen, open_screen, stored
from tests.ui.test_upload import REPLACE, STORE, can_store, upload
from tests.ui.workbooks import EDITION, TARGETS, UNTIDY, UNTIDY_NAME, UNTIDY_UNKNOWN, untidy, workbook
from tests.workbooks import ABOUT as ABOUT_FILE
from tests.workbooks import xlsx

HIDDEN = "Read what is hidden as well (hidden rows: {rows}, columns: {columns}, sheets: {sheets})"
HEADINGS, MARKS, ABOUT = "This is what they stand for", "This is what the marks mean", "This is what it is about"


def coloured() -> bytes:
    """Four courses by nine clusters with nothing but fills: green three times, light yellow twice."""
    names = [EDITION.name(target, "nl") for target in TARGETS]
    rows = [[title, *[""] * 9] for title in ("Ethiek", "Recht", "Stage", "Atelier")]
    book = load_workbook(BytesIO(xlsx({"Matrix": [["Vak", *names], *rows]})))
    for colour, places in {"A9D08E": ("B2", "D3", "F4"), "FFF2CC": ("C2", "E5")}.items():
        for place in places:
            book["Matrix"][place].fill = PatternFill("solid", fgColor=colour)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def labelled(fields: Any, part: str) -> Any:
    """The only field whose label holds this."""
    (field,) = [one for one in fields if part in one.label]
    return field


def steps(screen: Screen) -> list[str]:
    """The titles of the steps that are folded away, and of the one that stands open."""
    folded = [one.label.partition(" – ")[0] for one in screen.test.expander]
    return [title for title in (*folded, *(one.value for one in screen.test.header)) if re.match(r"\d\. ", title)]


def click(screen: Screen, key: str) -> Screen:
    """The page after a click on the only button whose key begins so."""
    (button,) = [one for one in screen.test.button if str(one.key).startswith(key)]
    button.click()
    return screen.run()


def picture(screen: Screen) -> dict[str, Any]:
    """The picture of the visitor's own sheet."""
    (drawn,) = [one for one in screen.tables() if "cells" in one]
    return drawn


def settled(screen: Screen) -> Screen:
    """The untidy workbook with every question answered as proposed, and the unknown heading left out."""
    labelled(screen.test.selectbox, UNTIDY_UNKNOWN).set_value(NOT_READ)
    return screen.press(HEADINGS).press(MARKS).press(ABOUT)


def test_the_steps_come_one_by_one_and_each_is_folded_away_once_it_is_answered() -> None:
    screen = upload(untidy(), UNTIDY_NAME)
    see, headings, marks, about = (
        f"{number}. {screen.say(title)}"
        for number, title in enumerate(
            ("What we see", "What the headings mean", "What the marks mean", "About this file"), start=1
        )
    )
    assert steps(screen) == [see, headings]
    labelled(screen.test.selectbox, UNTIDY_UNKNOWN).set_value(NOT_READ)
    assert steps(screen.press(HEADINGS)) == [see, headings, marks]
    assert steps(screen.press(MARKS)) == [see, headings, marks, about]
    assert not can_store(screen)
    assert steps(screen.press(ABOUT)) == [see, headings, marks, about]
    assert can_store(screen)


def test_in_a_map_of_another_framework_no_heading_is_asked_about_before_the_others() -> None:
    table = (("Code", "Opleidingsonderdeel", "DLR 1", "DLR 2"), ("A", "Ethiek", "x", ""), ("B", "Recht", "x", "x"))
    screen = upload(xlsx({"Matrix": (*table, ("C", "Stage", "", "x"))}))
    assert [labelled(screen.test.selectbox, heading).value for heading in ("DLR 1", "DLR 2")] == [NOT_READ, NOT_READ]


def test_a_filled_template_asks_nothing_and_is_stored_with_one_press() -> None:
    screen = upload(workbook())
    assert [one.value for one in screen.test.header] == [screen.say("What would be stored")]
    screen.press(STORE)
    assert len(stored()) == 1


def test_what_is_proposed_is_counted_only_after_it_was_confirmed() -> None:
    """x 3, xx 3, xxx 2 and one doubt that counts as well framed; blank are 3 of 12 places and all of 5 x 3 others."""
    screen = settled(upload(untidy(), UNTIDY_NAME))
    legend, shown = load_legend(), screen.metrics()
    assert [shown[level.name.nl] for level in legend.levels] == ["0", "3", "4", "2"]
    assert shown[screen.say("left blank")] == str(3 + 5 * 3)
    assert any("telt niets als gegarandeerd" in text for text in screen.texts()), "said before it is stored"
    screen.press(STORE)
    (info,) = stored()
    assert (info.key.institution, info.key.programme) == ("Hogeschool Voorbeeld", "social-work")


def test_a_level_chosen_for_a_mark_counts_in_the_place_of_the_proposal() -> None:
    screen = upload(untidy(), UNTIDY_NAME)
    labelled(screen.test.selectbox, UNTIDY_UNKNOWN).set_value("vision")
    screen.press(HEADINGS)
    labelled(screen.test.selectbox, "goed gekaderd?").set_value(1)
    screen.press(MARKS).press(ABOUT)
    # The heading that was named brings one more x and one more xx.
    assert [screen.metrics()[level.name.nl] for level in load_legend().levels] == ["0", "5", "4", "2"]


def test_a_mark_without_an_answer_is_said_below_the_button() -> None:
    table = (
        ("Code", "Opleidingsonderdeel", "inclusion"),
        ("A", "Ethiek", "q"),
        ("B", "Recht", "q"),
        ("C", "Stage", "q"),
    )
    screen = upload(xlsx({"Opleiding": ABOUT_FILE, "Matrix": table}))
    assert [one.value for one in screen.test.info] == []
    screen.press(MARKS)
    left = screen.say("{count} mark has no answer yet: choose above what it stands for.", count=1)
    assert [one.value for one in screen.test.info] == [left]
    labelled(screen.test.selectbox, "“q”").set_value(1)
    assert [one.value for one in screen.press(MARKS).test.info] == []


def test_what_a_file_is_about_comes_first_where_the_institution_may_have_answered_before() -> None:
    """Its first file was of Hogeschool Voorbeeld; this year's names nobody, and has the same marks."""
    settled(upload(untidy(), UNTIDY_NAME)).press(STORE)
    screen = upload(untidy(((), *UNTIDY[1:])), "kaart.xlsx")
    see, about, headings = (
        f"{number}. {screen.say(title)}"
        for number, title in enumerate(("What we see", "About this file", "What the headings mean"), start=1)
    )
    assert steps(screen) == [see, about]
    for name, value in (("Institution", "Hogeschool Voorbeeld"), ("Academic year", "2027-28")):
        labelled(screen.test.text_input, screen.say(name)).set_value(value)
    labelled(screen.test.selectbox, screen.say("Programme")).set_value("social-work")
    labelled(screen.test.selectbox, screen.say("Framework edition")).set_value("sap-2024-nl")
    assert steps(screen.press(ABOUT)) == [see, about, headings]
    labelled(screen.test.selectbox, UNTIDY_UNKNOWN).set_value(NOT_READ)
    screen.press(HEADINGS)
    assert screen.say("This was answered before for this institution.") in labelled(screen.test.selectbox, "“xx”").label


def test_the_picture_says_what_the_lines_of_the_own_sheet_are() -> None:
    screen = upload(untidy(), UNTIDY_NAME)
    drawn = picture(screen)
    says = {row["name"]: row["says"] for row in drawn["rows"]}
    assert (says["3"], says["4"], says["5"]) == ("Opleidingsonderdeel", "Studiepunten", screen.say("levels"))
    assert says["10"].startswith(screen.say("left out"))
    assert [one["says"] for one in drawn["columns"]] == [screen.say(word) for word in ("heading", *["course"] * 3)]
    levels = [text for row in drawn["cells"] for text, role in row if role == "level"]
    assert levels[:3] == ["x", "xx", "xxx"]


def test_the_hidden_sheet_is_named_and_read_when_that_is_asked_for() -> None:
    screen = upload(untidy(), UNTIDY_NAME)
    labelled(screen.test.checkbox, screen.say(HIDDEN, rows=0, columns=0, sheets=1)).check()
    screen.run()
    asked = labelled(screen.test.radio, screen.say("Which sheet is to be read?"))
    assert (asked.options, asked.value) == (["Matrix", "Vorig jaar"], None)
    asked.set_value("Vorig jaar")
    screen.run()
    assert [row["places"][1]["text"] for row in screen.tables()[0]["rows"]] == [screen.say("no"), screen.say("yes")]


def test_the_way_the_map_lies_can_be_overruled() -> None:
    screen = upload(untidy(), UNTIDY_NAME)
    radio = labelled(screen.test.radio, screen.say("Not right? Where do the courses stand?"))
    assert radio.value == "courses_cols"
    radio.set_value("courses_rows")
    screen.press("Read it this way")
    assert labelled(screen.test.radio, screen.say("Not right? Where do the courses stand?")).value == "courses_rows"
    assert picture(screen)["columns"][1]["says"] == screen.say("levels")


def test_an_upload_that_was_begun_waits_for_the_next_visit() -> None:
    screen = upload(untidy(), UNTIDY_NAME)
    labelled(screen.test.selectbox, UNTIDY_UNKNOWN).set_value(NOT_READ)
    screen.press(HEADINGS)
    later = click(open_screen().go("upload"), "resume-")
    assert later.say("You go on with {file}.", file=UNTIDY_NAME) in later.texts()
    assert steps(later)[-1] == f"3. {later.say('What the marks mean')}", "the answer of the first visit counts"
    later.press(MARKS).press(ABOUT).press(STORE)
    assert [info.file_name for info in stored()] == [UNTIDY_NAME]
    assert later.say("Begun and not finished") not in open_screen().go("upload").texts()


def test_a_begun_upload_can_be_thrown_away() -> None:
    upload(untidy(), UNTIDY_NAME).press("Read it this way")
    screen = click(open_screen().go("upload"), "drop-")
    assert screen.say("Begun and not finished") in screen.texts(), "it is asked first"
    screen = click(screen, "sure-")
    assert screen.say("Begun and not finished") not in screen.texts()
    assert not any(str(one.key).startswith("resume-") for one in screen.test.button)


def test_a_mended_workbook_takes_the_answers_about_the_version_before_with_one_press() -> None:
    """One mark is mended; all that was answered holds, so that nothing is asked any more."""
    first = upload(untidy(), UNTIDY_NAME)
    labelled(first.test.selectbox, UNTIDY_UNKNOWN).set_value(NOT_READ)
    first.press(HEADINGS).press(MARKS).press(ABOUT)
    mended = (*UNTIDY[:4], (UNTIDY[4][0], "xx", "xx", "xxx"), *UNTIDY[5:])
    second = upload(untidy(mended), UNTIDY_NAME.replace(".xlsx", "-bevindingen.xlsx"))
    assert not can_store(second)
    second.press("Fill in the same answers")
    assert can_store(second)
    assert second.say("Fill in the same answers") not in [one.label for one in second.test.button]


def test_what_was_decided_is_proposed_with_the_next_file_of_the_institution() -> None:
    first = upload(untidy(), UNTIDY_NAME)
    labelled(first.test.selectbox, UNTIDY_UNKNOWN).set_value("vision")
    first.press(HEADINGS)
    labelled(first.test.selectbox, "goed gekaderd?").set_value(1)
    first.press(MARKS).press(ABOUT).press(STORE)
    next_year = (*UNTIDY[:4], (UNTIDY[4][0], "xx", "xx", "xxx"), *UNTIDY[5:])
    second = upload(untidy(next_year), "leerlijn 2027-28.xlsx")
    heading = labelled(second.test.selectbox, UNTIDY_UNKNOWN)
    assert heading.value == "vision"
    assert second.say("a proposal: decided before for this institution") in heading.label
    second.press(HEADINGS)
    doubt = labelled(second.test.selectbox, "goed gekaderd?")
    assert doubt.value == 1
    assert second.say("This was answered before for this institution.") in doubt.label


def test_what_changes_is_said_before_it_is_confirmed() -> None:
    """Bachelorproef is new, and Stage stays though the file does not have it; in Ethiek en recht one x becomes xx."""
    settled(upload(untidy(), UNTIDY_NAME)).press(STORE)
    rows = [list(row) for row in UNTIDY]
    rows[2][3], rows[4][1] = "Bachelorproef", "xx"
    for at in range(4, 9):
        rows[at][3] = "x"
    screen = upload(untidy(rows), UNTIDY_NAME)
    heading = screen.say("What changes against the grid that is stored")
    assert heading not in screen.texts()
    settled(screen)
    assert heading in screen.texts()
    (counts,) = [text for text in screen.texts() if text.startswith(f"{screen.say('Courses')}: ")]
    assert counts.splitlines() == [
        f"{screen.say('Courses')}: {screen.say('new')} 1",
        f"{screen.say('Ratings')}: {screen.say('higher')} 1",
    ]
    assert not can_store(screen)
    labelled(screen.test.checkbox, screen.say(REPLACE)).check()
    screen.run().press(STORE)
    assert len(stored()) == 1


def test_the_workbook_with_findings_and_the_answers_can_be_taken_along() -> None:
    screen = upload(untidy(), UNTIDY_NAME)
    assert downloads(screen) == [screen.say("Your workbook with our findings in it")]
    labelled(screen.test.selectbox, UNTIDY_UNKNOWN).set_value(NOT_READ)
    screen.press(HEADINGS)
    assert downloads(screen) == [
        screen.say("Your workbook with our findings in it"),
        screen.say("Your answers, for next time"),
    ]


def downloads(screen: Screen) -> list[str]:
    """What can be downloaded, less the empty workbook."""
    return [label for label in screen.downloads() if label != screen.say("Download the empty workbook")]


def test_a_file_without_a_map_is_declined_with_what_it_seems_to_be() -> None:
    screen = upload(b"Code;Vak\nA1;Ethiek\nB1;Stage\n", "vakken.csv")
    assert any(screen.say("nothing is read") in one.label for one in screen.test.expander)
    assert not can_store(screen)
    assert screen.tables()[0]["rows"][0]["places"][1]["text"] == screen.say("no")


def test_a_file_that_was_declined_can_be_read_all_the_same_by_saying_how_it_lies() -> None:
    """It looks like points of people; who says that its rows are courses has nine of our targets read."""
    names = [EDITION.name(target, "nl") for target in EDITION.targets(Granularity.CLUSTER)]
    lines = [["Naam", "Voornaam", *names], ["Ethiek", "A", *"123012301"], ["Stage", "B", *"321032103"]]
    screen = upload("\n".join(map(";".join, lines)).encode(), "punten.csv")
    assert any(screen.say("nothing is read") in one.label for one in screen.test.expander)
    labelled(screen.test.radio, screen.say("Not right? Where do the courses stand?")).set_value("courses_rows")
    screen.press("Read it this way")
    seen = next(one.label for one in screen.test.expander if "csv" in one.label)
    assert screen.say("courses in rows") in seen


def test_every_heading_that_is_not_asked_about_is_named_as_the_edition_names_it() -> None:
    screen = upload(untidy(), UNTIDY_NAME)
    (table,) = [one for one in screen.tables() if one["caption"] == screen.say("How each outcome is read")]
    named = [row["places"][0]["text"] for row in table["rows"]]
    assert named == [EDITION.name(target, "nl") for target in TARGETS[:4]]
    screen.press(HEADINGS)
    left = screen.say("{count} heading has no answer yet: choose above what it stands for.", count=1)
    assert [one.value for one in screen.test.info] == [left]


def test_what_was_not_filled_in_is_named_below_the_button() -> None:
    """A file that says nothing about itself: institution, programme and year are asked, the rater may stay open."""
    screen = upload(untidy(((), *UNTIDY[1:])), "kaart.xlsx")
    labelled(screen.test.selectbox, UNTIDY_UNKNOWN).set_value(NOT_READ)
    screen.press(HEADINGS).press(MARKS)
    assert [one.value for one in screen.test.info] == []
    screen.press(ABOUT)
    fields = "instelling, opleiding, academiejaar"
    assert [one.value for one in screen.test.info] == [screen.say("Still to fill in: {fields}.", fields=fields)]


def test_a_colour_that_no_legend_explains_is_named_in_words_and_shown() -> None:
    screen = upload(coloured(), "kleuren.xlsx")
    field = labelled(screen.test.selectbox, "A9D08E")
    assert "groen" in field.label.split("A9D08E")[0]


def test_a_file_of_which_every_heading_is_left_out_has_nothing_to_store() -> None:
    rows = [[f"Leeruitkomst {at}", *row[1:]] if 4 <= at < 9 else row for at, row in enumerate(UNTIDY)]
    screen = upload(untidy(rows), UNTIDY_NAME)
    for heading in [one for one in screen.test.selectbox if "(Matrix!" in one.label]:
        heading.set_value(NOT_READ)
    screen.press(HEADINGS)
    assert not can_store(screen)
    assert any("Alle 5 koppen zijn weggelaten" in text for text in screen.texts())
