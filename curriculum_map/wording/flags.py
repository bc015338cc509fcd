"""The flags of a target in words, the same on the screen and in the report."""

from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

THIN = mark("thin: one compulsory course carries it")
UNCERTAIN = mark("depends on what the blanks hide")
RULE_DEPENDENT = mark("depends on the counting rule")

_SHORT = {
    THIN: mark("one course"),
    UNCERTAIN: mark("blanks decide"),
    RULE_DEPENDENT: mark("rule decides"),
}
_IN_FULL = {
    THIN: mark("one compulsory course alone carries the level."),
    UNCERTAIN: mark("the conclusion depends on places that were not rated."),
    RULE_DEPENDENT: mark("the conclusion depends on the counting rule."),
}


def flags(gap: Gap, language: Language) -> str:
    """What is to be noted about a target beside its kind of gap; empty if nothing."""
    return "; ".join(say(flag, language) for flag in _noted(gap))


def short_flags(gap: Gap, language: Language) -> str:
    """The same in so few words that they fit under a level; short_flags_in_full says what they mean."""
    return ", ".join(say(_SHORT[flag], language) for flag in _noted(gap))


def short_flags_in_full(language: Language) -> tuple[str, ...]:
    """Each of the short words and what it stands for."""
    return tuple(f"“{say(short, language)}”: {say(_IN_FULL[flag], language)}" for flag, short in _SHORT.items())


def _noted(gap: Gap) -> list[str]:
    held = ((THIN, gap.thin), (UNCERTAIN, gap.uncertain), (RULE_DEPENDENT, gap.rule_dependent))
    return [flag for flag, holds in held if holds]
