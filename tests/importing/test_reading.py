"""From sheets to a grid: which sheet is read, what is hidden, what is asked again, and where each level stood."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.domain.curriculum import BlankMeans
from curriculum_map.domain.findings import Finding
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.frameworks.loader import DEFAULT_EDITION, load_edition
from curriculum_map.importing.description import Description
from curriculum_map.importing.meaning.answers import NO_MAP, Answers, SheetAnswer
from curriculum_map.importing.reading import Before, Reading, read_file
from curriculum_map.wording.findings import sentence
from tests.workbooks import ABOUT, MATRIX, Rows, found, rows_of, upload, xlsx

NAMES = [cluster.name.nl for cluster in load_edition(DEFAULT_EDITION).clusters]
TABLE = f"""
    Code | Opleidingsonderdeel | Studiepunten | Status    | {NAMES[0]}    | {NAMES[1]}    | {NAMES[2]}
    A    | Ethiek              | 6            | verplicht | geoefend      | goed gekaderd | nvt
    B    | Recht               | 3            | keuze     | exemplarisch  |               | geoefend
    C    | Stage               | 9            | verplicht | goed gekaderd | exemplarisch  | geoefend
"""
LAST_YEAR = TABLE.replace("Ethiek", "Wijsbegeerte")
OTHER_FRAMEWORK = """
    Code | Opleidingsonderdeel | Studiepunten | DLR 1 | DLR 2 | DLR 3
    A    | Ethiek              | 6            | x     |       | x
    B    | Recht               | 3            | x     | x     |
    C    | Stage               | 9            |       | x     | x
"""


def dressed(dress: Callable[[Worksheet], None], answers: Answers | None = None) -> Reading:
    """What is read of the table after somebody hid, coloured or commented cells of it."""
    workbook = load_workbook(io.BytesIO(xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE)})))
    dress(workbook[MATRIX])
    out = io.BytesIO()
    workbook.save(out)
    return read_file("matrix.xlsx", out.getvalue(), answers)


def titles(reading: Reading) -> list[str]:
    return [course.title for course in reading.grids[0].courses]


def levels(reading: Reading, course: int) -> list[int]:
    """The levels of one course for the first three clusters."""
    return list(reading.grids[0].levels[course * 9 : course * 9 + 3])


def the(reading: Reading, code: str) -> Finding:
    (finding,) = (one for one in reading.findings if one.code == code)
    return finding


def programme_sheet(institution: str, programme: str, table: str) -> Rows:
    return [("Instelling", institution), ("Opleiding", programme), *ABOUT[2:], *rows_of(table)]


def beside(name: str, other: str, answers: Answers | None = None) -> Reading:
    """What is read of the table when another one stands in a second sheet."""
    return read_file("a.xlsx", xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE), name: rows_of(other)}), answers)


def test_of_several_sheets_with_a_map_the_user_says_which() -> None:
    asked = beside("Vorig jaar", LAST_YEAR)
    question = the(asked, "several-grids")
    assert (question.facts["choices"], question.facts["proposal"]) == ([MATRIX, "Vorig jaar"], MATRIX)
    assert asked.exit_status == 1
    told = beside("Vorig jaar", LAST_YEAR, Answers(sheet="Vorig jaar"))
    assert (found(told), told.exit_status) == ([], 0)
    assert (told.grids[0].provenance.uploaded.sheet, titles(told)[0]) == ("Vorig jaar", "Wijsbegeerte")


@pytest.mark.parametrize(
    ("sheet", "choices"),
    [("Vorig jaar", [MATRIX]), ("Opleiding", [MATRIX]), ("Vorig", [MATRIX])],
)
def test_a_sheet_that_is_named_and_not_read_is_asked_about_though_one_map_is_left(
    sheet: str, choices: list[str]
) -> None:
    """Hidden and not read; without a map; not there."""
    data = xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE), "Vorig jaar": rows_of(LAST_YEAR)}, hidden=("Vorig jaar",))
    reading = read_file("a.xlsx", data, Answers(sheet=sheet))
    question = the(reading, "sheet-without-map")
    assert (question.facts["written"], question.facts["choices"], reading.exit_status) == (sheet, choices, 1)
    assert titles(reading)[0] == "Ethiek"


def test_of_two_sheets_about_another_framework_the_named_one_is_shown() -> None:
    data = xlsx({"A": rows_of(OTHER_FRAMEWORK), "B": rows_of(OTHER_FRAMEWORK)})
    shown = [read_file("a.xlsx", data, Answers(sheet=sheet)).columns[0].ref.sheet for sheet in ("A", "B", "C")]
    assert shown == ["A", "B", "A"]


def test_each_sheet_speaks_of_its_own_programme() -> None:
    """One sheet per programme, with its name above the map: what stands above another map does not count."""
    sheets = {
        "SW": programme_sheet("Hogeschool Noordzee", "Sociaal werk", TABLE),
        "GZW": programme_sheet("Hogeschool Noordzee", "Gezinswetenschappen", LAST_YEAR),
    }
    for name, programme in {"SW": "social-work", "GZW": "family-science"}.items():
        reading = read_file("a.xlsx", xlsx(sheets), Answers(sheet=name))
        assert (reading.exit_status, reading.grids[0].description.programme) == (0, programme)


LIST = """
    Vak    | Cluster          | Niveau
    Ethiek | inclusion        | geoefend
    Ethiek | choosing         | exemplarisch
    Recht  | inclusion        | komt niet aan bod
    Recht  | choosing         |
    Stage  | inclusion        | goed gekaderd
