"""The command line as people use it, each command with a data folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from curriculum_map import __version__
from curriculum_map.cli.main import app
from curriculum_map.services.samples import sample_files
from tests.workbooks import ABOUT, rows_of, xlsx

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion
    A    | Ethiek              | 6            | verplicht | geoefend
    B    | Recht               | 3            | verplicht | {level}
"""
REPORT = ("report", "gap", "--institution", "Hogeschool Voorbeeld", "--programme", "Sociaal werk")

pytestmark = pytest.mark.usefixtures("own_data")


def run(*arguments: str) -> Result:
    """A command in English; what goes wrong in it is not swallowed."""
    return CliRunner().invoke(app, [*arguments, "--lang", "en"], catch_exceptions=False)


def save(level: str = "2", name: str = "matrix.xlsx") -> str:
    Path(name).write_bytes(xlsx({"Over": ABOUT, "Matrix": rows_of(TABLE.format(level=level))}))
    return name


def in_process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, check=False, env=os.environ | environment, timeout=60
    )


def test_the_version_is_printed() -> None:
    result = CliRunner().invoke(app, ["--version"])
    assert (result.exit_code, result.stdout.strip()) == (0, __version__)


@pytest.mark.parametrize("command", [[], ["samples"]])
def test_without_a_command_the_help_is_shown(command: list[str]) -> None:
    assert "Usage" in CliRunner().invoke(app, command).output


def test_help_does_not_wait_for_slow_libraries() -> None:
    code = """
import sys
from curriculum_map.cli.main import app
try:
    app(["read", "--help"])
except SystemExit:
    pass
print(sorted({"pandas", "numpy", "streamlit", "plotly", "sqlalchemy", "openpyxl"} & set(sys.modules)), file=sys.stderr)
"""
    finished = in_process("-c", code)
    assert b"--json" in finished.stdout
    assert finished.stderr.decode().strip() == "[]"


@pytest.mark.parametrize("granularity", ["cell", "cluster"])
def test_a_template_is_written_and_can_be_read(granularity: str) -> None:
    result = run("template", "--edition", "sw-2025-en", "--granularity", granularity)
    name = f"curriculum-map-sw-2025-en-{granularity}-en.xlsx"
    assert (result.exit_code, result.stdout.strip()) == (0, name)
    assert len(load_workbook(name).worksheets) == 4
    assert "The headings are there, but no course stands below them" in run("read", name).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "--edition", "2023"),
        ("template", "-o", "no/such/folder/a.xlsx"),
        ("template", "-o", "."),
        ("read", "matrix.xlsx", "--year", "2026"),
        ("read", "matrix.xlsx", "--programme", "Cookery"),
        ("read", "elsewhere.xlsx"),
    ],
)
def test_an_option_that_cannot_be_ends_with_a_sentence_and_no_traceback(arguments: tuple[str, ...]) -> None:
    save()
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Invalid value" in result.stderr


def test_reading_says_what_was_understood() -> None:
    """2 courses x 9 clusters = 18 places, of which 2 hold a level."""
    result = run("read", save())
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "Hogeschool Voorbeeld | social-work | 2026-27 | sap-2024-nl | per cluster",
        "2 courses, 2 ratings, 16 blank",
    ]


def test_reading_shows_each_finding_with_its_address_and_the_cells_around_it() -> None:
    result = run("read", save("sterk"))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    place = next(place for place, line in enumerate(lines) if line.startswith("question: Matrix!E3: “sterk” stands in"))
    assert lines[place + 1].split() == ["C", "D", "E", "F", "G"]
    assert lines[place + 2].split() == ["2", "6", "verplicht", "geoefend"]
    assert lines[place + 3].split() == ["3", "3", "verplicht", "[sterk]"]


def test_reading_stores_nothing() -> None:
    run("read", save())
    assert run("list").stdout == ""


def test_an_import_is_listed_and_asks_before_it_replaces() -> None:
    assert "The grid was stored." in run("import", save()).stdout
    assert run("list").stdout == "Hogeschool Voorbeeld | Social Work | 2026-27 | – | matrix.xlsx\n"
    assert run("import", "matrix.xlsx").exit_code == 0
    asked = run("import", save("3"))
    assert (asked.exit_code, asked.stdout.splitlines()[-1]) == (4, "To store it: --over 1:1")
    assert run("import", "matrix.xlsx", "--over", "1:1").exit_code == 0
    assert len(run("list").stdout.splitlines()) == 1


@pytest.mark.parametrize(("name", "level", "status"), [("a.xlsx", "sterk", 1), ("a.csv", "2", 2)])
def test_an_import_that_is_stopped_ends_as_reading_does(name: str, level: str, status: int) -> None:
    assert run("import", save(level, name)).exit_code == status
    assert run("list").stdout == ""


def test_a_report_is_written_of_what_is_stored() -> None:
    run("import", save())
    result = run(*REPORT)
    assert result.exit_code == 0
    assert load_workbook(result.stdout.strip()).worksheets
    other = run(*REPORT, "--year", "2025-26")
    assert (other.exit_code, other.stdout, other.stderr) == (1, "", "No grid of this programme is stored.\n")


def test_samples_come_and_go() -> None:
    run("import", save())
    assert run("samples", "load").stdout == "25 samples were loaded.\n"
    assert len(run("list").stdout.splitlines()) == 26
    assert run("samples", "remove").stdout == "25 samples were removed.\n"
    assert len(run("list").stdout.splitlines()) == 1


def test_what_is_printed_is_utf_8_whatever_the_terminal_says() -> None:
    path = str(sample_files()[0])
    code = "from curriculum_map.cli.main import main; main()"
    plain = in_process("-c", code, "read", path, "--json", PYTHONIOENCODING="ascii")
    assert (plain.returncode, plain.stderr) == (0, b"")
    assert plain.stdout == in_process("-c", code, "read", path, "--json", PYTHONIOENCODING="utf-8").stdout
