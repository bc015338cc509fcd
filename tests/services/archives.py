"""An institution with some of everything, and its archive."""

import io
import zipfile
from datetime import timedelta
from functools import cache

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.history import Made, rolled_over
from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.own import as_edition
from curriculum_map.services.archive import Moved, export_institution, import_institution
from curriculum_map.services.archive_zip import sha256
from curriculum_map.services.identity import merge_institutions
from curriculum_map.services.programmes import add_programme
from curriculum_map.services.snapshots import make_snapshot
from curriculum_map.storage.database import Database
from curriculum_map.storage.frameworks import save_framework
from curriculum_map.storage.grids import find_grid
from curriculum_map.storage.versions import Making, StoredLink, save_links, save_version
from tests.databases import store, writing
from tests.frameworks.own_frameworks import SMALL
from tests.grids import make_grid, row
from tests.services.record import (
    NOW,
    A,
    B,
    grid,
    keep_ambition,
    keep_answer,
    keep_comment,
    keep_grid,
    keep_original,
    key,
)

FILE = b"the workbook as it came"
LATER = NOW + timedelta(days=2)


def filled() -> Database:
    """Two spellings that were merged, versions, links, a year rolled over, an own programme, an own framework."""
    database = Database("sqlite://")
    keep_grid(database, grid(1, key(B)), 0)
    keep_grid(database, grid(2, key(A), sha256=sha256(FILE)), 10)
    keep_grid(database, grid(3, key(B), "=1+1"), 20)
    keep_ambition(database, key(A), Level.PRACTISED)
    keep_ambition(database, key(A), Level.EXEMPLARY, 1)
    keep_answer(database, A, "x", 1)
    keep_comment(database, A, "=1+1 is een vraag")
    keep_comment(database, A, "Waarom hier?", 1)
    keep_original(database, sha256(FILE), FILE)
    make_snapshot(database, LOCAL_ACTOR, B, "Visitatie", now=NOW)
    make_snapshot(database, LOCAL_ACTOR, A, "Visitatie", now=NOW)
    merge_institutions(database, LOCAL_ACTOR, A, B, now=NOW)
    add_programme(database, LOCAL_ACTOR, "Graduaat", now=NOW)
    _with_last_years_grid(database)
    keep_grid(database, grid(2, key("Elders")), 40)
    return database


def _with_last_years_grid(database: Database) -> None:
    """Rolled over from version 3 of this year's grid, with a course that was linked; and one of an own framework."""
    target = as_edition(SMALL).targets(Granularity.ELEMENT)[0]
    with writing(database) as connection:
        save_framework(connection, SMALL, sha256="0" * 64, at=NOW)
        now = find_grid(connection, key(A))
        assert now is not None
        next_year = rolled_over(grid(2, key(A)), "2027-28")
        making = Making(NOW, "somebody", Made.ROLLED_OVER, made_from=now.version_id)
        stored = save_version(connection, next_year, None, making)
        save_links(connection, {stored.version_id: [StoredLink(0, now.version_id, 0)]})
    store(database, make_grid([row("A", 2)], [target], edition=SMALL.id, key=key(A, "Graduaat")))


def exported(database: Database, institution: str = A) -> bytes:
    data = export_institution(database, LOCAL_ACTOR, institution, now=NOW)
    assert isinstance(data, bytes)
    return data


def imported(data: bytes, url: str = "sqlite://") -> Database:
    database = Database(url)
    assert isinstance(import_institution(database, LOCAL_ACTOR, data, now=LATER), Moved)
    return database


@cache
def an_archive() -> bytes:
    return exported(filled())


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
