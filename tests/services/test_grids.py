"""Importing: stored once, replaced only when confirmed, all or nothing; samples beside a user's own grids."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curriculum_map.domain.actors import LOCAL_ACTOR, Actor, NotAllowedError
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, Grid, Perspective
from curriculum_map.domain.levels import Level
from curriculum_map.domain.provenance import Brought
from curriculum_map.importing.description import Description
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading, read_file
from curriculum_map.services.archive_tables import Listed, ratings_csv
from curriculum_map.services.grids import list_stored, preview, read_upload
from curriculum_map.services.imports import Imported, Outcome, import_reading
from curriculum_map.services.merging import Decisions
from curriculum_map.services.samples import load_samples, remove_samples, sample_files
from curriculum_map.storage.ambitions import load_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.fitting import check_grid
from curriculum_map.storage.grids import StoredGrid, list_grids, load_grids
from curriculum_map.storage.identity import list_institutions
from tests.workbooks import ABOUT, rows_of, upload, xlsx

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion | choosing
    A    | Ethiek              | 6            | verplicht | geoefend  |
    B    | Recht               | 3            | keuze     | 1         | nvt
"""
ONE_COURSE = "\n".join(TABLE.strip().splitlines()[:2])
AMBITIONS = "Cluster | Ambitieniveau | Belang\n inclusion | {level} | essentieel"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(sqlite_url(tmp_path / "grids.sqlite3"))


def store(database: Database, reading: Reading, *, replace: bool = False) -> Imported:
    seen = preview(database, LOCAL_ACTOR, reading) if replace else None
    confirmed = seen.replaces.seen if seen is not None else None
    return import_reading(database, LOCAL_ACTOR, reading, now=NOW, decisions=Decisions(confirmed))


def stored(database: Database) -> list[Grid]:
    """Every stored grid, whole."""
    with database.read() as connection:
        return [one.grid for one in load_grids(connection, [info.id for info in list_stored(database, LOCAL_ACTOR)])]


def ambitions(database: Database) -> dict[str, Ambition]:
    """The ambitions of the programme of the first stored grid."""
    with database.read() as connection:
        return load_ambitions(connection, stored(database)[0].key)


def test_an_import_stores_the_grid_that_was_read_and_says_by_whom_and_when(database: Database) -> None:
    reading = upload(TABLE)
    assert store(database, reading).outcome is Outcome.STORED
    assert stored(database) == [reading.grids[0].grid()]
    (info,) = list_stored(database, LOCAL_ACTOR)
    assert (info.imported_at, info.imported_by, info.is_sample) == (NOW, "local", False)


def test_a_grid_of_two_sheets_is_stored_with_the_sheet_and_the_cell_of_each_level(database: Database) -> None:
    """Ethiek is on both sheets, Recht on the first only; the same bytes under another name are the same grid."""
    sheets = {
        "Focus 1": rows_of("Vak | inclusion | choosing\n Ethiek | 3 | \n Recht | | 2"),
        "Focus 2": rows_of("Vak | vision | future\n Zorg | 1 | \n Ethiek | | 1"),
    }
    data, answers = xlsx({"Opleiding": ABOUT, **sheets}), Answers(together=("Focus 1", "Focus 2"))
    assert store(database, read_file("a.xlsx", data, answers)).outcome is Outcome.STORED
    (grid,) = stored(database)
    found = [(grid.courses[one.course].title, one.target, int(one.level), str(one.ref)) for one in grid.ratings()]
    assert found == [
        ("Ethiek", "inclusion", 3, "Focus 1!B2"),
        ("Ethiek", "future", 1, "Focus 2!C3"),
        ("Recht", "choosing", 2, "Focus 1!C3"),
        ("Zorg", "vision", 1, "Focus 2!B2"),
    ]
    assert store(database, read_file("b.xlsx", data, answers)).outcome is Outcome.ALREADY_THERE
    with database.read() as connection:
        (info,) = list_grids(connection)
    brought = Brought(info.key.academic_year, info.version, info.imported_at, info.imported_by)
    table = ratings_csv([Listed(StoredGrid(info, grid), brought=dict.fromkeys(grid.provenance.files, brought))])
    lines = csv.DictReader(table.decode("utf-8-sig").splitlines(), delimiter=";")
    assert [f"{line['sheet']}!{line['cell']}" for line in lines] == [ref for *_, ref in found]
    check_grid(grid)


def test_the_same_bytes_twice_are_one_grid(database: Database) -> None:
    reading = upload(TABLE)
    first, second = store(database, reading), store(database, reading, replace=True)
    assert (second.outcome, second.grid_id) == (Outcome.ALREADY_THERE, first.grid_id)
    assert len(stored(database)) == 1


