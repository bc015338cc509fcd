"""Frames to workbooks, described as values and written once."""
