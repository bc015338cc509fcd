"""Number formats of a spreadsheet, taken apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _(?P<pad>.) | \*(?P<fill>.) | \[(?P<bracket>[^\]]*)\]?
    | (?P<end>;) | (?P<general>General) | (?P<half>AM/PM|A/P) | (?P<power>E[+-]0+) | (?P<date>d+|m+|y+|h+|s+)
    | (?P<era>[egb]+) | (?P<digit>[0#?]) | (?P<at>@) | (?P<sign>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_COLOURS = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)", re.IGNORECASE)
_CURRENCY = re.compile(r"\$(?P<sign>[^-]*)(?:-(?P<locale>.*))?", re.DOTALL)

Token = tuple[str, str]
"""A kind, and what is written."""


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a format: what it is made of, and what of it we cannot tell."""

    tokens: tuple[Token, ...] = ()
    locale: str = ""
    unknown: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether a token of these kinds is in it."""
        return any(kind in kinds for kind, _ in self.tokens)


@lru_cache(maxsize=1024)
def sections(number_format: str) -> tuple[Section, ...]:
    """The parts of a format: for positive numbers, negative ones, zero, and text."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(number_format):
        if token.lastgroup == "end":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_section(part) for part in parts)


def _section(found: list[re.Match[str]]) -> Section:
    tokens: list[Token] = []
    locale, unknown = "", False
    for token in found:
        kind = token.lastgroup or ""
        text = token[kind]
        if kind == "bracket":
            currency = _CURRENCY.fullmatch(text)
            if currency:
                tokens += [("literal", currency["sign"])] if currency["sign"] else []
                locale = (currency["locale"] or "").lower()
            # What else stands in brackets is a condition on the value, or time that has gone by.
            unknown = unknown or (currency is None and _COLOURS.fullmatch(text) is None)
        elif kind in ("quoted", "escaped"):
            tokens.append(("literal", text))
        elif kind in ("half", "era"):
            unknown = True
        elif kind == "pad":
            tokens.append(("literal", " "))
        elif kind != "fill":
            tokens.append((kind, text.lower() if kind == "date" else text))
    return Section(_settled(tokens), locale, unknown)


def _settled(tokens: list[Token]) -> tuple[Token, ...]:
    """The signs that mean something only among digits: point, comma, percent, fraction; elsewhere they are signs."""
    digits = [place for place, (kind, _) in enumerate(tokens) if kind == "digit"]
    if not digits or any(kind == "date" for kind, _ in tokens):
        return tuple(("literal", text) if kind == "sign" else (kind, text) for kind, text in tokens)
    names = {".": "point", ",": "comma", "%": "percent", "/": "fraction"}
    settled: list[Token] = []
    for kind, text in tokens:
        name = names.get(text, "literal") if kind == "sign" else kind
        # Only the first point parts whole from decimals.
        settled.append(("literal" if name == "point" and ("point", ".") in settled else name, text))
    return tuple(settled)


def hides(number_format: str) -> bool:
    """Whether a format shows nothing of any value, as ';;;' does."""
    parts = sections(number_format)
    return len(parts) >= 3 and not any(part.tokens for part in parts)
