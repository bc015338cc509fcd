"""What the record promises when the clock or the audit log fails: order by number, and no act without its entry."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.services.drafts import Choices, list_drafts, purge, save_draft
from curriculum_map.services.imports import Keeping, Outcome, import_reading
from curriculum_map.services.samples import load_samples
from curriculum_map.storage.ambitions import AmbitionSet, load_ambitions, save_ambitions
from curriculum_map.storage.audit import list_acts
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.grids import list_versions
from curriculum_map.storage.originals import load_original
from tests.databases import KINDS, writing
from tests.faults.uploads import import_new, reading_of, seen, stored, whole_versions
from tests.grids import KEY

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EARLIER = NOON - timedelta(hours=1)
READINGS = (reading_of("1"), reading_of("2"))
NO_LOG = {
    "sqlite": ("CREATE TRIGGER no_log BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'the log is full'); END",),
    "postgresql": (
        "CREATE FUNCTION no_log() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'the log is full'; END $$ "
        "LANGUAGE plpgsql",
        "CREATE TRIGGER no_log BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION no_log()",
    ),
}


def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize("kind", KINDS)
class TestRecord:
    """On both databases."""

    @pytest.fixture
    def database(self, kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
        on_server = kind == "postgresql"
        opened = Database(request.getfixturevalue("postgresql") if on_server else sqlite_url(tmp_path / "a.sqlite3"))
        yield opened
        opened.close()

    def test_after_the_clock_went_back_the_last_version_is_still_the_last_one(self, database: Database) -> None:
        import_reading(database, LOCAL_ACTOR, READINGS[0], now=NOON)
        before = database.change_count()
        decisions = seen(database, READINGS[1])
        import_reading(database, LOCAL_ACTOR, READINGS[1], now=EARLIER, decisions=decisions)
        (info,) = stored(database)
        assert (info.version, info.imported_at) == (2, EARLIER)
        assert info.sha256 == READINGS[1].workbook.sha256
        assert database.change_count() > before
        with database.read() as connection:
            assert [(one.version, one.imported_at) for one in list_versions(connection, info.id)] == [
                (2, EARLIER),
                (1, NOON),
            ]
            assert [act.at for act in list_acts(connection)] == [EARLIER, NOON]

    def test_after_the_clock_went_back_the_ambitions_set_last_count(self, database: Database) -> None:
        for weight, at in ((Weight.ESSENTIAL, NOON), (Weight.NOT_FOR_US, EARLIER)):
            with writing(database) as connection:
                save_ambitions(connection, KEY, AmbitionSet((Ambition("inclusion", weight, None),), at, "somebody"))
        with database.read() as connection:
            assert load_ambitions(connection, KEY)["inclusion"].weight is Weight.NOT_FOR_US

    def test_after_the_clock_went_back_nothing_is_purged_too_early(self, database: Database) -> None:
        save_draft(database, LOCAL_ACTOR, READINGS[0], b"the file", "", Choices(), now=NOON, days=30)
        import_reading(database, LOCAL_ACTOR, READINGS[1], now=NOON, keeping=Keeping(b"the file", 30))
        sha256 = READINGS[1].workbook.sha256
        for now in (EARLIER, NOON + timedelta(days=30) - timedelta(seconds=1), EARLIER):
            assert purge(database, LOCAL_ACTOR, now) == 0
            assert len(list_drafts(database, LOCAL_ACTOR, now)) == 1
            with database.read() as connection:
                assert load_original(connection, sha256, now) is not None
        assert purge(database, LOCAL_ACTOR, NOON + timedelta(days=30)) == 2

    def test_without_its_entry_in_the_log_nothing_is_done(self, database: Database, kind: str) -> None:
        save_draft(database, LOCAL_ACTOR, READINGS[0], b"the file", "", Choices(), now=NOON, days=30)
        run(database.url, *NO_LOG[kind])
        before = database.change_count()
        with pytest.raises(SQLAlchemyError, match="the log is full"):
            import_new(database, READINGS[0])
        with pytest.raises(SQLAlchemyError, match="the log is full"):
            load_samples(database, LOCAL_ACTOR, NOON)
        assert stored(database) == []
        assert database.change_count() == before
        # Nor is anything done that belongs to it: the draft is still there, its file is not kept.
        assert len(list_drafts(database, LOCAL_ACTOR, NOON)) == 1
        with database.read() as connection:
            assert load_original(connection, READINGS[0].workbook.sha256, NOON) is None
        run(database.url, "DROP TRIGGER no_log" + (" ON audit" if kind == "postgresql" else ""))
        assert import_new(database, READINGS[0]).outcome is Outcome.STORED
        assert whole_versions(database) == 1
