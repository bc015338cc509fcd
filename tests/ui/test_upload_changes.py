"""The last step of an upload over a grid that is there: courses called otherwise, courses missing, somebody else."""

from dataclasses import replace
from datetime import UTC, datetime

from streamlit.testing.v1.element_tree import Radio

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import Course, Grid, Status
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.services.history import roll_back
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import load_grids
from tests.ui.screen import Screen, column_of, open_screen, stored
from tests.ui.test_upload import REPLACE, STORE, can_store, upload
from tests.ui.workbooks import COURSES, PLACES, WORDS, with_place, workbook

WHICH = "This is which course is which"
INTRODUCTION, STUDIO = COURSES
# Two programmes of four courses: the two of the workbook, and two that have its levels.
FOUR = (*COURSES, Course("C1", "Stage", 12, 3, "1", Status.COMPULSORY), Course("D1", "Bachelorproef", 9, 3, "2", None))


def four(*courses: Course) -> bytes:
    return workbook([PLACES[number % 2] for number in range(len(courses))], courses)


def grid() -> Grid:
    """The only stored grid, whole."""
    with Database(Settings().database()).read() as connection:
        (one,) = load_grids(connection, [info.id for info in stored()])
    return one.grid


def agree(screen: Screen) -> Screen:
    (box,) = [one for one in screen.test.checkbox if one.label == screen.say(REPLACE)]
    box.check()
    return screen.run()


def test_a_course_that_seems_renamed_is_stored_only_after_somebody_said_that_it_is() -> None:
    """A1 has another title: proposed as the same course, and confirmed with one press."""
    upload(workbook(), "eerste.xlsx").press(STORE)
    renamed = workbook(courses=(replace(INTRODUCTION, title="Sociaal werk vandaag"), STUDIO))
    screen = agree(upload(renamed, "tweede.xlsx"))
    (row,) = screen.test.multiselect
    assert (row.value, row.options) == (["A1 Sociaal werk vandaag"], ["A1 Sociaal werk vandaag", "B1 Digitaal atelier"])
    assert not can_store(screen)
    assert screen.say("First say above which course became which.") in screen.texts()
    screen.press(WHICH)
    assert can_store(screen)
    screen.press(STORE)
    assert [course.title for course in grid().courses] == ["Sociaal werk vandaag", "Digitaal atelier"]


def test_a_course_that_only_looks_renamed_is_not_and_the_old_one_stays() -> None:
    """The same code stands for another course: emptied, the old one is not in the file, and stays as rated."""
    upload(workbook(), "eerste.xlsx").press(STORE)
    other = workbook(courses=(replace(INTRODUCTION, title="Heel iets anders"), STUDIO))
    screen = agree(upload(other, "tweede.xlsx"))
    screen.test.multiselect[0].set_value([])
    screen.press(WHICH)
    assert "- A1 Inleiding sociaal werk" in screen.texts()
    screen.press(STORE)
    after = grid()
    assert [course.title for course in after.courses] == [
        "Inleiding sociaal werk",
        "Heel iets anders",
        "Digitaal atelier",
    ], "in its place of before"
    assert after.carried == frozenset()


def test_a_course_that_was_split_is_several_now() -> None:
    """Stage, 12 credits, becomes two courses of 6: proposed. Nothing is gone or new, and both have its levels."""
    upload(four(*FOUR[:3]), "eerste.xlsx").press(STORE)
    halves = (Course("E1", "Werkplek", 6, 3, "1", Status.COMPULSORY), Course("F1", "Reflectie", 6, 3, "1", None))
    screen = agree(upload(four(*COURSES, *halves), "tweede.xlsx"))
    (row,) = screen.test.multiselect
    assert row.value == ["E1 Werkplek", "F1 Reflectie"]
    assert not can_store(screen), "it is a question"
    screen.press(WHICH)
    (counts,) = [text for text in screen.texts() if text.startswith(f"{screen.say('Courses')}: ")]
    assert counts.splitlines()[0] == f"{screen.say('Courses')}: {screen.say('from a split')} 2"
    screen.press(STORE)
    assert len(grid().courses) == 4


