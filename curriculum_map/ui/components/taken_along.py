"""What goes along with a table or a picture that is taken from a screen: what it rests on, and of which day it is."""

from datetime import UTC, datetime

from curriculum_map.domain.slugs import slug
from curriculum_map.ui.components.figures_note import Basis
from curriculum_map.ui.session import language, t
from curriculum_map.wording.numbers import day, short_day


def file_name(title: str, key: str, basis: Basis | None) -> str:
    """The name of a file, without its ending: what it shows, by which counting rule, and of which day it is."""
    rule = "" if basis is None else basis.rule
    return "-".join(filter(None, (slug(title) or key, rule, short_day(datetime.now(UTC)))))


def notes(basis: Basis | None) -> tuple[str, ...]:
    """The lines that stand in the file beside the figures; of one without a basis only the day."""
    taken = t("Taken from curriculum-map on {day}.", day=day(datetime.now(UTC), language()))
    return (taken,) if basis is None else (basis.words, *basis.sources, taken)
