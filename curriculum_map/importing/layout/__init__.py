"""Layout recognition: the maps in a sheet, whatever their shape, each brought to courses down and outcomes across."""

from curriculum_map.importing.layout.legend import explanations_of, legend_of
from curriculum_map.importing.layout.recognition import shape_of
from curriculum_map.importing.layout.shapes import (
    Doubt,
    Excluded,
    LayoutAnswer,
    Orientation,
    Seems,
    SheetKind,
    SheetShape,
    Sign,
    Table,
    Why,
)
from curriculum_map.importing.layout.vocabulary import heads_totals

__all__ = [
    "Doubt",
    "Excluded",
    "LayoutAnswer",
    "Orientation",
    "Seems",
    "SheetKind",
    "SheetShape",
    "Sign",
    "Table",
    "Why",
    "explanations_of",
    "heads_totals",
    "legend_of",
    "shape_of",
]
