"""Fictitious grids that show what the product does; see README.md."""
