"""A database that is backed up and put back, on SQLite and on PostgreSQL, with a small record in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.frozen import Frozen
from curriculum_map.domain.rules import HIGHEST
from curriculum_map.services.database_care import Restored, back_up_database, restore_database
from curriculum_map.services.snapshots import keep
from curriculum_map.storage.database import Database
from curriculum_map.storage.engine import sqlite_url
from curriculum_map.storage.grids import list_grids, list_versions
from tests.databases import store, writing
from tests.grids import KEY, make_grid, row

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ETHICS = make_grid([row("Ethics", 2), row("Law", 1)])
CHANGED = make_grid([row("Ethics", 3), row("Law", 1)])
OTHER = make_grid([row("Statistics", 0)], key=replace(KEY, institution="Other College"))
FROZEN = Frozen("Example College", "2026", "", None, None, HIGHEST.name, NOW, "somebody")


@dataclass(frozen=True)
class Place:
    """Where a database is, and where the programs for it are."""

    url: str
    tools: Path | None
    folder: Path

    def back_up(self, name: str = "backup") -> Path:
        file = self.folder / name
        back_up_database(LOCAL_ACTOR, self.url, file, self.tools)
        return file

    def restored(self, file: Path, *, replace: bool = True) -> Restored:
        return restore_database(LOCAL_ACTOR, self.url, file, now=NOW, replace=replace, tools=self.tools)

    def restore(self, file: Path, *, replace: bool = False) -> Path | None:
        return self.restored(file, replace=replace).former

    def run(self, *statements: str) -> None:
        engine = create_engine(self.url)
        with engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    @property
    def is_server(self) -> bool:
        return self.tools is not None


def fill(url: str) -> Database:
    """Two versions of one grid and one of another, and a snapshot."""
    database = Database(url)
    store(database, ETHICS)
    store(database, CHANGED)
    store(database, OTHER)
    with writing(database) as connection:
        keep(connection, FROZEN, 1, "2026")
    return database


def checksums(database: Database) -> list[tuple[str, int, str]]:
    """Every version of every grid, and the snapshots, by their checksums as they are on record."""
    with database.read() as connection:
        infos = [one for info in list_grids(connection) for one in list_versions(connection, info.id)]
        frozen = connection.execute(text("SELECT name, id, sha256 FROM snapshot ORDER BY id")).all()
    return [(info.key.institution, info.version, info.checksum) for info in infos] + [tuple(one) for one in frozen]


class AtAPlace:
    """The stories of such a database: `place` says which one."""

    @pytest.fixture
    def place(self, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
        if request.param == "sqlite":
            return Place(sqlite_url(tmp_path / "live" / "record.sqlite3"), None, tmp_path)
        url, server = request.getfixturevalue("postgresql"), request.getfixturevalue("postgresql_server")
        return Place(url, server.bin_path, tmp_path)
