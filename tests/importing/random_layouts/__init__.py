"""Random grids written in random layouts: what a coordinator's workbook may look like, with the grid it holds."""