"""


def test_what_a_long_list_does_not_name_is_no_blank_cell() -> None:
    """Six pairs are possible: four have a level, one is listed without, one is not listed. Nothing is asked."""
    reading = upload(LIST, about=ABOUT[:-1])
    assert [code for _, code in found(reading)] == ["status-missing"]
    grid = reading.grids[0]
    levels = {(at // 9, grid.targets[at % 9]): level for at, level in enumerate(grid.levels) if level != NOT_RATED}
    assert levels == {(0, "inclusion"): 3, (0, "choosing"): 1, (1, "inclusion"): 0, (2, "inclusion"): 2}
    assert (grid.blanks, reading.exit_status) == (0, 0)


def test_what_else_a_long_list_has_is_noted_and_names_of_persons_are_not_read() -> None:
    lines = [line.strip() for line in LIST.strip().splitlines()]
    rows = [
        f"{line} | Docent | Opmerking" if at == 0 else f"{line} | An Claes | zie An" for at, line in enumerate(lines)
    ]
    reading = upload("\n".join(rows), about=ABOUT[:-1])
    assert [where for where in found(reading) if where[1] != "status-missing"] == [
        ("D1", "persons-not-read"),
        ("E1", "column-not-read"),
    ]
    assert "An Claes" not in repr(reading.grids)


def test_where_blanks_mean_not_covered_a_note_says_that_a_list_keeps_them_not_rated() -> None:
    reading = upload(LIST, answers=Description(blank_means=BlankMeans.NOT_COVERED), about=ABOUT[:-1])
    assert [code for _, code in found(reading)] == ["status-missing", "blank-in-list"]
    grid = reading.grids[0].grid()
    assert grid is not None
    assert (grid.counted_levels(), reading.exit_status) == (grid.levels, 0)


def test_a_map_of_our_framework_is_read_beside_one_of_another() -> None:
    reading = beside("Generiek", OTHER_FRAMEWORK)
    assert (found(reading), reading.exit_status) == ([], 0)
    assert [sheet.shape.targets for sheet in reading.sheets] == [0, 3, 3]


def test_a_map_of_another_framework_alone_is_no_grid_and_asks_what_it_is() -> None:
    reading = upload(OTHER_FRAMEWORK)
    assert (found(reading), reading.grids) == ([("D1", "other-framework")], ())
    assert (reading.is_map, reading.exit_status) == (True, 1)
    assert the(reading, "other-framework").facts["columns"] == ["DLR 1", "DLR 2", "DLR 3"]


def test_a_file_without_a_map_is_declined_with_what_its_sheets_seem_to_be() -> None:
    reading = upload("Code | Opleidingsonderdeel | Studiepunten\n A | Ethiek | 6\n B | Recht | 3\n C | Stage | 9")
    assert (reading.exit_status, reading.grids) == (3, ())
    said = sentence(the(reading, "no-course-table"), "en")
    assert "“Matrix”: a list of courses" in said


def test_a_sheet_that_is_said_to_be_no_map_is_none() -> None:
    answers = Answers(layouts={MATRIX: SheetAnswer(NO_MAP)})
    assert upload(TABLE, answers=answers).exit_status == 3


def test_a_hidden_sheet_is_named_and_read_only_when_somebody_asks() -> None:
    data = xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE), "Vorig jaar": rows_of(LAST_YEAR)}, hidden=("Vorig jaar",))
    reading = read_file("a.xlsx", data)
    assert (found(reading), reading.exit_status, titles(reading)[0]) == ([("", "hidden-sheet")], 0, "Ethiek")
    assert the(reading, "hidden-sheet").facts == {"sheet": "Vorig jaar"}
    both = read_file("a.xlsx", data, Answers(hidden=True))
    assert the(both, "several-grids").facts["choices"] == [MATRIX, "Vorig jaar"]
    chosen = read_file("a.xlsx", data, Answers(hidden=True, sheet="Vorig jaar"))
    assert (titles(chosen)[0], chosen.exit_status) == ("Wijsbegeerte", 0)


def test_hidden_rows_and_columns_are_counted_and_read_only_when_somebody_asks() -> None:
    """Row 3 (Recht) and column F (the second cluster) are hidden."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["F"].hidden = True

    reading = dressed(hide)
    assert (titles(reading), levels(reading, 0)) == (["Ethiek", "Stage"], [3, NOT_RATED, NOT_APPLICABLE])
    facts = {"sheet": MATRIX, "rows": 1, "columns": 1}
    assert the(reading, "hidden-lines").facts == facts
    asked = dressed(hide, Answers(hidden=True))
    assert (titles(asked), levels(asked, 0)) == (["Ethiek", "Recht", "Stage"], [3, 2, NOT_APPLICABLE])
    assert the(asked, "hidden-lines-read").facts == facts