def test_a_changed_file_needs_confirmation_and_then_takes_the_place_of_the_first(database: Database) -> None:
    """Two courses first, one of them in the changed file: the other one stays as it was rated, with its own address."""
    store(database, upload(TABLE))
    changed = upload(ONE_COURSE)
    asked = store(database, changed)
    assert (asked.outcome, len(stored(database)[0].courses)) == (Outcome.NEEDS_CONFIRMATION, 2)
    assert store(database, changed, replace=True).outcome is Outcome.REPLACED
    (grid,) = stored(database)
    assert [course.title for course in grid.courses] == ["Ethiek", "Recht"]
    assert (grid.carried, grid.levels[9], str(grid.provenance.ref(1, 0))) == (frozenset(), 1, "Matrix!E3")


def test_courses_go_only_when_it_is_said_how_many_and_once_more_when_they_are_many(database: Database) -> None:
    """One of two courses is more than 30 %."""
    store(database, upload(TABLE))
    changed = upload(ONE_COURSE)
    seen = preview(database, LOCAL_ACTOR, changed)
    assert seen is not None
    assert ([course.title for course in seen.merged.gone_courses], seen.merged.is_many) == (["Recht"], True)
    tries = [
        Decisions(seen.replaces.seen, removed=2, sure=True),
        Decisions(seen.replaces.seen, removed=1),
        Decisions(seen.replaces.seen, removed=1, sure=True),
    ]
    outcomes = [import_reading(database, LOCAL_ACTOR, changed, now=NOW, decisions=one).outcome for one in tries]
    assert outcomes == [Outcome.COURSES_WOULD_GO, Outcome.MANY_WOULD_GO, Outcome.REPLACED]
    assert stored(database) == [changed.grids[0].grid()]


def test_the_same_bytes_with_another_meaning_of_blank_are_another_import(database: Database) -> None:
    store(database, upload(TABLE))
    otherwise = upload(TABLE, answers=Description(blank_means=BlankMeans.NOT_COVERED))
    assert store(database, otherwise).outcome is Outcome.NEEDS_CONFIRMATION
    assert store(database, otherwise, replace=True).outcome is Outcome.REPLACED
    assert [grid.blank_means for grid in stored(database)] == [BlankMeans.NOT_COVERED]


@pytest.mark.parametrize("broken", [TABLE.replace("geoefend", "sterk"), TABLE.replace("6  ", "61 "), "Naam\n An"])
def test_a_file_with_errors_stores_nothing_and_leaves_what_was_there(database: Database, broken: str) -> None:
    good = upload(TABLE)
    store(database, good)
    changes = database.change_count()
    assert store(database, upload(broken), replace=True).outcome is Outcome.BLOCKED
    assert stored(database) == [good.grids[0].grid()]
    assert database.change_count() == changes


def test_an_open_question_stores_nothing(database: Database) -> None:
    assert store(database, upload(TABLE, about=[])).outcome is Outcome.BLOCKED
    assert list_stored(database, LOCAL_ACTOR) == []


def test_another_programme_year_rater_or_perspective_is_another_grid_and_the_first_stays(database: Database) -> None:
    first = upload(TABLE)
    store(database, first)
    about = {"institution": "Hogeschool Voorbeeld", "programme": "family-science", "academic_year": "2026-27"}
    said = Description(**about, edition="sap-2024-nl", blank_means=BlankMeans.NOT_RATED)
    others = [
        upload(TABLE, about=[], answers=said),
        upload(TABLE, answers=Description(academic_year="2025-26")),
        upload(TABLE, answers=Description(rater="Team")),
        upload(TABLE, answers=Description(perspective=Perspective.STUDENT)),
    ]
    assert [store(database, other).outcome for other in others] == [Outcome.STORED] * 4
    assert len(stored(database)) == 5
    assert first.grids[0].grid() in stored(database)


def test_ambitions_are_those_of_the_coordinator_and_of_the_last_file_that_sets_any(database: Database) -> None:
    """The coordinator aims for 2; a student's sheet says 3 and is not asked; the coordinator's next says 1."""
    store(database, upload(TABLE, Ambities=AMBITIONS.format(level=2)))
    aimed = {"inclusion": Ambition("inclusion", Weight.ESSENTIAL, Level.WELL_FRAMED)}
    assert ambitions(database) == aimed
    student = Description(perspective=Perspective.STUDENT)
    assert store(database, upload(TABLE, answers=student, Ambities=AMBITIONS.format(level=3))).outcome == "stored"
    assert ambitions(database) == aimed
    store(database, upload(TABLE), replace=True)
    assert ambitions(database) == aimed
    store(database, upload(TABLE, Ambities=AMBITIONS.format(level=1)), replace=True)
    assert ambitions(database)["inclusion"].level is Level.EXEMPLARY


