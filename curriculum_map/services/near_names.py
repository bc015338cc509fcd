"""Institutions that may be one, by how they are spelled."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise

import numpy as np

from curriculum_map.importing.cells import same_word
from curriculum_map.storage.identity import Institution

# So much of two names is the same where they are probably one name with a slip in it.
_NEAR = 0.88
# Of the signs of two such names, so many in a hundred are the first of two that stand in both.
_IN_COMMON = round(150 * _NEAR - 100)
_SMALL_WORD = 3

# Two signs that follow each other in a name, and the how manieth time that they do.
Piece = tuple[str, int]


def near_spellings(known: Sequence[Institution]) -> list[tuple[Institution, Institution]]:
    """Pairs that may be one institution: to be proposed, never to be merged without somebody who says so.

    Names that differ in case, accents, punctuation or a slip of the pen, or of which one is short for the other.
    """
    names = [
        _Name(place, whole, tuple(words))
        for place, one in enumerate(known)
        for spelling in one.spellings
        if (whole := "".join(words := same_word(spelling).split()))
    ]
    pairs = {tuple(sorted((one.of, other.of))) for one, other in (*_alike(names), *_shortened(names))}
    return [(known[first], known[second]) for first, second in sorted(pairs) if first != second]


@dataclass(frozen=True, slots=True)
class _Name:
    """A spelling as it is compared, without spaces and in words, and the place of the institution it is of."""

    of: int
    whole: str
    words: tuple[str, ...]


def _alike(names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Pairs of names that are the same but for slips."""
    at: defaultdict[str, list[_Name]] = defaultdict(list)
    for name in names:
        at[name.whole].append(name)
    for same in at.values():
        yield from combinations(same, 2)
    for one, other in _with_pieces_in_common(list(at)):
        for first in at[one]:
            for second in at[other]:
                if first.of != second.of and _is_alike(*sorted((first, second), key=lambda name: name.of)):
                    yield first, second


def _is_alike(one: _Name, other: _Name) -> bool:
    compared = SequenceMatcher(None, one.whole, other.whole, autojunk=False)
    # The first two are never smaller, and say so sooner.
    return all(ratio() >= _NEAR for ratio in (compared.real_quick_ratio, compared.quick_ratio, compared.ratio))


def _with_pieces_in_common(wholes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Every two of these different names that can be alike, and few others.

    Of two names with T signs together that are alike, at least `_NEAR` / 2 T signs stand in both, in at most
    (1 - `_NEAR`) T + 1 runs, so they have (1.5 `_NEAR` - 1) T - 1 pieces in common, and at least one.
    """
    having: defaultdict[Piece, list[int]] = defaultdict(list)
    pieces = [list(_pieces(whole)) for whole in wholes]
    for place, some in enumerate(pieces):
        for piece in some:
            having[piece].append(place)
    there = {piece: np.array(places) for piece, places in having.items()}
    signs = np.array([len(whole) for whole in wholes])
    for place, some in enumerate(pieces):
        if some:
            common = np.bincount(np.concatenate([there[piece] for piece in some]), minlength=len(wholes))
            # As whole numbers: a sum of fractions can come out a little too high.
            needed = np.maximum(100, _IN_COMMON * (signs + signs[place]) - 100)
            can_be = np.flatnonzero(100 * common >= needed)
            yield from ((wholes[place], wholes[other]) for other in can_be[can_be > place])


def _pieces(whole: str) -> Iterator[Piece]:
    times: Counter[str] = Counter()
    for first, second in pairwise(whole):
        times[first + second] += 1
        yield first + second, times[first + second]


def _shortened(names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Pairs of which one is the beginnings of the words of the other, one after the other.

    Small words may be left out. What can be made of the words of a name is only followed as far as some name begins so.
    """
    at: defaultdict[str, list[_Name]] = defaultdict(list)
    begun: set[str] = set()
    for name in names:
        if len(name.whole) > 1:
            at[name.whole].append(name)
            begun.update(name.whole[:length] for length in range(1, len(name.whole) + 1))
    for name in names:
        if len(name.words) > 1:
            yield from ((name, short) for form in _short_forms(name.words, begun) for short in at.get(form, ()))


def _short_forms(words: Iterable[str], begun: set[str]) -> set[str]:
    """What can be made of these words, as far as some name begins so."""
    reached = {""}
    for word in words:
        after = set(reached) if len(word) <= _SMALL_WORD else set()
        for start in reached:
            for length in range(1, len(word) + 1):
                if (longer := start + word[:length]) not in begun:
                    break
                after.add(longer)
        reached = after
    return reached
