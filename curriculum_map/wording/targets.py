"""What a target is called, also where the edition at hand does not have it."""

from curriculum_map.domain.framework import Edition
from curriculum_map.domain.text import Language


def target_name(edition: Edition, target: str, language: Language) -> str:
    """The name of a target; one that this edition does not have by its id."""
    try:
        return edition.name(target, language)
    except KeyError:
        return target
