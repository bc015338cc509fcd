"""Reading and importing with answers: what is asked on the command line, answered in a file, and sent back."""

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from curriculum_map.cli.main import app
from tests.workbooks import ABOUT, rows_of, xlsx

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | Status    | inclusion | choosing
    A    | Ethiek              | 6            | verplicht | sterk     | geoefend
    B    | Recht               | 3            | keuze     | sterk     |
"""
LAST_YEAR = TABLE.replace("sterk", "exemplarisch")

pytestmark = pytest.mark.usefixtures("own_data")


def run(*arguments: str) -> Result:
    """A command in English; what goes wrong in it is not swallowed."""
    return CliRunner().invoke(app, [*arguments, "--lang", "en"], catch_exceptions=False)


def save(*hidden: str) -> str:
    sheets = {"Over": ABOUT[:4], "Matrix": rows_of(TABLE), "Vorig jaar": rows_of(LAST_YEAR)}
    Path("matrix.xlsx").write_bytes(xlsx(sheets, hidden=hidden))
    return "matrix.xlsx"


def answers(text: str) -> str:
    Path("answers.yaml").write_text(text, encoding="utf-8")
    return "answers.yaml"


def test_what_is_asked_is_answered_in_a_file_and_then_stored() -> None:
    """Asked are the sheet, one mark and what the one empty cell means; each answer takes away one question."""
    asked = run("import", save())
    assert (asked.exit_code, asked.stdout.count("question:")) == (1, 3)
    assert run("list").stdout == ""
    some = run("import", "matrix.xlsx", "--answers", answers("sheet: Matrix\nmarks: {sterk: practised}\n"))
    assert (some.exit_code, some.stdout.count("question:")) == (1, 1)
    said = answers("sheet: Matrix\nblank_means: not-covered\nmarks:\n  Sterk: geoefend\n")
    stored = run("import", "matrix.xlsx", "--answers", said)
    assert (stored.exit_code, "question:" in stored.stdout, "The grid was stored." in stored.stdout) == (0, False, True)
    # What is stored: the empty cell is a rating too, and 14 places have no column.
    assert "2 courses, 4 ratings, 14 blank" in stored.stdout


def test_what_the_institution_answered_before_is_proposed_visibly_and_not_assumed() -> None:
    """Last year's answer about “sterk” is proposed for this year's file, in words, in JSON and when importing."""
    said = answers("sheet: Matrix\nblank_means: not-covered\nmarks: {sterk: practised}\n")
    assert run("import", save(), "--answers", said).exit_code == 0
    options = ("matrix.xlsx", "--answers", answers("sheet: Matrix\nblank_means: not-covered\n"), "--year", "2027-28")
    # Another file: about the same one, what was answered is taken as given.
    Path("matrix.xlsx").write_bytes(xlsx({"Over": ABOUT[:4], "Matrix": rows_of(TABLE.replace("Recht", "Recht 1"))}))
    for command in ("read", "import"):
        again = run(command, *options)
        assert again.exit_code == 1
        assert "Part of the proposals is what your institution decided before" in again.stdout
        assert "answered before for this institution" in again.stdout
        assert "Our proposal: “practised”." in again.stdout
    printed = json.loads(run("read", *options, "--json").stdout)
    (asked,) = (one for one in printed["findings"] if one["code"] == "unknown-mark")
    assert (asked["facts"]["proposal"], asked["facts"]["note"]) == ("practised", "remembered")


def test_the_same_file_comes_again_with_what_was_answered_about_it() -> None:
    """Taken as given, said beside the reading, and changed by an answer that is given now."""
    said = answers("sheet: Matrix\nblank_means: not-covered\nmarks: {sterk: practised}\n")
    assert run("import", save(), "--answers", said).exit_code == 0
    again = run("import", "matrix.xlsx")
    assert (again.exit_code, "question:" in again.stdout) == (0, False)
    assert re.search(r"Answered before, on \d+ \w+ 20\d\d, about the same file", again.stderr)
    assert "Answered before" not in again.stdout
    changed = run("read", "matrix.xlsx", "--json", "--answers", answers("marks: {sterk: exemplary}\n"))
    levels = [one["level"] for one in json.loads(changed.stdout)["grids"][0]["ratings"]]
    # Two of “sterk”, one word of the legend, and one blank that means not covered.
    assert sorted(levels) == [0, 1, 1, 3]


def test_what_the_file_seems_to_be_about_is_said_with_where_it_stands() -> None:
    """The title above the table names programme and year; the institution stands nowhere."""
    title = [["Competentiematrix Sociaal werk 2025-26"], [""], *rows_of(LAST_YEAR)]
    Path("titled.xlsx").write_bytes(xlsx({"Matrix": title}))
    printed = run("read", "titled.xlsx", "--blank", "not-rated").stdout
    assert "Cell Matrix!A1 seems to say “Social Work”: say whether that is right." in printed
    assert "Cell Matrix!A1 seems to say “2025-26”: say whether that is right." in printed
    assert "Which institution is this about? The file does not say." in printed


def test_an_option_counts_above_the_file_of_answers() -> None:
    said = answers("sheet: Matrix\nblank_means: not-covered\nacademic_year: 2025-26\nmarks: {sterk: 3}\n")
    result = run("read", save(), "--answers", said, "--year", "2027-28", "--blank", "not-rated")
    assert (result.exit_code, result.stdout.splitlines()[0].split(" | ")[2]) == (0, "2027-28")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sheet: Matrix\ncolour: red\n", "Line 2 of the answers: “colour” is not known."),
        ("marks: {sterk: heel erg}\n", "marks.sterk cannot be “heel erg”"),
        ("sheet: [\n", "The answers cannot be read from line"),
    ],
)
def test_a_fault_in_the_file_of_answers_is_named_with_its_line_and_nothing_is_stored(text: str, said: str) -> None:
    for command in ("read", "import"):
        result = run(command, save(), "--answers", answers(text))
        assert (result.exit_code, result.stdout) == (2, "")
        # The box around the sentence breaks its lines.
        assert said in " ".join(result.stderr.replace("│", " ").split())
    assert run("list").stdout == ""


def test_what_is_hidden_is_read_when_asked() -> None:
    """With last year's sheet hidden there is one map; with --hidden there are two, and the sheet is asked."""
    plain, all_of_it = run("read", save("Vorig jaar")), run("read", "matrix.xlsx", "--hidden")
    assert "Sheet “Vorig jaar” is hidden and was not read." in plain.stdout
    assert "Which sheet" not in plain.stdout
    assert "Which sheet" in all_of_it.stdout
    said = answers("sheet: Vorig jaar\nhidden: yes\nblank_means: not-rated\n")
    chosen = run("read", "matrix.xlsx", "--answers", said)
    assert (chosen.exit_code, "is hidden" in chosen.stdout) == (0, False)


