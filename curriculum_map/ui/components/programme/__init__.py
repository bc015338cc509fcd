"""Pieces of the page Programme."""
