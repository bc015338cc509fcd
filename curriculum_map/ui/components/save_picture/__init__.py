"""A picture to take along, as PNG or SVG: made in the browser, of what is drawn there."""

from curriculum_map.ui.components.save_picture.component import offer

__all__ = ["offer"]
