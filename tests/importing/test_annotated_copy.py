"""A file in another format comes back as a copy that can be read on the screen and on paper."""

from curriculum_map.importing.cells import Sheet, Workbook
from tests.importing.annotating import seen, sent_back


def test_the_columns_of_a_copy_are_as_wide_as_what_stands_in_them() -> None:
    """Four signs get the least width of 8, fifteen their own, a sentence of 48 the most of 30, in several lines."""
    sentence = "nog te bespreken met het team, en met de stages."
    workbook = Workbook("map.csv", "", "csv", (Sheet("csv", [["code", "inleiding tot x", sentence]]),))
    back = seen(sent_back(b"", workbook=workbook))
    assert back.properties.creator == "curriculum-map"
    copy = back["csv"]
    assert [copy.column_dimensions[letter].width for letter in "ABC"] == [10, 17, 32]
    assert [copy[address].alignment.wrap_text for address in ("B1", "C1")] == [None, True]
    assert copy.row_dimensions[1].height > 15


def test_headings_over_marks_do_not_make_a_copy_too_wide_to_be_read_on_paper() -> None:
    """A heading of 65 signs over marks of one asks for its longest word, 13 signs; 27 such columns print on two pages.

    2 x 32 + 27 x 15 = 469 digits are more than the 340 of an A3; less the first two on each page, 405 over 276 are two.
    """
    heading = "Aandacht hebben voor en bevorderen van digitale mediawijsheid - A"
    course = "Inleiding tot het sociaal werk"
    rows: list[list[object]] = [[course] * 2 + [heading] * 27, *([course] * 2 + [2] * 27 for _ in range(9))]
    copy = seen(sent_back(b"", workbook=Workbook("map.csv", "", "csv", (Sheet("csv", rows),))))["csv"]
    assert [copy.column_dimensions[letter].width for letter in ("A", "C", "AC")] == [32, 15, 15]
    assert copy["C1"].alignment.wrap_text
    assert copy.row_dimensions[1].height > 60
    assert (copy.page_setup.fitToWidth, copy.page_setup.fitToHeight) == (2, 0)
    assert copy.print_title_cols == "$A:$B"
    assert {copy[address].alignment.vertical for address in ("A2", "C2", "C1")} == {"top"}
