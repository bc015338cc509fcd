"""The flags of a target in words, the same on the screen and in the report."""

from curriculum_map.domain.gaps import Gap
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say

THIN = mark("thin: one compulsory course carries it")
UNCERTAIN = mark("depends on what the blanks hide")


def flags(gap: Gap, language: Language) -> str:
    """What is to be noted about a target beside its kind of gap; empty if nothing."""
    return "; ".join(say(text, language) for text, holds in ((THIN, gap.thin), (UNCERTAIN, gap.uncertain)) if holds)
