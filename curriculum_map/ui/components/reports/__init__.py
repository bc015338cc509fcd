"""Pieces of the page Reports."""