def test_courses_that_are_not_in_the_file_are_named_and_stay_unless_they_are_told_to_go() -> None:
    """One of four is no question more; two of four are more than 30 %."""
    upload(four(*FOUR), "eerste.xlsx").press(STORE)
    screen = agree(upload(four(*FOUR[:2]), "tweede.xlsx"))
    assert "2 van de 4 bewaarde opleidingsonderdelen staan niet in dit bestand" in screen.texts()
    assert "- C1 Stage\n- D1 Bachelorproef" in screen.texts()
    assert can_store(screen), "they stay"
    (choice,) = [one for one in screen.test.radio if one.label == "Wat gebeurt ermee?"]
    choice.set_value(screen.say("They go"))
    screen.run()
    assert not can_store(screen)
    (sure,) = [one for one in screen.test.checkbox if one.label.startswith("2 van de 4")]
    sure.check()
    screen.run().press(STORE)
    assert [course.title for course in grid().courses] == [course.title for course in COURSES]


def test_what_a_change_does_to_the_coverage_is_shown() -> None:
    """The only compulsory course goes from well framed to practised in the first cluster: guaranteed 2 becomes 3."""
    upload(workbook(), "eerste.xlsx").press(STORE)
    screen = upload(with_place(WORDS[3]), "tweede.xlsx")
    (table,) = [one for one in screen.tables() if one["caption"] == screen.say("Outcomes that are covered differently")]
    shown = {
        column["id"]: [place and place["state"] for _, place in column_of(table, column["id"])]
        for column in table["columns"]
    }
    assert shown == {
        "guaranteed-before": [2],
        "guaranteed-now": [3],
        "possible-before": [3],
        "possible-now": [3],
    }


def test_the_coverage_that_is_shown_is_that_of_what_is_chosen_for_missing_courses() -> None:
    """Without the only compulsory course nothing is guaranteed: 2 becomes not rated in the first cluster of nine."""
    upload(workbook(), "eerste.xlsx").press(STORE)
    screen = upload(workbook(PLACES[1:], (STUDIO,)), "tweede.xlsx")
    caption = screen.say("Outcomes that are covered differently")
    assert caption not in [one["caption"] for one in screen.tables()]
    (choice,) = [one for one in screen.test.radio if one.label == "Wat gebeurt ermee?"]
    choice.set_value(screen.say("They go"))
    screen.run()
    (table,) = [one for one in screen.tables() if one["caption"] == caption]
    first = [place and place["state"] for place in table["rows"][0]["places"]]
    assert first == [2, NOT_RATED, 3, 3]


def test_the_second_of_two_sees_what_the_first_changed_and_what_theirs_would_change_now() -> None:
    """Well framed becomes practised by the one; exemplary is what the other wants: lower than what stands there now."""
    upload(workbook(), "eerste.xlsx").press(STORE)
    mine, theirs = agree(upload(with_place(WORDS[3]), "mijn.xlsx")), agree(upload(with_place(WORDS[1]), "hun.xlsx"))
    heading = theirs.say("What somebody else changed since you looked")
    assert heading not in theirs.texts()
    mine.press(STORE)
    theirs.press(STORE)
    assert [(info.file_name, info.version) for info in stored()] == [("mijn.xlsx", 2)]
    assert heading in theirs.texts()
    counts = [text for text in theirs.texts() if text.startswith(f"{theirs.say('Ratings')}: ")]
    assert counts == [f"{theirs.say('Ratings')}: {theirs.say(word)} 1" for word in ("higher", "lower")]
    assert any("mijn.xlsx" in text for text in theirs.texts())
    assert not can_store(theirs), "what was ticked was another version"
    agree(theirs).press(STORE)
    assert [(info.file_name, info.version) for info in stored()] == [("hun.xlsx", 3)]
    assert LOCAL_ACTOR.name == stored()[0].imported_by


