"""Copies of a database, made while it is in use: never of its file, of which the newest part may stand in another."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from itertools import count
from pathlib import Path


class Refusal(StrEnum):
    """Why there is no backup, or why one is not put back."""

    EXISTS = "exists"
    IN_MEMORY = "in-memory"
    CANNOT_WRITE = "cannot-write"
    NO_TOOL = "no-tool"
    TOOL_FAILED = "tool-failed"
    NO_BACKUP = "no-backup"
    OTHER_KIND = "other-kind"
    LATER = "later"
    UNSOUND = "unsound"
    HAS_DATA = "has-data"


class BackupError(Exception):
    """No backup was made, or none was put back, and the database is as it was; `why` says of what."""

    def __init__(self, refusal: Refusal, why: str = "") -> None:
        self.refusal, self.why = refusal, why
        super().__init__(f"{refusal}: {why}")


def copied_beside(file: Path, called: str) -> Path:
    """A copy of an embedded database beside it: `called` says which state it is."""
    while True:
        copy = free_beside(file, called)
        try:
            copy_file(file, copy)
        except FileExistsError:
            # Somebody else took the name just now.
            continue
        return copy


def free_beside(file: Path, called: str) -> Path:
    """A path beside a file, named after it and what it is called, where no file stands yet."""
    names = (called if number == 1 else f"{called}-{number}" for number in count(1))
    paths = (file.with_name(f"{file.stem}.{name}{file.suffix}") for name in names)
    return next(path for path in paths if not path.exists())


def put_aside(file: Path, called: str) -> Path:
    """Where a database that cannot be read now stands, beside where it was: `called` says which state it is."""
    aside = free_beside(file, called)
    for ending in ("-wal", "-shm"):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return file.rename(aside)


def copy_file(file: Path, copy: Path) -> None:
    """Copies an embedded database as it is at this moment to a new file; FileExistsError where there is one.

    Only its owner can read the copy. sqlite3.DatabaseError if the database cannot be read; then no copy is left.
    """
    with new_file(copy), closing(read_only(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        # All of it is in this one file, and reading it makes no others beside it.
        target.execute("PRAGMA journal_mode=DELETE")


def put_into(file: Path, copy: Path, once_locked: Callable[[], None]) -> None:
    """Puts the content of a copy in the place of that of a database, in one step, also while that is in use.

    `once_locked` is called when nobody else can write in the database any more, and nothing of it is replaced yet: it
    may read it, and change the copy. What it raises ends it, and the database is as it was.
    """
    calls = count()

    def after_step(status: int, _remaining: int, _total: int) -> None:
        if status == sqlite3.SQLITE_BUSY:
            raise sqlite3.OperationalError("database is locked")
        # SQLite takes the lock with the first page and keeps it; it begins anew where the copy is changed after that.
        if next(calls) == 0:
            once_locked()

    with closing(read_only(copy)) as source, closing(sqlite3.connect(file, timeout=5)) as target:
        source.backup(target, pages=1, progress=after_step)


def read_only(file: Path) -> sqlite3.Connection:
    """A connection that cannot change the file; sqlite3.OperationalError where there is none."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=5)
    connection.execute("PRAGMA query_only=ON")
    return connection


@contextmanager
def new_file(path: Path) -> Iterator[None]:
    """A new and empty file that only its owner can read; it goes again if what is to fill it fails."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise
