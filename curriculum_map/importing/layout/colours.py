"""Colours as the only mark: which filled cells mean something, and where the sheet says what."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise

from curriculum_map.importing.cells import Place, remembered
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import heads_legend
from curriculum_map.importing.meaning.level_names import levels_named

_WHITE = "FFFFFF"
_COLOUR = (
    r"\W*(?:licht|donker|fel|light|dark)?[\s-]?(?:groene?|gele?|geel|oranje|rode?|rood|blauwe?|paarse?|roze|grijze?|grijs"
    r"|bruine?|green|yellow|orange|red|blue|purple|pink|gr[ea]y|brown)\b[^\w=:→]*(?:gekleurd|gearceerd|vakje|cel|cell)?"
    r"[\s)\]]*"
)
_COLOUR_ALONE = re.compile(rf"{_COLOUR}[=:→–-]*", re.IGNORECASE)
# 'groen = geoefend', 'Lichtblauw: ...': what a colour means, by its name.
_COLOUR_NAMED = re.compile(rf"{_COLOUR}[=:→–-]+\s*(?P<meaning>\w.*)", re.IGNORECASE | re.DOTALL)
# As many rows and columns have to be filled alike before that says anything.
_FEWEST_TO_TELL = 3


@dataclass(frozen=True, slots=True)
class Swatch:
    """A filled cell of a legend, and the text that explains it with its column."""

    place: Place
    colour: str
    written: str
    written_in: int

    @property
    def text(self) -> str:
        """What the colour means."""
        named = _COLOUR_NAMED.fullmatch(self.written)
        return self.written.strip(" =:") if named is None else named["meaning"].strip()


def names_colour(text: str) -> bool:
    """Whether a text says what a colour means by the colour's name: 'groen = geoefend'."""
    return _COLOUR_NAMED.fullmatch(text) is not None and bool(levels_named(text))


@remembered
def is_colour(text: str) -> bool:
    """Whether a text is the name of a colour and nothing else: 'groen', 'lichtblauw gearceerd'."""
    return _COLOUR_ALONE.fullmatch(text) is not None


def swatches(view: View) -> list[Swatch]:
    """The legend of colours: filled cells in a column or a row, each another colour, each with a text of its own.

    Under a heading that says so, or with the names of levels, or else apart from anything else: a map has colours
    beside its labels too. A single colour is a legend by its name, or alone in its row with the name of a level.
    """
    fills = {place: colour for place, colour in view.sheet.look.fills.items() if colour != _WHITE}
    if not fills:
        return []
    texts = Counter(chain.from_iterable(view.texts))
    runs = [run for run in _runs(view, fills) if run and len({one.colour for one in run}) == len(run)]
    found = [run for run in runs if len(run) > 1]
    # Below a heading that says so the marks of the map itself can be the words of the legend.
    headed = [run for run in found if _is_headed(view, run[0].place)]
    found = [run for run in found if all(texts[one.written] == 1 for one in run)]
    named = [run for run in found if _name_levels(run)]
    apart = [run for run in found if _is_apart(view, fills, run)]
    lone = [run for run in runs if len(run) == 1 and texts[run[0].written] == 1 and _is_lone(view, fills, run[0])]
    return max(headed or named or lone or apart, key=lambda run: (len(run), run[0].place), default=[])


def with_colour_legend(view: View) -> View:
    """The sheet that knows which of its rows hold but a colour and what it means."""
    written: dict[int, set[str]] = defaultdict(set)
    for one in swatches(view):
        written[one.place[0]].add(one.written)
    alone = {
        row
        for row, texts in written.items()
        if all(not text or text in texts or heads_legend(text) for text in view.texts[row])
    }
    return replace(view, of_colours=frozenset(alone)) if alone else view


def with_colours(view: View, legend: Mapping[str, str]) -> View | None:
    """The sheet with the colour of each empty filled cell as its text, by its legend; None if no colour is a mark."""
    fills, taken = view.sheet.look.fills, {one.place for one in swatches(view)}
    not_marks = taken | _ground(view, taken)
    texts = [list(row) for row in view.texts]
    coloured: dict[Place, str] = {}
    for (row, column), colour in fills.items():
        shown = row not in view.hidden_rows and column not in view.hidden_columns
        inside = shown and row < len(texts) and column < view.width
        if inside and colour != _WHITE and not texts[row][column] and (row, column) not in not_marks:
            texts[row][column] = coloured[row, column] = legend.get(colour, colour)
    explained = not legend.keys().isdisjoint(fills[place] for place in coloured)
    if not coloured or (not explained and (_are_stripes(coloured) or _are_blocks(coloured))):
        return None
    return replace(view, texts=texts, colours=coloured)


def _are_stripes(coloured: Mapping[Place, str]) -> bool:
    """Whether rows of one colour each, over the same columns, take turns with one another or with white ones."""
    rows, columns = _lines_of(coloured)
    if not _is_full(coloured, rows, columns) or any(len(set(texts.values())) > 1 for texts in rows.values()):
        return False
    found = [next(iter(texts.values())) for _, texts in sorted(rows.items())]
    steps = {second - first for first, second in pairwise(sorted(rows))}
    take_turns = len(set(found)) == 2 and all(one != other for one, other in pairwise(found))
    return (take_turns and steps == {1}) or (len(set(found)) == 1 and steps == {2})


