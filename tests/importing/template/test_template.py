"""The empty workbook: easy to fill in, easy to print, and without a single formula."""

import io
from itertools import product

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import DEFAULT_EDITION, load_edition, load_editions, load_legend
from curriculum_map.importing.description import Description
from curriculum_map.importing.reading import read_file
from curriculum_map.importing.template.courses import first_course_row
from curriculum_map.importing.template.workbook import Filling, write_template
from tests.workbooks import found

KINDS = list(product(tuple(load_editions().values()), ("nl", "en"), (Granularity.CLUSTER, Granularity.CELL)))
each_kind = pytest.mark.parametrize(
    ("edition", "language", "granularity"), KINDS, ids=[f"{one.id}-{to}-{per}" for one, to, per in KINDS]
)


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


@each_kind
def test_it_has_four_sheets_in_landscape_without_formulas(
    edition: Edition, language: Language, granularity: Granularity
) -> None:
    workbook = opened(write_template(edition, language, granularity))
    assert len(workbook.sheetnames) == 4
    assert workbook.sheetnames[0] == {"nl": "Opleiding", "en": "Programme"}[language]
    for sheet in workbook.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


@each_kind
def test_the_headings_stay_in_sight_and_are_merged_per_focus_and_cluster(
    edition: Edition, language: Language, granularity: Granularity
) -> None:
    """Three focuses, the hint and the place beside it, and per cell the nine clusters too: 5 or 14 merged ranges."""
    sheet = opened(write_template(edition, language, granularity)).worksheets[1]
    assert sheet.freeze_panes == "C4"
    assert sheet.print_title_rows == "$1:$3"
    assert len(sheet.merged_cells.ranges) == (14 if granularity is Granularity.CELL else 5)


@pytest.mark.parametrize(("granularity", "columns"), [(Granularity.CLUSTER, 4), (Granularity.CELL, 5)])
def test_the_ambitions_have_no_column_in_which_nothing_can_stand(granularity: Granularity, columns: int) -> None:
    """Cluster, level, weight and reason; a component only where there is one."""
    sheet = opened(write_template(load_edition("sap-2024-nl"), "nl", granularity)).worksheets[2]
    assert [cell.value is not None for cell in sheet[3]] == [True] * columns
    assert ("Component" in {cell.value for cell in sheet[3]}) is (columns == 5)


@each_kind
def test_every_choice_has_a_drop_down_that_excel_accepts(
    edition: Edition, language: Language, granularity: Granularity
) -> None:
    """A list in a cell holds 255 signs at most, and a comma parts its choices."""
    workbook = opened(write_template(edition, language, granularity))
    lists = [[one.formula1 for one in sheet.data_validations.dataValidation] for sheet in workbook.worksheets]
    assert [len(found) for found in lists] == [4, 2, 2, 0]
    assert all(len(formula.strip('"')) <= 255 for formulas in lists for formula in formulas)
    legend = load_legend()
    assert lists[1][0].strip('"').split(",")[:4] == [level.name[language] for level in legend.levels]
    assert len(lists[0][0].split(",")) == 6


@each_kind
def test_the_empty_template_asks_only_for_what_has_to_be_filled_in(
    edition: Edition, language: Language, granularity: Granularity
) -> None:
    reading = read_file("template.xlsx", write_template(edition, language, granularity))
    codes = sorted(code for _, code in found(reading))
    assert codes == ["missing-academic-year", "missing-institution", "missing-programme", "no-courses"]
    assert reading.grids[0].description.edition == edition.id


@pytest.mark.parametrize("title", ["=1+1", "+32 9", "-", "@SUM(A1)", "'tis", '=HYPERLINK("http://x";"y")'])
def test_a_title_that_looks_like_a_formula_is_text(title: str) -> None:
    course = Course("A", title, 3.0, 1, None, None)
    data = write_template(
        load_edition(DEFAULT_EDITION),
        "nl",
        Granularity.CLUSTER,
        Filling(Description(), [course], [["geoefend"] + [""] * 8]),
    )
    cell = opened(data).worksheets[1]["B4"]
    assert (cell.value, cell.data_type) == (title, "s")
    assert read_file("a.xlsx", data).grids[0].courses[0].title == title


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_it_says_of_a_year_is_never_proposed_as_the_year(language: Language) -> None:
    """The year left empty: "such as 2026-27" beside it is no year of this grid, so the question has no proposal."""
    filling = Filling(description=Description(institution="Hogeschool Voorbeeld", programme="social-work"))
    data = write_template(load_edition(DEFAULT_EDITION), language, Granularity.CLUSTER, filling)
    workbook = opened(data)
    first = first_course_row(Granularity.CLUSTER)
    for column, value in enumerate(("A", "Ethiek", 6, 1, "1", None, 1, 2), start=1):
        workbook.worksheets[1].cell(first, column).value = value
    out = io.BytesIO()
    workbook.save(out)
    (asked,) = [one for one in read_file("opleiding.xlsx", out.getvalue()).findings if "year" in one.code]
    assert (asked.code, asked.facts["proposal"]) == ("missing-academic-year", None)
