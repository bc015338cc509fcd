"""What an import changes and what became of it, as the part that `import --json` adds to the contract of `read`."""

from collections.abc import Sequence
from typing import Any

from curriculum_map.analytics.changes import Changes, CourseChange, RatingChange
from curriculum_map.analytics.coverage_changes import CoverageChange
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.services.course_choices import course_names
from curriculum_map.services.grids import Preview
from curriculum_map.services.imports import Imported, Outcome

_STATES = {NOT_APPLICABLE: "not-applicable", NOT_RATED: "not-rated"}


def as_json(shown: Preview | None, imported: Imported | None, message: str) -> dict[str, Any]:
    """The outcome, which version the grid has or is there, what `--over` has to say, and what changes.

    Both are None for a file that cannot be stored as it is.
    """
    document: dict[str, Any] = {
        "outcome": Outcome.BLOCKED if imported is None else imported.outcome,
        "message": message,
        "grid": None if imported is None else imported.grid_id,
        "version": None if imported is None else imported.version,
        "over": None,
        "over_ambitions": None,
        "missing": [],
        "carried": [],
        "changes": None,
    }
    if shown is None:
        return document
    merged, seen = shown.merged, shown.replaces.seen
    first = len(merged.changes.after.courses) if merged.changes else 0
    document |= {
        "over": None if seen.grid is None else f"{seen.grid}:{seen.version}",
        "over_ambitions": seen.ambitions,
        "missing": course_names(merged.gone_courses),
        "carried": course_names(merged.grid.courses[first:]) if merged.changes else [],
    }
    if merged.changes is not None:
        document["changes"] = _changes(merged.changes, merged.coverage)
    return document


def _changes(changes: Changes, coverage: Sequence[CoverageChange]) -> dict[str, Any]:
    return {
        "courses": [_course(one) for one in changes.courses],
        "groups": [
            {
                "name": one.name,
                "before": None if one.before is None else str(one.before),
                "after": None if one.after is None else str(one.after),
            }
            for one in changes.groups
        ],
        "ratings": [_rating(one) for one in changes.ratings()],
        "coverage": [
            {
                "target": one.target,
                "guaranteed_before": _state(one.guaranteed_before),
                "guaranteed": _state(one.guaranteed),
                "possible_before": _state(one.possible_before),
                "possible": _state(one.possible),
            }
            for one in coverage
        ],
    }


def _course(change: CourseChange) -> dict[str, Any]:
    return {
        "move": change.move,
        "before": None if change.before is None else change.before.title,
        "after": None if change.after is None else change.after.title,
        "fields": list(change.fields),
        "ratings": change.ratings,
        "ref": str(change.ref),
    }


def _rating(change: RatingChange) -> dict[str, Any]:
    return {
        "move": change.move,
        "course": change.course.title,
        "target": change.target,
        "before": _state(change.before),
        "after": _state(change.after),
        "ref_before": None if change.ref_before is None else str(change.ref_before),
        "ref": None if change.ref is None else str(change.ref),
        "written_before": change.written_before,
        "written": change.written,
    }


def _state(state: int) -> int | str:
    return _STATES.get(state, state)
