"""What people write instead of the words of the legend: other scales, abbreviations, ticks, typing errors, doubt.

Nothing here is certain: it makes a proposal for a question. Which scale a letter belongs to, only the marks beside it
can tell: G is practised beside V and K, but the middle one beside B and E.
"""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.cells import same_word
from curriculum_map.importing.levels import LevelWords, plain

Note = Literal[
    "", "abbreviation", "tick", "no", "doubt", "two-levels", "typing", "file-legend", "remembered", "number",
    "other-scale", "other-digits", "digit-and-word", "coloured", "one-colour", "with-remark",
    "date", "true-false", "excel-error", "formula", "colour", "dash",
]  # fmt: skip
"""What a mark seems to be: the reason for a proposal, or for having none."""

# The forms of level 1, 2 and 3 in each scale, as same_word gives them. The first scale that fits best is taken.
_SCALES: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        ("e", "ex", "exempl", "exemp", "vb", "vbd", "voorbeeld", "bij wijze van vb"),
        ("gk", "k", "gek", "gekad", "gekaderd", "kader", "goed gek", "goed gekad", "kaderen"),
        ("g", "geoef", "oef", "oefenen", "oefening", "inoefenen", "ingeoefend"),
    ),
    (
        ("v", "verm", "vermeld", "vermelden", "vermelding", "aangehaald"),
        ("k", "gek", "gekad", "gekaderd", "kader", "kaderen"),
        ("g", "geoef", "oef", "geoefend", "oefenen"),
    ),
    (
        ("e", "ex", "exempl", "exemplar", "example"),
        ("f", "wf", "framed", "well fr", "framework"),
        ("p", "pr", "prac", "pract", "practice", "practise"),
    ),
    (
        ("i", "intro", "introduced", "introduce", "introduction", "introductie", "inleidend"),
        ("r", "reinf", "reinforced", "reinforce", "reinforcement"),
        ("m", "mast", "mastered", "master", "mastery", "beheerst"),
    ),
    (("i", "introduced"), ("r", "d", "reinforced", "developed"), ("a", "applied", "advanced")),
    (("i", "introduced"), ("d", "developed", "developing"), ("m", "mastered")),
    (
        ("b", "basis", "basic", "beginner", "foundation", "foundational"),
        ("g", "gevorderd", "intermediate", "i"),
        ("e", "a", "expert", "advanced"),
    ),
    (("b", "basis"), ("g", "gevorderd"), ("s", "specialist", "specialisatie", "gespecialiseerd")),
    (("i", "niveau i"), ("ii", "niveau ii"), ("iii", "niveau iii")),
    (
        ("n1", "l1", "niv 1", "niveau 1", "level 1", "lvl 1"),
        ("n2", "l2", "niv 2", "niveau 2", "level 2", "lvl 2"),
        ("n3", "l3", "niv 3", "niveau 3", "level 3", "lvl 3"),
    ),
    (("l", "laag", "low"), ("m", "middel", "midden", "gemiddeld", "medium", "middle"), ("h", "hoog", "high")),
    (("aware", "bewust"), ("understand", "begrijpen"), ("apply", "toepassen", "toegepast")),
)
# Those that shorten the words of our own legend, in Dutch and in English.
_OURS = (0, 2)
DENIALS = frozenset(("niet", "not", "geen", "no", "nooit", "never", "zonder", "without"))
"""What makes the word behind it mean the opposite."""
_REPEATED = re.compile(r"([x✓✔√+*●•■★☆])\1{0,2}")
_TICKS = frozenset(("x", "✓", "✔", "√", "☑", "●", "•", "■", "★", "+", "*", "v", "1x", "ja", "yes", "oui", "wel"))
_NO = frozenset(("✗", "✘", "✖", "❌", "nee", "neen", "no", "non", "niet", "not", "n", "geen", "none"))
# A circle that is full stands for a share of something where others are half full.
_CIRCLES = frozenset("○◔◐◑◒◓◕◯")
# Letters that tell the parts of a competence, or have no order that we know; among others they can be steps of a scale.
_NO_SCALE = (frozenset("kva"), frozenset("ksa"), frozenset("abc"), frozenset("abcd"), frozenset("abcde"))
_NOT_APPLICABLE = frozenset(("na", "n.a", "nap"))
_EMPTY = re.compile(r"[-–—/\\_.·…]{2,}|[\\_.·…]")
_TRUTH = {"true": Level.EXEMPLARY, "waar": Level.EXEMPLARY, "false": Level.NOT_COVERED, "onwaar": Level.NOT_COVERED}
_DOUBT = re.compile(r"[?¿~±!]+|^[(\[]+|[)\]]+$|\bca\b\.?")
# 'geoefend (via casus)', '1¹': a level with a remark beside it, or the number of one.
_WITH_REMARK = re.compile(r"([^()\[\]]{1,40}?)(?:\s*[(\[][^()\[\]]{1,60}[)\]]|[¹²³⁴⁵⁶⁷⁸⁹]+)")
_BETWEEN = re.compile(r"\s*(?:[/,;+&>→|()=\n]|\b(?:en|and|of|or|tot|to|à)\b|\s[-–—]\s|(?<=\d)[-–](?=\d)|:)\s*")
_NUMBER = re.compile(r"[+\-−]?[0-9]+(?:[.,][0-9]+)?(?:e[+-]?[0-9]+)?%?|nan|-?inf")
_DATE = re.compile(r"[0-9]{4}-([0-9]{2})-([0-9]{2})(?:t.*)?|[0-9]{2}:[0-9]{2}(?::[0-9.]+)?")
_COLOUR = re.compile(r"#?[0-9a-f]{6}(?:[0-9a-f]{2})?")
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|Err:[0-9]{3}")
_LEAST_TYPED = 4
# A form of so many letters belongs to several scales.
_LETTERS = 2
_LIKE = 0.8
_MOST_COMPARED = 200


