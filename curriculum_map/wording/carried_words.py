"""How it is said that courses stand as they were in an earlier year."""

from collections.abc import Iterable

from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark_many, say_many

_CARRIED = mark_many(
    "{carried} of {count} course carried over, not confirmed",
    "{carried} of {count} courses carried over, not confirmed",
)


def carried_words(grids: Iterable[Grid], language: Language) -> str:
    """How many courses of these grids together are carried over, of how many; empty where none is."""
    counts = [(len(grid.carried), len(grid.courses)) for grid in grids]
    carried, courses = (sum(each) for each in zip(*counts, strict=True)) if counts else (0, 0)
    return say_many(*_CARRIED, courses, language, carried=carried) if carried else ""
