"""A few lines of the user's own sheet, each cell marked with what it is to us."""

from curriculum_map.ui.components.sheet_picture.component import show

__all__ = ["show"]
