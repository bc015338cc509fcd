"""Marks in a cell of their own beside a cell with the word for a level: a legend without a heading, wherever it is."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curriculum_map.importing.cells import Place
from curriculum_map.importing.layout.colours import is_colour
from curriculum_map.importing.layout.marks import may_be_explained
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import course_field, heads_totals, is_remark
from curriculum_map.importing.meaning.level_pairs import LevelPair, is_full_name, is_of_other_things, level_of
from curriculum_map.importing.meaning.scales import is_in_scale

_MARK = re.compile(r"\(?(?:(?:niveau|level|score|code)\s*)?([0-9]|[a-z]{1,2}|x{1,3})\s*[.):=]*", re.IGNORECASE)
_BETWEEN = frozenset(("", "=", ":", "→", "->", "-", "–"))
_LONGEST = 200
_LEAST, _SHORT = 2, 6
# With at most an empty row or column between.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """A mark and the word for a level, each in its cell; `alone` if nothing else stands in their rows."""

    pair: LevelPair
    mark_at: Place
    word_at: Place
    alone: bool


def levels_beside(view: View, widest: int | None = None) -> list[Beside]:
    """The pairs below one another or side by side, each mark and each level once; in rows that hold no more than so."""
    different: set[str] = set().union(*view.texts)
    levels = {text: level for text in different if len(text) <= _LONGEST and (level := level_of(text)) is not None}
    rows = [
        (row, [at for at, text in enumerate(texts) if text in levels])
        for row, texts in enumerate(view.texts)
        if not levels.keys().isdisjoint(texts) and (widest is None or len(texts) - texts.count("") <= widest)
    ]
    across = [one for row, columns in rows for one in _in_row(view, row, columns, levels)]
    return [
        one
        for group in (*_groups(across), *(_above_or_below(view, row, columns, levels) for row, columns in rows))
        if _explains(group) and not count_others(view, [one.mark_at for one in group])
        for one in group
    ]


def count_others(view: View, marks_at: Sequence[Place]) -> bool:
    """Whether digits below one another number phases or weeks, or say how many there are, as their heading says."""
    (row, column), columns = min(marks_at), {at for _, at in marks_at}
    above = view.texts[row - 1][column] if row and len(columns) == 1 else ""
    return bool(above) and (
        is_of_other_things(above, len(above))
        or course_field(above) is not None
        or is_remark(above)
        or heads_totals(above)
    )


def _explains(group: Sequence[Beside]) -> bool:
    marks, levels = {one.pair.mark for one in group}, {one.pair.level for one in group}
    if len(group) == 1:
        # A dash alone before a text may be that of a list.
        return group[0].alone and group[0].pair.mark not in _BETWEEN and is_full_name(group[0].pair.words)
    return len(marks) == len(levels) == len(group) > 0


def _groups(pairs: Sequence[Beside]) -> Iterator[list[Beside]]:
    """Pairs in the same row, and pairs in the same two columns below one another."""
    by_row: dict[int, list[Beside]] = defaultdict(list)
    for one in pairs:
        by_row[one.mark_at[0]].append(one)
    runs: dict[tuple[int, int], list[Beside]] = {}
    for one in pairs:
        row, columns = one.mark_at[0], (one.mark_at[1], one.word_at[1])
        if len(by_row[row]) > 1:
            continue
        run = runs.setdefault(columns, [])
        if run and row - run[-1].mark_at[0] > _NEAR:
            yield run
            run = runs[columns] = []
        run.append(one)
    yield from runs.values()
    yield from (line for line in by_row.values() if len(line) > 1)


def _in_row(view: View, row: int, columns: Sequence[int], levels: Mapping[str, int]) -> Iterator[Beside]:
    """The pairs of one row: marks and words that take turns, with nothing else between them."""
    texts = view.texts[row]
    beginning = next(filter(None, texts), "")
    # What a row begins with stands between nothing: there a dash is a mark.
    filled = [at for at, text in enumerate(texts) if text not in _BETWEEN or (text == beginning and at < columns[0])]
    for chain in _chains(texts, filled, columns):
        are_words = [at in columns and not _is_short_for(texts, at, chain, levels) for at in chain]
        if len(chain) % _LEAST == 0 and all(one != other for one, other in pairwise(are_words)):
            for first, second in zip(chain[::2], chain[1::2], strict=True):
                mark, word = (second, first) if are_words[0] else (first, second)
                yield _beside(view, (row, mark), (row, word), levels, alone=len(filled) == len(chain))


def _chains(texts: Sequence[str], filled: Sequence[int], columns: Sequence[int]) -> Iterator[list[int]]:
    """The cells of a row that hold a mark or a word for a level and stand together."""
    chain: list[int] = []
    for at in filled:
        of_legend = at in columns or _is_mark(texts[at])
        if chain and (not of_legend or at - chain[-1] > _NEAR):
            yield chain
            chain = []
        if of_legend:
            chain.append(at)
    if chain:
        yield chain


def _above_or_below(view: View, row: int, columns: Sequence[int], levels: Mapping[str, int]) -> list[Beside]:
    """The pairs of a row of words and the marks just above or below them, where nothing goes on beyond these."""
    for step in (-1, 1):
        lines = [view.texts[at] if 0 <= at < len(view.texts) else None for at in (row + step, row + 2 * step)]
        marks, beyond = lines
        if marks is None or not all(_is_mark(marks[at]) for at in columns):
            continue
        if beyond is None or not any(beyond[at] for at in columns):
            return [_beside(view, (row + step, at), (row, at), levels, alone=False) for at in columns]
    return []


def _beside(view: View, mark_at: Place, word_at: Place, levels: Mapping[str, int], *, alone: bool) -> Beside:
    text = view.texts[word_at[0]][word_at[1]]
    mark = view.texts[mark_at[0]][mark_at[1]]
    match = _MARK.fullmatch(mark)
    return Beside(LevelPair(match[1] if match else mark, text, levels[text]), mark_at, word_at, alone)


def _is_mark(text: str) -> bool:
    """Whether a legend can explain this: a digit, a letter or two, a sign, a colour's name, 'gek.' for a level."""
    if _MARK.fullmatch(text) is not None or is_colour(text):
        return True
    if len(text) > _SHORT:
        return False
    return (may_be_explained(text) and not text.isalpha()) or (text.endswith(".") and is_in_scale(text))


def _is_short_for(texts: Sequence[str], at: int, chain: Sequence[int], levels: Mapping[str, int]) -> bool:
    """Whether a short form of a level, itself a word for it, stands beside the name of that level: 'geoef.'."""
    if len(chain) != _LEAST or len(texts[at]) > _SHORT or not is_in_scale(texts[at]):
        return False
    other = texts[chain[0] if at == chain[1] else chain[1]]
    return is_full_name(other) and levels.get(other) == levels.get(texts[at])
