"""Where the levels of a grid stand in its file: upright, turned, or scattered."""

from dataclasses import replace

from curriculum_map.domain.curriculum import BlankMeans, Grid
from curriculum_map.domain.provenance import Provenance
from tests.grids import make_grid, row

TARGETS = ["inclusion", "ethics", "choosing"]
# Rows 6 and 7, levels in G, nowhere, and I.
UPRIGHT = make_grid([row("Ethiek", 3, None, 1), row("Recht", 2, None, None)], TARGETS, columns=[6, None, 8])


def refs(provenance: Provenance, course: int) -> list[str | None]:
    """The address of each place of a course, as printed."""
    found = [provenance.ref(course, target) for target in range(len(TARGETS))]
    return [None if ref is None else str(ref) for ref in found]


def ranges(provenance: Provenance, course: int) -> list[str]:
    return [str(ref) for ref in provenance.levels_refs(course)]


def stands(grid: Grid, **changes: object) -> Provenance:
    """The addresses of the grid with something changed about them or about the sheet they are in."""
    of_sheet = {name: changes.pop(name) for name in ("turned", "columns") if name in changes}
    source = replace(grid.provenance.uploaded, **of_sheet)  # type: ignore[arg-type]  # either field
    return replace(grid.provenance, sources=(source,), **changes)  # type: ignore[arg-type]  # any field


def test_courses_that_stand_down_have_a_row_each() -> None:
    provenance = stands(UPRIGHT, named_in=(1, 1))
    assert refs(provenance, 1) == ["Grid!G7", None, "Grid!I7"]
    assert (str(provenance.course_ref(1)), ranges(provenance, 1)) == ("Grid!B7", ["Grid!G7:I7"])


def test_courses_that_stand_across_have_a_column_each() -> None:
    """The second course is in column G (the seventh); its levels in rows 7 and 9, its name in row 2."""
    provenance = stands(UPRIGHT, rows=(5, 6), turned=True, named_in=(1, 1))
    assert refs(provenance, 1) == ["Grid!G7", None, "Grid!G9"]
    assert refs(provenance, 0) == ["Grid!F7", None, "Grid!F9"]
    assert (str(provenance.course_ref(0)), ranges(provenance, 0)) == ("Grid!F2", ["Grid!F7:F9"])


def test_without_a_known_name_a_course_is_where_its_row_begins() -> None:
    assert str(UPRIGHT.provenance.course_ref(0)) == "Grid!A6"
    assert str(stands(UPRIGHT, turned=True).course_ref(0)) == "Grid!F1"


def test_a_long_list_has_an_address_for_each_line_and_a_course_one_range_per_run_of_lines() -> None:
    """Level in column D: the first course in the lines 2, 3 and 10, the second in line 5 only."""
    lines = {(0, 0): (1, 3), (0, 1): (2, 3), (0, 2): (9, 3), (1, 2): (4, 3)}
    provenance = stands(UPRIGHT, rows=(1, 4), columns=(None, None, None), elsewhere=lines)
    assert refs(provenance, 0) == ["Grid!D2", "Grid!D3", "Grid!D10"]
    assert refs(provenance, 1) == [None, None, "Grid!D5"]
    assert ranges(provenance, 0) == ["Grid!D2:D3", "Grid!D10"]
    assert ranges(provenance, 1) == ["Grid!D5"]


def test_the_second_of_two_tables_side_by_side_has_ranges_of_its_own() -> None:
    """The second course stands to the right, in row 6: levels in M, N and P."""
    right = {(1, 0): (5, 12), (1, 1): (5, 13), (1, 2): (5, 15)}
    provenance = stands(UPRIGHT, rows=(5, 5), named_in=(1, 10), elsewhere=right)
    assert refs(provenance, 0) == ["Grid!G6", None, "Grid!I6"]
    assert refs(provenance, 1) == ["Grid!M6", "Grid!N6", "Grid!P6"]
    assert ranges(provenance, 1) == ["Grid!M6:N6", "Grid!P6"]
    assert str(provenance.course_ref(1)) == "Grid!K6"


def test_a_place_apart_from_its_row_is_named_after_the_row() -> None:
    provenance = stands(UPRIGHT, elsewhere={(0, 1): (20, 2)})
    assert refs(provenance, 0) == ["Grid!G6", "Grid!C21", "Grid!I6"]
    assert ranges(provenance, 0) == ["Grid!G6:I6", "Grid!C21"]


def test_a_course_without_any_place_for_its_levels_has_no_range() -> None:
    assert ranges(stands(UPRIGHT, columns=(None, None, None)), 0) == []


def test_only_a_place_that_the_file_has_can_be_left_blank() -> None:
    """Blank means not covered; the file has a line for the second target of the first course only."""
    lines = {(0, 0): (1, 3), (0, 1): (2, 3), (1, 0): (4, 3)}
    listed = stands(UPRIGHT, columns=(None, None, None), elsewhere=lines)
    grid = replace(UPRIGHT, blank_means=BlankMeans.NOT_COVERED, provenance=listed)
    # 3, a blank that says not covered, 1; 2, and two places that are not there.
    assert list(grid.counted_levels()) == [3, 0, 1, 2, 255, 255]
