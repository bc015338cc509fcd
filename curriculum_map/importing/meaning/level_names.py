"""Which of our own levels a text names, in whatever form of their words; and whether texts are steps of any scale."""

import re
from collections.abc import Sequence
from functools import cache

from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.cells import remembered, same_word
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.meaning.scales import DENIALS, Scales, is_in_scale

# The words of our own legend with whatever ending: 'oefent', 'gekaderde', 'voorbeelden'.
_STEMS = {
    Level.EXEMPLARY: r"exempl[a-z]*|voorbeeld(?:en)?|examples?",
    Level.WELL_FRAMED: r"(?:ge|om|in|be)?kader(?:t|en|d|de|ing)?|framed|framing|frameworks?",
    Level.PRACTISED: r"(?:in)?(?:ge)?oefen[a-z]*|practi[sc](?:e|ed|es|ing)",
}
_NAMED = {
    level: re.compile(rf"\b(?:{stems})\b(?<!in het kader)(?<!binnen het kader)(?<!in dit kader)(?<!in practice)")
    for level, stems in _STEMS.items()
}
_MAY_NAME = re.compile(r"exempl|voorbeeld|example|kader|fram|oefen|practi|aan bod|cover", re.IGNORECASE)
_PLAINLY = re.compile(r"\b(?:exemplarisch|gekaderd|geoefend|exemplary|framed|practised|practiced)\b", re.IGNORECASE)
# So many words before a word may still deny it: 'niet zelf geoefend'.
_WORDS_OF_DENIAL = 2
_WORDS_OF_STEP = 2
# Steps of scales that are none of ours, alone or with a word beside them: 'soms', 'zeer sterk'.
_WORDS = """
    aanwezig advanced afwezig altijd basic basis basiskennis beginner begrijpen beheersen beheersing beheerst belangrijk
    beperkt centraal deels diepgaand expert expliciet frequent geen gemiddeld gevorderd gevorderde goed heel helemaal
    high hoog impliciet initiatie inleidend intermediate introductie kennen kennismaken kennismaking kunnen laag licht
    limited low master matig medium meesterschap midden middelmatig moderate nooit often ondersteunend onvoldoende
    oppervlakkig partial rarely regelmatig sometimes soms sterk strong toegepast toepassen toepassing uitgebreid
    uitmuntend vaak veel verdiepen verdieping vermeld volledig voldoende weinig weten zelden zijdelings zwak
"""
_OTHER_STEPS = frozenset(_WORDS.split())
_NOTHING = re.compile(r"\b(?:niet|geen|not|no|none|nihil|nvt|afwezig|absent|nothing|never|nooit)\b")
_NOT_SAID = re.compile(r"\b(?:beoordeeld|ingevuld|bekend|gekend|rated|known|assessed|toepassing|applicable|nvt|na)\b")
_TOP = re.compile(r"\b(?:hoogste?|highest|top|maximaal|maximum|meest|best|sterkst|grootste|verst)\b")
_BOTTOM = re.compile(r"\b(?:laagste?|lowest|minimaal|minimum|minst|least|zwakst|kleinste)\b")
_COUNTS_DOWN = re.compile(
    r"\b(?:hoe (?:lager|kleiner)\b.*\bhoe (?:meer|sterker|hoger|beter|dieper|belangrijker)"
    r"|hoe (?:hoger|groter)\b.*\bhoe (?:minder|zwakker|lager|oppervlakkiger)"
    r"|the (?:lower|smaller)\b.*\bthe (?:more|stronger|higher|better|deeper)"
    r"|the (?:higher|larger)\b.*\bthe (?:less|weaker|lower))\b"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3}
_NUMBERED = re.compile(
    r"(?:niveau|niv|level|lvl|score|stap|graad|[nl])? ?([0-9])(?: punt(?:en)?| points?| ster(?:ren)?)?"
)


@remembered
def levels_named(text: str) -> frozenset[int]:
    """The levels of our legend that a text names and does not deny, wherever in it and with whatever endings."""
    if _MAY_NAME.search(text) is None:
        return frozenset()
    form = same_word(text)
    found = {
        int(level) for level, named in _NAMED.items() if any(not _denied(form, match) for match in named.finditer(form))
    }
    if any(f" {name} " in f" {form} " for name in _names_of_nothing()):
        found.add(int(Level.NOT_COVERED))
    return frozenset(found)


def denies(text: str) -> bool:
    """Whether a text says that there is nothing: 'niet aanwezig'; not that nobody said so, nor that it cannot be."""
    form = same_word(text)
    return _NOTHING.search(form) is not None and _NOT_SAID.search(form) is None and not levels_named(text) - {0}


def counts_down(text: str) -> bool:
    """Whether a text says that lower numbers say more: 'hoe lager het cijfer, hoe sterker het aan bod komt'."""
    return _COUNTS_DOWN.search(same_word(text)) is not None


def end_of_ladder(text: str) -> int:
    """1 where a text speaks of the highest step, or says that the lowest number is that, -1 of the lowest, else 0."""
    form = same_word(text)
    if counts_down(text):
        return 1
    top, bottom = _TOP.search(form) is not None, _BOTTOM.search(form) is not None
    return int(top) - int(bottom)


def number_said(text: str) -> int | None:
    """The number that is all a text says: 'niveau 2', 'II'; None if it says anything else."""
    form = same_word(text)
    match = _NUMBERED.fullmatch(form)
    return int(match[1]) if match else _ROMAN.get(form)


def are_steps(texts: Sequence[str]) -> bool:
    """Whether texts beside marks are steps of a scale: several levels of ours, or each a step of one we know."""
    named = [one for one in map(levels_named, texts) if one]
    if len(set(named)) > 1:
        return True
    told = [text for text in texts if not denies(text)]
    if len(told) > 1 and len(set(told)) == len(told) and all(map(_is_other_step, told)):
        return True
    scales = Scales(told, _words())
    steps = [scales.proposal(text) for text in told]
    if any(step.note != "abbreviation" or number_said(text) for step, text in zip(steps, told, strict=True)):
        return False
    return len({step.state for step in steps}) == len(steps) > 1


@remembered
def may_be_step(text: str) -> bool:
    """Whether a text names a level, or is a step of any scale that we know."""
    return bool(levels_named(text)) or _is_other_step(text) or is_in_scale(text)


def name_all(texts: Sequence[str]) -> bool:
    """Whether each text, or none, names a level; or several do so in the very words of our legend."""
    named = [bool(levels_named(text)) for text in texts]
    return all(named) or not any(named) or sum(_PLAINLY.search(text) is not None for text in texts) > 1


def _is_other_step(text: str) -> bool:
    words = same_word(text).split()
    return 0 < len(words) <= _WORDS_OF_STEP and not _OTHER_STEPS.isdisjoint((words[0], words[-1]))


def _denied(form: str, match: re.Match[str]) -> bool:
    return not DENIALS.isdisjoint(form[: match.start()].split()[-_WORDS_OF_DENIAL:])


@cache
def _names_of_nothing() -> frozenset[str]:
    level = load_legend()[Level.NOT_COVERED]
    return frozenset(map(same_word, (level.name.nl, level.name.en, *level.also)))


@cache
def _words() -> LevelWords:
    return LevelWords(load_legend())