@dataclass(frozen=True, slots=True)
class Proposal:
    """The state a mark probably stands for, None if there is nothing to go by; and why."""

    state: int | None
    note: Note


class Scales:
    """Proposals for the marks of one table, in the light of all marks of that table."""

    def __init__(self, marks: Iterable[str], words: LevelWords) -> None:
        self._words = words
        written = {part for mark in marks for part in (plain(mark), *_parts(mark))}
        forms = {_form(mark) for mark in written}
        ranked = sorted(_SCALE_FORMS, key=lambda scale: -len(forms & scale.keys()))
        letters = frozenset("".join(forms))
        in_no_order = len(letters) > 1 and any("a" in letters and letters <= known for known in _NO_SCALE)
        self._unordered = letters if in_no_order else frozenset()
        self._scale: Mapping[str, int] = ranked[0]
        self.is_ours = any(self._scale is _SCALE_FORMS[at] for at in _OURS)
        """Whether the scale that fits best is that of our own legend."""
        self._is_theirs = self._fits({_form(mark) for mark in written if len(_parts(mark)) == 1})
        self._has_circles = bool(_CIRCLES & written)
        self._counts_signs = {
            match[1] for mark in written if len(mark) > 1 and (match := _REPEATED.fullmatch(_sign(mark)))
        }
        # So many different texts are remarks, not marks, and comparing them all would take long.
        self._typed = _typed_forms(words) if len(written) <= _MOST_COMPARED else {}

    def proposal(self, mark: str) -> Proposal:
        """What the mark probably stands for, and what it seems to be."""
        if (kind := _kind(mark)) in ("formula", "excel-error"):
            return Proposal(None, kind)
        core = " ".join(_DOUBT.sub(" ", mark).split())
        if core and core != mark and (state := self._state(core)) is not None:
            return Proposal(state, "doubt")
        single = self._single(mark)
        if single is not None:
            return single
        parts = _parts(mark)
        states = {self._state(part, ticks=False) for part in parts}
        if len(parts) > 1 and None not in states:
            # One course counts with the highest it reaches, so two levels in one cell are the higher of the two.
            highest = max(state for state in states if state is not None)
            return Proposal(highest, "two-levels" if len(states) > 1 else "abbreviation")
        remarked = _WITH_REMARK.fullmatch(mark)
        if remarked is not None and (state := self._state(remarked[1].strip())) is not None:
            return Proposal(state, "with-remark")
        typed = self._typing(core)
        return Proposal(typed, "typing") if typed is not None else Proposal(None, _kind(mark))

    def _fits(self, forms: set[str]) -> bool:
        """Whether the letters here are those of the scale: all steps of it, or no letter beside them that it lacks."""
        if {self._scale[form] for form in forms if form in self._scale} == set(self._scale.values()):
            return True
        return not any(
            form.isalpha() and len(form) <= _LETTERS and form not in self._scale and self._words.state(form) is None
            for form in forms - _TICKS - _NO - _NOT_APPLICABLE
        )

    def _state(self, text: str, ticks: bool = True) -> int | None:
        """The level of one word, certain or proposed; of a tick or a cross only where these say anything."""
        known = self._words.state(text)
        if known is not None:
            return known if known <= Level.PRACTISED else None
        single = self._single(text)
        return single.state if single is not None and (ticks or single.note == "abbreviation") else None

    def _single(self, mark: str) -> Proposal | None:
        folded, form = plain(mark), _form(mark)
        if form and self._unordered.issuperset(form):
            return None
        if folded in _TRUTH:
            return Proposal(int(_TRUTH[folded]), "true-false")
        repeated = _REPEATED.fullmatch(_sign(folded))
        if repeated and repeated[1] in self._counts_signs:
            return Proposal(len(repeated[0]), "abbreviation")
        if form in self._scale and (self._is_theirs or len(form) > _LETTERS):
            return Proposal(self._scale[form], "abbreviation")
        if folded in _NO:
            return Proposal(int(Level.NOT_COVERED), "no")
        return self._usual(mark)

    def _usual(self, mark: str) -> Proposal | None:
        """What a mark stands for by itself, in whatever table."""
        folded, form = plain(mark), _form(mark)
        # A v is a tick where it is no letter among others, a full circle where no other is half full.
        is_other = (form == "v" and not self._is_theirs) or (self._has_circles and _sign(folded) == "●")
        if _sign(folded) in _TICKS and not is_other:
            return Proposal(int(Level.EXEMPLARY), "tick")
        if folded in _NOT_APPLICABLE:
            return Proposal(NOT_APPLICABLE, "abbreviation")
        if _EMPTY.fullmatch(mark):
            return Proposal(NOT_RATED, "")
        # A letter of another scale than the rest says nothing; a word that all scales rank alike does.
        elsewhere = {scale[form] for scale in _SCALE_FORMS if form in scale} if len(form) > 2 else set()
        return Proposal(elsewhere.pop(), "abbreviation") if len(elsewhere) == 1 else None

    def _typing(self, text: str) -> int | None:
        form = same_word(text)
        if len(form) < _LEAST_TYPED or len(form) > 40:
            return None
        # 'komt aan bod' is nearly 'komt niet aan bod', and says the opposite.
        alike = [one for one in self._typed if _denies(one) == _denies(form)]
        near = difflib.get_close_matches(form, alike, n=1, cutoff=_LIKE)
        return self._typed[near[0]] if near else None


