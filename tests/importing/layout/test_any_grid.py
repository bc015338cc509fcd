"""Whatever stands in the cells, the shape of a sheet is found without a fault, and its positions are inside it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curriculum_map.domain.findings import CellRef
from curriculum_map.importing.cells import Look, Sheet
from curriculum_map.importing.layout import LayoutAnswer, Orientation, SheetKind, SheetShape, shape_of
from tests.importing.layout.drawn import NAMES

_TEXTS = st.sampled_from(
    [
        *("", "", "", "x", "X", "1", "2", "3", "4", "-", "nvt", "I", "R", "geoefend", "goed gekaderd", "T,A", "TRUE"),
        *("Code", "Opleidingsonderdeel", "SP", "Fase", "Vak", "Semester", "Totaal", "Legende", "Niveau", "Cluster"),
        *("Kennis", "V", "inclusion", "choosing", "inclusion.knowledge", "LR1", "LR2", "Competentie 3", "Fase 1"),
        *("Ethiek", "Stage 1", "AB123", "Handelt in elke situatie ethisch en overlegt.", "x = aangebracht", "Docent"),
        *("Opmerkingen", "12", "0,5", "Aantal", "Focus", "\u200b", "'", "#", "a" * 400),
    ]
)
_ROWS = st.lists(st.lists(_TEXTS, min_size=1, max_size=9), max_size=14)
_PLACES = st.tuples(st.integers(0, 15), st.integers(0, 10))
_COLOURS = st.sampled_from(["FFFFFF", "00B050", "FFC000", "D9E1F2"])


@st.composite
def _sheets(draw: st.DrawFn) -> Sheet:
    rows: list[list[object]] = [list(row) for row in draw(_ROWS)]
    corners = draw(st.lists(st.tuples(_PLACES, st.integers(0, 4), st.integers(0, 4)), max_size=4))
    merged = [
        CellRef("S", row, column, last_row=row + down, last_column=column + right)
        for (row, column), down, right in corners
    ]
    look = Look(
        hidden_rows=draw(st.frozensets(st.integers(0, 15), max_size=2)),
        hidden_columns=draw(st.frozensets(st.integers(0, 10), max_size=2)),
        fills=draw(st.dictionaries(_PLACES, _COLOURS, max_size=30)),
    )
    return Sheet("S", rows, merged=tuple(merged), look=look)


_answers = st.one_of(
    st.none(), st.builds(LayoutAnswer, st.sampled_from([None, *Orientation]), st.one_of(st.none(), st.integers(0, 20)))
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(_sheets(), _answers, st.booleans())
def test_any_grid_has_a_shape(sheet: Sheet, answer: LayoutAnswer | None, hidden: bool) -> None:
    shape = shape_of(sheet, NAMES, answer, hidden=hidden)
    assert bool(shape.tables) == (shape.kind in (SheetKind.MATRIX, SheetKind.LONG))
    _assert_inside(sheet, shape)


def _assert_inside(sheet: Sheet, shape: SheetShape) -> None:
    """Each mark is that of a cell of the file, or of the first of those that were put together."""
    width = max((1, *map(len, sheet.rows)))
    for table in shape.tables:
        assert "title" in table.fields
        assert table.outcomes
        assert not set(table.outcomes) & {*table.fields.values(), *table.other_columns}
        for row in table.course_rows:
            for column in (*table.outcomes, *table.fields.values()):
                place = table.sheet.place(row, column)
                assert place[0] < len(sheet.rows)
                assert place[1] < width
