"""Pieces of the page Gaps: gaps, ambitions and decisions."""
