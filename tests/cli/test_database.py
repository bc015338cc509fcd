"""`curriculum-map db` as an administrator uses it, with a data folder of its own."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from typer.testing import CliRunner, Result

from curriculum_map.cli.database import database_app
from curriculum_map.cli.main import app, main
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.databases import store
from tests.grids import make_grid, row
from tests.storage.releasing import load_release

pytestmark = pytest.mark.usefixtures("own_data")


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(app, ["db", *arguments, "--lang", lang], catch_exceptions=False)


def said_by_main(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What the console script writes to stderr when it ends with status 2."""
    monkeypatch.setattr(sys, "argv", ["curriculum-map", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    return capsys.readouterr().err


def file_of_the_database() -> Path:
    return Path(Settings().database().removeprefix("sqlite:///"))


def fill() -> None:
    database = Database(Settings().database())
    store(database, make_grid([row("Ethics", 2)]))
    database.close()


def test_every_command_is_in_the_document() -> None:
    document = (Path(__file__).parents[2] / "docs" / "database.md").read_text(encoding="utf-8")
    names = [command.name for command in database_app.registered_commands]
    assert len(names) == 6
    assert [name for name in names if f"`curriculum-map db {name}" not in document] == []


def test_a_database_is_checked_verified_copied_and_put_back() -> None:
    fill()
    assert run("check").stdout == "The database is sound.\n"
    assert run("upgrade").stdout == "The database is up to date.\n"
    assert run("verify").stdout == "1 version of a grid was read.\n0 snapshots were read.\n"
    assert run("backup", "copy.sqlite3").stdout == "The backup is in copy.sqlite3.\n"
    fill()
    assert run("verify").stdout.startswith("2 versions")
    restored = run("restore", "copy.sqlite3", "--replace", lang="nl")
    former = file_of_the_database().with_name("curriculum-map.before-restore.sqlite3")
    assert restored.stdout.splitlines() == [
        "De back-up is teruggezet.",
        "1 versie van een matrix werd gelezen.",
        "0 momentopnames werden gelezen.",
        f"Zoals ze voordien was, staat ze in {former}.",
    ]
    assert run("verify").stdout.startswith("1 version ")


def test_what_is_wrong_is_said_and_ends_with_status_1() -> None:
    fill()
    with closing(sqlite3.connect(file_of_the_database())) as connection:
        connection.execute("UPDATE grid_version SET checksum = ''")
        connection.execute("DROP TRIGGER audit_no_delete")
        connection.commit()
    checked, verified = run("check"), run("verify", lang="nl")
    assert (checked.exit_code, verified.exit_code) == (1, 1)
    assert checked.stdout.startswith("The table “audit” has lost a trigger")
    assert "is niet wat bewaard werd" in verified.stdout.splitlines()[2]
    assert "Example College | social-work | 2026-27" in verified.stdout


def test_a_database_of_the_first_release_is_upgraded_and_kept_as_it_was() -> None:
    engine = create_engine(Settings().database())
    with engine.begin() as connection:
        load_release("0001", connection)
    engine.dispose()
    assert run("check").stdout.startswith("The tables are those of an earlier version.")
    copy = file_of_the_database().with_name("curriculum-map.schema-0001.sqlite3")
    done = f"The database is up to date now (schema 0002).\nAs it was before it is kept in {copy}.\n"
    assert run("upgrade").stdout == done
    assert copy.exists()
    assert run("verify").exit_code == 0


def test_a_refusal_is_a_sentence_and_ends_with_status_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "cannot be reached" in said_by_main(capsys, monkeypatch, "db", "check")
    fill()
    Path("copy.sqlite3").write_text("mine")
    assert said_by_main(capsys, monkeypatch, "db", "backup", "copy.sqlite3").startswith(
        "copy.sqlite3 is there already."
    )
    assert "is no backup" in said_by_main(capsys, monkeypatch, "db", "restore", "copy.sqlite3")
    run("backup", "other.sqlite3")
    assert "add --replace" in said_by_main(capsys, monkeypatch, "db", "restore", "other.sqlite3")
    file_of_the_database().write_bytes(b"nothing of a database" * 1000)
    assert "curriculum-map db restore FILE" in said_by_main(capsys, monkeypatch, "list")


def test_a_backup_of_a_record_that_somebody_changed_is_made_and_says_that_it_is_not_sound() -> None:
    fill()
    with closing(sqlite3.connect(file_of_the_database())) as meddling:
        meddling.execute("UPDATE grid_version SET levels = X'03'")
        meddling.commit()
    made = run("backup", "copy.sqlite3")
    assert (made.exit_code, made.stdout, Path("copy.sqlite3").exists()) == (1, "The backup is in copy.sqlite3.\n", True)
    first, *found = made.stderr.splitlines()
    assert first.startswith("The database is not sound, and neither is this backup")
    assert [line.partition(":")[0] for line in found] == [
        "This version is not what was stored, its checksum is another one"
    ]


def test_what_was_deleted_since_the_backup_is_said_and_stays_deleted() -> None:
    fill()
    run("backup", "copy.sqlite3")
    name = "Example College"
    deleted = CliRunner().invoke(app, ["institution", "delete", name, "--confirm", name], catch_exceptions=False)
    assert deleted.exit_code == 0
    said = run("restore", "copy.sqlite3", "--replace").stdout.splitlines()
    assert said[-1] == f"“{name}” was deleted after the backup was made, so it was deleted in it too."
    assert run("verify").stdout.startswith("0 versions")


def with_other_tables(file: Path) -> None:
    """The database as a version between two releases may have left it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("ALTER TABLE draft DROP COLUMN choices")
        connection.commit()


def test_tables_of_a_version_that_was_never_released_are_said_and_a_backup_takes_their_place(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    run("backup", "copy.sqlite3")
    with_other_tables(file_of_the_database())
    for command in (("list",), ("db", "check")):
        said = said_by_main(capsys, monkeypatch, *command)
        assert "its tables are those of this version, and they are not (draft)" in said
        assert "curriculum-map db restore FILE --replace" in said
    assert run("restore", "copy.sqlite3", "--replace").exit_code == 0
    assert run("check").exit_code == 0


def test_the_demonstration_is_made_anew_and_what_was_there_is_put_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURRICULUM_MAP_DEMO", "1")
    file = file_of_the_database()

    def load() -> Result:
        return CliRunner().invoke(app, ["samples", "load", "--lang", "en"], catch_exceptions=False)

    assert (load().stdout, load().stderr) == ("25 samples were loaded.\n", "")
    with_other_tables(file)
    again = load()
    assert again.stdout == "25 samples were loaded.\n"
    assert "unusable.sqlite3" in again.stderr
    assert file.with_name(f"{file.stem}.unusable.sqlite3").exists()
    assert load().stderr == ""
