"""A level table written out: nothing that a reader sees in it is lost."""

from curriculum_map.domain.levels import NOT_RATED
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.tables import Heading
from curriculum_map.ui.components.flat_table import flat
from curriculum_map.ui.components.level_table.values import Column, Head, Part, Place, Row, Table


def test_headings_and_places_over_several_rows_stand_in_each_of_them_and_notes_in_a_column_of_their_own() -> None:
    """
    focus | cluster | A                      | B         | counted
    F     | 1       | practised (one course) | not rated | 2 practised, 1 not covered
          | 2       | (the same place)       | text      | (what can be done here)
    """
    rows = (
        Row(
            "1",
            "1",
            (Head("F", 2, 0), Head("1", 1, 1)),
            (
                Place(3, sub="one course", mark="▲", mark_text="below", rowspan=2),
                Place(NOT_RATED),
                Place(parts=(Part("2", 3), Part("1", 0))),
            ),
        ),
        Row("2", "2", (Head("2", level=1),), (None, Place(text="text"), Place(text="decide", opens=True, offer=True))),
    )
    columns = (Column("a", "A", groups=("G",), sub="2026-27"), Column("b", "B"), Column("c", "counted"))
    table = flat(Table("T", ("Focus", "Cluster"), columns, rows, "en"), load_legend(), "noted")
    assert table.headings == (
        *map(Heading, ("Focus", "Cluster")),
        Heading("A · 2026-27", "G"),
        Heading("A: noted", "G"),
        *map(Heading, ("B", "counted")),
    )
    assert table.rows == (
        ("F", "1", "practised", "one course; below", "not rated yet", "practised: 2; not covered: 1"),
        ("F", "2", "practised", "one course; below", "text", ""),
    )