def is_in_scale(text: str) -> bool:
    """Whether a text is one of the forms of a scale that we know."""
    return _form(text) in _FORMS


def is_error(text: str) -> bool:
    """Whether a text is an error of a spreadsheet, such as #REF!, and not a colour."""
    return _ERROR.fullmatch(text) is not None or (text.startswith("#") and not _COLOUR.fullmatch(plain(text)))


def date_as_levels(mark: str) -> int | None:
    """The higher of the two levels that Excel made a date of, '1-2' for instance; None if these are no levels."""
    match = _DATE.fullmatch(plain(mark))
    if match is None or match[1] is None:
        return None
    month, day = int(match[1]), int(match[2])
    return max(month, day) if max(month, day) <= Level.PRACTISED else None


def _kind(mark: str) -> Note:
    folded = plain(mark)
    if mark.startswith("="):
        return "excel-error" if is_error(mark[1:]) else "formula"
    if is_error(mark):
        return "excel-error"
    if _DATE.fullmatch(folded):
        return "date"
    if _NUMBER.fullmatch(folded):
        return "number"
    return "colour" if _COLOUR.fullmatch(folded) else ""


def _denies(form: str) -> bool:
    return not DENIALS.isdisjoint(form.split())


def _parts(mark: str) -> list[str]:
    return [part for part in _BETWEEN.split(plain(mark)) if part]


def _sign(text: str) -> str:
    return plain(text).replace(" ", "").replace("×", "x")


def _form(text: str) -> str:
    """The form in which words of scales are compared: 'G.K.' is 'gk'."""
    form = same_word(text)
    words = form.split()
    return "".join(words) if words and max(map(len, words)) == 1 else form


def _typed_forms(words: LevelWords) -> dict[str, int]:
    """Every word long enough to be mistyped that can only mean one level."""
    levels: dict[str, set[int]] = {}
    pairs: Collection[tuple[str, int]] = [
        *((form, state) for form, state in words.forms.items() if state <= Level.PRACTISED),
        *(pair for scale in _SCALE_FORMS for pair in scale.items()),
    ]
    for form, state in pairs:
        levels.setdefault(same_word(form), set()).add(state)
    return {form: states.pop() for form, states in levels.items() if len(states) == 1 and len(form) >= _LEAST_TYPED}


@cache
def words_for_levels() -> Mapping[str, int]:
    """Every whole word, or words, that can only mean one level, with that level; none that is numbered."""
    return {
        form: level
        for form, level in _typed_forms(LevelWords(load_legend())).items()
        if form.replace(" ", "").isalpha() and len(form.split()[-1]) > _LETTERS and not form.startswith("niveau")
    }


_SCALE_FORMS: tuple[Mapping[str, int], ...] = tuple(
    {form: level for level, forms in enumerate(scale, start=1) for form in forms} for scale in _SCALES
)
_FORMS = frozenset().union(*_SCALE_FORMS)
