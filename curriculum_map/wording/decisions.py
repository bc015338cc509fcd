"""Decisions in words: what became of them, and with which grid."""

from curriculum_map.domain.decisions import Check, Registered
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import day


def state_words(one: Registered, language: Language) -> str:
    """What became of a decision until now; of one that is not done when it was to be, that too."""
    state = label(one.state, language)
    if not one.is_late:
        return state
    return say(mark("{state}, was planned for {year}"), language, state=state, year=one.decision.due)


def check_words(check: Check, language: Language) -> str:
    """With which grid a decision came to a state."""
    return say(
        mark("{when}: {state}, by version {version} of {year}"),
        language,
        when=day(check.at, language),
        state=label(check.state, language),
        version=check.version,
        year=check.academic_year,
    )