def test_what_is_struck_through_or_cannot_be_seen_counts_and_is_named() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["E2"].font = Font(strike=True)
        sheet["E4"].font = Font(strike=True)
        sheet["F2"].font = Font(color="FFFFFF")

    reading = dressed(dress)
    assert found(reading) == [("E2", "struck-through"), ("F2", "faint-text")]
    assert the(reading, "struck-through").facts == {
        "written": "geoefend",
        "count": 2,
        "refs": ["Matrix!E2", "Matrix!E4"],
    }
    assert (levels(reading, 0), levels(reading, 2)) == ([3, 2, NOT_APPLICABLE], [2, 1, 3])


def test_comments_are_counted_and_stay_where_they_are() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["E3"].comment = Comment("Zeker?", "An")

    reading = dressed(dress)
    assert found(reading) == [("E3", "comments-not-read")]
    assert (the(reading, "comments-not-read").facts["count"], reading.exit_status) == (1, 0)


def test_columns_about_persons_are_named_once_and_read_nowhere() -> None:
    reading = upload(
        TABLE.replace("| Status ", "| Docent | Status ")
        .replace("| verplicht", "| An | verplicht")
        .replace("| keuze", "| Bo | keuze")
    )
    assert found(reading) == [("D1", "persons-not-read")]
    assert the(reading, "persons-not-read").facts["columns"] == ["Docent"]
    assert levels(reading, 0) == [3, 2, NOT_APPLICABLE]


def test_what_was_answered_about_a_heading_before_is_proposed_and_not_assumed() -> None:
    table = TABLE.replace(NAMES[2], "Ons eigen thema")
    data = xlsx({"Opleiding": ABOUT, MATRIX: rows_of(table)})
    first = read_file("a.xlsx", data)
    assert (found(first), the(first, "heading-unknown").facts["proposal"]) == ([("G1", "heading-unknown")], None)
    again = read_file("a.xlsx", data, before=Before(columns={"ons eigen thema": "future"}))
    assert (found(again), again.exit_status) == ([("G1", "heading-unsure")], 1)
    assert the(again, "heading-unsure").facts["proposal"] == "future"
    assert [one.why for one in again.columns] == ["name", "name", "remembered"]
    answered = read_file("a.xlsx", data, Answers(columns={"Ons eigen thema": "future"}))
    assert (found(answered), answered.grids[0].levels[8]) == ([], NOT_APPLICABLE)
    left_out = read_file("a.xlsx", data, Answers(columns={"Ons eigen thema": None}))
    assert (found(left_out), left_out.grids[0].levels[8]) == ([], NOT_RATED)


def test_what_was_answered_about_a_mark_before_is_proposed_and_not_assumed() -> None:
    data = xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE.replace("geoefend ", "ontplooid "))})
    reading = read_file("a.xlsx", data, before=Before(marks={"ontplooid": 3}))
    question = the(reading, "unknown-mark")
    assert (question.facts["proposal"], question.facts["note"], reading.exit_status) == ("practised", "remembered", 1)
    assert levels(reading, 0) == [NOT_RATED, 2, NOT_APPLICABLE]


