"""PostgreSQL's own programs: pg_dump writes a backup, pg_restore and psql put it back."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import NullPool, create_engine
from sqlalchemy.engine import make_url

from curriculum_map.storage.backups import BackupError, Refusal, new_file

# How a file begins that pg_dump wrote.
DUMP_BEGINS = b"PGDMP"


def dump(url: str, file: Path, tools: Path | None) -> None:
    """Writes a database as it is at this moment to a new file. BackupError if the program cannot."""
    with new_file(file):
        _run("pg_dump", ["--format=custom", "--no-owner", "--no-privileges", f"--file={file}"], url, tools)


def restore_empty(url: str, file: Path, tools: Path | None) -> None:
    """Puts a backup in an empty database. BackupError if the program cannot."""
    _run("pg_restore", [*_PLAIN, "--exit-on-error", "--single-transaction", str(file)], url, tools)


def put_over(url: str, other: str, tools: Path | None, before: Sequence[str]) -> None:
    """Puts what is in another database in this one after these statements, in one transaction."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "restore.sql"
        with new_file(script):
            _run("pg_dump", [*_PLAIN, f"--file={script}"], other, tools)
        first = [f"--command={statement}" for statement in before]
        how = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        _run("psql", [*how, *first, f"--file={script}"], url, tools)


@contextmanager
def spare_database(url: str) -> Iterator[str]:
    """The address of a new and empty database on the same server; it goes again at the end."""
    there = make_url(url)
    name = f"{(there.database or '')[:40]}_{uuid4().hex[:12]}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    quoted = engine.dialect.identifier_preparer.quote_identifier(name)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {quoted}")
        try:
            yield there.set(database=name).render_as_string(hide_password=False)
        finally:
            with engine.connect() as connection:
                connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
    finally:
        engine.dispose()


_PLAIN = ("--no-owner", "--no-privileges")


def _run(program: str, options: Sequence[str], url: str, tools: Path | None) -> None:
    path = shutil.which(program, path=None if tools is None else str(tools))
    if path is None:
        raise BackupError(Refusal.NO_TOOL, program)
    command, known = [path, *options], dict(os.environ)
    address = make_url(url)
    if address.password:
        # Not among the options: those of every program can be seen by everybody on the machine.
        known["PGPASSWORD"] = address.password
    plain = address.set(drivername="postgresql", password=None)
    command.append(f"--dbname={plain.render_as_string(hide_password=False)}")
    done = subprocess.run(command, env=known, capture_output=True, text=True, check=False, errors="replace")
    if done.returncode:
        said = " ".join(done.stderr.split())
        raise BackupError(Refusal.TOOL_FAILED, f"{program}: {said[:500]}")
