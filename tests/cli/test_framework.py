"""`curriculum-map framework` as people use it, with a data folder of its own."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from curriculum_map.cli.main import app
from curriculum_map.domain.own_framework import OwnFramework
from curriculum_map.frameworks.formats import FrameworkFormat, write_framework
from tests.frameworks.own_frameworks import SMALL

WRONG = """
id: outcomes
title: Outcomes
language: en
items:
  - {id: 1, label: People}
  - {id: 1, label: Again}
  - {id: 2.1, label: Plans, parent: 2}
"""

pytestmark = pytest.mark.usefixtures("own_data")


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(app, ["framework", *arguments, "--lang", lang], catch_exceptions=False)


def save(framework: OwnFramework = SMALL, name: str = "outcomes.yaml") -> str:
    Path(name).write_bytes(write_framework(framework, FrameworkFormat.YAML))
    return name


def said(result: Result) -> tuple[int, str]:
    """The exit status and the last line."""
    return result.exit_code, (result.stdout or result.stderr).splitlines()[-1]


def test_a_framework_is_imported_listed_shown_and_removed() -> None:
    assert said(run("list")) == (0, "There is no framework of your own yet.")
    assert said(run("import", save())) == (0, "The framework was stored.")
    about = "Outcomes of social work | items: 9, of which can be rated: 4, levels: 3"
    assert said(run("list")) == (0, f"outcomes | {about}")
    assert run("show", "outcomes").stdout.splitlines()[:4] == [
        about,
        "  Working with people",
        "    Listening",
        "      1.1.1  Listens without judging",
    ]
    assert said(run("remove", "outcomes")) == (0, "The framework was removed.")
    assert said(run("remove", "outcomes")) == (1, "There is no framework with this id.")


@pytest.mark.parametrize(("written_as", "name"), [("yaml", "outcomes.yaml"), ("case", "outcomes.json")])
def test_an_export_is_imported_again_as_the_same(written_as: str, name: str) -> None:
    run("import", save(name="first.yaml"))
    assert said(run("export", "outcomes", "--format", written_as)) == (0, name)
    assert said(run("import", name)) == (0, "This framework was stored before and has not changed.")


def test_another_one_in_its_place_needs_a_word() -> None:
    run("import", save())
    shorter = save(replace(SMALL, items=SMALL.items[:-1]), "shorter.yaml")
    status, line = said(run("import", shorter))
    assert status == 1
    assert "--replace" in line
    assert said(run("import", shorter, "--replace")) == (
        0,
        "The framework was stored in the place of the earlier one.",
    )


def test_what_is_wrong_is_named_with_its_place_and_nothing_is_stored() -> None:
    Path("wrong.yaml").write_text(WRONG, encoding="utf-8")
    checked = run("check", "wrong.yaml")
    assert checked.exit_code == 1
    assert checked.stdout.splitlines() == [
        "outcomes | Outcomes | items: 3, of which can be rated: 3, levels: 1",
        "error: wrong.yaml: items[1].id: “1” is the id of item 1 in the file as well. Give each item its own id.",
        "warning: wrong.yaml: items[2].parent: item “2.1” belongs under “2”, which is not in the file. It stands at "
        "the top level until you correct or add that item.",
    ]
    assert said(run("import", "wrong.yaml")) == (1, "Nothing was stored: first mend the errors.")
    assert said(run("list")) == (0, "There is no framework of your own yet.")


def test_a_file_that_is_no_framework_is_refused() -> None:
    Path("grid.csv").write_text("Course,Credits\nEthics,6\n", encoding="utf-8")
    assert run("check", "grid.csv").exit_code == 2
    assert run("import", "grid.csv").exit_code == 2


@pytest.mark.parametrize("command", ["show", "export"])
def test_a_framework_that_is_not_there_is_said_to_be_so(command: str) -> None:
    result = run(command, "other")
    assert (result.exit_code, result.stderr) == (1, "There is no framework with this id.\n")


def test_it_speaks_dutch() -> None:
    assert said(run("import", save(), lang="nl")) == (0, "Het kader is bewaard.")
