"""The empty workbook for a coordinator to fill in."""

from datetime import date

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.text import Language
from curriculum_map.importing.description import Description
from curriculum_map.importing.template import Filling, write_template

_FIRST_MONTH = 9


def template(
    actor: Actor, edition: Edition, language: Language, granularity: Granularity, today: date
) -> tuple[str, bytes]:
    """A file name and the bytes of an xlsx workbook, with the current academic year filled in."""
    require(actor, Action.EXPORT)
    start = today.year if today.month >= _FIRST_MONTH else today.year - 1
    filling = Filling(Description(academic_year=f"{start}-{(start + 1) % 100:02d}"))
    data = write_template(edition, language, granularity, filling)
    return f"curriculum-map-{edition.id}-{granularity}-{language}.xlsx", data
