"""Collects the look of one sheet, cell by cell, within bounds: what nobody sets by hand is not kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from curriculum_map.importing.cells import Look, Place
from curriculum_map.importing.formats.format_sections import hides
from curriculum_map.importing.formats.number_formats import tells
from curriculum_map.importing.limits import DEFAULT_LIMITS
from curriculum_map.importing.looks.theme_colours import BLACK, WHITE, alike
from curriculum_map.importing.places import Area

# A sheet with more fills, or more dates, than this is dressed up, not marked. It gives none: some would mislead.
MAX_KEPT = 200_000
MAX_BEYOND = 10_000
MAX_COMPARED = 1_000_000


@dataclass(frozen=True, slots=True)
class Font:
    """Of a font, what can take a text's meaning away, or set it apart from others."""

    struck: bool = False
    colour: str = BLACK
    bold: bool = False


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a cell may look like; `fill` is None where it has no fill, or a white one."""

    fill: str | None = None
    font: Font = Font()
    number_format: str = ""
    # Asked for each of hundreds of thousands of cells, so worked out once.
    faint: bool = field(init=False)
    hides: bool = field(init=False)
    plain: bool = field(init=False)
    """A cell of a plain style cannot look any different from its value."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "faint", self.is_ground(self.font))
        object.__setattr__(self, "hides", hides(self.number_format))
        object.__setattr__(
            self, "plain", not (self.fill or self.font.struck or self.font.bold or self.number_format or self.faint)
        )

    def is_ground(self, font: Font) -> bool:
        """Whether text in this font has the colour of the cell."""
        return alike(font.colour, self.fill or WHITE)


@dataclass(slots=True)
class LookBuilder:
    """The look of one sheet in the making."""

    rows: Sequence[Sequence[object]]
    comments: dict[Place, str] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    conditional: tuple[Area, ...] = ()
    asides: dict[Place, str] = field(default_factory=dict)
    width: int = 0
    _hidden: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))
    _fills: dict[Place, str] = field(default_factory=dict)
    _beyond: dict[Place, str] = field(default_factory=dict)
    _struck: set[Place] = field(default_factory=set)
    _bold: set[Place] = field(default_factory=set)
    _faint: set[Place] = field(default_factory=set)
    _white_on_nothing: set[Place] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.width = max(map(len, self.rows), default=0)

    def hide_rows(self, first: int, last: int) -> None:
        """Takes these rows, as far as there are values, for hidden."""
        self._hidden[0].update(range(max(first, 0), min(last + 1, len(self.rows))))

    def hide_columns(self, first: int, last: int) -> None:
        """Takes these columns, as far as there are values, for hidden."""
        self._hidden[1].update(range(max(first, 0), min(last + 1, self.width)))

    def fill(self, row: int, column: int, colour: str) -> None:
        """Fills a cell, if it is among the values or near enough to be a legend."""
        if row < len(self.rows) and column < self.width:
            if len(self._fills) <= MAX_KEPT:
                self._fills[row, column] = colour
        elif row < DEFAULT_LIMITS.rows and column < DEFAULT_LIMITS.columns and not self.overfull:
            self._beyond[row, column] = colour

    def dress(self, row: int, column: int, style: CellStyle, runs: Sequence[Font | None] = ()) -> None:
        """Gives a cell its style; `runs` are the fonts of the parts of its text, None where that is the cell's own."""
        if style.fill:
            self.fill(row, column, style.fill)
        value = self.value(row, column)
        if value is None or value == "" or (isinstance(value, str) and not value.strip()):
            return
        fonts = [run or style.font for run in runs]
        if all(font.struck for font in fonts) if fonts else style.font.struck:
            self._struck.add((row, column))
        if style.font.bold:
            self._bold.add((row, column))
        if style.hides:
            self._faint.add((row, column))
        elif all(map(style.is_ground, fonts)) if fonts else style.faint:
            (self._faint if style.fill else self._white_on_nothing).add((row, column))
        if style.number_format and tells(value, style.number_format):
            self.formats[row, column] = style.number_format

    def value(self, row: int, column: int) -> object:
        """The value of a cell; None outside what the sheet holds."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else None

    def merge(self, areas: Iterable[Area]) -> None:
        """Gives all cells of a merged area the fill of its first: that one is drawn, whatever lies under it."""
        left = MAX_KEPT
        for first_row, first_column, last_row, last_column in areas if self._fills else ():
            rows = range(first_row, min(last_row + 1, len(self.rows)))
            columns = range(first_column, min(last_column + 1, self.width))
            left -= len(rows) * len(columns)
            if left < 0:
                return
            colour = self._fills.get((first_row, first_column))
            for place in product(rows, columns):
                if colour:
                    self.fill(*place, colour)
                else:
                    self._fills.pop(place, None)

    @property
    def white_on_nothing(self) -> bool:
        """Whether a white text stands in a cell without a fill, so that it matters what else may lie under it."""
        return bool(self._white_on_nothing)

    def ground_unknown(self, areas: Sequence[Area]) -> None:
        """Takes back that a white text is faint where something else than its cell may give it a ground."""
        if len(areas) * len(self._white_on_nothing) > MAX_COMPARED:
            self._white_on_nothing = set()
        for first_row, first_column, last_row, last_column in areas:
            self._white_on_nothing = {
                (row, column)
                for row, column in self._white_on_nothing
                if not (first_row <= row <= last_row and first_column <= column <= last_column)
            }

    @property
    def overfull(self) -> bool:
        """Whether fills beyond the values are so many that they will not be kept."""
        return len(self._beyond) > MAX_BEYOND

    def look(self) -> Look:
        """The look as collected."""
        return Look(
            hidden_rows=frozenset(self._hidden[0]),
            hidden_columns=frozenset(self._hidden[1]),
            fills=_few(self._fills) | ({} if self.overfull else self._beyond),
            comments=self.comments,
            formats=_few(self.formats),
            struck=frozenset(self._struck),
            bold=frozenset(self._bold),
            faint=frozenset(self._faint | self._white_on_nothing),
            conditional=self.conditional,
            asides=self.asides,
        )


def _few(kept: dict[Place, str]) -> dict[Place, str]:
    return kept if len(kept) <= MAX_KEPT else {}
