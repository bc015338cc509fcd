"""What a level table shows, as values: columns, rows with their headings, and what stands in each place."""

from dataclasses import dataclass

from curriculum_map.domain.text import Language


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the headings over it, outermost first; `name` is what a screen reader says in a place of it.

    `width`: how many times as wide as a column of levels; only in a table that is not dense.
    """

    id: str
    text: str
    groups: tuple[str, ...] = ()
    sub: str = ""
    name: str = ""
    width: int = 1

    @property
    def spoken(self) -> str:
        """The name; without one, the innermost group and the heading."""
        return self.name or " – ".join((*self.groups[-1:], self.text))


@dataclass(frozen=True, slots=True)
class Head:
    """A row heading over one row or more; `level` counts from 0 at the left, as the corner headings do."""

    text: str
    rowspan: int = 1
    level: int = 0
    sub: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One chip of a place across institutions: a count, as text, and the state it counts."""

    text: str
    state: int


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in one place: a state, counted parts, or a text alone.

    The state is 0 to 3, NOT_APPLICABLE, NOT_RATED, or None where nothing was asked. Without a text the legend's word
    for the state is shown; `sub` stands below it, smaller. `mark` is a sign such as a triangle, in a frame, and `aside`
    one that is no more than a hint, without; `mark_text` says what they say. A text alone `opens` what is behind it
    only where that is said; `shade`, 0 to 3, fills it in grey, for what is no level; `line` are states one after the
    other, drawn beside a text that says the same. An `offer` says what can be done here: nothing for a file.
    """

    state: int | None = None
    text: str = ""
    sub: str = ""
    mark: str = ""
    aside: str = ""
    mark_text: str = ""
    rowspan: int = 1
    parts: tuple[Part, ...] = ()
    opens: bool = False
    shade: int | None = None
    line: tuple[int, ...] = ()
    offer: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The headings that begin in this row, and a place per column; None under a place that spans rows."""

    id: str
    name: str
    heads: tuple[Head, ...]
    places: tuple[Place | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table. `corners` head the row headings; `chosen` is the row and column of the place shown as chosen.

    `hint` says how the table is worked with a keyboard; it is heard, not seen. Dense places show a letter for a word.
    A table that `stacks` has its places below each other on a narrow screen, each after the heading of its column.
    """

    caption: str
    corners: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    language: Language
    hint: str = ""
    dense: bool = False
    choosable: bool = True
    stacks: bool = False
    chosen: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.places) != len(self.columns):
                raise ValueError(f"row {row.id} has {len(row.places)} places for {len(self.columns)} columns")
