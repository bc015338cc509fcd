"""The bytes of files that were imported, for a set time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, select, union, update

from curriculum_map.storage.record_tables import ambition_sets, sources
from curriculum_map.storage.tables import originals


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it came, and until when it is kept."""

    sha256: str
    file_name: str
    data: bytes
    kept_until: datetime


def save_original(connection: Connection, original: Original) -> None:
    """Keeps a file; one of the same bytes is kept longer."""
    again = update(originals).where(originals.c.sha256 == original.sha256)
    if connection.execute(again.values(kept_until=original.kept_until)).rowcount:
        return
    connection.execute(
        insert(originals).values(
            sha256=original.sha256,
            file_name=original.file_name,
            data=original.data,
            kept_until=original.kept_until,
        )
    )


def load_original(connection: Connection, sha256: str, now: datetime) -> Original | None:
    """The file with these bytes, while its time is not over."""
    statement = select(originals).where(originals.c.sha256 == sha256, originals.c.kept_until > now)
    row = connection.execute(statement).mappings().first()
    return None if row is None else Original(row["sha256"], row["file_name"], row["data"], row["kept_until"])


def list_kept(connection: Connection, sha256s: Collection[str], now: datetime) -> dict[str, datetime]:
    """Until when those of these files are kept whose time is not over."""
    statement = select(originals.c.sha256, originals.c.kept_until)
    still = statement.where(originals.c.sha256.in_(sha256s), originals.c.kept_until > now)
    return {row["sha256"]: row["kept_until"] for row in connection.execute(still).mappings()}


def drop_unneeded(connection: Connection, sha256s: Iterable[str]) -> int:
    """Removes those of these files that no stored grid or ambition was read from; how many there were."""
    needed = union(select(sources.c.sha256), select(ambition_sets.c.sha256))
    unneeded = delete(originals).where(originals.c.sha256.in_(list(sha256s)), originals.c.sha256.not_in(needed))
    return connection.execute(unneeded).rowcount


def has_old_originals(connection: Connection, now: datetime) -> bool:
    """Whether there is a file whose time is over."""
    return bool(connection.execute(select(exists().where(originals.c.kept_until <= now))).scalar())


def purge_originals(connection: Connection, now: datetime) -> int:
    """Removes every file whose time is over; how many there were."""
    return connection.execute(delete(originals).where(originals.c.kept_until <= now)).rowcount
