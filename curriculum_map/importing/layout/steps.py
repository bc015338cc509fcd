"""Digits, or marks of a map, in cells of their own, each with what it means at any length: '1 | enkel geoefend'."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise

from curriculum_map.importing.cells import Place
from curriculum_map.importing.layout.beside import count_others
from curriculum_map.importing.layout.view import View
from curriculum_map.importing.layout.vocabulary import heads_legend, says_level, words_of
from curriculum_map.importing.meaning.level_names import are_steps, may_be_step, name_all

_LEAD = (
    r"(?:[-•*·]\s*)?(?:(?:een|geef een|geef|vul een|kies|met een|a|use|give)\s+)?"
    r"(?:(?:legend[ea]?|legende|sleutel|codering|schaal|scale|key)\s*:?\s*)?"
    r"(?:(?:niveau|level|score|code|cijfer|stap|graad|waarde|categorie|trap|step|grade)\s*)?"
)
_UNIT = r"(?:\s*(?:punt(?:en)?|points?|pt|sterren|ster|stars?)\b)?"
_OF_TEXTS = frozenset(
    ["omschrijving", "beschrijving", "uitleg", "toelichting", "definitie", "description", "meaning", "definition"]
)
_SIGNS = frozenset(("", "=", ":", "→", "->", "-", "–"))
_LONGEST, _WIDEST = 300, 14
# With at most an empty row or column between; a sign may stand in that column.
_NEAR = 2
_FEW, _MOST = 2, 6


@dataclass(frozen=True, slots=True)
class Step:
    """A mark and what is said of it, with the cells of both; `alone` if nothing else stands in their rows."""

    mark: str
    text: str
    mark_at: Place
    text_at: Place
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Forms:
    """How a mark is written in a cell of its own, before its text in one cell, and behind it."""

    alone: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]

    def pair(self, text: str) -> tuple[str, str] | None:
        """The mark of a text and what it says of it: '1: geoefend', 'geoefend (1)'."""
        if len(text) > _LONGEST:
            return None
        if (match := self.before.fullmatch(text)) is not None:
            return match[1] or match[2], match[3].strip()
        return (match[2], match[1].strip()) if (match := self.behind.fullmatch(text)) is not None else None


@lru_cache(maxsize=64)
def _forms(marks: frozenset[str]) -> _Forms:
    """The forms of digits and of these marks; behind a letter stands a sign, or it may be a word."""
    one = "|".join(["[0-9]", *map(re.escape, sorted(marks, key=len, reverse=True))])
    any_sign, flags = r"\s*[.):=→–-]+\s*", re.IGNORECASE | re.DOTALL
    before = rf"{_LEAD}\(?(?:({one}){_UNIT}{any_sign}|([0-9]){_UNIT}\s+)([^\W\d_].*)"
    behind = rf"([^\W\d_].*?)\s*[(\[:=→–-]+\s*{_LEAD}({one}){_UNIT}\s*[)\]]?"
    alone = rf"{_LEAD}\(?({one}){_UNIT}\s*[.):=→–-]*"
    return _Forms(re.compile(alone, re.IGNORECASE), re.compile(before, flags), re.compile(behind, flags))


def steps_told(view: View, of_map: frozenset[str] = frozenset(), *, headed: bool = False) -> list[Step]:
    """The digits, and marks of a map, that a sheet explains so; `headed` if its name says that it does nothing else."""
    different: set[str] = set().union(*view.texts)
    forms = _forms(of_map)
    found = {text: match[1] for text in different if len(text) <= _LONGEST and (match := forms.alone.fullmatch(text))}
    both = {text: pair for text in different - found.keys() if (pair := forms.pair(text)) is not None}
    if not found and not both:
        return []
    rows = range(len(view.texts)) if headed else _rows_worth_it(view, different, both)
    marks: dict[Place, str] = {}
    pairs: list[Step] = []
    for row in rows:
        if len(view.texts[row]) - view.texts[row].count("") > _WIDEST:
            continue
        for column, text in view.filled(row):
            if text in found:
                marks[row, column] = found[text]
            elif text in both:
                pairs.append(Step(*both[text], (row, column), (row, column)))
    beside = _across(view, marks), _down(view, marks), _stacked(view, marks), _lists(pairs)
    taken: set[Place] = set()
    steps: list[Step] = []
    found_runs = [run for runs in beside for run in runs if not count_others(view, [one.mark_at for one in run])]
    # What says which levels they are goes before what only stands below a heading.
    for explains in (_names_steps, partial(_is_headed, view) if not headed else _is_anything):
        for run in found_runs:
            if taken.isdisjoint(one.mark_at for one in run) and _are_different(run) and explains(run):
                steps.extend(_with_neighbours(view, run))
                taken.update(one.mark_at for one in run)
    return steps


def _rows_worth_it(view: View, different: Iterable[str], both: Mapping[str, tuple[str, str]]) -> list[int]:
    """The rows with a text that may be a step of a scale, those beside them, and those below a heading of any."""
    steps = {
        text for text in different if len(text) <= _LONGEST and may_be_step(both[text][1] if text in both else text)
    }
    headings = {text for text in different if text and (heads_legend(text) or _heads_levels(text))}
    rows: set[int] = set()
    for row, texts in enumerate(view.texts):
        if not steps.isdisjoint(texts):
            rows.update((row - 1, row, row + 1))
        if not headings.isdisjoint(texts):
            rows.update(range(row, row + _MOST * _NEAR))
    return [row for row in sorted(rows) if 0 <= row < len(view.texts)]


def _heads_levels(text: str) -> bool:
    return says_level(text) and len(words_of(text)) <= _FEW


def _are_different(run: Sequence[Step]) -> bool:
    texts = _texts(run)
    return len(run) <= _MOST and len(set(texts)) == len(texts) > 0


def _names_steps(run: Sequence[Step]) -> bool:
    return are_steps(_texts(run)) and name_all(_texts(run))


def _is_anything(run: Sequence[Step]) -> bool:
    return True


def _texts(run: Sequence[Step]) -> list[str]:
    """What is said of the digits above nothing."""
    return [one.text for one in run if one.mark != "0"]


def _is_headed(view: View, run: Sequence[Step]) -> bool:
    """Whether what stands above digits and their texts says that levels or marks are explained: 'Niveau | Uitleg'."""
    row = min(one.mark_at[0] for one in run) - 1
    if row < 0 or len({one.mark_at[1] for one in run}) > 1 or not run[0].mark.isdigit():
        return False
    of_marks, of_texts = view.texts[row][run[0].mark_at[1]], view.texts[row][run[0].text_at[1]]
    if heads_legend(of_marks) or heads_legend(of_texts):
        return True
    return says_level(of_marks) and (not of_texts or not _OF_TEXTS.isdisjoint(words_of(of_texts)))


def _with_neighbours(view: View, run: Sequence[Step]) -> Iterator[Step]:
    own = {place for one in run for place in (one.mark_at, one.text_at)}
    for one in run:
        rows = {one.mark_at[0], one.text_at[0]}
        others = [
            text
            for row in rows
            for column, text in view.filled(row)
            if (row, column) not in own and text not in _SIGNS and not _heads(text)
        ]
        yield Step(one.mark, one.text, one.mark_at, one.text_at, not others)


def _runs(steps: Iterable[Step], *, down: bool) -> Iterator[list[Step]]:
    """Steps below one another, or side by side, whose digits count up or down by one."""
    run: list[Step] = []
    for one in steps:
        if run and not _follows(run, one, down):
            if len(run) >= _FEW:
                yield run
            run = []
        run.append(one)
    if len(run) >= _FEW:
        yield run


def _follows(run: Sequence[Step], one: Step, down: bool) -> bool:
    (row, column), (before_row, before_column) = one.mark_at, run[-1].mark_at
    near = column == before_column and row - before_row <= _NEAR if down else row == before_row
    marks = [other.mark for other in (*run, one)]
    if not all(map(str.isdigit, marks)):
        return near and len(set(marks)) == len(marks) and not any(map(str.isdigit, marks))
    steps = {int(other) - int(before) for before, other in pairwise(marks)}
    return near and steps in ({1}, {-1})


def _across(view: View, marks: Mapping[Place, str]) -> Iterator[list[Step]]:
    """Digits and texts that take turns in a row."""
    for row in sorted({row for row, _ in marks}):
        filled = [(column, text) for column, text in view.filled(row) if text not in _SIGNS]
        cells = [column for column, text in filled if (row, column) in marks or not _heads(text)]
        if len([column for column in cells if (row, column) in marks]) < _FEW or len(cells) % 2:
            continue
        first = (row, cells[0]) in marks
        turns = (((row, one) in marks) != ((row, other) in marks) for one, other in pairwise(cells))
        if not all(turns) or any(other - one > _NEAR + 1 for one, other in pairwise(cells)):
            continue
        couples = zip(cells[::2], cells[1::2], strict=True)
        ordered = [(one, other) if first else (other, one) for one, other in couples]
        yield from _runs((_step(view, marks, (row, mark), (row, text)) for mark, text in ordered), down=False)


def _down(view: View, marks: Mapping[Place, str]) -> Iterator[list[Step]]:
    """Digits below one another, each with a text beside it."""
    for side in (1, -1):
        steps = []
        for row, column in sorted(marks, key=lambda place: (place[1], place[0])):
            at = _text_beside(view, marks, row, column, side)
            if at is not None:
                steps.append(_step(view, marks, (row, column), (row, at)))
        yield from _runs(steps, down=True)


def _stacked(view: View, marks: Mapping[Place, str]) -> Iterator[list[Step]]:
    """Digits side by side, each with a text just below it, or just above."""
    for side in (1, -1):
        steps = [
            _step(view, marks, (row, column), (row + side, column))
            for row, column in sorted(marks)
            if 0 <= row + side < len(view.texts)
            and view.texts[row + side][column]
            and (row + side, column) not in marks
        ]
        for run in _runs(steps, down=False):
            if all(other.mark_at[1] - one.mark_at[1] <= _NEAR for one, other in pairwise(run)):
                yield run


def _lists(pairs: Sequence[Step]) -> Iterator[list[Step]]:
    """Cells that hold a digit and its text, below one another or side by side."""
    yield from _runs(sorted(pairs, key=lambda one: (one.mark_at[1], one.mark_at[0])), down=True)
    yield from _runs(sorted(pairs, key=lambda one: one.mark_at), down=False)


def _text_beside(view: View, marks: Mapping[Place, str], row: int, column: int, side: int) -> int | None:
    """The column of the next text on one side of a digit; None if there is none near."""
    for at in (column + side, column + 2 * side):
        if 0 <= at < view.width and view.texts[row][at] not in _SIGNS:
            return None if (row, at) in marks or _heads(view.texts[row][at]) else at
    return None


def _step(view: View, marks: Mapping[Place, str], mark_at: Place, text_at: Place) -> Step:
    return Step(marks[mark_at], view.texts[text_at[0]][text_at[1]], mark_at, text_at)


def _heads(text: str) -> bool:
    """Whether a text heads what stands behind it: 'Legende', 'Codes:'."""
    return heads_legend(text) or text.endswith(":")
