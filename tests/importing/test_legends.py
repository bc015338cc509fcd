"""Legends anywhere in a file: where they give the digits another meaning than ours, the digits are asked about."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from curriculum_map.importing.reading import Reading, read_file
from tests.workbooks import ABOUT, MATRIX, rows_of, upload, xlsx

TABLE = """
    Code | Opleidingsonderdeel | Studiepunten | inclusion | choosing | vision
    A    | Ethiek              | 6            | 1         | 3        | 2
    B    | Recht               | 3            | 3         | 1        | 2
"""
TURNED = {"1": "practised", "2": "well-framed", "3": "exemplary"}


def asked(reading: Reading) -> dict[object, object]:
    """Each mark that is asked about, with our proposal."""
    return {one.facts["written"]: one.facts["proposal"] for one in reading.findings if one.code == "unknown-mark"}


@pytest.mark.parametrize(
    "legend",
    [
        "1 | geoefend\n 2 | goed gekaderd\n 3 | exemplarisch",
        "geoefend | 1\n gekaderd | 2\n exemplarisch | 3",
        "1 | = | geoefend\n 2 | = | goed gekaderd\n 3 | = | exemplarisch",
        "1 | 2 | 3\n geoefend | goed gekaderd | exemplarisch",
        "1 | geoefend | 2 | goed gekaderd | 3 | exemplarisch",
        "Legende\n geoefend (1)\n goed gekaderd (2)\n exemplarisch (3)",
        "Wij schrijven 1 → geoefend, 2 → goed gekaderd, 3 → exemplarisch.",
        "1 | enkel geoefend | 2 | goed gekaderd en geoefend | 3 | exemplarisch aanwezig",
        "Legende: 1 | geoefend | 2 | goed gekaderd | 3 | exemplarisch",
        "1 punt | geoefend\n 2 punten | goed gekaderd\n 3 punten | exemplarisch",
        "Niveau | Uitleg\n 1 | De student oefent dit\n 2 | Dit is gekaderd en geoefend\n 3 | Er is een voorbeeld",
        "Codering: G=1 GK=2 E=3",
        "1: G\n 2: GK\n 3: E",
        "1 | 2 | 3\n G | GK | E",
        "van 1 (enkel geoefend) over 2 (gekaderd) naar 3 (exemplarisch)",
        "Geef een 1 als de student oefent, een 2 als er een kader is en een 3 als er een voorbeeld is.",
        "- Een 1 geven we als studenten oefenen.\n - Een 2 geven we bij een kader.\n - Een 3 bij een voorbeeld.",
        "1/2/3 = geoefend/gekaderd/exemplarisch",
        "Score: 3 = laagste, 1 = hoogste, 2 = gekaderd",
        "1 is het hoogste niveau",
        "Hoe lager het cijfer, hoe sterker het aan bod komt",
    ],
)
def test_a_legend_on_any_sheet_turns_the_digits_into_questions(legend: str) -> None:
    """1 and 3 change places; the 2 in the middle is of the same scale, so it is asked with them."""
    assert asked(upload(TABLE, Uitleg=legend)) == TURNED


def test_a_legend_of_two_columns_below_or_beside_the_map_is_no_course() -> None:
    below = "\n    | | | | | \n 1 | geoefend\n 2 | goed gekaderd\n 3 | exemplarisch"
    told = upload(TABLE + below)
    assert asked(told) == TURNED
    assert [one.title for one in told.grids[0].courses] == ["Ethiek", "Recht"]
    assert [str(one.why) for one in told.sheets[1].excluded] == ["legend"] * 3


def test_a_legend_in_a_comment_is_read_too() -> None:
    workbook = load_workbook(io.BytesIO(xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE)})))
    workbook[MATRIX]["D1"].comment = Comment("1 = geoefend, 2 = goed gekaderd, 3 = exemplarisch", "Iemand")
    out = io.BytesIO()
    workbook.save(out)
    assert asked(read_file("kaart.xlsx", out.getvalue())) == TURNED


def test_where_one_digit_is_turned_one_that_is_not_explained_is_asked_too() -> None:
    """Of the 2 nothing is said; that it is the middle one is proposed."""
    assert asked(upload(TABLE, Uitleg="Schaal van 1 (geoefend) tot 3 (exemplarisch)")) == TURNED


@pytest.mark.parametrize(
    ("legend", "proposed"),
    [
        ("1 = basis, 2 = gevorderd, 3 = expert", ["exemplary", "well-framed", "practised"]),
        ("1 | laag\n 2 | midden\n 3 | hoog", ["exemplary", "well-framed", "practised"]),
        # "Inoefenen" would be the 3 and "beheersen" too: nobody knows which, so nothing is proposed for either.
        ("1 = kennismaken, 2 = inoefenen, 3 = beheersen", [None, None, None]),
        ("1 | zelden\n 2 | soms\n 3 | vaak", [None, None, None]),
        ("Het cijfer is het aantal lessen", [None, None, None]),
    ],
)
def test_words_of_another_scale_are_asked_about_all_together(legend: str, proposed: list[str | None]) -> None:
    found = asked(upload(TABLE, Uitleg=legend))
    assert [found[digit] for digit in ("1", "2", "3")] == proposed


def test_the_question_says_where_the_file_explains_the_mark() -> None:
    """The second sheet that upload() puts beside the map has it in its first row."""
    told = upload(TABLE, Uitleg="1 | enkel geoefend\n 2 | goed gekaderd\n 3 | exemplarisch")
    places = {one.facts["written"]: one.facts["explained_at"] for one in told.findings if one.code == "unknown-mark"}
    assert places == {"1": "Uitleg!B1", "2": "Uitleg!B2", "3": "Uitleg!B3"}


def test_what_is_shown_when_a_cell_is_entered_is_read_too() -> None:
    workbook = load_workbook(io.BytesIO(xlsx({"Opleiding": ABOUT, MATRIX: rows_of(TABLE)})))
    rule = DataValidation(type="list", formula1='"1,2,3"', prompt="1 geoefend, 2 goed gekaderd, 3 exemplarisch")
    rule.add("D2:F3")
    workbook[MATRIX].add_data_validation(rule)
    out = io.BytesIO()
    workbook.save(out)
    told = read_file("kaart.xlsx", out.getvalue())
    assert asked(told) == TURNED
    (place,) = {one.facts["explained_at"] for one in told.findings if one.code == "unknown-mark"}
    assert place == f"{MATRIX}!D2"


@pytest.mark.parametrize(
    "text",
    [
        "1 = exemplarisch, 2 = goed gekaderd, 3 = geoefend",
        "1 = E, 2 = GK, 3 = G",
        "1 | komt exemplarisch aan bod\n 2 | goed gekaderd\n 3 | studenten oefenen zelf",
        "Fase 1 = basis, fase 2 = verdieping, fase 3 = afstuderen",
        "Fase | Vak\n 1 | Oefenlabo\n 2 | Stage en kader\n 3 | Bachelorproef",
        "Semester: 1 = najaar, 2 = voorjaar",
        "1) Overleg over oefenkansen\n 2) Kader herlezen\n 3) Verslag maken",
        "Niveau | Aantal vakken\n geoefend | 1\n goed gekaderd | 2\n exemplarisch | 3",
        "1 | Kennis\n 2 | Vaardigheden\n 3 | Attitudes",
        "Hoe hoger het cijfer, hoe sterker het aan bod komt",
        "exemplarisch | 1\n goed gekaderd | 2\n geoefend | 3",
        "In fase 1 wordt geoefend, in fase 3 is het exemplarisch",
        "Engels basis 3",
    ],
)
def test_what_says_the_same_as_our_legend_or_is_none_is_not_asked_about(text: str) -> None:
    assert asked(upload(TABLE, Uitleg=text)) == {}


DASHED = """
    Code | Opleidingsonderdeel | Studiepunten | inclusion | choosing | vision
    A    | Ethiek              | 6            | 1         | -        | 2
    B    | Recht               | 3            | 3         | –        | -
