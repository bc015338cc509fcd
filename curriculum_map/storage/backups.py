"""Copies of a database, made while it is in use: never of its file, of which the newest part may stand in another."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path


def copied_beside(file: Path, called: str) -> Path:
    """A copy of an embedded database beside it, under a name that no file has yet: `called` says which state it is."""
    for number in count(1):
        suffix = called if number == 1 else f"{called}-{number}"
        copy = file.with_name(f"{file.stem}.{suffix}{file.suffix}")
        try:
            copy_file(file, copy)
        except FileExistsError:
            continue
        return copy
    raise AssertionError("there is always another number")


def copy_file(file: Path, copy: Path) -> None:
    """Copies an embedded database as it is at this moment to a new file; FileExistsError where there is one.

    Only its owner can read the copy. sqlite3.DatabaseError if the database cannot be read; then no copy is left.
    """
    with new_file(copy), closing(read_only(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def put_into(file: Path, copy: Path) -> None:
    """Puts the content of a copy in the place of that of a database, in one step, also while that is in use."""
    with closing(read_only(copy)) as source, closing(sqlite3.connect(file, timeout=5)) as target:
        source.backup(target)


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
