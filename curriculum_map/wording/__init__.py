"""Sentences and labels per language; the only place that turns codes into words."""
