"""The workbook we would like to get: empty to fill in, or filled with a grid that we know."""
