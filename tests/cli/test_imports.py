"""`curriculum-map import` over what is there: what changes is shown first, and stored only over what was seen."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from curriculum_map.cli.main import app
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import load_version
from tests.workbooks import ABOUT, rows_of, xlsx

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/read-contract.schema.json").read_text(encoding="utf-8"))
HEAD = "Code | Opleidingsonderdeel | Studiepunten | Status | inclusion"
ETHICS, LAW, SPORT = "A | Ethiek | 6 | verplicht | {}", "B | Recht | 3 | verplicht | {}", "C | Sport | 3 | keuze | 1"
AMBITIONS = "Cluster | Ambitieniveau | Belang\n inclusion | {} | essentieel"
REFUSED = "Nothing was stored: "

pytestmark = pytest.mark.usefixtures("own_data")


def save(*courses: str, **sheets: str) -> None:
    """A workbook of these courses, and of other sheets by their name."""
    parts = {"Over": ABOUT, "Matrix": rows_of("\n".join((HEAD, *courses)))}
    Path("matrix.xlsx").write_bytes(xlsx(parts | {name: rows_of(rows) for name, rows in sheets.items()}))


def run(*options: str) -> Result:
    arguments = ["import", "matrix.xlsx", *options, "--lang", "en"]
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def store(*courses: str, over: str | None = None, **sheets: str) -> Result:
    save(*courses, **sheets)
    return run(*(("--over", over) if over else ()))


def said(result: Result, begins: str) -> list[str]:
    """What was printed from the line on that begins so: before it stands what was understood of the file."""
    lines = result.stdout.splitlines()
    return lines[next(at for at, line in enumerate(lines) if line.startswith(begins)) :]


def printed(*options: str) -> tuple[int, dict[str, Any]]:
    """Exit status and what `import` adds to the contract, which is kept."""
    result = run("--json", *options)
    said = json.loads(result.stdout)
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(said)] == []
    return result.exit_code, said["import"]


def versions() -> list[str]:
    listed = CliRunner().invoke(app, ["history", "list", "1", "--lang", "en"], catch_exceptions=False)
    return [line.split(",")[0] for line in listed.stdout.splitlines()]


def test_before_it_stores_over_something_it_shows_what_changes_and_what_to_say() -> None:
    """Ethiek goes from practised to exemplary, Recht stays well framed: guaranteed 3 becomes 2."""
    store(ETHICS.format(3), LAW.format(2))
    asked = store(ETHICS.format(1), LAW.format(2), SPORT)
    lines = said(asked, "This comes after")
    assert asked.exit_code == 4
    assert lines[0] == (
        "This comes after version 1 of grid 1 (Hogeschool Voorbeeld | Social Work | 2026-27 | –), as version 2. What "
        "changes:"
    )
    assert lines[1:4] == ["Courses: new 1", "Ratings: lower 1", "Matrix!A4: Sport | new"]
    assert lines[4].startswith("Matrix!E2: Ethiek, ")
    assert lines[4].endswith(": practised → exemplary | lower")
    assert lines[5].endswith(": guaranteed practised → well framed, possible practised → well framed")
    assert lines[6].startswith(f"{REFUSED}there is already a grid of this programme, year and rater")
    assert lines[7:] == ["To store it: --over 1:1"]
    assert versions() == ["version 1"]
    assert (run("--over", "1:1").exit_code, versions()) == (0, ["version 2", "version 1"])


def test_who_comes_second_gets_the_conflict_with_what_changed_meanwhile_and_stores_nothing() -> None:
    """Both saw version 1, Ethiek at 1. One makes it 3; the other wanted 2, which is lower than what is there now."""
    store(ETHICS.format(1))
    assert store(ETHICS.format(2)).stdout.endswith("To store it: --over 1:1\n")
    assert store(ETHICS.format(3), over="1:1").exit_code == 0
    second = store(ETHICS.format(2), over="1:1")
    assert second.exit_code == 4
    lines = said(second, "What changed from")
    assert lines[0] == "What changed from version 1 to version 2 (matrix.xlsx):"
    assert lines[1].endswith(": exemplary → practised | higher")
    assert [line for line in lines if line.endswith(": practised → well framed | lower")]
    assert lines[-2].startswith(f"{REFUSED}somebody else changed it in the meantime")
    assert lines[-1] == "To store it: --over 1:2"
    assert versions() == ["version 2", "version 1"]


@pytest.mark.parametrize("over", ["3", "1-2", "newest", "1:"])
def test_a_version_is_named_as_it_was_printed(over: str) -> None:
    save(ETHICS.format(1))
    assert (run("--over", over).exit_code, versions()) == (2, [])


@pytest.mark.parametrize("over", ["2:1", "1:7"])
def test_what_is_not_there_was_not_seen(over: str) -> None:
    asked = store(ETHICS.format(1), over=over)
    assert (asked.exit_code, asked.stdout.splitlines()[-1]) == (4, "Nothing is there yet: leave --over out.")
    assert versions() == []


def test_latest_takes_whatever_is_there_also_where_nothing_is() -> None:
    assert store(ETHICS.format(1), over="latest").exit_code == 0
    done = store(ETHICS.format(2), over="latest")
    assert (done.exit_code, "exemplary → well framed | higher" in done.stdout) == (0, True)
    assert versions() == ["version 2", "version 1"]


def test_a_part_of_the_courses_says_which_stay_and_of_many_that_go_how_many() -> None:
    """Of three, two are not in the file: 2 / 3 = 67 %."""
    store(ETHICS.format(1), LAW.format(1), SPORT)
    part = store(ETHICS.format(1), over="1:1")
    assert part.exit_code == 0
    stay = "2 of the 3 stored courses are not in this file and stay as they were rated: B Recht, C Sport."
    assert stay in part.stdout.splitlines()
    assert "gone" not in part.stdout
    save(ETHICS.format(2))
    wrong = run("--over", "1:2", "--remove-missing", "1")
    assert wrong.exit_code == 1
    assert f"{REFUSED}2 of the 3 stored courses are not in this file." in wrong.stdout
    many = run("--over", "1:2", "--remove-missing", "2")
    assert many.exit_code == 1
    assert f"{REFUSED}2 of 3 courses (67%) would go, more than 30%." in many.stdout
    assert "2 of the 3 stored courses are not in this file and go: B Recht, C Sport." in many.stdout
    assert run("--over", "1:2", "--remove-missing", "2", "--sure").exit_code == 0


def test_ambitions_that_would_change_are_confirmed_by_the_number_of_their_set() -> None:
    store(ETHICS.format(1), Ambities=AMBITIONS.format(2))
    save(ETHICS.format(1), Ambities=AMBITIONS.format(3))
    asked = run("--rater", "studenten")
    assert asked.exit_code == 4
    assert asked.stdout.splitlines()[-3::2] == ["1 ambition changes or goes.", "To store it: --over-ambitions 1"]
    assert run("--rater", "studenten", "--over-ambitions", "2").exit_code == 4
    assert run("--rater", "studenten", "--over-ambitions", "1").exit_code == 0


def test_json_holds_what_changes_and_what_to_say() -> None:
    """The script asks, gives back what it was told, and gets the version that was stored; then it is there already."""
    save(ETHICS.format(3), LAW.format(2))
    status, first = printed()
    assert (status, first["outcome"], first["version"], first["changes"]) == (0, "stored", 1, None)
    save(ETHICS.format(1))
    status, asked = printed()
    assert (status, asked["outcome"], asked["over"], asked["over_ambitions"]) == (4, "needs-confirmation", "1:1", None)
    assert (asked["missing"], asked["carried"]) == (["B Recht"], ["B Recht"])
    assert [(one["move"], one["before"]) for one in asked["changes"]["courses"]] == [("gone", "Recht")]
    (rating,) = asked["changes"]["ratings"]
    assert [rating[name] for name in ("move", "course", "before", "after", "ref")] == [
        "down",
        "Ethiek",
        3,
        1,
        "Matrix!E2",
    ]
    # Recht stays, so well framed is still guaranteed.
    (target,) = asked["changes"]["coverage"]
    assert (target["guaranteed_before"], target["guaranteed"]) == (3, 2)
    status, stored = printed("--over", asked["over"])
    assert (status, stored["outcome"], stored["version"]) == (0, "replaced", 2)
    assert printed("--over", asked["over"])[1]["outcome"] == "already-there"


def test_json_of_a_file_that_cannot_be_stored_says_so() -> None:
    save(ETHICS.format("sterk"))
    status, said = printed()
    assert (status, said["outcome"], said["grid"], said["over"]) == (1, "blocked", None, None)


def test_a_course_that_was_perhaps_split_is_asked_with_all_that_has_to_be_said() -> None:
    """Recht, 3 credits, is gone; Recht: jeugd and Recht: arbeid came."""
    store(ETHICS.format(3), LAW.format(2))
    halves = ("D | Recht: jeugd | 2 | verplicht | goed gekaderd", "E | Recht: arbeid | 1 | verplicht | exemplarisch")
    asked = store(ETHICS.format(3), *halves)
    assert asked.exit_code == 4
    assert said(asked, "B Recht seems") == [
        "B Recht seems to be split in this file: D Recht: jeugd; E Recht: arbeid.",
        "Nothing was stored: there is already a grid of this programme, year and rater, or there are ambitions that "
        "this would change. Look at what changes, and confirm it.",
        "To store it: --over 1:1 --renamed",
        "With --renamed these courses are the same ones. If not, say under “courses” in a file of answers (--answers) "
        "which course became which.",
    ]
    agreed = run("--over", "1:1", "--renamed")
    assert agreed.exit_code == 0
    assert "Matrix!A3: Recht → Recht: jeugd | from a split" in agreed.stdout


def test_courses_that_were_carried_over_are_confirmed_by_a_file_that_says_the_same() -> None:
    store(ETHICS.format(3), LAW.format(2))
    CliRunner().invoke(app, ["history", "roll-over", "1"], catch_exceptions=False)
    asked = run("--year", "2027-28")
    assert [line for line in asked.stdout.splitlines() if "carried over" in line] == [
        "2 courses that were carried over from an earlier year are in this file, and are confirmed with that."
    ]


def test_the_courses_of_a_part_of_a_file_keep_their_places() -> None:
    store(ETHICS.format(3), LAW.format(2), SPORT)
    store(LAW.format(1), "D | Muziek | 3 | keuze | 0", over="1:1")
    listed = CliRunner().invoke(app, ["history", "compare", "1:1", "1:2", "--lang", "en"], catch_exceptions=False)
    assert listed.exit_code == 0
    with closing(Database(Settings().database())) as database, database.read() as connection:
        found = load_version(connection, 1, 2)
    assert found is not None
    assert [course.title for course in found.grid.courses] == ["Ethiek", "Recht", "Muziek", "Sport"]


def run_several(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["import", *arguments, "--lang", "en"], catch_exceptions=False)


def several_files() -> list[str]:
    """One of last year, one without a year, a letter, and one of this year, in that order."""
    table = rows_of("\n".join((HEAD, ETHICS.format(2))))
    for name, year in (("vorig.xlsx", "2025-26"), ("zonder.xlsx", ""), ("nu.xlsx", "2026-27")):
        about = [(label, year if label == "Academiejaar" else said) for label, said in ABOUT]
        Path(name).write_bytes(xlsx({"Over": about, "Matrix": table}))
    Path("brief.xlsx").write_bytes(b"%PDF-1.7")
    return ["vorig.xlsx", "zonder.xlsx", "brief.xlsx", "nu.xlsx"]


def test_of_several_files_each_is_said_and_the_worst_is_the_exit_status() -> None:
    """Two are stored; one has a question, which is 1, and one is refused, which is 2. Given twice it is one grid."""
    files = several_files()
    done = run_several(*files, "vorig.xlsx")
    lines = done.stdout.splitlines()
    assert done.exit_code == 2
    assert [line for line in lines if line in files] == [*files, "vorig.xlsx"]
    assert lines.count("The grid was stored.") == 2
    assert lines[-1] == "Stored: 3 of 5."
    assert len(CliRunner().invoke(app, ["list"]).stdout.splitlines()) == 2


def test_several_files_are_a_list_of_the_same_objects() -> None:
    done = run_several(*several_files(), "--json")
    documents = json.loads(done.stdout)
    assert [one["import"]["outcome"] for one in documents] == ["stored", "blocked", "blocked", "stored"]
    assert [error.message for one in documents for error in Draft202012Validator(SCHEMA).iter_errors(one)] == []


@pytest.mark.parametrize("option", ["--over=1:1", "--remove-missing=1", "--programme=social-work"])
def test_what_speaks_of_one_file_is_not_said_of_several(option: str) -> None:
    done = run_several(*several_files(), option)
    assert (done.exit_code, "This speaks of one file." in done.stderr) == (2, True)
    assert CliRunner().invoke(app, ["list"]).stdout == ""
