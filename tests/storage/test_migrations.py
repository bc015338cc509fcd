"""Databases of every released version: brought up to date with all they hold, and all or nothing."""

import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, func, inspect, select, text

from curriculum_map.domain.canonical import grid_checksum
from curriculum_map.domain.curriculum import BlankMeans, Course, Grid, GridKey, Perspective, Status
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.history import Made
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.provenance import Provenance, Source
from curriculum_map.storage.ambitions import list_ambition_sets
from curriculum_map.storage.database import Database, DatabaseUnavailableError
from curriculum_map.storage.drafts import load_draft
from curriculum_map.storage.engine import WRITES, engine_for, sqlite_url
from curriculum_map.storage.frameworks import list_frameworks
from curriculum_map.storage.grids import list_grids, load_grids
from curriculum_map.storage.official_wording import load_wording
from curriculum_map.storage.remembered import load_remembered
from curriculum_map.storage.revisions import HEAD, REVISIONS, revision
from curriculum_map.storage.tables import metadata
from curriculum_map.storage.troubles import Obstacle, Trouble
from curriculum_map.storage.upgrading import configuration, upgrade
from tests.databases import KINDS, store
from tests.faults.children import ended, start
from tests.full import FULL
from tests.grids import make_grid, row
from tests.storage.releasing import load_release

FIRST = Grid(
    key=GridKey("Hogeschool Voorbeeld", "social-work", "2025-26", None, Perspective.COORDINATOR),
    edition="sap-2024-nl",
    granularity=Granularity.CLUSTER,
    blank_means=BlankMeans.NOT_COVERED,
    targets=("inclusion", "choosing"),
    courses=(
        Course("SW1", "Ethiek", 4.5, 1, "1", Status.COMPULSORY),
        Course(None, "Jeugdrecht: een inleiding", None, None, None, Status.TRACK, "Jeugd"),
        Course(None, "Crèche", 3.0, 2, None, None),
    ),
    levels=bytes([3, NOT_RATED, NOT_APPLICABLE, 0, 1, 2]),
    provenance=Provenance(
        sources=(
            Source(
                "matrix.xlsx", "a" * 64, "template", "Matrix", (6, None), ("", "XXX", "n.v.t.", "0", "X", "XX"), False
            ),
        ),
        rows=(5, 6, 9),
        written=bytes([1, 0, 2, 3, 4, 5]),
    ),
)
TURNED = Grid(
    key=GridKey("Second College", "social-work", "2026-27", "A. Rater", Perspective.LECTURER),
    edition="sw-2025-en",
    granularity=Granularity.CELL,
    blank_means=BlankMeans.NOT_RATED,
    targets=("inclusion.knowledge", "inclusion.skills"),
    courses=(
        Course("A", "Ethics", 6.0, 1, None, Status.COMPULSORY),
        Course("B", "Law", 3.0, 3, "2", Status.ELECTIVE),
    ),
    levels=bytes([2, 2, NOT_RATED, 1]),
    provenance=Provenance(
        sources=(Source("across.ods", "b" * 64, "table", "Sheet 1", (7, 8), ("", "2", "1"), True),),
        rows=(2, 3),
        written=bytes([1, 1, 0, 2]),
        elsewhere={(1, 0): (30, 2), (1, 1): (30, 3)},
        named_in=(1, 1),
    ),
)
ROWS = {
    "0001": {
        "institution": 3,
        "spelling": 3,
        "grid": 2,
        "grid_version": 2,
        "source": 2,
        "course": 5,
        "ambition_set": 2,
        "ambition": 3,
        "official_wording": 1,
        "framework": 1,
        "remembered_answer": 3,
        "draft": 1,
        "changes": 1,
        "audit": 1,
    }
}


