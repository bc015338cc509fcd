"""Pieces of the page Framework."""