"""


@pytest.mark.parametrize(
    ("legend", "proposed"),
    [
        ("Legende: - = komt niet aan bod", "not-covered"),
        ("Legende: – = komt niet aan bod", "not-covered"),
        ("1 = exemplarisch, 2 = goed gekaderd, 3 = geoefend, - = komt niet aan bod", "not-covered"),
        ("1 = exemplarisch / 2 = goed gekaderd / 3 = geoefend / - = niet van toepassing", "not-applicable"),
        ("Legende\n 1 | exemplarisch\n - | komt niet aan bod", "not-covered"),
        ("Legende\n exemplarisch (1)\n komt niet aan bod (-)", "not-covered"),
        ("Legende\n -: komt niet aan bod", "not-covered"),
        ("1 | exemplarisch\n 2 | goed gekaderd\n 3 | geoefend\n - | komt niet aan bod", "not-covered"),
        # None of these explains a dash.
        ("1 = exemplarisch - 2 = goed gekaderd - 3 = geoefend", "not-rated"),
        ("- komt niet aan bod in dit verslag", "not-rated"),
        ("- | komt niet aan bod", "not-rated"),
        ("- = leeg gelaten", "not-rated"),
    ],
)
def test_a_dash_that_the_file_explains_is_proposed_as_what_it_says(legend: str, proposed: str) -> None:
    """Both dashes of the map are one: whoever types the legend elsewhere gets the other."""
    assert asked(upload(DASHED, Uitleg=legend)) == {"-": proposed, "–": proposed}
    below = upload(f"{DASHED}\n    | | | | | \n{legend}")
    assert asked(below) == {"-": proposed, "–": proposed}
    assert [one.title for one in below.grids[0].courses] == ["Ethiek", "Recht"]


def test_two_dashes_that_the_file_tells_apart_are_two_marks() -> None:
    told = upload(DASHED, Uitleg="- = komt niet aan bod, – = geoefend")
    assert asked(told) == {"-": "not-covered", "–": "practised"}


def test_digits_and_words_side_by_side_in_a_map_are_no_legend() -> None:
    mixed = """
        Code | Opleidingsonderdeel | inclusion | choosing
        A    | Ethiek              | 1         | geoefend
        B    | Recht               | 3         | exemplarisch
    """
    assert asked(upload(mixed)) == {}


def test_letters_on_a_sheet_that_is_called_a_legend_are_explained() -> None:
    """Its first row is empty, its columns have no headings."""
    letters = """
        Code | Opleidingsonderdeel | inclusion | choosing | vision
        SW1  | Ethiek              | A         | C        | B
        SW2  | Recht               | C         | A        | B
    """
    legend = "| \n A | geoefend\n B | goed gekaderd\n C | exemplarisch"
    assert asked(upload(letters, Legende=legend)) == {"A": "practised", "B": "well-framed", "C": "exemplary"}


@pytest.mark.parametrize(
    "legend",
    [
        "A | de student oefent\n B | goed gekaderd\n C | enkel exemplarisch",
        "A: de student oefent\n B: goed gekaderd\n C: enkel exemplarisch",
    ],
)
def test_letters_of_the_map_are_found_in_longer_texts(legend: str) -> None:
    letters = """
        Code | Opleidingsonderdeel | inclusion | choosing | vision
        SW1  | Ethiek              | A         | C        | B
        SW2  | Recht               | C         | A        | B
    """
    assert asked(upload(letters, Uitleg=legend)) == {"A": "practised", "B": "well-framed", "C": "exemplary"}


def test_digits_and_their_words_below_a_map_are_no_marks_without_a_course() -> None:
    below = "\n | | | | | \n | 1 | 2 | 3\n | geoefend | goed gekaderd | exemplarisch"
    told = upload(TABLE + below)
    assert asked(told) == TURNED
    assert "marks-without-course" not in {one.code for one in told.findings}


@pytest.mark.parametrize("below", ["", "\n    |||||"], ids=["right below", "behind an empty line"])
@pytest.mark.parametrize(
    "legend",
    [
        "groen | geoefend\n geel | exemplarisch\n lichtblauw gekleurd | goed gekaderd",
        "geoefend | groen\n exemplarisch | rode cel",
        "geoef. | geoefend\n gek. | goed gekaderd\n ex. | exemplarisch",
        "● | geoefend\n ◐ | goed gekaderd\n ○ | exemplarisch",
        "| | | | groen | geoefend\n | | | | geel | exemplarisch",
        "green | practised",
    ],
)
def test_the_words_of_a_sheet_for_its_colours_and_marks_are_no_courses(legend: str, below: str) -> None:
    reading = upload(f"{TABLE}{below}\n{legend}")
    assert [course.title for course in reading.grids[0].courses] == ["Ethiek", "Recht"]
    assert {one.why for one in reading.sheets[1].excluded} == {"legend"}
    # Across the table, courses stand side by side and the legend below the outcomes.
    table = "Vak | Ethiek | Recht | Stage\n inclusion | 1 | 3 | 2\n choosing | 3 | 1 | 1\n vision | 2 | 2 | 3"
    turned = upload(f"{table}{below}\n{legend}")
    assert len(turned.grids[0].courses) == 3
    assert {one.code for one in turned.findings if one.severity != "note"} <= {"status-missing", "target-missing"}


@pytest.mark.parametrize("meaning", [" | er is een voorbeeld", ""], ids=["explained", "only named"])
def test_the_names_of_levels_below_one_another_are_a_legend_and_no_courses(meaning: str) -> None:
    legend = "\n".join(f"{level}{meaning}" for level in ("exemplarisch", "goed gekaderd", "geoefend"))
    table = "Vak | inclusion | choosing | vision\n Ethiek | 1 | 3 | 2\n Recht | 3 | 1 | 2\n Stage | 2 | 1 | 3"
    reading = upload(f"{table}\n{legend}")
    assert [course.title for course in reading.grids[0].courses] == ["Ethiek", "Recht", "Stage"]
    assert [one.why for one in reading.sheets[1].excluded] == ["legend"] * 3


def test_a_legend_left_of_the_table_is_no_column_of_it() -> None:
    rows = [["Legende", "", ""], ["E", "exemplarisch", ""], ["G", "geoefend", ""]]
    table = rows_of("Vak | inclusion | choosing\n Ethiek | E | G\n Recht | G | E")
    data = xlsx({"Opleiding": ABOUT, MATRIX: [[*left, *right] for left, right in zip(rows, table, strict=True)]})
    reading = read_file("matrix.xlsx", data)
    assert asked(reading) == {"E": "exemplary", "G": "practised"}
    assert [one.code for one in reading.findings if one.severity != "note"].count("unknown-mark") == 2
    assert [course.title for course in reading.grids[0].courses] == ["Ethiek", "Recht"]
