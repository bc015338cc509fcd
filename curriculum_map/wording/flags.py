"""The flags of a target in words, the same on the screen and in the report."""

from collections.abc import Iterable

from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.levels import SIGNS
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, mark_many, say, say_many

THIN = mark("thin: one course carries it")
UNCERTAIN = mark("depends on what the blanks hide")
RULE_DEPENDENT = mark("depends on the counting rule")

# Most places depend on the rule, so there it is a sign and no words; what each rule gives stands behind the place.
RULE_SIGN = "≠"
_SHORT = {
    THIN: mark("one course"),
    UNCERTAIN: mark("blanks decide"),
}
_IN_FULL = {
    THIN: mark("one course alone carries the level, for all students or for those of a track."),
    UNCERTAIN: mark(
        "the conclusion depends on places that were not rated; the digits are the level if every blank were at the "
        "lowest level, and if every blank were at the highest."
    ),
}
_OTHER_KIND = mark("another counting rule gives another kind of gap")
_OTHER_LEVEL = mark("another counting rule gives another level")
_OTHER_IN_FULL = mark(
    "another counting rule gives another kind of gap, or where no ambition is set another level; choose the place to "
    "see what each rule gives."
)
_KIND_IN = mark_many(
    "In {dependent} of {count} place with an ambition another counting rule gives another kind of gap.",
    "In {dependent} of {count} places with an ambition another counting rule gives another kind of gap.",
)
_LEVEL_IN = mark_many(
    "In {dependent} of {count} place without an ambition another counting rule gives another level.",
    "In {dependent} of {count} places without an ambition another counting rule gives another level.",
)


def flags(gap: Gap, language: Language) -> str:
    """What is to be noted about a target beside its kind of gap; empty if nothing."""
    return "; ".join(say(flag, language) for flag in _noted(gap))


def short_flags(gap: Gap, language: Language, side: str = "") -> str:
    """The same but for the counting rule, in so few words that they fit under a level; see signs_in_full.

    With a side, guaranteed or possible, the missing-data band of its level stands there too if the blanks decide.
    """
    ends = {"guaranteed": gap.guaranteed_band, "possible": gap.possible_band}.get(side)
    words = {flag: say(_SHORT[flag], language) for flag in _noted(gap) if flag in _SHORT}
    if ends is not None and UNCERTAIN in words and (span := band_words(*ends)):
        words[UNCERTAIN] += f" {span}"
    return ", ".join(words.values())


def band_words(low: int, high: int) -> str:
    """'0 – 3', the ends of a missing-data band in the digits of the levels; empty where the blanks change nothing."""
    return "" if low == high else " – ".join(SIGNS.get(state, str(state)) for state in (low, high))


def rule_mark(gap: Gap, language: Language) -> tuple[str, str]:
    """The sign where another counting rule gives another kind of gap, and what it says; both empty elsewhere.

    Where no ambition is set there is but one kind, and it is about the level.
    """
    if not gap.rule_dependent:
        return "", ""
    said = _OTHER_LEVEL if gap.ambition is None else _OTHER_KIND
    return RULE_SIGN, say(said, language)


def signs_in_full(language: Language) -> tuple[str, ...]:
    """Each of the short words and the sign, and what it stands for."""
    words = tuple(f"“{say(short, language)}”: {say(_IN_FULL[flag], language)}" for flag, short in _SHORT.items())
    return (*words, f"{RULE_SIGN} {say(_OTHER_IN_FULL, language)}")


def rule_matters(gaps: Iterable[Gap], language: Language) -> tuple[str, ...]:
    """In how many of these places another rule says otherwise: about the kind of gap, else about the level."""
    places: dict[bool, list[Gap]] = {True: [], False: []}
    for gap in gaps:
        places[gap.ambition is not None].append(gap)
    return tuple(
        say_many(*sentence, len(places[aims]), language, dependent=dependent)
        for aims, sentence in ((True, _KIND_IN), (False, _LEVEL_IN))
        if (dependent := sum(gap.rule_dependent for gap in places[aims]))
    )


def _noted(gap: Gap) -> list[str]:
    held = ((THIN, gap.thin), (UNCERTAIN, gap.uncertain), (RULE_DEPENDENT, gap.rule_dependent))
    return [flag for flag, holds in held if holds]
