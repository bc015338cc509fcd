"""`read --json` keeps its contract: the schema in docs, the values of a known sheet, and the exit statuses."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from curriculum_map.cli.main import app
from tests.workbooks import ABOUT, Rows, csv_text, rows_of, xlsx

# The database of whoever runs the tests is not looked into.
pytestmark = pytest.mark.usefixtures("own_data")

DOCS = Path(__file__).parent.parent / "docs"
SAMPLES = Path(__file__).parent.parent / "sample_curricula"
LEVELS = ["not-covered", "exemplary", "well-framed", "practised"]
TABLE = rows_of(
    """
    Code | Opleidingsonderdeel | Studiepunten | Fase | Semester | Status         | inclusion | vision | future
    SW1  | Inleiding           | 6            | 1    | 1        | verplicht      | geoefend  | nvt    |
    SW2  | Jeugdrecht          | 4.5          | 2    |          | traject: Jeugd | 1         |        | 2
         | Totaal              | 10.5         |      |          |                |           |        |
    """
)


pytestmark = pytest.mark.usefixtures("own_data")


@cache
def schema() -> Draft202012Validator:
    """The published schema, itself checked."""
    contract = json.loads((DOCS / "read-contract.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(contract)
    return Draft202012Validator(contract)


def read(path: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """Exit status and printed object; standard output holds nothing else, and the object keeps to the schema."""
    result = CliRunner().invoke(app, ["read", str(path), "--json", "--lang", "en", *options])
    printed = json.loads(result.stdout)
    assert [error.message for error in schema().iter_errors(printed)] == []
    return result.exit_code, printed


def save(folder: Path, rows: Rows = TABLE, about: Rows = ABOUT) -> Path:
    path = folder / "matrix.xlsx"
    path.write_bytes(xlsx({"Over": about, "Matrix": rows}))
    return path


def with_cell(row: int, column: int, value: str) -> Rows:
    """The table with one cell written differently, counted from 0."""
    return [[value if (r, c) == (row, column) else old for c, old in enumerate(line)] for r, line in enumerate(TABLE)]


def test_a_sheet_comes_out_value_by_value(tmp_path: Path) -> None:
    """Of 2 courses x 9 clusters = 18 places 3 hold a level and 1 is not applicable: 14 are not rated."""
    status, printed = read(save(tmp_path))
    assert (status, printed["file"], printed["format"]) == (0, "matrix.xlsx", "xlsx")
    empty = {"courses": 0, "targets": 0, "marks": {}, "excluded": []}
    hidden = {"rows": 0, "columns": 0, "sheet": False}
    assert printed["sheets"] == [
        {"name": "Over", "kind": "not-a-map", "seems": None, "orientation": None, "hidden": hidden, **empty},
        {
            "name": "Matrix",
            "kind": "matrix",
            "seems": None,
            "orientation": "courses_rows",
            "courses": 2,
            "targets": 3,
            "marks": {"geoefend": 1, "1": 1, "2": 1},
            "excluded": [{"ref": "Matrix!A4:I4", "why": "totals", "marks": 0}],
            "hidden": hidden,
        },
    ]
    (grid,) = printed["grids"]
    assert {key: grid[key] for key in ("sheet", "edition", "granularity", "institution", "programme")} == {
        "sheet": "Matrix",
        "edition": "sap-2024-nl",
        "granularity": "cluster",
        "institution": "Hogeschool Voorbeeld",
        "programme": "social-work",
    }
    assert [grid[key] for key in ("academic_year", "rater", "perspective")] == ["2026-27", None, "coordinator"]
    assert grid["courses"][1] == {
        "code": "SW2",
        "title": "Jeugdrecht",
        "ects": 4.5,
        "phase": 2,
        "semester": None,
        "status": "track",
        "track": "Jeugd",
        "group": None,
        "ref": "Matrix!A3",
    }
    assert grid["ratings"] == [
        {"course": 0, "target": "inclusion", "level": 3, "ref": "Matrix!G2", "written": "geoefend"},
        {"course": 1, "target": "inclusion", "level": 1, "ref": "Matrix!G3", "written": "1"},
        {"course": 1, "target": "future", "level": 2, "ref": "Matrix!I3", "written": "2"},
    ]
    assert grid["not_applicable"] == [{"course": 0, "target": "vision", "ref": "Matrix!H2", "written": "nvt"}]
    assert grid["not_rated"] == 14
    assert [finding["code"] for finding in printed["findings"]] == ["target-missing", "lines-left-out"]


def test_a_place_that_is_not_understood_is_in_no_rating_and_no_blank_even_where_blank_means_not_covered(
    tmp_path: Path,
) -> None:
    """18 places: 2 levels, 1 not applicable, 1 unknown, 2 blank, and 12 for which the file has no column."""
    path = save(tmp_path, with_cell(1, 6, "sterk"))
    status, printed = read(path)
    (grid,) = printed["grids"]
    assert (status, len(grid["ratings"]), grid["not_rated"]) == (1, 2, 14)
    assert printed["findings"][0] == {
        "code": "unknown-mark",
        "severity": "question",
        "ref": "Matrix!G2",
        "facts": {
            "field": "mark",
            "written": "sterk",
            "count": 1,
            "refs": ["Matrix!G2"],
            "choices": [*LEVELS, "not-rated", "not-applicable"],
            "proposal": None,
            "note": "",
        },
        "message": printed["findings"][0]["message"],
    }
    assert "“sterk”" in printed["findings"][0]["message"]
    _, printed = read(path, "--blank", "not-covered")
    (grid,) = printed["grids"]
    assert (len(grid["ratings"]), grid["not_rated"]) == (2 + 2, 12)
    assert "sterk" not in {rating["written"] for rating in grid["ratings"]}


def test_a_dash_is_no_blank_and_stays_not_rated_where_blank_means_not_covered(tmp_path: Path) -> None:
    """18 places: 2 levels, 1 not applicable, 1 dash, 2 blank, and 12 for which the file has no column."""
    path = save(tmp_path, with_cell(1, 6, "-"))
    status, printed = read(path, "--blank", "not-covered")
    (asked,) = (one for one in printed["findings"] if one["severity"] == "question")
    assert (status, asked["facts"]["written"], asked["facts"]["proposal"]) == (1, "-", "not-rated")
    (tmp_path / "answers.yaml").write_text("blank_means: not-covered\nmarks: {'-': not-rated}\n")
    status, printed = read(path, "--answers", str(tmp_path / "answers.yaml"))
    (grid,) = printed["grids"]
    assert (status, len(grid["ratings"]), grid["not_rated"]) == (0, 2 + 2, 13)


def test_what_nobody_says_is_null_and_asked_for(tmp_path: Path) -> None:
    status, printed = read(save(tmp_path, about=[]))
    (grid,) = printed["grids"]
    assert status == 1
    assert [grid[key] for key in ("institution", "programme", "academic_year", "edition")] == [None] * 4
    questions = {one["code"]: one["facts"] for one in printed["findings"] if one["severity"] == "question"}
    assert sorted(questions) == [
        "blank-meaning",
        "missing-academic-year",
        "missing-edition",
        "missing-institution",
        "missing-programme",
    ]
    assert questions["missing-edition"]["choices"] == ["sap-2024-nl", "sw-2025-en", "kjg-nl"]


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("empty.xlsx", b"", 2),
        ("guide.xlsx", b"%PDF-1.7", 2),
        ("list.csv", b"naam;mail\nAn;an@example.org\n", 3),
        ("map.csv", csv_text([*ABOUT, *TABLE]).encode(), 0),
        ("map.csv", csv_text(TABLE).encode(), 1),
    ],
)
def test_the_exit_status_tells_the_outcome(tmp_path: Path, name: str, data: bytes, status: int) -> None:
    (tmp_path / name).write_bytes(data)
    assert read(tmp_path / name)[0] == status


def test_a_file_that_is_not_there_is_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["read", str(tmp_path / "no.xlsx"), "--json"]).exit_code == 2
    assert CliRunner().invoke(app, ["read", str(tmp_path), "--json"]).exit_code == 2


def test_a_csv_with_options_is_the_same_grid_as_with_lines_above_the_headings(tmp_path: Path) -> None:
    """The lines push the table five rows down: only the addresses and the fingerprint differ."""
    bare, about = tmp_path / "bare.csv", tmp_path / "about.csv"
    bare.write_text(csv_text(TABLE), encoding="utf-8")
    about.write_text(csv_text([*ABOUT, *TABLE]), encoding="cp1252")
    options = ["--institution", "Hogeschool Voorbeeld", "--programme", "Sociaal werk", "--year", "2026-2027"]
    status, by_options = read(bare, *options, "--edition", "sap-2024-nl", "--blank", "not-rated")
    _, by_lines = read(about)
    assert (status, by_options["grids"][0]["courses"][0]["ref"]) == (0, "csv!A2")
    assert by_lines["grids"][0]["courses"][0]["ref"] == "csv!A7"
    for printed in (by_options, by_lines):
        for one in (place for key in ("courses", "ratings", "not_applicable") for place in printed["grids"][0][key]):
            del one["ref"]
    assert by_options["grids"] == by_lines["grids"]


def test_the_option_for_the_edition_counts_above_the_file(tmp_path: Path) -> None:
    status, printed = read(save(tmp_path), "--edition", "kjg-nl")
    assert (status, printed["grids"][0]["edition"]) == (0, "kjg-nl")
    told = next(one for one in printed["findings"] if one["code"] == "answered-otherwise")
    assert (told["ref"], told["facts"]["written"], told["facts"]["other"]) == ("Over!B4", "sap-2024-nl", "kjg-nl")


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.[xoc]*")), ids=lambda path: path.name)
def test_every_sample_keeps_the_contract(path: Path) -> None:
    status, printed = read(path)
    assert status == 0
    (grid,) = printed["grids"]
    targets = {"cluster": 9, "cell": 27, "element": 120}[grid["granularity"]]
    places = len(grid["ratings"]) + len(grid["not_applicable"]) + grid["not_rated"]
    assert places == len(grid["courses"]) * targets


def test_the_schema_is_strict_about_what_must_be_there_and_allows_more(tmp_path: Path) -> None:
    _, printed = read(save(tmp_path))
    assert schema().is_valid(printed | {"new": 1})
    for key in printed:
        assert not schema().is_valid({name: value for name, value in printed.items() if name != key}), key
    for key in printed["grids"][0]:
        grid = {name: value for name, value in printed["grids"][0].items() if name != key}
        assert not schema().is_valid(printed | {"grids": [grid]}), key
    rating = printed["grids"][0]["ratings"][0] | {"level": 4}
    assert not schema().is_valid(printed | {"grids": [printed["grids"][0] | {"ratings": [rating]}]})


def test_a_grid_of_two_sheets_names_both_and_the_sheet_of_each_level(tmp_path: Path) -> None:
    """Each sheet has a course with two levels; whether they are one map is asked, with all of them as the proposal."""
    path = tmp_path / "matrix.xlsx"
    tables = {
        "Fase 1": "Vak | inclusion | vision\n Ethiek | 1 | 2",
        "Fase 2": "Vak | inclusion | vision\n Stage | 3 | 0",
    }
    path.write_bytes(xlsx({"Over": ABOUT, **{name: rows_of(table) for name, table in tables.items()}}))
    status, printed = read(path)
    (grid,) = printed["grids"]
    assert (status, grid["sheet"], grid["sheets"]) == (1, "Fase 1", ["Fase 1", "Fase 2"])
    assert [(one["title"], one["phase"], one["ref"]) for one in grid["courses"]] == [
        ("Ethiek", 1, "Fase 1!A2"),
        ("Stage", 2, "Fase 2!A2"),
    ]
    rated = [(one["course"], one["target"], one["level"], one["ref"]) for one in grid["ratings"]]
    assert rated == [
        (0, "inclusion", 1, "Fase 1!B2"),
        (0, "vision", 2, "Fase 1!C2"),
        (1, "inclusion", 3, "Fase 2!B2"),
        (1, "vision", 0, "Fase 2!C2"),
    ]
    assert grid["not_rated"] == 2 * 9 - 4
    (asked,) = [one for one in printed["findings"] if one["severity"] == "question"]
    assert (asked["code"], asked["facts"]["field"]) == ("sheets-together", "together")
    assert asked["facts"]["proposal"] == ["Fase 1", "Fase 2"]
