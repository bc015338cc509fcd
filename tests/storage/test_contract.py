"""What every database must do for us: the same tests on SQLite in memory and in a file."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import BlankMeans, Grid, Perspective, Status
from curriculum_map.domain.history import with_kept
from curriculum_map.domain.levels import Level
from curriculum_map.storage.ambitions import AmbitionSet, load_ambitions, save_ambitions
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.grids import (
    GridInfo,
    delete_grids,
    find_grid,
    list_grids,
    list_versions,
    load_grids,
    load_version,
)
from curriculum_map.storage.troubles import ConcurrentChangeError
from curriculum_map.storage.versions import Making, NewVersion, save_version, save_versions
from tests.analytics.strategies import grids, grids_with_groups
from tests.databases import store, writing
from tests.grids import KEY, make_grid, row

NOW = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
GRID = make_grid(
    [
        row("Ethiek", 3, None, code="SW1", phase=1, semester="1"),
        row("Jeugdrecht", "n/a", 0, track="Jeugd", ects=4.5, phase=2),
        row("Crèche", 1, 2, status=Status.ELECTIVE, ects=None, phase=None),
        row("Wie weet", 1, 2, status=None),
    ],
    ["inclusion", "choosing"],
    blank_means=BlankMeans.NOT_COVERED,
    columns=[6, None],
)
AMBITIONS = [
    Ambition("inclusion", Weight.ESSENTIAL, Level.PRACTISED, "beroepsprofiel"),
    Ambition("choosing", Weight.NOT_FOR_US, None),
    Ambition("future", None, Level.EXEMPLARY),
]


class OutageError(Exception):
    """Something that goes wrong in the middle of a transaction."""


def save(database: Database, grid: Grid, at: datetime = NOW) -> int:
    return store(database, grid, at).id


def load(database: Database, *grid_ids: int) -> list[Grid]:
    with database.read() as connection:
        return [one.grid for one in load_grids(connection, grid_ids)]


def listed(database: Database) -> list[GridInfo]:
    with database.read() as connection:
        return list_grids(connection)


def without_zero_credits(grid: Grid) -> Grid:
    """The same grid with credits above 0 or unknown: no other comes out of a file."""
    return replace(grid, courses=tuple(replace(course, ects=course.ects or None) for course in grid.courses))


@pytest.mark.xdist_group("postgresql")
@pytest.mark.parametrize("database", ["memory", "file", "postgresql"], indirect=True)
class TestStorage:
    """The contract, for whichever database."""

    @pytest.fixture
    def database(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
        if request.param == "postgresql":
            url = request.getfixturevalue("postgresql")
        else:
            url = "sqlite://" if request.param == "memory" else sqlite_url(tmp_path / "new" / "a.sqlite3")
        opened = Database(url)
        yield opened
        opened.close()

    def test_a_grid_comes_back_equal_with_every_address_and_mark(self, database: Database) -> None:
        (loaded,) = load(database, save(database, GRID))
        assert loaded == GRID
        assert str(loaded.provenance.ref(1, 0)) == "Grid!G7"
        assert loaded.provenance.ref(1, 1) is None
        assert [loaded.provenance.mark(course, 0) for course in range(4)] == [
            "practised",
            "n/a",
            "exemplary",
            "exemplary",
        ]

    def test_the_addresses_of_a_turned_grid_and_of_scattered_places_come_back_equal(self, database: Database) -> None:
        """Courses in the columns F to I of the file; the second one's first level stands apart, in row 31, column C."""
        source = replace(GRID.provenance.uploaded, turned=True)
        scattered = replace(GRID.provenance, sources=(source,), elsewhere={(1, 0): (30, 2)}, named_in=(1, 1, 1, 1))
        (loaded,) = load(database, save(database, replace(GRID, provenance=scattered)))
        assert loaded.provenance == scattered
        assert [str(loaded.provenance.ref(course, 0)) for course in range(3)] == ["Grid!F7", "Grid!C31", "Grid!H7"]

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(grid=(grids | grids_with_groups()).map(without_zero_credits))
    def test_any_grid_comes_back_equal(self, database: Database, grid: Grid) -> None:
        assert load(database, save(database, grid)) == [grid]

    def test_a_grid_without_courses_comes_back_equal(self, database: Database) -> None:
        assert load(database, save(database, make_grid())) == [make_grid()]

    def test_the_moment_of_an_import_comes_back_as_the_same_moment(self, database: Database) -> None:
        """Noon in Brussels in summer is ten o'clock in UTC, and stays so."""
        brussels = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
        save(database, GRID, at=brussels)
        (info,) = listed(database)
        assert info.imported_at == brussels
        assert info.imported_at.isoformat() == "2026-07-01T10:00:00+00:00"
        assert (info.key, info.imported_by, info.is_sample) == (KEY, "somebody", False)

    def test_a_grid_with_the_same_key_is_its_next_version_and_the_first_one_stays(self, database: Database) -> None:
        grid_id, one_course = save(database, GRID), make_grid([row("Ethiek", 1)])
        assert save(database, one_course) == grid_id
        assert load(database, grid_id) == [one_course]
        with database.read() as connection:
            first = load_version(connection, grid_id, 1)
            numbers = [info.version for info in list_versions(connection, grid_id)]
        assert first is not None
        assert (first.grid, numbers, [info.version for info in listed(database)]) == (GRID, [2, 1], [2])

    def test_what_was_not_seen_is_not_stored_over(self, database: Database) -> None:
        """Two people looked at version 1; the second one finds version 2, and nothing of theirs is stored."""
        grid_id = save(database, GRID)
        save(database, make_grid([row("Ethiek", 1)]))
        for seen in (1, None):
            with pytest.raises(ConcurrentChangeError), writing(database) as connection:
                save_version(connection, GRID, seen, Making(NOW, "another"))
        assert load(database, grid_id) == [make_grid([row("Ethiek", 1)])]

    def test_many_at_once_are_stored_in_their_order_or_none_is(self, database: Database) -> None:
        """205 grids of three institutions, of which one has another version; then two that are one grid."""
        keys = [replace(KEY, institution=f"I{number % 3}", programme=f"P{number}") for number in range(205)]
        new = [NewVersion(replace(GRID, key=key), None, Making(NOW, "somebody")) for key in keys]
        save(database, replace(GRID, key=keys[7]))
        with pytest.raises(ConcurrentChangeError), writing(database) as connection:
            save_versions(connection, new)
        assert len(listed(database)) == 1
        new[7] = replace(new[7], seen=1)
        with writing(database) as connection:
            infos = save_versions(connection, new)
        assert [info.key for info in infos] == keys
        assert [info.version for info in infos] == [2 if number == 7 else 1 for number in range(205)]
        assert load(database, *(info.id for info in infos)) == [one.grid for one in new]
        again = [replace(one, seen=info.version) for one, info in zip(new, infos, strict=True)]
        with pytest.raises(ConcurrentChangeError), writing(database) as connection:
            save_versions(connection, [again[0], again[0]])
        assert [info.version for info in listed(database)].count(1) == 204

    def test_courses_kept_from_an_earlier_file_come_back_with_its_addresses(self, database: Database) -> None:
        """The new file has one course; the second of the first file stays behind it, written in row 7 of that file."""
        other = replace(GRID.provenance.uploaded, file_name="next.xlsx", sha256="1" * 64)
        new = make_grid([row("Ethiek", 1, 1)], ["inclusion", "choosing"], columns=[6, None])
        new = replace(new, provenance=replace(new.provenance, sources=(other,)))
        save(database, GRID)
        (loaded,) = load(database, save(database, with_kept(new, GRID, [1])))
        assert loaded == with_kept(new, GRID, [1])
        provenance = loaded.provenance
        assert [provenance.source(course).file_name for course in range(2)] == ["next.xlsx", "example.xlsx"]
        assert (str(provenance.ref(1, 0)), provenance.mark(1, 0), loaded.carried) == ("Grid!G7", "n/a", set())

    def test_a_rater_without_a_name_is_one_and_the_same_rater(self, database: Database) -> None:
        unnamed = replace(GRID, key=replace(KEY, rater=None))
        save(database, unnamed)
        save(database, unnamed)
        with database.read() as connection:
            found = find_grid(connection, unnamed.key)
        assert found is not None
        assert (len(listed(database)), found.key.rater) == (1, None)

    def test_grids_are_listed_by_institution_programme_and_year_and_loaded_as_asked(self, database: Database) -> None:
        keys = [
            replace(KEY, institution="B"),
            replace(KEY, institution="A", academic_year="2027-28"),
            replace(KEY, institution="A"),
            replace(KEY, institution="A", perspective=Perspective.STUDENT),
        ]
        ids = [save(database, replace(GRID, key=key)) for key in keys]
        assert [info.key for info in listed(database)] == [keys[2], keys[3], keys[1], keys[0]]
        assert [grid.key for grid in load(database, ids[3], 999, ids[0])] == [keys[3], keys[0]]

    def test_removing_a_grid_takes_its_courses_along_and_no_others(self, database: Database) -> None:
        other = replace(GRID, key=replace(KEY, programme="family-science"))
        first, second = save(database, GRID), save(database, other)
        with writing(database) as connection:
            delete_grids(connection, [first])
        assert load(database, first, second) == [other]

    def test_ambitions_come_back_equal_and_are_those_of_one_programme_and_year(self, database: Database) -> None:
        other = replace(KEY, academic_year="2027-28")
        with writing(database) as connection:
            save_ambitions(connection, KEY, AmbitionSet(tuple(AMBITIONS), NOW, "somebody"))
            save_ambitions(connection, other, AmbitionSet(tuple(AMBITIONS[:1]), NOW, "somebody"))
            save_ambitions(connection, other, AmbitionSet(tuple(AMBITIONS[1:2]), NOW, "somebody"))
        with database.read() as connection:
            assert load_ambitions(connection, KEY) == {one.target: one for one in AMBITIONS}
            assert load_ambitions(connection, replace(KEY, rater="another")) == load_ambitions(connection, KEY)
            assert load_ambitions(connection, other) == {"choosing": AMBITIONS[1]}

    def test_whatever_goes_wrong_in_a_transaction_leaves_everything_as_it_was(self, database: Database) -> None:
        grid_id, changed = save(database, GRID), make_grid([row("Anders", 1)])
        changes = database.change_count()
        with contextlib.suppress(OutageError), writing(database) as connection:
            save_version(connection, changed, 1, Making(NOW, "somebody"))
            save_ambitions(connection, KEY, AmbitionSet(tuple(AMBITIONS), NOW, "somebody"))
            raise OutageError
        assert load(database, grid_id) == [GRID]
        assert database.change_count() == changes
        with database.read() as connection:
            assert load_ambitions(connection, KEY) == {}

    def test_each_write_counts_as_a_change_and_a_read_does_not(self, database: Database) -> None:
        before = database.change_count()
        save(database, GRID)
        listed(database)
        save(database, GRID)
        assert database.change_count() == before + 2


def test_what_is_in_a_file_is_there_the_next_time(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "a.sqlite3")
    grid_id = save(Database(url), GRID)
    again = Database(url)
    assert (load(again, grid_id), again.change_count()) == ([GRID], 1)