def released(name: str, url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        load_release(name, connection)
    engine.dispose()


def upgraded(url: str) -> None:
    """As `curriculum-map db upgrade` does it."""
    engine = engine_for(url)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        upgrade(connection)
    engine.dispose()


def everything(url: str) -> dict[str, list[Any]]:
    """Every row of every table, and each table's columns."""
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        found = {
            table: [
                [column["name"] for column in inspect(connection).get_columns(table)],
                *sorted(map(repr, connection.execute(text(f'SELECT * FROM "{table}"')).all())),
            ]
            for table in tables
        }
    engine.dispose()
    return found


def structure(engine: Engine) -> set[tuple[str, ...]]:
    """Everything that the database says about its tables, in its own words, but for Alembic's own table."""
    of_postgresql = """
        SELECT 'column', table_name || '.' || column_name, data_type || coalesce(character_maximum_length::text, '')
            || is_nullable || coalesce(column_default, '')
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'trigger', tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    """
    of_sqlite = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    with engine.connect() as connection:
        found = connection.execute(text(of_sqlite if engine.dialect.name == "sqlite" else of_postgresql)).all()
    rows = {(kind, name, " ".join(said.split())) for kind, name, said in found}
    return {one for one in rows if "alembic_version" not in one[1]}


def test_the_migrations_are_those_that_are_known_without_alembic() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert [script.revision for script in scripts.walk_revisions()][::-1] == list(REVISIONS)
    assert scripts.get_heads() == [HEAD]


@pytest.mark.parametrize("url", KINDS, indirect=True)
class TestUpgrade:
    """On both databases."""

    @pytest.fixture
    def url(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
        if request.param == "postgresql":
            return request.getfixturevalue("postgresql")
        return sqlite_url(tmp_path / "record.sqlite3")

    def test_the_migrations_make_the_tables_of_today(self, url: str) -> None:
        upgraded(url)
        engine = engine_for(url)
        with engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        migrated = structure(engine)
        engine.dispose()
        with engine_for(url).connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            metadata.drop_all(connection)
            connection.execute(text("DROP TABLE alembic_version"))
            if connection.dialect.name == "postgresql":
                connection.execute(text("DROP FUNCTION keep_snapshot, keep_audit"))
        Database(url).close()
        assert structure(create_engine(url)) == migrated

    def test_the_first_migration_makes_the_tables_of_the_first_release(self, url: str) -> None:
        released("0001", url)
        engine = engine_for(url)
        as_released = structure(engine)
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            # The courses first: they refer to the grids.
            for table in sorted(inspect(connection).get_table_names(), key=lambda name: name != "course"):
                connection.execute(text(f'DROP TABLE "{table}"'))
            upgrade(connection, "0001")
        assert structure(engine) == as_released
        engine.dispose()

    @pytest.mark.parametrize("release", REVISIONS[:-1])
    def test_every_released_version_comes_along_whole(self, url: str, release: str) -> None:
        released(release, url)
        upgraded(url)
        database = Database(url)
        with database.read() as connection:
            counts = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in metadata.sorted_tables
            }
            infos = list_grids(connection)
            grids = [one.grid for one in load_grids(connection, [info.id for info in infos])]
            assert revision(connection) == HEAD
        assert {name: count for name, count in counts.items() if count} == ROWS[release]
        assert grids == [FIRST, TURNED]
        assert [info.checksum for info in infos] == [grid_checksum(FIRST), grid_checksum(TURNED)]
        assert str(grids[1].provenance.ref(1, 0)) == "Sheet 1!C31"
        database.close()

    def test_what_surrounds_the_grids_of_the_first_release_says_the_same(self, url: str) -> None:
        released("0001", url)
        upgraded(url)
        database = Database(url)
        with database.read() as connection:
            first, turned = list_grids(connection)
            assert (first.id, first.version, first.made, first.is_sample) == (3, 1, Made.UPLOADED, False)
            assert first.imported_at == datetime(2026, 10, 2, 15, 5, 7, 250_000, tzinfo=UTC)
            assert (turned.id, turned.is_sample) == (2, True)
            (ambitions,) = list_ambition_sets(connection, FIRST.key)
            assert [one.target for one in ambitions.ambitions] == ["choosing", "inclusion"]
            assert (ambitions.made_at, ambitions.made_by) == (first.imported_at, "local")
            assert [one.framework.title for one in list_frameworks(connection)] == ["Outcomes of social work"]
            assert [one.text for one in load_wording(connection)] == ["Een eigen zin, “geladen”."]
            assert load_remembered(connection, "hogeschool voorbeeld").marks == {"xxx": 3}
            draft = load_draft(connection, "local", "c" * 64)
            assert draft is not None
            assert (draft.data, draft.choices) == (b"Code;Titel\r\n\x00\xff", {})
        # The next rows get ids that none had: those of 0001 went up to 3.
        assert store(database, make_grid([row("A", 1)])).id == 4
        database.close()

    def test_a_migration_that_is_killed_between_two_statements_leaves_the_old_state(self, url: str) -> None:
        released("0001", url)
        before = everything(url)
        moments = range(1, statements_of_the_upgrade(url), 1 if FULL else 12)
        assert len(moments) >= 5
        for moment in moments:
            assert ended(start(lambda at=moment: upgrade_killed_at(url, at))) == -signal.SIGKILL
            assert everything(url) == before
        upgraded(url)
        database = Database(url)
        with database.read() as connection:
            assert [info.checksum for info in list_grids(connection)] == [grid_checksum(FIRST), grid_checksum(TURNED)]
        database.close()

    def test_a_later_version_is_not_touched(self, url: str) -> None:
        Database(url).close()
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        before = everything(url)
        with pytest.raises(DatabaseUnavailableError) as fault:
            Database(url)
        assert fault.value.kind is Obstacle.NEWER
        assert everything(url) == before

    def test_a_database_of_something_else_is_not_touched(self, url: str) -> None:
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE bird (name VARCHAR(20))"))
        with pytest.raises(DatabaseUnavailableError) as fault:
            Database(url)
        assert fault.value.kind is Obstacle.FOREIGN
        assert list(everything(url)) == ["bird"]

    def test_tables_that_are_not_those_of_the_version_they_are_said_to_be_are_named_and_not_touched(
        self, url: str
    ) -> None:
        """As a version between two releases may have left them: a table is missing, another lacks a column."""
        Database(url).close()
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("ALTER TABLE draft DROP COLUMN choices"))
            connection.execute(text("DROP TABLE course_link"))
        engine.dispose()
        before = everything(url)
        with pytest.raises(DatabaseUnavailableError) as fault:
            Database(url)
        assert (fault.value.kind, fault.value.why) == (Obstacle.UNLIKE, "draft, course_link")
        assert everything(url) == before


