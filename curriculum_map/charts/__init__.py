"""Frames to plotly figures, in one theme."""

# The type of what is drawn, for those who show it: only this package knows plotly.
from plotly.graph_objects import Figure

__all__ = ["Figure"]
