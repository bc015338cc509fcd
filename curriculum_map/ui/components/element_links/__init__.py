"""Elements as links under real headings that fold; following one opens the element without leaving the page."""

from curriculum_map.ui.components.element_links.component import show
from curriculum_map.ui.components.element_links.values import Link, Links, Section

__all__ = ["Link", "Links", "Section", "show"]