def test_an_embedded_database_is_upgraded_when_it_is_opened_with_a_copy_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "record.sqlite3"
    released("0001", sqlite_url(file))
    before = everything(sqlite_url(file))
    Database(sqlite_url(file)).close()
    copy = tmp_path / "record.schema-0001.sqlite3"
    assert {path.name for path in tmp_path.glob("*.sqlite3")} == {file.name, copy.name}
    assert copy.stat().st_mode & 0o777 == 0o600
    assert everything(sqlite_url(copy)) == before
    # The copy is a database like any other: put back, it is upgraded again, and what is there is not written over.
    shutil.copy(copy, file)
    Database(sqlite_url(file)).close()
    assert (tmp_path / "record.schema-0001-2.sqlite3").exists()


def test_a_database_of_which_no_copy_can_be_made_is_not_upgraded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_about: object) -> Path:
        raise sqlite3.OperationalError("database or disk is full")

    url = sqlite_url(tmp_path / "record.sqlite3")
    released("0001", url)
    before = everything(url)
    monkeypatch.setattr("curriculum_map.storage.upgrading.copied_beside", full)
    with pytest.raises(DatabaseUnavailableError) as fault:
        Database(url)
    assert fault.value.kind is Trouble.FULL
    assert everything(url) == before


def test_an_upgrade_that_fails_leaves_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_about: object) -> None:
        raise OSError("something else")

    url = sqlite_url(tmp_path / "record.sqlite3")
    released("0001", url)
    monkeypatch.setattr("curriculum_map.storage.upgrading.upgrade", fail)
    with pytest.raises(DatabaseUnavailableError):
        Database(url)
    assert [path.name for path in tmp_path.glob("*.sqlite3")] == ["record.sqlite3"]


@pytest.mark.xdist_group("postgresql")
def test_a_shared_database_of_an_earlier_version_is_refused(postgresql: str) -> None:
    released("0001", postgresql)
    before = everything(postgresql)
    with pytest.raises(DatabaseUnavailableError) as fault:
        Database(postgresql)
    assert fault.value.kind is Obstacle.OLDER
    assert everything(postgresql) == before


def statements_of_the_upgrade(url: str) -> int:
    """How many statements an upgrade takes; it is not kept."""
    engine, counted = engine_for(url), []
    event.listen(engine, "after_cursor_execute", lambda *about: counted.append(about[2]))
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        upgrade(connection)
        connection.rollback()
    engine.dispose()
    return len(counted)


def upgrade_killed_at(url: str, moment: int) -> None:
    """Upgrades until so many statements are done, and is killed then."""
    engine, counted = engine_for(url), []

    def count(*about: object) -> None:
        counted.append(about[2])
        if len(counted) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "after_cursor_execute", count)
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        upgrade(connection)
