"""The flags of a target in words, the same on the screen and in the report."""

from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

THIN = mark("thin: one compulsory course carries it")
UNCERTAIN = mark("depends on what the blanks hide")
RULE_DEPENDENT = mark("depends on the counting rule")


def flags(gap: Gap, language: Language) -> str:
    """What is to be noted about a target beside its kind of gap; empty if nothing."""
    noted = ((THIN, gap.thin), (UNCERTAIN, gap.uncertain), (RULE_DEPENDENT, gap.rule_dependent))
    return "; ".join(say(text, language) for text, holds in noted if holds)
