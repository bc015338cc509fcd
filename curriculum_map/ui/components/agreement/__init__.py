"""Pieces of the page Agreement."""