def _are_blocks(coloured: Mapping[Place, str]) -> bool:
    """Whether columns of one colour each, all over the same rows, stand together in several blocks of colours."""
    rows, columns = _lines_of(coloured)
    if not _is_full(coloured, rows, columns) or any(len(set(texts.values())) > 1 for texts in columns.values()):
        return False
    blocks = [
        len(list(block)) for _, block in groupby(next(iter(texts.values())) for _, texts in sorted(columns.items()))
    ]
    return 1 < len(blocks) == len(set(coloured.values())) and min(blocks) > 1


def _lines_of(coloured: Mapping[Place, str]) -> tuple[dict[int, dict[int, str]], dict[int, dict[int, str]]]:
    """What stands in each row, and in each column."""
    rows: dict[int, dict[int, str]] = defaultdict(dict)
    columns: dict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), text in coloured.items():
        rows[row][column] = columns[column][row] = text
    return rows, columns


def _is_full(coloured: Collection[Place], rows: Collection[int], columns: Collection[int]) -> bool:
    return len(coloured) == len(rows) * len(columns) and min(len(rows), len(columns)) >= _FEWEST_TO_TELL


def _is_headed(view: View, place: Place) -> bool:
    row, column = place
    return any(
        heads_legend(_text(view, above, beside))
        for above in range(max(row - 2, 0), row + 1)
        for beside in (column - 1, column, column + 1)
    )


def _name_levels(run: Sequence[Swatch]) -> bool:
    """Whether each text names a level of its own, so that nothing else can be meant."""
    named = [levels_named(one.written) for one in run]
    return all(map(bool, named)) and len(set(named)) == len(named)


def _is_lone(view: View, fills: Mapping[Place, str], one: Swatch) -> bool:
    """Whether a single filled cell says what its colour means, and cells without a text have that colour too."""
    if one.written_in == one.place[1]:
        is_legend = names_colour(one.written)
    else:
        is_legend = _name_levels([one]) and sum(map(bool, view.texts[one.place[0]])) == 1
    return is_legend and any(
        fills[place] == one.colour and not _text(view, *place) for place in fills.keys() - {one.place}
    )


def _is_apart(view: View, fills: Mapping[Place, str], run: Sequence[Swatch]) -> bool:
    """Whether no swatch has another filled cell without a text beside it, and no text goes on above or below theirs."""
    beside = ((one.place[0], one.place[1] + step) for one in run for step in (-1, 1))
    if any(place in fills and not _text(view, *place) for place in beside):
        return False
    rows, column = {one.place[0] for one in run}, run[0].written_in
    near = set(range(min(rows) - 1, max(rows) + 2)) - rows
    return len(rows) == 1 or not any(_text(view, row, column) for row in near)


def _ground(view: View, swatches_at: set[Place]) -> set[Place]:
    """Filled cells that are a ground to write on: zebra stripes and shaded columns go through what is written there."""
    by_row: dict[int, set[str]] = defaultdict(set)
    by_column: dict[int, set[str]] = defaultdict(set)
    fills = {place: colour for place, colour in view.sheet.look.fills.items() if place not in swatches_at}
    for (row, column), colour in fills.items():
        if (text := _text(view, row, column)) and not names_colour(text):
            by_row[row].add(colour)
            by_column[column].add(colour)
    return {
        (row, column) for (row, column), colour in fills.items() if colour in by_row[row] or colour in by_column[column]
    }


def _runs(view: View, fills: Mapping[Place, str]) -> Iterator[list[Swatch]]:
    for step in (-1, 1, 0):
        explained = {place: text for place in fills if (text := _text(view, place[0], place[1] + step))}
        own = {place for place in explained if step and _text(view, *place)}
        places = sorted(explained.keys() - own, key=lambda place: (place[1], place[0]))
        yield from _in_line(places, fills, explained, step, down=True)
        if step >= 0:
            yield from _in_line(sorted(places), fills, explained, step, down=False)


def _in_line(
    places: list[Place], fills: Mapping[Place, str], explained: Mapping[Place, str], step: int, *, down: bool
) -> Iterator[list[Swatch]]:
    run: list[Swatch] = []
    for place in places:
        swatch = Swatch(place, fills[place], explained[place], place[1] + step)
        if run and not _follows(run[-1].place, place, down):
            yield run
            run = []
        run.append(swatch)
    yield run


def _follows(before: Place, place: Place, down: bool) -> bool:
    if down:
        return before[1] == place[1] and place[0] - before[0] <= 2
    return before[0] == place[0] and place[1] - before[1] <= 3


def _text(view: View, row: int, column: int) -> str:
    return view.texts[row][column] if 0 <= row < len(view.texts) and 0 <= column < view.width else ""
