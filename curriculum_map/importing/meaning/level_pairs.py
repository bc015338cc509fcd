"""Marks that stand beside words for levels in one text, in either order: '1 = geoefend', 'exemplarisch (3)'."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.cells import remembered, same_word
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.meaning.scales import DENIALS, words_for_levels

# What explains marks is short; a longer text is looked through no further.
_LONGEST = 2_000
_LEAST = 2
_NEAR = 20
_MARK = (
    r"(?<![\w.,/+&-])(?<!\w['’])(?:[0-9]|[A-Z]{1,3}|x{1,3})(?![\w+&]|['’]\w|[.,-][0-9])"  # not that of 4,5 or of O'1
)
# A digit behind one of these is the number of something else.
_COUNTED = re.compile(
    r"\b(?:fase|jaar|semester|sem|week|les|opdracht|module|cluster|phase|year|term|deel|part|blok|bijlage|p|pag)\W*$",
    re.IGNORECASE,
)
_MEANS = "is|zijn|betekent|betekenen|(?:staat |staan )?voor|means?|stands? for|are|niveau|level|score|code"
_JOINED = re.compile(rf"(?:[\s=:→⇒➔⟶>()\[\]\"'“”’.–—-]|\b(?:{_MEANS})\b)*", re.IGNORECASE)
_PARTED = re.compile(r"(?:[\s()\[\].,;/|•·*–—:-]|\b(?:en|and|tot|to|t/m|of|or|niveau|level|score)\b)*", re.IGNORECASE)
# Where other words stand between a mark and its level, only the part of the text in which they are keeps them together.
_PARTS = re.compile(r"[;|\n•]|[,/]\s|(?<=\))\s")


@dataclass(frozen=True, slots=True)
class LevelPair:
    """A mark, the words beside it, and the level that these words stand for."""

    mark: str
    words: str
    level: int


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    level: int | None = None


@remembered
def level_pairs(text: str) -> tuple[LevelPair, ...]:
    """Each mark of a text with the level that it stands beside; with both neighbours where it may belong to either.

    One pair alone counts where the level has its full name, else any 'basis 2' would explain a digit.
    """
    if len(text) > _LONGEST or _of_levels().search(text) is None:
        return ()
    pairs = tuple(pair for chain in _chains(text) for pair in _paired(text, chain))
    if _are_several(pairs):
        return pairs
    parts = tuple(_pair(*tokens) for part in _PARTS.split(text) if _is_pair(tokens := _tokens(part)))
    return parts if _are_several(parts) else tuple(pair for pair in pairs if is_full_name(pair.words))


@remembered
def level_of(text: str) -> int | None:
    """The level that a text names with its first words: 'geoefend', 'Geoefend: studenten doen het zelf'."""
    match = _of_levels().match(text.strip())
    rest = "" if match is None else text.strip()[match.end() :].lstrip()
    if match is None or rest[:1].isalnum():
        return None
    return words_for_levels()[same_word(match[0])]


def is_of_other_things(text: str, at: int) -> bool:
    """Whether what stands here is the number of a year, a week, a module, and no mark."""
    return _COUNTED.search(text[max(at - _NEAR, 0) : at]) is not None


def _are_several(pairs: Sequence[LevelPair]) -> bool:
    return len({pair.mark for pair in pairs}) >= _LEAST and len({pair.level for pair in pairs}) >= _LEAST


def is_full_name(words: str) -> bool:
    """Whether this is what our own legend calls a level."""
    return _full_names().state(words) is not None


@cache
def _full_names() -> LevelWords:
    return LevelWords(load_legend())


@cache
def _of_levels() -> re.Pattern[str]:
    """A word for a level that stands by itself, however its parts are held together."""
    words = sorted((word for word in words_for_levels() if not any(map(str.isdigit, word))), key=len, reverse=True)
    written = "|".join(r"[\s-]+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?<![\w'’])(?<![^\W\d_]-)(?:{written})(?![\w'’]|-\w)", re.IGNORECASE)


def _chains(text: str) -> Iterator[list[_Token]]:
    """Marks and words for levels with nothing but signs between them."""
    chain: list[_Token] = []
    for token in _tokens(text):
        gap = text[chain[-1].end : token.start] if chain else ""
        if chain and not (_JOINED.fullmatch(gap) or _PARTED.fullmatch(gap)):
            yield chain
            chain = []
        chain.append(token)
    yield chain


def _tokens(text: str) -> list[_Token]:
    levels = words_for_levels()
    words = [
        _Token(match[0], match.start(), match.end(), levels[same_word(match[0])])
        for match in _of_levels().finditer(text)
        if DENIALS.isdisjoint(text[max(match.start() - _NEAR, 0) : match.start()].casefold().split()[-1:])
    ]
    taken = {place for word in words for place in range(word.start, word.end)}
    marks = [
        _Token(match[0], match.start(), match.end())
        for match in re.finditer(_MARK, text)
        if match.start() not in taken and not is_of_other_things(text, match.start())
    ]
    return sorted((*words, *marks), key=lambda token: token.start)


def _paired(text: str, chain: Sequence[_Token]) -> Iterator[LevelPair]:
    if chain and _is_bracketed_behind(text, chain[0]):
        chain = chain[1:]  # it belongs to what stands before the brackets
    half = len(chain) // 2
    orders: tuple[Sequence[Sequence[_Token]], ...] = (
        _groups(text, chain),
        [chain[at : at + _LEAST] for at in range(0, len(chain), _LEAST)],
        [chain[at::half] for at in range(half)],  # 'exemplarisch, gekaderd, geoefend (1, 2, 3)'
    )
    understood = next((steps for steps in orders if all(map(_is_pair, steps))), None)
    if understood is None:
        # Then it may belong to either neighbour; of a letter that would say nothing.
        beside = [pair for pair in pairwise(chain) if _is_pair(pair) and any(token.text.isdigit() for token in pair)]
        understood = [list(pair) for pair in beside if _JOINED.fullmatch(text[pair[0].end : pair[1].start])]
    yield from (_pair(*pair) for pair in understood)


def _groups(text: str, chain: Sequence[_Token]) -> list[list[_Token]]:
    """The chain as its commas, strokes and the like part it."""
    groups: list[list[_Token]] = []
    for before, token in zip((None, *chain), chain, strict=False):
        if before is None or not _JOINED.fullmatch(text[before.end : token.start]):
            groups.append([])
        groups[-1].append(token)
    return groups


def _is_bracketed_behind(text: str, token: _Token) -> bool:
    before = text[: token.start].rstrip()
    return token.level is None and before[-1:] == "(" and before[:-1].rstrip()[-1:].isalpha()


def _is_pair(tokens: Sequence[_Token]) -> bool:
    return len(tokens) == _LEAST and (tokens[0].level is None) != (tokens[1].level is None)


def _pair(one: _Token, other: _Token) -> LevelPair:
    mark, word = (one, other) if one.level is None else (other, one)
    return LevelPair(mark.text, word.text, word.level if word.level is not None else Level.NOT_COVERED)
