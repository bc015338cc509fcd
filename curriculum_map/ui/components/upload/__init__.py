"""The steps of an upload."""
