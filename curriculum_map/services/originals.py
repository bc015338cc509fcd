"""The files that grids were read from, while they are kept."""

from collections.abc import Collection
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.storage.database import Database
from curriculum_map.storage.originals import Original, list_kept, load_original


def original(database: Database, actor: Actor, sha256: str, now: datetime) -> Original | None:
    """A file by the SHA-256 of its bytes, with its name and until when it is kept; None once that time is over."""
    require(actor, Action.EXPORT)
    with database.read() as connection:
        return load_original(connection, sha256, now)


def kept_until(database: Database, actor: Actor, sha256s: Collection[str], now: datetime) -> dict[str, datetime]:
    """Until when each of these files is kept; one whose time is over, or that is not here, is left out."""
    require(actor, Action.VIEW)
    with database.read() as connection:
        return list_kept(connection, sha256s, now)
