"""What an upload would change about what is stored, and what an institution's answers are next time."""

from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curriculum_map.analytics.changes import Changes, Compared
from curriculum_map.domain.actors import LOCAL_ACTOR, Actor, NotAllowedError
from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.importing.description import Description
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading
from curriculum_map.services.grids import preview
from curriculum_map.services.imports import Outcome, import_reading
from curriculum_map.services.merging import Decisions
from curriculum_map.services.remembered import remembered
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.remembered import Remembered
from tests.workbooks import upload

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion | choosing
    A    | Ethiek              | 6            | verplicht | geoefend  |
    B    | Recht               | 3            | keuze     | 1         | nvt
"""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "grids.sqlite3"))


def would_change(database: Database, reading: Reading) -> Changes:
    found = changes(database, reading)
    assert found is not None
    return found


def changes(database: Database, reading: Reading) -> Changes | None:
    """What storing it would change against the stored version, if there is one."""
    shown = preview(database, LOCAL_ACTOR, reading)
    return None if shown is None else shown.merged.changes


def test_the_changes_are_those_against_the_grid_of_the_same_programme_year_and_rater(database: Database) -> None:
    """Ethiek goes from 3 to 1; Recht is not in the new file; Beleid is new."""
    changed = TABLE.replace("geoefend", "exemplarisch").replace("B    | Recht ", "C    | Beleid")
    assert changes(database, upload(TABLE)) is None
    import_reading(database, LOCAL_ACTOR, upload(TABLE), now=NOW)
    found = would_change(database, upload(changed))
    assert [(one.move, course.title) for one in found.courses if (course := one.after or one.before)] == [
        ("new", "Beleid"),
        ("gone", "Recht"),
    ]
    (rating,) = found.ratings()
    assert (rating.move, rating.course.title, rating.target, rating.before, rating.after, str(rating.ref)) == (
        "down",
        "Ethiek",
        "inclusion",
        3,
        1,
        "Matrix!E2",
    )
    assert changes(database, upload(changed, answers=Description(academic_year="2025-26"))) is None
    assert changes(database, upload(changed, about=[])) is None


def test_the_same_file_again_changes_nothing(database: Database) -> None:
    import_reading(database, LOCAL_ACTOR, upload(TABLE), now=NOW)
    assert not would_change(database, upload(TABLE))


def test_another_edition_is_compared_by_the_targets_that_both_have(database: Database) -> None:
    import_reading(database, LOCAL_ACTOR, upload(TABLE), now=NOW)
    found = would_change(database, upload(TABLE, answers=Description(edition="sw-2025-en")))
    assert (found.after.edition, found.compared, list(found.ratings())) == ("sw-2025-en", Compared.ALL, [])


def test_courses_that_seem_to_be_called_otherwise_are_stored_only_after_somebody_said_what_they_are(
    database: Database,
) -> None:
    """Recht, code B, and Jeugdrecht, code B: proposed, and neither taken as one nor as two in silence.

    As one, two courses remain; as two, Recht stays behind the two of the file, carried over.
    """
    changed = upload(TABLE.replace("Recht     ", "Jeugdrecht"))
    import_reading(database, LOCAL_ACTOR, upload(TABLE), now=NOW)
    seen = preview(database, LOCAL_ACTOR, changed)
    assert seen is not None
    assert [(link.before, link.after) for link in seen.merged.proposed] == [(1, 1)]
    silent = import_reading(database, LOCAL_ACTOR, changed, now=NOW, decisions=Decisions(seen.replaces.seen))
    assert silent.outcome is Outcome.COURSES_RENAMED
    apart = upload(TABLE.replace("Recht     ", "Jeugdrecht"), answers=Answers(courses={"recht": ()}))
    shown = preview(database, LOCAL_ACTOR, apart)
    assert shown is not None
    assert (shown.merged.proposed, [one.title for one in shown.merged.gone_courses]) == ((), ["Recht"])
    assert [course.title for course in shown.merged.grid.courses] == ["Ethiek", "Jeugdrecht", "Recht"]
    agreed = Decisions(seen.replaces.seen, renamed=True)
    assert import_reading(database, LOCAL_ACTOR, changed, now=NOW, decisions=agreed).outcome is Outcome.REPLACED
    after = preview(database, LOCAL_ACTOR, changed)
    assert after is not None
    assert (after.courses, after.same_as_existing) == (2, True)


def test_what_is_stored_changes_the_coverage_as_it_is_said(database: Database) -> None:
    """Ethiek goes from practised to exemplary: guaranteed 3 becomes 1. Recht stays, and with it choosing."""
    import_reading(database, LOCAL_ACTOR, upload(TABLE), now=NOW)
    one_course = "\n".join(TABLE.replace("geoefend", "exemplarisch").strip().splitlines()[:2])
    shown = preview(database, LOCAL_ACTOR, upload(one_course))
    assert shown is not None
    assert [astuple(one) for one in shown.merged.coverage] == [("inclusion", 3, 1, 3, 1)]


def test_answers_are_remembered_with_the_import_and_come_back_whatever_the_capitals(database: Database) -> None:
    """X and x were answered differently in one file, so neither says anything about the next."""
    marks = {"GK": 2, "leeg\u00ad": NOT_RATED, "X": 3, "x": 1}
    columns = {"Digitale\ninclusie": "inclusion", "Totaal": None}
    answered = upload(TABLE, answers=Answers(marks=marks, columns=columns))
    imported = import_reading(database, LOCAL_ACTOR, answered, now=NOW)
    assert imported.outcome is Outcome.STORED
    expected = Remembered({"gk": 2, "leeg": NOT_RATED}, {"digitale inclusie": "inclusion", "totaal": None}, NOW)
    assert remembered(database, LOCAL_ACTOR, " hogeschool  VOORBEELD ") == expected
    assert remembered(database, LOCAL_ACTOR, "Hogeschool Noordzee") == Remembered()


def test_nothing_is_remembered_of_what_was_not_confirmed(database: Database) -> None:
    import_reading(database, LOCAL_ACTOR, upload(TABLE), now=NOW)
    other = upload(TABLE.replace("geoefend", "gk"), answers=Answers(marks={"gk": 2}))
    assert import_reading(database, LOCAL_ACTOR, other, now=NOW).outcome is Outcome.NEEDS_CONFIRMATION
    assert remembered(database, LOCAL_ACTOR, "Hogeschool Voorbeeld") == Remembered()
    seen = preview(database, LOCAL_ACTOR, other)
    assert seen is not None
    import_reading(database, LOCAL_ACTOR, other, now=NOW, decisions=Decisions(seen.replaces.seen))
    assert remembered(database, LOCAL_ACTOR, "Hogeschool Voorbeeld").marks == {"gk": 2}


def test_a_mark_too_long_to_be_one_is_not_remembered(database: Database) -> None:
    answers = Answers(marks={"g" * 301: 2, "g" * 300: 1, " ": 0})
    import_reading(database, LOCAL_ACTOR, upload(TABLE, answers=answers), now=NOW)
    assert remembered(database, LOCAL_ACTOR, "Hogeschool Voorbeeld").marks == {"g" * 300: 1}


def test_a_stranger_sees_neither_changes_nor_answers(database: Database) -> None:
    stranger = Actor("somebody else")
    with pytest.raises(NotAllowedError):
        preview(database, stranger, upload(TABLE))
    with pytest.raises(NotAllowedError):
        remembered(database, stranger, "Hogeschool Voorbeeld")