def test_the_workbook_goes_back_with_the_findings_in_it_and_can_be_read_again() -> None:
    """The first cell with the mark that is asked about, E2, has a comment; a sheet lists what was found."""
    result = run("read", save("Vorig jaar"), "--annotate", "back.xlsx")
    assert result.exit_code == 1
    book = load_workbook("back.xlsx")
    assert book.sheetnames == ["Over", "Matrix", "Vorig jaar", "Findings"]
    comments = [book["Matrix"][address].comment for address in ("E2", "F2")]
    assert [comment is None for comment in comments] == [False, True]
    assert comments[0] is not None
    assert "sterk" in comments[0].text
    again = run("read", "back.xlsx", "--blank", "not-rated", "--answers", answers("marks: {sterk: 3}"))
    assert again.exit_code == 0


def test_what_is_printed_as_json_stays_whole_beside_the_annotated_copy() -> None:
    with_copy = run("read", save(), "--json", "--annotate", "back.xlsx")
    assert with_copy.stdout == run("read", "matrix.xlsx", "--json").stdout
    assert Path("back.xlsx").exists()


def test_a_refused_file_is_not_sent_back() -> None:
    Path("guide.xlsx").write_bytes(b"%PDF-1.7")
    result = run("read", "guide.xlsx", "--annotate", "back.xlsx")
    assert (result.exit_code, Path("back.xlsx").exists()) == (2, False)
    assert "cannot be sent back" in result.stderr


def test_sheets_of_one_map_are_stored_as_one_grid_once_that_is_answered() -> None:
    """One course on each sheet with two levels each; of the other 14 places there is no column."""
    tables = {
        "Fase 1": "Vak | inclusion | vision\n Ethiek | 1 | 2",
        "Fase 2": "Vak | inclusion | vision\n Stage | 3 | 0",
    }
    Path("fasen.xlsx").write_bytes(xlsx({"Over": ABOUT, **{name: rows_of(table) for name, table in tables.items()}}))
    asked = run("import", "fasen.xlsx")
    assert (asked.exit_code, "The sheets Fase 1, Fase 2 seem to be parts of one map" in asked.stdout) == (1, True)
    together = run("import", "fasen.xlsx", "--answers", answers("together: [Fase 1, Fase 2]\n"))
    assert (together.exit_code, "2 courses, 4 ratings, 14 blank" in together.stdout) == (0, True)
    alone = run("read", "fasen.xlsx", "--answers", answers("sheet: Fase 2\n"))
    assert (alone.exit_code, "1 courses, 2 ratings, 7 blank" in alone.stdout) == (0, True)


def test_headings_over_components_are_named_and_answered_once_each() -> None:
    """Two names over three columns each are two questions; the answer “inclusion” makes a cell of each column."""
    table = (
        ("", "", "Inclusie", "", "", "Toekomst", "", ""),
        ("Vak", "Status", *["Kennis", "Vaardigheden", "Attitudes"] * 2),
        ("Ethiek", "verplicht", "geoefend", "", "", "", "", "exemplarisch"),
        ("Recht", "verplicht", "", "geoefend", "", "exemplarisch", "", ""),
    )
    Path("kort.xlsx").write_bytes(xlsx({"Over": ABOUT, "Matrix": table}))
    read = json.loads(run("read", "kort.xlsx", "--json").stdout)
    asked = {one["facts"]["written"]: one["facts"] for one in read["findings"] if one["severity"] == "question"}
    assert [asked[name]["refs"] for name in ("Inclusie", "Toekomst")] == [
        ["Matrix!C2", "Matrix!D2", "Matrix!E2"],
        ["Matrix!F2", "Matrix!G2", "Matrix!H2"],
    ]
    said = answers(
        "columns: {Inclusie: inclusion, Toekomst: future, Toekomst > Attitudes: client-literacy.attitudes}\n"
    )
    grid = json.loads(run("read", "kort.xlsx", "--json", "--answers", said).stdout)["grids"][0]
    assert sorted((one["ref"], one["target"]) for one in grid["ratings"]) == [
        ("Matrix!C3", "inclusion.knowledge"),
        ("Matrix!D4", "inclusion.skills"),
        ("Matrix!F4", "future.knowledge"),
        ("Matrix!H3", "client-literacy.attitudes"),
    ]
