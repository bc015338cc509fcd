"""One accessible table for every page: levels down and across, a place of which can be chosen."""

from curriculum_map.ui.components.level_table.component import show
from curriculum_map.ui.components.level_table.values import Column, Head, Part, Place, Row, Table

__all__ = ["Column", "Head", "Part", "Place", "Row", "Table", "show"]