def test_what_was_chosen_waits_with_what_was_seen_for_another_browser() -> None:
    """B is A under another title, and of four courses two go; meanwhile somebody stored version 2.

    The next visit has the link and the choice as they were, and says what changed since the first one looked.
    """
    upload(four(*FOUR), "eerste.xlsx").press(STORE)
    renamed = replace(INTRODUCTION, code=None, title="Sociaal werk vandaag")
    mine = upload(four(renamed, STUDIO), "mijn.xlsx")
    (row,) = [
        one
        for one in mine.test.multiselect
        if one.label == mine.say("{course} is now", course="A1 Inleiding sociaal werk")
    ]
    row.set_value(["Sociaal werk vandaag"])
    mine.press(WHICH)
    missing(mine).set_value(mine.say("They go"))
    mine.run()
    agree(upload(four(*FOUR[:3], replace(FOUR[3], ects=12)), "hun.xlsx")).press(STORE)

    later = open_screen().go("upload")
    (go_on,) = [one for one in later.test.button if str(one.key).startswith("resume-")]
    go_on.click()
    later.run()
    assert later.say("What somebody else changed since you looked") in later.texts()
    assert any("hun.xlsx" in text for text in later.texts())
    assert missing(later).value == later.say("They go")
    assert "- C1 Stage\n- D1 Bachelorproef" in later.texts()
    assert not can_store(agree(later)), "that many go is said once more"
    (sure,) = [one for one in later.test.checkbox if one.label.startswith("2 van de 4 opleidingsonderdelen (50%)")]
    sure.check()
    later.run().press(STORE)
    assert [course.title for course in grid().courses] == ["Sociaal werk vandaag", "Digitaal atelier"]
    assert later.say("Begun and not finished") not in open_screen().go("upload").texts()


def missing(screen: Screen) -> Radio:
    """The question what becomes of courses that the file does not have."""
    (choice,) = [one for one in screen.test.radio if one.label == "Wat gebeurt ermee?"]
    return choice


def test_what_would_be_stored_counts_the_courses_that_stay_and_those_that_stay_are_not_gone() -> None:
    """Two of four courses in the file: 33 ECTS with the two that stay (12 and 9), and only what is left goes."""
    upload(four(*FOUR), "eerste.xlsx").press(STORE)
    screen = upload(four(*FOUR[:2]), "tweede.xlsx")
    credits = sum(course.ects or 0 for course in FOUR)

    def shown() -> tuple[str, str]:
        metrics = {one.label: one.value for one in screen.test.metric}
        return metrics[screen.say("Courses")], metrics[screen.say("ECTS offered")]

    assert shown() == ("4", f"{credits:g}")
    assert "Met 2 bewaarde opleidingsonderdelen die niet in dit bestand staan en blijven" in " ".join(screen.texts())
    assert screen.say("No course and no rating changes.") in screen.texts()
    (choice,) = [one for one in screen.test.radio if one.label == "Wat gebeurt ermee?"]
    choice.set_value(screen.say("They go"))
    screen.run()
    assert shown() == ("2", f"{credits - 21:g}")
    assert f"{screen.say('Courses')}: {screen.say('gone')} 2" in screen.texts()


def test_which_course_is_which_need_not_be_said_twice() -> None:
    """Stored, gone back to the version before, and uploaded again: what was said then counts."""
    upload(workbook(), "eerste.xlsx").press(STORE)
    renamed = workbook(courses=(replace(INTRODUCTION, title="Sociaal werk vandaag"), STUDIO))
    agree(upload(renamed, "tweede.xlsx")).press(WHICH).press(STORE)
    (info,) = stored()
    roll_back(Database(Settings().database()), LOCAL_ACTOR, info.id, 1, 2, datetime(2026, 11, 22, tzinfo=UTC))
    assert can_store(agree(upload(renamed, "tweede.xlsx")))
