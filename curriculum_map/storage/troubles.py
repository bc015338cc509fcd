"""What a database may come back with, in the few kinds that people can do something about."""

import sqlite3
from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError

_LOST = ("08", "57P")
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_CANTOPEN: "lost",
}
_OF_POSTGRESQL = {
    "53100": "full",
    "55P03": "busy",
    "57014": "busy",
    "25006": "read-only",
    "XX001": "damaged",
    "XX002": "damaged",
}
# Of two that write the same at once PostgreSQL gives up one; or what the second would add to is gone.
_CONFLICTS = ("23503", "23505", "40001", "40P01")
_CONFLICTS_OF_SQLITE = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
# What reading rows that somebody meddled with can come to grief on.
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError)
# How a trigger of SQLite begins to say that such a row is there already (protection.py).
TAKEN = "already there"


class Trouble(StrEnum):
    """What keeps a database from doing what was asked; nothing was stored."""

    BUSY = "busy"
    FULL = "full"
    LOST = "lost"
    READ_ONLY = "read-only"
    DAMAGED = "damaged"


class Obstacle(StrEnum):
    """Why a database is not even opened."""

    OLDER = "older"
    NEWER = "newer"
    FOREIGN = "foreign"
    # It says that its tables are those of this version, and they are not.
    UNLIKE = "unlike"
    NETWORK = "network"
    NO_DRIVER = "no-driver"
    UNKNOWN = "unknown"


class ObstacleError(Exception):
    """A database may not be opened."""

    def __init__(self, kind: Obstacle | Trouble, why: str = "") -> None:
        self.kind, self.why = kind, why
        super().__init__(f"{kind}: {why}")


class DatabaseTroubleError(Exception):
    """The database could not do what was asked, and did nothing."""

    def __init__(self, trouble: Trouble, why: str) -> None:
        self.trouble, self.why = trouble, why
        super().__init__(f"{trouble}: {why}")


class ConcurrentChangeError(Exception):
    """Somebody else changed the same thing in the meantime; nothing was stored."""


class NotIntactError(Exception):
    """Somebody changed, in the database, versions of grids or ambitions that are asked for: nothing is made of them.

    `about` is what the audit log calls each of them, `grids` are the ids of the grids that no figures can be made of.
    """

    def __init__(self, about: Iterable[str], grids: Iterable[int] = ()) -> None:
        self.about, self.grids = tuple(about), frozenset(grids)
        super().__init__(f"not what was stored, by its checksum: {'; '.join(self.about)}")


def as_trouble(fault: SQLAlchemyError) -> DatabaseTroubleError | ConcurrentChangeError | None:
    """What a fault of the database means; None for one that is a mistake of ours."""
    if isinstance(fault, NoConnectionError):
        return DatabaseTroubleError(Trouble.BUSY, "every connection is in use")
    if not isinstance(fault, DBAPIError):
        return None
    code = _code(fault)
    if code in _CONFLICTS or code in _CONFLICTS_OF_SQLITE or str(fault.orig).startswith(TAKEN):
        return ConcurrentChangeError(str(fault.orig))
    if isinstance(fault, IntegrityError):
        return None
    known: str | None
    if isinstance(code, int):
        # The primary code is the low byte: a full disk has several ways to show itself.
        known = _OF_SQLITE.get(code & 0xFF)
    elif isinstance(code, str):
        known = _OF_POSTGRESQL.get(code) or ("lost" if code.startswith(_LOST) else None)
    else:
        known = "lost" if isinstance(fault, OperationalError) or fault.connection_invalidated else None
    return None if known is None else DatabaseTroubleError(Trouble(known), str(fault.orig).strip())


def _code(fault: DBAPIError) -> int | str | None:
    """SQLite's number or PostgreSQL's five signs; None where there is neither, as without a connection."""
    found = getattr(fault.orig, "sqlite_errorcode", None) or getattr(fault.orig, "sqlstate", None)
    return found if isinstance(found, int | str) else None
