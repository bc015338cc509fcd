"""The files that grids were read from, while they are kept."""

from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.storage.database import Database
from curriculum_map.storage.originals import Original, load_original


def original(database: Database, actor: Actor, sha256: str, now: datetime) -> Original | None:
    """A file by the SHA-256 of its bytes, with its name and until when it is kept; None once that time is over."""
    require(actor, Action.EXPORT)
    with database.read() as connection:
        return load_original(connection, sha256, now)
