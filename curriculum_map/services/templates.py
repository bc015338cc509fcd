"""The empty workbook for a coordinator to fill in."""

from collections.abc import Sequence
from datetime import date

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import Programme
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_programmes
from curriculum_map.importing.description import Description
from curriculum_map.importing.template.workbook import Filling, write_template

_FIRST_MONTH = 9


def template(
    actor: Actor,
    edition: Edition,
    language: Language,
    granularity: Granularity,
    today: date,
    programmes: Sequence[Programme] | None = None,
) -> tuple[str, bytes]:
    """A file name and the bytes of an xlsx workbook, with the current academic year filled in.

    One of these programmes can be chosen in it; of the six of the field if none are given.
    """
    require(actor, Action.EXPORT)
    start = today.year if today.month >= _FIRST_MONTH else today.year - 1
    filling = Filling(
        Description(academic_year=f"{start}-{(start + 1) % 100:02d}"), programmes=programmes or load_programmes()
    )
    data = write_template(edition, language, granularity, filling)
    return f"curriculum-map-{edition.id}-{granularity}-{language}.xlsx", data
