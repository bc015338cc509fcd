"""Pieces of the start page."""
