"""Decisions at the command line: added, checked by the next grid, said anew and taken back."""

import pytest
from typer.testing import CliRunner, Result

from curriculum_map.cli.main import app
from curriculum_map.domain.levels import Level
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.services.record import A, grid, keep_ambition, keep_grid, key

OF = ("--institution", A, "--programme", "social-work")
NAME = "Paying attention to and promoting digital inclusion"
# Later than any moment at which a test runs.
LATER = 600_000_000


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(app, ["decision", *arguments, *OF, "--lang", lang], catch_exceptions=False)


def said(*arguments: str, lang: str = "en") -> list[str]:
    result = run(*arguments, lang=lang)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


@pytest.fixture(autouse=True)
def stored(own_data: None) -> Database:
    """Ethiek at level 1; level 2 is wanted."""
    database = Database(Settings().database())
    keep_grid(database, grid(1, key(A)))
    keep_ambition(database, key(A), Level.WELL_FRAMED)
    return database


def test_a_repair_is_added_and_the_next_grid_says_that_it_is_done(stored: Database) -> None:
    added = ("add", "inclusion", "repair", "An exercise", "--due", "2027-28", "--course", "ethiek", "--owner", "head")
    assert said(*added) == [f"1 | {NAME} | repair, open | An exercise | to “well framed”, in Ethiek, by 2027-28, head"]
    keep_grid(stored, grid(2, key(A)), LATER)
    line, decided, done = said("list")
    assert line.startswith(f"1 | {NAME} | repair, done | An exercise | ")
    assert decided.endswith(": decided, in 2026-27")
    assert done.endswith(": done, by version 2 of 2026-27")
    assert said("list", lang="nl")[0].split(" | ")[2] == "ingreep, gedaan"


def test_a_decision_is_said_anew_and_what_is_not_given_stays(stored: Database) -> None:
    said("add", "inclusion", "repair", "An exercise", "--due", "2027-28", "--owner", "head")
    assert said("revise", "1", "--level", "3", "--due", "2028-29") == [
        f"1 | {NAME} | repair, open | An exercise | to “practised”, by 2028-29, head"
    ]
    assert [line.rpartition(": ")[2] for line in said("list")[1:]] == ["decided, in 2026-27", "said anew, in 2026-27"]


def test_a_decision_is_about_the_latest_grid_or_that_of_a_year(stored: Database) -> None:
    keep_grid(stored, grid(3, key(A, year="2027-28")), 1)
    said("add", "inclusion", "choice", "Not ours", "--year", "2026-27")
    said("add", "inclusion", "choice", "Nor this")
    said("revise", "2", "--text", "Nor that", "--year", "2026-27")
    whole = [line.rpartition(": ")[2] for line in said("list")]
    assert [line for line in whole if line.endswith(("2026-27", "2027-28")) and "in 20" in line] == [
        "decided, in 2026-27",
        "decided, in 2027-28",
        "said anew, in 2026-27",
    ]
    assert run("add", "inclusion", "choice", "x", "--year", "2020-21").exit_code == 1


def test_taking_back_is_asked_first() -> None:
    said("add", "inclusion", "choice", "Not ours")
    asked = run("withdraw", "1")
    assert (asked.exit_code, asked.stdout) == (4, f"1 | {NAME} | deliberate choice, stands | Not ours\n")
    assert said("withdraw", "1", "--yes")[-1] == "Decision 1 was taken back."
    assert said("list") == []
    assert "No decision 1 stands." in run("revise", "1", "--text", "x").stderr


def test_what_is_missing_or_unknown_is_said() -> None:
    year = run("add", "inclusion", "repair", "An exercise")
    assert (year.exit_code, "by which academic year" in year.stderr) == (1, True)
    target = run("add", "inclusie", "choice", "Not ours")
    assert (target.exit_code, "is not rated in the grid of 2026-27" in " ".join(target.stderr.split())) == (2, True)
    course = run("add", "inclusion", "repair", "An exercise", "--due", "2027-28", "--course", "Recht")
    assert (course.exit_code, "There is no course" in course.stderr) == (2, True)
    assert said("list") == []
