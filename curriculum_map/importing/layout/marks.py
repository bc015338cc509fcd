"""What can be a mark: known signs, digits, letters, level words, and short words that come back in several places."""

import re
from collections.abc import Collection, Iterable
from enum import IntEnum
from functools import cache

from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.cells import remembered
from curriculum_map.importing.levels import LevelWords

_MOST_LETTERS, _MOST_WORDS = 30, 4
_LONGEST = 100
_DASHES = frozenset(("-", "–", "—", "−", "/"))
_NONE = _DASHES | frozenset(("--", ".", "..", "n.v.t", "nvt.", "n.v.t.", "n/a", "na", "n.a.", "s.o."))
_SIGNS = frozenset(
    [
        "✓",
        "✔",
        "√",
        "☑",
        "✅",
        "✗",
        "✘",
        "✖",
        "☒",
        "❌",
        "×",
        "●",
        "○",
        "◐",
        "◑",
        "◔",
        "◕",
        "■",
        "□",
        "▪",
        "▲",
        "△",
        "★",
        "☆",
        "•",
        "*",
        "**",
        "***",
        "+",
        "++",
        "+++",
        "x",
        "xx",
        "xxx",
        "xxxx",
        "true",
        "false",
        "waar",
        "onwaar",
        "ja",
        "nee",
        "yes",
        "no",
        "oui",
        "non",
        "sí",
    ]
)
_PARTS = re.compile(r"\s*(?:[,;/+&|\n]|\s(?:en|and|et|y|und|of|or|ou|o|oder)\s)\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s*%?")
# One letter with a full stop or a bracket counts as that letter.
_LETTER = re.compile(r"[^\W\d_]\.?")
_MARK_AND_MORE = re.compile(r"\(?([^\W_]{1,12})[\s.)*¹²³⁴?!]*(?:\(.{1,40}\)[\s.*?!]*)?")
_OF_COMPONENTS = re.compile(r"[^\W\d_]{1,2}\s*[:=]?\s*\d(?:[\s|,;/&+]+[^\W\d_]{1,2}\s*[:=]?\s*\d)*")
_CODE = re.compile(r"[^\W\d_]{1,8}[ ._-]{0,2}\d|\d+[.]\d|\d[ ._-]?[^\W\d_]\b")


class Kind(IntEnum):
    """What the text of a cell looks like."""

    EMPTY = 0
    NONE = 1
    MARK = 2
    WORD = 3
    NUMBER = 4
    TEXT = 5


@remembered
def kind_of(text: str) -> Kind:
    """What a text looks like; a WORD is a mark only where it comes back."""
    if len(text) > _LONGEST:
        return Kind.TEXT
    word = text.casefold()
    if not text or word in _NONE:
        return Kind.NONE if text else Kind.EMPTY
    short = len(text) <= _MOST_LETTERS and text.count(" ") < _MOST_WORDS
    state = _levels().state(text) if short else None
    if state in (NOT_APPLICABLE, NOT_RATED):
        return Kind.NONE
    if state is not None or _is_sign(word):
        return Kind.MARK
    if _NUMBER.fullmatch(text):
        return Kind.NUMBER
    return _kind_of_words(text, short)


def _kind_of_words(text: str, short: bool) -> Kind:
    parts = parts_of(text)
    if len(parts) > 1 and all(map(_is_sign_or_level, parts)):
        return Kind.MARK
    if short or (len(parts) > 1 and all(len(part) <= _MOST_LETTERS and part.count(" ") < 2 for part in parts)):
        return Kind.TEXT if _CODE.search(text) else Kind.WORD
    return Kind.TEXT


@remembered
def parts_of(text: str) -> tuple[str, ...]:
    """The marks in one cell, casefolded: 'T,A' holds two."""
    return tuple(part for part in _PARTS.split(text.casefold()) if part)


@remembered
def is_filled(text: str) -> bool:
    """Whether a place holds a mark, and not what means empty."""
    return kind_of(text) > Kind.NONE


def may_be_explained(text: str) -> bool:
    """Whether a legend can say what this means: a mark, or a dash, which is one only where a legend says so."""
    return kind_of(text) is Kind.MARK or text in _DASHES


def begins_with_mark(text: str, words: Collection[str]) -> bool:
    """Whether a mark of the map has something of its own beside it: '2*', '(E)', '3 (enkel MW)'."""
    match = _MARK_AND_MORE.fullmatch(text.casefold())
    return match is not None and match[1] in words


def are_of_components(text: str) -> bool:
    """Whether a cell holds a mark for each of several letters: 'K1 | V2', 'K: 2, A: 3'."""
    return len(text) <= _MOST_LETTERS and _OF_COMPONENTS.fullmatch(text) is not None


def is_positional(texts: Iterable[str]) -> bool:
    """Whether cells hold a place for each of several levels ('X,2,3', 'X,X,X') instead of marks."""
    parts = [parts_of(text) for text in texts]
    several = [one for one in parts if len(one) > 1]
    return 2 * len(several) > len(parts) and any(len(set(one)) < len(one) for one in several)


def _is_sign(word: str) -> bool:
    return word in _SIGNS or (
        len(word) < 3 and (word.isdigit() or _LETTER.fullmatch(word) is not None) and word[1:] in ("", ".")
    )


def _is_sign_or_level(word: str) -> bool:
    return _is_sign(word) or _levels().state(word) is not None


@cache
def _levels() -> LevelWords:
    return LevelWords(load_legend())
