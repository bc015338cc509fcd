"""The ordered levels of the legend and the two states of a place that hold no level."""

from dataclasses import dataclass
from enum import IntEnum

from curriculum_map.domain.text import Text

NOT_APPLICABLE = 254
NOT_RATED = 255
# What stands for them where a level would be a letter.
SIGNS = {NOT_RATED: "·", NOT_APPLICABLE: "–"}


class Level(IntEnum):
    """Ordinal: compare and take the highest, never an average, since the steps are not equal."""

    NOT_COVERED = 0
    EXEMPLARY = 1
    WELL_FRAMED = 2
    PRACTISED = 3


@dataclass(frozen=True, slots=True)
class Shade:
    """How a level looks on one background; colours as #rrggbb, the hatch angle in degrees."""

    fill: str
    ink: str
    hatch_angle: int | None = None
    hatch_colour: str | None = None


@dataclass(frozen=True, slots=True)
class LegendLevel:
    """One level of the legend: its names, what it means, how it looks, which other words people write for it."""

    value: Level
    id: str
    name: Text
    meaning: Text
    letter: Text
    also: tuple[str, ...]
    light: Shade
    dark: Shade


@dataclass(frozen=True, slots=True)
class Legend:
    """The four levels in order, and the words for a place without one."""

    levels: tuple[LegendLevel, ...]
    not_rated: Text
    not_applicable: Text
    not_applicable_written: tuple[str, ...]
    blank_marks: tuple[str, ...]
    border: tuple[str, str]
    gap_marker: tuple[str, str]

    def __getitem__(self, level: int) -> LegendLevel:
        return self.levels[level]

    def name(self, state: int) -> Text:
        """The name of a level, or of the state NOT_RATED or NOT_APPLICABLE."""
        if state == NOT_RATED:
            return self.not_rated
        return self.not_applicable if state == NOT_APPLICABLE else self.levels[state].name
