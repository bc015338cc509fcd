"""A level spread over sub-columns, one for each level with a sign in the right one, folded to one column."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.cells import Place
from curriculum_map.importing.layout.block import Block
from curriculum_map.importing.layout.headings import carried_on
from curriculum_map.importing.layout.marks import Kind, is_filled, kind_of, parts_of
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import course_field, is_level_number, is_phase, is_remark, says_level
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.meaning.scales import Scales
from curriculum_map.importing.names import Names

_FEWEST, _MOST = 2, 7
_PART = re.compile(
    r"(?:s|p|t|m)\.?\s?[1-9]|[1-9]\s?(?:e|ste|de|st|nd|rd|th)?\s?(?:sem|semester|periode|term|fase|jaar)\.?",
    re.IGNORECASE,
)
# What only says that a level holds.
SIGNS = frozenset(("x", "✓", "✔", "√", "☑", "●", "■", "•", "*", "true", "waar", "1", "v", "ja", "yes"))


def folded(block: Block, names: Names) -> tuple[Block, bool]:
    """The block with each level from its sub-column in one column; and whether that has to be asked.

    Sub-columns of numbers, such as a least and a most, are neither levels nor outcomes: they stay, and are asked about.
    """
    width = _cycle(block)
    if width is None:
        return block, False
    lowest = [block.view.texts[block.header][column] for column in block.columns[:width]]
    if _are_components(lowest, names):
        return block, False
    marks = block.marks()
    if marks and not _are_signs(block):
        return block, all(kind_of(text) is Kind.NUMBER or text.isdigit() for text in marks)
    if are_levels(lowest):
        return _fold(block, width), False
    return (_fold(block, width), True) if _one_per_group(block, width) else (block, False)


def level_row_below(view: View, row: int, places: Sequence[int], named: Sequence[int]) -> tuple[int, ...] | None:
    """The sub-columns of targets whose levels stand in the row below their names; None if no such row is there.

    `named` are the places that name a target themselves, without the neighbours that merged names cover.
    """
    lower, first = row + 1, places[0]
    if lower >= len(view.texts):
        return None
    labels = [text for text in view.texts[lower][:first] if text]
    if not all(course_field(text) or is_remark(text) for text in labels):
        return None
    after = first
    while after < view.width and _is_level(view.texts[lower][after]):
        after += 1
    columns = tuple(range(first, after))
    if places[-1] < after and _cycle_of([view.texts[lower][column] for column in columns]) is not None:
        return columns
    return _short_words_below(view.texts[lower], named)


def _short_words_below(texts: Sequence[str], named: Sequence[int]) -> tuple[int, ...] | None:
    """The columns below the names in which the same few short words come back for each: 'ex.', 'gk', 'geoef.'.

    So may the parts of a year, 'sem 1' and 'sem 2'.
    """
    width = min((second - first for first, second in pairwise(named)), default=0)
    first = named[0]
    if not _FEWEST <= width <= _MOST or any((place - first) % width for place in named):
        return None
    cycle = texts[first : first + width]
    if len(set(cycle)) < width or not all(kind_of(text) in (Kind.MARK, Kind.WORD) or _is_part(text) for text in cycle):
        return None
    after = first
    while after < len(texts) and texts[after] == cycle[(after - first) % width]:
        after += 1
    return tuple(range(first, after)) if after == named[-1] + width else None


def _is_part(text: str) -> bool:
    """Whether a text is a phase or a semester, or the short form of one: 'sem 1', '1e semester', 'S1'."""
    return is_phase(text) or _PART.fullmatch(text.strip()) is not None


def _are_components(lowest: Sequence[str], names: Names) -> bool:
    """Whether names or letters of components come back: outcomes, and no levels."""
    return any(names.component(text) and len(text) > 1 for text in lowest) or all(map(names.component, lowest))


def _cycle(block: Block) -> int | None:
    """After how many columns the lowest headings come back, each group below a heading of its own."""
    if block.top == block.header:
        return None
    return _cycle_of([block.view.texts[block.header][column] for column in block.columns])


def _cycle_of(texts: Sequence[str]) -> int | None:
    lowest = [text.casefold() for text in texts]
    for width in range(_FEWEST, _MOST + 1):
        if len(lowest) % width or len(lowest) <= width:
            continue
        cycle = lowest[:width]
        if len(set(cycle)) == width and all(lowest[at : at + width] == cycle for at in range(0, len(lowest), width)):
            return width
    return None


def _is_level(text: str) -> bool:
    return kind_of(text) is Kind.MARK or is_level_number(text) or says_level(text)


def are_levels(texts: Sequence[str]) -> bool:
    """Whether each is a level, or all of them are the short forms of the steps of one scale: E, GK, G."""
    if all(map(_is_level, texts)):
        return True
    scales = Scales(texts, LevelWords(load_legend()))
    states = {scales.proposal(text).state for text in texts}
    return len(states) == len(texts) and states <= set(Level)


def _are_signs(block: Block) -> bool:
    """Whether the places only say that a level holds."""
    return len({part for text in block.marks() for part in parts_of(text)}) == 1 and SIGNS.issuperset(
        part for text in block.marks() for part in parts_of(text)
    )


def _one_per_group(block: Block, width: int) -> bool:
    """Whether no row has two signs in one group, and many have one: of levels only one can hold."""
    counts = [
        sum(1 for column in block.columns[at : at + width] if is_filled(block.view.texts[row][column]))
        for row in block.rows
        for at in range(0, len(block.columns), width)
    ]
    return max(counts, default=0) == 1 and sum(counts) > len(block.columns) and 2 * sum(counts) > len(counts)


def _fold(block: Block, width: int) -> Block:
    view = block.view
    sheet = view.sheet
    texts = [list(row) for row in view.texts]
    rows = [[*row, *([""] * (view.width - len(row)))] for row in sheet.rows]
    origins: list[list[Place]] = [
        [sheet.place(row, column) for column in range(view.width)] for row in range(len(rows))
    ]
    groups = [block.columns[at : at + width] for at in range(0, len(block.columns), width)]
    headings = [carried_on(view, row, block.columns) for row in range(block.top, block.header)]
    for group in groups:
        for row in range(block.header + 1, block.end):
            fold_row(texts[row], rows[row], origins[row], group, view.texts[block.header])
        for column in group:
            texts[block.header][column] = rows[block.header][column] = ""
        for row, carried in enumerate(headings, start=block.top):
            texts[row][group[0]] = rows[row][group[0]] = carried[group[0]]
    heads = {place: head for place, head in view.heads.items() if place[0] > block.header or place[1] < groups[0][0]}
    lean = replace(view, sheet=replace(sheet, rows=rows, origins=origins), texts=texts, heads=heads)
    return replace(block, view=lean, columns=tuple(group[0] for group in groups))


def fold_row(
    texts: list[str], values: list[object], origins: list[Place], group: Sequence[int], levels: Sequence[str]
) -> None:
    held = [column for column in group if is_filled(texts[column])]
    said = ", ".join(levels[column] for column in held)
    if held:
        origins[group[0]] = origins[held[0]]
    for column in group:
        texts[column] = values[column] = ""
    texts[group[0]] = values[group[0]] = said
