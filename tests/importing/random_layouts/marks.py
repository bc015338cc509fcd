"""The ways in which people write a level: words, digits, letters, a number of x, colours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from tests.importing.random_layouts.canvas import Fill, Value

WORDS: Mapping[str, tuple[str, ...]] = {
    "nl": ("komt niet aan bod", "exemplarisch", "goed gekaderd", "geoefend"),
    "en": ("not covered", "exemplary", "well framed", "practised"),
}


@dataclass(frozen=True)
class MarkStyle:
    """What is written for each state; where nobody could know what it means, a user has to say so."""

    name: str
    forms: Mapping[int, tuple[Value, ...]]
    needs_answers: bool = False
    fills: Mapping[int, Fill] = field(default_factory=dict)
    also_none: tuple[Value, ...] = (None,)

    def written(self, state: int, random: Random) -> Value:
        """A way of writing this state."""
        return random.choice(self.forms.get(state, self.also_none))

    @property
    def states(self) -> frozenset[int]:
        """The states that it has a sign for."""
        return frozenset((*self.forms, *self.fills, NOT_RATED))

    def answers(self) -> dict[str, int]:
        """What a user answers about each mark."""
        if not self.needs_answers:
            return {}
        return {str(form).strip(): state for state, forms in self.forms.items() for form in forms if state < 4}


def _style(name: str, *levels: tuple[Value, ...] | Value, asked: bool = False, nvt: Value = "nvt") -> MarkStyle:
    forms = {level: form if isinstance(form, tuple) else (form,) for level, form in enumerate(levels) if form}
    return MarkStyle(name, {**forms, NOT_APPLICABLE: (nvt,)}, asked)


_PALETTES: tuple[Mapping[int, Fill], ...] = (
    {0: Fill("C00000"), 1: Fill("63A7DA"), 2: Fill("245D9A"), 3: Fill("0B192D"), NOT_APPLICABLE: Fill("7F7F7F")},
    {1: Fill(theme=9, tint=0.8), 2: Fill(theme=9, tint=0.4), 3: Fill(theme=9, tint=-0.5)},
    {0: Fill("FF0000"), 1: Fill("FFFF00"), 2: Fill("FFC000"), 3: Fill(theme=9)},
)

STYLES = (
    _style("words", *WORDS["nl"], nvt="n.v.t."),
    _style("english words", *WORDS["en"], nvt="n/a"),
    _style("words in any case", *((w, w.upper(), w.capitalize(), f" {w} ", f"{w}\xa0") for w in WORDS["nl"])),
    _style("numbers", (0.0,), 1.0, 2.0, 3.0),
    _style("digits as text", "0", "1", "2", "3"),
    _style("digits and words", ("0", 0.0), ("1", 1.0, "exemplarisch"), ("2", 2.0), ("3", 3.0, "Geoefend ")),
    _style("letters", "N", "E", "K", "G", asked=True),
    _style("abbreviations", "niet", ("ex.", "Ex."), ("gk", "GK"), ("geoef.",), asked=True, nvt="n.v.t."),
    _style("number of x", None, "x", "xx", "xxx", asked=True),
    _style("introduced, reinforced, mastered", None, "I", "R", "M", asked=True),
)
DASHED = (None, "-", "/", "–", "\xa0")
COLOURS = tuple(MarkStyle(f"colours {number}", {}, fills=fills) for number, fills in enumerate(_PALETTES, 1))
