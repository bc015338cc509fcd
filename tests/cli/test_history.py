"""`curriculum-map history` as people use it: each story begins with an import and ends with what is listed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from curriculum_map.cli.main import app
from tests.workbooks import ABOUT, rows_of, xlsx

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion
    A    | Ethiek              | 6            | verplicht | geoefend
    B    | Recht               | 3            | verplicht | {level}
"""

pytestmark = pytest.mark.usefixtures("own_data")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--lang", "en"], catch_exceptions=False)


def store(table: str, *options: str) -> Result:
    """Imports a workbook with this table."""
    Path("matrix.xlsx").write_bytes(xlsx({"Over": ABOUT, "Matrix": rows_of(table)}))
    return run("import", "matrix.xlsx", "--over", "latest", *options)


def test_versions_are_listed_compared_and_gone_back_to() -> None:
    """Ethiek goes from practised to exemplary: Recht is well framed, so 3 guaranteed becomes 2."""
    store(TABLE.format(level=2))
    store(TABLE.format(level=2).replace("geoefend", "exemplarisch"))
    assert run("history", "list").stdout == (
        "1 | Hogeschool Voorbeeld | Social Work | 2026-27 | – | version 2, uploaded\n"
    )
    assert [line.split(" | ")[0] for line in run("history", "list", "1").stdout.splitlines()] == [
        "version 2, uploaded",
        "version 1, uploaded",
    ]
    rating, coverage = run("history", "compare", "1:1", "1").stdout.splitlines()
    assert rating.startswith("Matrix!E2: Ethiek, ")
    assert rating.endswith("practised → exemplary | lower")
    assert coverage.endswith("guaranteed practised → well framed, possible practised → well framed")
    back = run("history", "roll-back", "1", "1")
    assert (back.exit_code, back.stdout) == (
        0,
        "Version 1 is the current one again, as version 3; nothing was lost.\n",
    )
    assert run("history", "compare", "1:1", "1:3").stdout == "No course and no rating changes.\n"
    assert (
        run("history", "roll-back", "1", "3").stdout == "Nothing was changed: version 3 is the current one already.\n"
    )


def test_a_version_is_written_to_a_workbook_that_is_uploaded_again() -> None:
    """The first version comes back as the third, in our layout: the same courses and levels."""
    store(TABLE.format(level=2))
    store(TABLE.format(level=3))
    written = run("history", "export", "1:1", "-o", "again.xlsx")
    assert (written.exit_code, written.stdout) == (0, "again.xlsx\n")
    again = run("import", "again.xlsx", "--over", "latest")
    assert again.exit_code == 0, again.output
    assert run("history", "compare", "1:1", "1:3").stdout == "No course and no rating changes.\n"
    assert run("history", "export", "7").exit_code == 1


def test_a_year_is_carried_over_and_confirmed_course_by_course() -> None:
    store(TABLE.format(level=2))
    over = run("history", "roll-over", "1")
    assert over.exit_code == 0
    assert "2027-28" in over.stdout
    again = run("history", "roll-over", "1", "--year", "2027-2028")
    assert (again.exit_code, "already a grid" in again.stdout) == (1, True)
    assert run("history", "confirm", "2", "--course", "recht").stdout == (
        "The courses are confirmed for 2027-28, in version 2.\n"
    )
    assert run("history", "confirm", "2").exit_code == 0
    nothing = run("history", "confirm", "2")
    assert (nothing.exit_code, "none of these courses" in nothing.stdout) == (1, True)
    assert run("history", "list", "2").stdout.splitlines()[-1].startswith("version 1, carried over from another year")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("list", "7"), 1),
        (("compare", "1:1", "7"), 1),
        (("compare", "1:1", "first"), 2),
        (("confirm", "7", "--course", "Ethiek"), 1),
        (("confirm", "1", "--course", "Sport"), 2),
        (("roll-back", "7", "1"), 1),
        (("roll-over", "1", "--year", "2027"), 2),
    ],
)
def test_what_is_not_there_is_said_and_changes_nothing(arguments: tuple[str, ...], status: int) -> None:
    store(TABLE.format(level=2))
    assert run("history", *arguments).exit_code == status
    assert len(run("history", "list", "1").stdout.splitlines()) == 1


def test_courses_that_seem_renamed_are_said_and_taken_as_one_or_not() -> None:
    """Code B is Jeugdrecht now. Said to be another course, Recht stays behind the two of the file."""
    store(TABLE.format(level=2))
    renamed = TABLE.format(level=2).replace("Recht     ", "Jeugdrecht")
    asked = store(renamed)
    assert asked.exit_code == 1
    assert "B Recht seems to be B Jeugdrecht in this file." in asked.stdout
    assert "--renamed" in asked.stdout
    Path("answers.yaml").write_text("courses: {Recht: not-in-file}", encoding="utf-8")
    stored = store(renamed, "--answers", "answers.yaml")
    assert (stored.exit_code, "1 of the 2 stored courses is not in this file and stays" in stored.stdout) == (0, True)
    again = run("import", "matrix.xlsx", "--over", "latest")
    assert "This file with these answers was stored before" in again.stdout
    Path("answers.yaml").write_text("courses: {Sport: Jeugdrecht}", encoding="utf-8")
    assert (store(renamed, "--answers", "answers.yaml").exit_code) == 2


def test_renamed_courses_are_taken_over_with_one_word() -> None:
    store(TABLE.format(level=2))
    assert store(TABLE.format(level=2).replace("Recht     ", "Jeugdrecht"), "--renamed").exit_code == 0
    assert run("history", "compare", "1:1", "1:2").stdout == "Matrix!A3: Recht → Jeugdrecht | renamed\n"


def test_two_campuses_are_two_grids_each_with_its_own_report() -> None:
    store(TABLE.format(level=2), "--campus", "Noord")
    store(TABLE.format(level=1), "--campus", "Zuid")
    assert [line.split(" | ")[2] for line in run("list").stdout.splitlines()] == ["Noord", "Zuid"]
    report = ("report", "gap", "--institution", "Hogeschool Voorbeeld", "--programme", "Sociaal werk")
    asked = run(*report)
    assert (asked.exit_code, "Noord, Zuid" in asked.stderr) == (2, True)
    written = run(*report, "--campus", "zuid")
    assert written.stdout == "gap-report-social-work-hogeschool-voorbeeld-zuid-2026-27.xlsx\n"
