"""The database: opened when its tables are those of this version, read and written in short transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from shutil import disk_usage

from sqlalchemy import Connection, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from curriculum_map.storage.audit import RECORDED
from curriculum_map.storage.engine import WRITES, database_file, engine_for
from curriculum_map.storage.preparing import prepare
from curriculum_map.storage.record_tables import changes
from curriculum_map.storage.seals import TOUCHED
from curriculum_map.storage.troubles import DatabaseTroubleError, Obstacle, ObstacleError, Trouble, as_trouble

__all__ = ["Connection", "Database", "DatabaseUnavailableError", "without_password"]

# So many times the size of a file must be free on the disk before it is stored.
_ROOM = 5


class DatabaseUnavailableError(Exception):
    """A database cannot be opened, or its tables are those of another version; `why` is what the driver says of it."""

    def __init__(self, url: str, kind: Obstacle | Trouble, why: str = "") -> None:
        self.url, self.kind, self.why = without_password(url), kind, why
        super().__init__(f"{self.url}: {kind} {why}".rstrip())


class Database:
    """Where the record is kept. DatabaseUnavailableError if it cannot be opened.

    The tables are made in an empty database. An embedded one of an earlier version is brought up to date, with a copy
    of it kept beside it; a shared one is not, since others may be using it.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        with opening(url):
            self._engine = engine_for(url)
            prepare(self._engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads: all it reads belongs together. DatabaseTroubleError if that cannot be."""
        with _said_plainly(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that does what `record` writes down: all of it, or nothing on any exception and unrecorded.

        DatabaseTroubleError if the database cannot; ConcurrentChangeError if somebody else changed the same.
        """
        with self._writing() as connection:
            connection.info[RECORDED] = False
            connection.info[TOUCHED] = {}
            yield connection
            transaction = connection.get_transaction()
            if transaction is not None and not connection.info[RECORDED]:
                transaction.rollback()
            elif connection.info.get(TOUCHED):
                raise RuntimeError("something was written after the line of the log that should have its seal")

    @contextmanager
    def note(self) -> Iterator[Connection]:
        """A transaction for what is nobody's act and changes no figure: answers so far, files whose time is over."""
        with self._writing() as connection:
            yield connection

    def require_room(self, size: int) -> None:
        """DatabaseTroubleError where an embedded database has less room on its disk than a file of this size may take.

        A server looks after its own disk.
        """
        file = database_file(self.url)
        if file is None:
            return
        free = disk_usage(file.parent).free
        # The file, what is read from it, both once more until the log of SQLite is written back, and some to spare.
        if free < _ROOM * size:
            raise DatabaseTroubleError(Trouble.FULL, f"{free} bytes are free, {_ROOM * size} are needed")

    def change_count(self) -> int:
        """How many acts there were: a key for what is computed from the database."""
        with self.read() as connection:
            return int(connection.execute(select(changes.c.count)).scalar_one())

    def close(self) -> None:
        """Ends every connection."""
        self._engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            _said_plainly(),
            self._engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection


@contextmanager
def opening(url: str) -> Iterator[None]:
    """Says why the database at this address cannot be opened: DatabaseUnavailableError."""
    try:
        yield
    except ObstacleError as fault:
        raise DatabaseUnavailableError(url, fault.kind, fault.why) from fault
    except ImportError as fault:
        raise DatabaseUnavailableError(url, Obstacle.NO_DRIVER, str(fault)) from fault
    except (SQLAlchemyError, OSError) as fault:
        trouble = as_trouble(fault) if isinstance(fault, SQLAlchemyError) else None
        kind = trouble.trouble if isinstance(trouble, DatabaseTroubleError) else Obstacle.UNKNOWN
        why = str(getattr(fault, "orig", None) or fault).strip()
        raise DatabaseUnavailableError(url, kind, why) from fault


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Says what a fault of the database means; one that is a mistake of ours stays what it is."""
    try:
        yield
    except SQLAlchemyError as fault:
        trouble = as_trouble(fault)
        if trouble is None:
            raise
        raise trouble from fault


def without_password(url: str) -> str:
    """The address as it may be shown."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "…"
