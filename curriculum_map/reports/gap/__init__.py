"""The gap report, a module per sheet."""