def test_what_an_empty_cell_means_is_asked_once_where_there_is_one() -> None:
    """One of the nine places is empty; the six clusters without a column are no empty cells."""
    asked = upload(TABLE, about=ABOUT[:4])
    assert (found(asked), the(asked, "blank-meaning").facts["count"]) == ([("", "blank-meaning")], 1)
    assert the(asked, "blank-meaning").facts["proposal"] == "not-rated"
    told = upload(TABLE, about=ABOUT[:4], answers=Description(blank_means=BlankMeans.NOT_COVERED))
    assert (found(told), told.exit_status) == ([], 0)
    assert found(upload(TABLE.replace("|               |", "| geoefend |"), about=ABOUT[:4])) == []


def test_courses_across_keep_the_addresses_of_the_file() -> None:
    """Courses in the columns B to D, clusters in the rows 3 to 5."""
    reading = upload(
        f"""
        Opleidingsonderdeel | Ethiek        | Recht        | Stage
        Studiepunten        | 6             | 3            | 9
        {NAMES[0]}          | geoefend      | exemplarisch | goed gekaderd
        {NAMES[1]}          | goed gekaderd |              | exemplarisch
        {NAMES[2]}          | nvt           | geoefend     | geoefend
        """
    )
    assert (reading.exit_status, reading.sheets[1].shape.orientation) == (0, "courses_cols")
    assert [(course.title, course.ects) for course in reading.grids[0].courses] == [
        ("Ethiek", 6),
        ("Recht", 3),
        ("Stage", 9),
    ]
    assert [levels(reading, course) for course in range(3)] == [
        [3, 2, NOT_APPLICABLE],
        [1, NOT_RATED, 3],
        [2, 1, 3],
    ]
    provenance = reading.grids[0].provenance
    assert [str(provenance.ref(1, target)) for target in range(3)] == ["Matrix!C3", "Matrix!C4", "Matrix!C5"]
    assert [str(provenance.course_ref(course)) for course in range(3)] == ["Matrix!B1", "Matrix!C1", "Matrix!D1"]
    assert provenance.ref(0, 3) is None


def test_a_long_list_has_the_address_of_each_level_and_none_for_what_it_does_not_list() -> None:
    """One row per course and outcome; the name of a course stands in its first row only."""
    reading = upload(
        f"""
        Opleidingsonderdeel | Leerresultaat | Niveau
        Ethiek              | {NAMES[0]}    | geoefend
                            | {NAMES[1]}    | exemplarisch
                            | {NAMES[2]}    | nvt
        Recht               | {NAMES[2]}    | goed gekaderd
        Stage               | {NAMES[0]}    | exemplarisch
                            | {NAMES[1]}    | geoefend
        """
    )
    assert (reading.exit_status, reading.sheets[1].shape.kind) == (0, "long")
    assert [levels(reading, course) for course in range(3)] == [
        [3, 1, NOT_APPLICABLE],
        [NOT_RATED, NOT_RATED, 2],
        [1, 3, NOT_RATED],
    ]
    provenance = reading.grids[0].provenance
    assert [str(provenance.ref(0, target)) for target in range(3)] == ["Matrix!C2", "Matrix!C3", "Matrix!C4"]
    assert [str(provenance.ref(1, 2)), str(provenance.ref(2, 1))] == ["Matrix!C5", "Matrix!C7"]
    assert [provenance.ref(1, 0), provenance.ref(2, 2)] == [None, None]
    assert [str(provenance.course_ref(course)) for course in range(3)] == ["Matrix!A2", "Matrix!A5", "Matrix!A6"]


@pytest.mark.parametrize(("answer", "credits"), [("ects", [6, 3, 9]), (None, [None] * 3)])
def test_a_column_whose_heading_says_nothing_is_asked_about(answer: str | None, credits: list[float | None]) -> None:
    table = TABLE.replace("Studiepunten", "Y")
    asked = upload(table)
    assert ("C1", "column-unsure") in found(asked)
    assert the(asked, "column-unsure").facts["proposal"] == "ects"
    told = upload(table, answers=Answers(course_columns={"Y": answer}))
    assert (told.exit_status, [course.ects for course in told.grids[0].courses]) == (0, credits)


def test_a_sheet_that_is_called_a_legend_explains_the_digits() -> None:
    """1 is the highest level of this file and 3 the lowest; the 2 in the middle is asked with them."""
    table = """
        Code | Opleidingsonderdeel | inclusion | choosing
        A    | Ethiek              | 1         | 3
        B    | Recht               | 3         | 2
    """
    told = upload(table, Legende="Code | Betekenis\n 1 | beheerst\n 2 | gevorderd\n 3 | basis")
    asked = {one.facts["written"]: one.facts["proposal"] for one in told.findings if one.code == "unknown-mark"}
    assert asked == {"1": "practised", "2": "well-framed", "3": "exemplary"}
