"""Snapshots, institutions, programmes and the log as an administrator uses them, with a data folder of its own."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from curriculum_map.cli.main import app
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.services.record import FAMILY, A, B, grid, keep_grid, keep_original, key

pytestmark = pytest.mark.usefixtures("own_data")


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(app, [*arguments, "--lang", lang], catch_exceptions=False)


def said(*arguments: str, lang: str = "en") -> list[str]:
    result = run(*arguments, lang=lang)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


@pytest.fixture
def stored(own_data: None) -> None:
    database = Database(Settings().database())
    keep_grid(database, grid(2, key(A)))
    keep_grid(database, grid(1, key(B)), 5)
    keep_grid(database, grid(1, key(B, FAMILY)), 6)
    database.close()


@pytest.mark.usefixtures("stored")
def test_a_snapshot_is_made_listed_verified_exported_reported_and_checked_without_a_database() -> None:
    (made,) = said("snapshot", "make", "Visitatie", "--institution", A, "--programme", "Social Work")
    sha256 = made.removeprefix("Visitatie | counting rule “highest” | SHA-256 ")
    assert len(sha256) == 64
    assert said("snapshot", "list")[0].endswith(f"| SHA-256 {sha256}")
    assert said("snapshot", "verify", "Visitatie", "--institution", A) == [
        f"“Visitatie” is intact: SHA-256 {sha256}",
        "Every grid in it is still the current one, as it is there.",
    ]
    (name,) = said("snapshot", "export", sha256[:8], "--institution", A)
    assert hashlib.sha256(Path(name).read_bytes()).hexdigest() == sha256
    assert said("snapshot", "verify", name, "--sha256", sha256) == [f"“Visitatie” is intact: SHA-256 {sha256}"]
    assert said("snapshot", "verify", name)[0].startswith("“Visitatie” holds together.")
    (report,) = said("snapshot", "report", "Visitatie", "--institution", A, "--programme", "social-work")
    assert report == "gap-report-social-work-hogeschool-gent-2026-27.xlsx"
    none = run("snapshot", "report", "Visitatie", "--institution", A, "--programme", FAMILY)
    assert (none.exit_code, none.stderr) == (1, "No grid of this programme is in the snapshot.\n")


@pytest.mark.usefixtures("stored")
def test_a_snapshot_is_found_by_its_name_and_one_that_is_not_intact_is_marked() -> None:
    said("snapshot", "make", "Visitatie", "--institution", A)
    said("snapshot", "make", "Visitatie", "--institution", B)
    (sha256,) = [line.split()[-1] for line in said("snapshot", "list") if line.startswith(B)]
    assert said("snapshot", "verify", sha256[:8])[0] == f"“Visitatie” is intact: SHA-256 {sha256}"
    several = run("snapshot", "verify", "Visitatie")
    assert (several.exit_code, "Several institutions have" in several.stderr) == (2, True)
    assert "There is no file “Anders”, and no" in " ".join(run("snapshot", "verify", "Anders").stderr.split())
    with closing(sqlite3.connect(Settings().database().removeprefix("sqlite:///"))) as meddling:
        meddling.execute("DROP TRIGGER snapshot_no_update")
        meddling.execute("UPDATE snapshot SET name = 'Anders' WHERE institution = ?", (B,))
        meddling.commit()
    assert [line.endswith("| not intact") for line in said("snapshot", "list")] == [
        line.startswith(B) for line in said("snapshot", "list")
    ]


@pytest.mark.usefixtures("stored")
def test_a_snapshot_that_was_changed_is_put_back_from_the_file_that_was_exported_of_it() -> None:
    said("snapshot", "make", "Visitatie", "--institution", A)
    (line,) = said("snapshot", "list")
    (file,) = said("snapshot", "export", "Visitatie", "--institution", A)
    said("snapshot", "make", "Andere", "--institution", A)
    (other,) = said("snapshot", "export", "Andere", "--institution", A)
    with closing(sqlite3.connect(Settings().database().removeprefix("sqlite:///"))) as meddling:
        meddling.execute("DROP TRIGGER snapshot_no_update")
        meddling.execute("UPDATE snapshot SET made_by = 'iemand' WHERE name = 'Visitatie'")
        meddling.commit()
    assert run("snapshot", "verify", "Visitatie", "--institution", A).exit_code == 1
    wrong = run("snapshot", "put-back", "Visitatie", other, "--institution", A)
    assert (wrong.exit_code, "Nothing was put back" in wrong.stderr) == (1, True)
    (back,) = said("snapshot", "put-back", "Visitatie", file, "--institution", A)
    assert back == " | ".join(("Visitatie", line.split(" | ")[-1]))
    assert line in said("snapshot", "list")
    again = run("snapshot", "put-back", "Visitatie", file, "--institution", A)
    assert (again.exit_code, "is intact: there is nothing to put back" in again.stderr) == (1, True)


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("rule", "words", "level"),
    [
        ("two-courses", "in two courses or more", "not covered"),
        ("own-2-1-0", "at least well framed", "well framed"),
        ("own-2-2-0", "own rule (own-2-2-0)", "not covered"),
    ],
)
def test_a_snapshot_keeps_the_counting_rule_that_its_figures_are_reported_by(rule: str, words: str, level: str) -> None:
    """One course is well framed, and none beside it: so two courses or more reach nothing."""
    (made,) = said("snapshot", "make", "Visitatie", "--institution", A, "--rule", rule)
    assert made.startswith(f"Visitatie | counting rule “{words}” | SHA-256 ")
    assert f" | counting rule “{words}” | " in said("snapshot", "list")[0]
    (name,) = said("snapshot", "report", "Visitatie", "--institution", A, "--programme", "social-work")
    lines = load_workbook(name)["Table"].iter_rows(values_only=True)
    (guaranteed,) = [line[2] for line in lines if line[1] == "1 Paying attention to and promoting digital inclusion"]
    assert guaranteed == level


@pytest.mark.usefixtures("stored")
def test_a_snapshot_is_not_made_by_a_rule_that_there_is_not() -> None:
    result = CliRunner().invoke(app, ["snapshot", "make", "x", "--institution", A, "--rule", "mean", "--lang", "en"])
    assert (result.exit_code, said("snapshot", "list")) == (2, [])


@pytest.mark.usefixtures("stored")
def test_a_file_that_somebody_changed_is_not_intact() -> None:
    said("snapshot", "make", "Visitatie", "--institution", A)
    (name,) = said("snapshot", "export", "Visitatie", "--institution", A, "-o", "a.json")
    changed = Path(name).read_bytes().replace(b'"levels":"02"', b'"levels":"03"')
    Path("b.json").write_bytes(changed)
    result = run("snapshot", "verify", "b.json")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1] == f"Changed in the snapshot: {A} | Social Work | 2026-27 | team"
    assert run("snapshot", "verify", "b.json", "--sha256", hashlib.sha256(changed).hexdigest()).exit_code == 1
    assert run("snapshot", "verify", "nowhere.json").exit_code == 2
    unknown = run("snapshot", "verify", "Anders", "--institution", A, lang="nl")
    assert (unknown.exit_code, unknown.stderr) == (1, f"“{A}” heeft geen momentopname met de naam “Anders”.\n")


@pytest.mark.usefixtures("stored")
def test_two_spellings_are_proposed_merged_and_taken_apart_again() -> None:
    """Both have social work: one grid of two versions; family science only moves. A year that is begun then stays."""
    assert said("institution", "list") == [
        f"{B} | 2 grids | 0 snapshots",
        f"{A} | 1 grid | 0 snapshots",
        f"Perhaps one institution: “{B}” and “{A}”. If so: institution merge.",
    ]
    *_, merged = said("institution", "merge", A, B, "--yes")
    assert merged.startswith(f"“{B}” is “{A}” now. Grids that moved: 1; grids of which both had one")
    assert said("institution", "list") == [f"{A} ({B}) | 2 grids | 0 snapshots"]
    assert said("history", "roll-over", "1") != []
    assert said("institution", "unmerge", A) == [
        f"“{B}” is on its own again.",
        f"1 grid came in since the merge and stays with “{A}”:",
        f"{A} | Social Work | 2027-28 | team",
    ]
    again = run("institution", "unmerge", A)
    assert again.exit_code == 1
    assert again.stderr.startswith("No other institution was merged into")
    assert [line.rpartition(": ")[2] for line in said("audit", "--about", A)] == [
        f"took “{B}” apart again",
        "0)",
        "2)",
    ]


@pytest.mark.usefixtures("stored")
def test_before_a_merge_one_sees_what_it_does_and_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """B's social work, level 1, was stored after A's level 2: it would count. Nobody at the keyboard said yes."""
    inclusion = "Paying attention to and promoting digital inclusion"
    seen = [
        f"“{B}” would go into “{A}”: grids that move: 1; grids of both: 1; snapshots: 0.",
        "1 grid is of both. Every version stays, and the one that was stored last counts.",
        f"{B} | Social Work | 2026-27 | team",
        f"That of “{B}” would count: Ethiek.xlsx, 3 November 2026. That of “{A}” becomes an earlier version: "
        "Ethiek.xlsx, 3 November 2026. What changes from that one to the one that would count:",
        f"Grid!G6: Ethiek, {inclusion}: well framed → exemplary | lower",
        f"{inclusion}: guaranteed well framed → exemplary, possible well framed → exemplary",
    ]
    asked = run("institution", "merge", A, B)
    assert (asked.exit_code, asked.stdout.splitlines()) == (4, seen)
    assert asked.stderr == "Nothing was merged. To merge without being asked: --yes.\n"
    monkeypatch.setattr(
        "curriculum_map.cli.institution.agreed", lambda question, language: "one institution" in question
    )
    assert said("institution", "merge", A, B)[:-1] == seen
    unknown = run("institution", "merge", A, "Nergens")
    assert (unknown.exit_code, unknown.stdout) == (1, "")


@pytest.mark.usefixtures("stored")
def test_an_institution_goes_out_is_deleted_and_comes_in_again() -> None:
    assert said("institution", "export", B, "-o", "b.zip") == ["b.zip"]
    assert run("institution", "import", "b.zip").stderr.startswith("Nothing was imported: there is already something")
    asked = run("institution", "delete", B)
    assert (asked.exit_code, asked.stderr.startswith("Nothing was deleted.")) == (1, True)
    assert said("institution", "delete", B, "--confirm", B) == [f"“{B}” was deleted: grids 2, versions 2, snapshots 0."]
    assert said("institution", "list") == [f"{A} | 1 grid | 0 snapshots"]
    assert said("institution", "import", "b.zip") == [f"“{B}” was imported: grids 2, versions 2, snapshots 0."]
    Path("c.zip").write_bytes(b"PK")
    assert run("institution", "import", "c.zip").exit_code == 1
    assert run("institution", "export", "Nergens").exit_code == 1


def test_a_programme_is_added_used_in_an_import_and_not_removed_then() -> None:
    assert said("programme", "add", "Graduaat") == ["Graduaat"]
    assert said("programme", "list")[-1] == "Graduaat | Graduaat"
    Path("a.csv").write_text(
        "Instelling;Hogeschool Gent\nOpleiding;Graduaat\nAcademiejaar;2026-27\n"
        "Opleidingsonderdeel;Studiepunten;inclusion;choosing;future\nEthiek;3;2;1;0\nRecht;3;1;1;2\n"
    )
    Path("answers.yaml").write_text("blank_means: not-rated\n")
    stored = run("import", "a.csv", "--edition", "sap-2024-nl", "--answers", "answers.yaml")
    assert (stored.exit_code, stored.stdout.splitlines()[-1]) == (0, "The grid was stored."), stored.output
    assert run("programme", "remove", "Graduaat").stderr == "“Graduaat” stays: there are grids of this programme.\n"
    assert run("programme", "add", "Social Work").exit_code == 1
    assert said("institution", "delete", A, "--confirm", A) != []
    assert said("programme", "remove", "Graduaat") == ["Graduaat"]


def test_a_file_is_written_while_it_is_kept_under_its_own_name_and_nowhere_else() -> None:
    database = Database(Settings().database())
    keep_original(database, "a" * 64, b"bytes", days=20_000)
    database.close()
    written, until = said("original", "A" * 64)
    assert (written, Path("map.xlsx").read_bytes(), until) == ("map.xlsx", b"bytes", "Kept until 6 August 2081.")
    gone = run("original", "b" * 64)
    assert (gone.exit_code, gone.stderr) == (1, "This file is not kept, or no longer.\n")