def test_the_preview_counts_what_would_be_stored(database: Database) -> None:
    """Two courses of 9 clusters are 18 places: one practised, one exemplary, one not applicable, 15 blank."""
    reading = upload(TABLE)
    shown = preview(database, LOCAL_ACTOR, reading)
    assert shown is not None
    assert (shown.courses, shown.credits, shown.not_applicable, shown.blank) == (2, 9, 1, 15)
    assert [shown.places_per_level[level] for level in Level] == [0, 1, 0, 1]
    assert (bool(shown.replaces), shown.same_as_existing) == (False, False)
    store(database, reading)
    again, changed = preview(database, LOCAL_ACTOR, reading), preview(database, LOCAL_ACTOR, upload(ONE_COURSE))
    assert again is not None
    assert again.replaces.grid is not None
    assert changed is not None
    assert changed.replaces == again.replaces
    assert (again.same_as_existing, changed.same_as_existing) == (True, False)
    assert preview(database, LOCAL_ACTOR, upload(TABLE, about=[])) is None


def test_who_may_not_import_may_not_read_a_file_either(database: Database) -> None:
    stranger = Actor("somebody else")
    with pytest.raises(NotAllowedError):
        import_reading(database, stranger, upload(TABLE), now=NOW)
    with pytest.raises(NotAllowedError):
        read_upload(stranger, "a.csv", b"")
    assert list_stored(database, LOCAL_ACTOR) == []


def test_samples_loaded_twice_are_twenty_four_and_leave_alone_what_is_not_a_sample(database: Database) -> None:
    own = upload(TABLE, Ambities=AMBITIONS.format(level=2))
    store(database, own)
    assert [load_samples(database, LOCAL_ACTOR, NOW) for _ in range(2)] == [25, 0]
    assert len(list_stored(database, LOCAL_ACTOR)) == 26
    assert remove_samples(database, LOCAL_ACTOR, NOW) == 25
    assert stored(database) == [own.grids[0].grid()]
    assert ambitions(database)["inclusion"].level is Level.WELL_FRAMED
    with database.read() as connection:
        assert [one.name for one in list_institutions(connection)] == ["Hogeschool Voorbeeld"]


def test_a_users_own_version_of_a_sample_is_neither_overwritten_nor_removed(database: Database) -> None:
    """Somebody stores the first sample with another meaning of blank: from then on it is a grid of theirs."""
    path = sample_files()[0]
    other = BlankMeans.NOT_COVERED
    if read_upload(LOCAL_ACTOR, path.name, path.read_bytes()).grids[0].description.blank_means is other:
        other = BlankMeans.NOT_RATED
    mine = read_upload(LOCAL_ACTOR, path.name, path.read_bytes(), Answers(Description(blank_means=other)))
    store(database, mine)
    aimed = ambitions(database)
    assert load_samples(database, LOCAL_ACTOR, NOW) == 24
    assert mine.grids[0].grid() in stored(database)
    assert remove_samples(database, LOCAL_ACTOR, NOW) == 24
    assert (stored(database), ambitions(database)) == ([mine.grids[0].grid()], aimed)


def test_what_a_second_rater_would_change_of_the_ambitions_is_asked_first(database: Database) -> None:
    """The team aims for 2 at inclusion; another coordinator's file says 1. The first ambition stays until confirmed."""
    store(database, upload(TABLE, Ambities=AMBITIONS.format(level=2)))
    other = upload(TABLE, answers=Description(rater="second team"), Ambities=AMBITIONS.format(level=1))
    assert store(database, other).outcome is Outcome.NEEDS_CONFIRMATION
    assert ambitions(database)["inclusion"].level is Level.WELL_FRAMED
    assert len(stored(database)) == 1
    assert store(database, other, replace=True).outcome is Outcome.STORED
    assert ambitions(database)["inclusion"].level is Level.EXEMPLARY


def test_of_two_who_confirm_the_same_replacement_the_second_is_asked_again(database: Database) -> None:
    store(database, upload(TABLE))
    mine, theirs = upload(ONE_COURSE), upload(ONE_COURSE.replace("Ethiek", "Beroepsethiek"))
    seen = preview(database, LOCAL_ACTOR, mine), preview(database, LOCAL_ACTOR, theirs)
    confirmed = [Decisions(one.replaces.seen, removed=1, sure=True) for one in seen if one is not None]
    first = import_reading(database, LOCAL_ACTOR, mine, now=NOW, decisions=confirmed[0])
    second = import_reading(database, LOCAL_ACTOR, theirs, now=NOW, decisions=confirmed[1])
    assert (first.outcome, second.outcome) == (Outcome.REPLACED, Outcome.CONFLICT)
    assert stored(database) == [mine.grids[0].grid()]
