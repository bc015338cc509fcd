"""Audit samples at the command line: drawn by a seed, marked place by place, printed with the share confirmed."""

import pytest
from typer.testing import CliRunner, Result

from curriculum_map.cli.main import app
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from tests.grids import make_grid, row
from tests.services.record import A, keep_grid, key

OF = ("--institution", A, "--programme", "social-work")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["audit-sample", *arguments, *OF, "--lang", "en"], catch_exceptions=False)


def said(*arguments: str) -> list[str]:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


@pytest.fixture(autouse=True)
def stored(own_data: None) -> None:
    """Three claims, of which all are drawn."""
    keep_grid(Database(Settings().database()), make_grid([row("Intro", 3), row("Lab", 1), row("Law", 2)], key=key(A)))


def test_a_sample_is_drawn_marked_and_shown() -> None:
    """One of the two that are checked is confirmed: Wilson's interval of 1 of 2 is 9 % to 91 %."""
    drawn, *places, rate = said("draw", "-n", "3", "--seed", "7")
    assert "Sample 1: 3 of 3 claimed places" in drawn
    assert "seed 7" in drawn
    assert [line.split(" | ")[:2] for line in places] == [["1", "Intro"], ["2", "Lab"], ["3", "Law"]]
    assert places[0].endswith(" | practised | example.xlsx!Grid!G6 | still to check")
    assert rate == "Sample 1: no place was checked yet."
    said("mark", "1", "1", "confirmed")
    line, rate = said("mark", "1", "3", "not-confirmed", "--remark", "Not in it", "--by", "member of the panel")
    assert line.endswith(" | not confirmed | Not in it | member of the panel")
    assert "1 of 2 checked places confirmed, 50% (95% interval of Wilson: 9% to 91%)" in rate
    assert said("show")[-1] == rate


def test_what_is_not_there_is_said() -> None:
    assert said("show") == []
    assert "There is no sample 1." in run("mark", "1", "1", "unclear").stderr
    said("draw", "-n", "1")
    assert run("mark", "1", "2", "unclear").exit_code == 1
