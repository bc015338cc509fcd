"""Findings about the file of a framework: no cell has an address there, so the facts say where."""

from curriculum_map.domain.findings import Finding, Severity


def fault(code: str, severity: Severity, **facts: object) -> Finding:
    """A finding of any severity."""
    return Finding(code, severity, None, facts)


def error(code: str, **facts: object) -> Finding:
    """What keeps the framework from being stored."""
    return fault(code, Severity.ERROR, **facts)


def warning(code: str, **facts: object) -> Finding:
    """What the owner should look at."""
    return fault(code, Severity.WARNING, **facts)
