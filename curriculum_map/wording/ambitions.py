"""Ambitions in words: what one says, what changes of it, and what became of setting them."""

from collections.abc import Mapping

from curriculum_map.domain.ambitions import Ambition, AmbitionChange, Weight
from curriculum_map.domain.levels import Legend
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.labels import label

_NONE = mark("no ambition")
_CHANGE = mark("{target}: from “{before}” to “{after}”")
OUTCOMES: Mapping[str, str] = {
    "set": mark("The ambitions are set; what was set earlier stays in their history."),
    "nothing-new": mark("Nothing was stored: these are the ambitions that are set already."),
    "conflict": mark(
        "Nothing was stored: somebody else set ambitions in the meantime. Yours are still here, beside what is set "
        "now: look at what they change, and save again."
    ),
    "incomplete": mark(
        "Nothing was stored: an ambition has no level, or a target that is not for you has no reason. Fill it in first."
    ),
    "not-there": mark("Nothing was stored: there is nothing of this institution any more."),
}
_INCOMPLETE = {
    True: mark("{target}: say why it is not for you."),
    False: mark("{target}: choose a level to aim for."),
}


def ambition_words(ambition: Ambition | None, legend: Legend, language: Language) -> str:
    """What an ambition says in one line: level, weight, position, reason."""
    if ambition is None or ambition.says_nothing:
        return say(_NONE, language)
    level = None if ambition.level is None else legend[ambition.level].name[language]
    chosen = [label(one, language) for one in (ambition.weight, ambition.position) if one is not None]
    words = ", ".join(filter(None, (level, *chosen))) or say(_NONE, language)
    return f"{words}: {ambition.reason}" if ambition.reason else words


def change_sentence(change: AmbitionChange, target: str, legend: Legend, language: Language) -> str:
    """What changes for a target of this name."""
    before, after = (ambition_words(one, legend, language) for one in (change.before, change.after))
    return say(_CHANGE, language, target=target, before=before, after=after)


def incomplete_sentence(ambition: Ambition, target: str, language: Language) -> str:
    """What an ambition for a target of this name still has to say."""
    return say(_INCOMPLETE[ambition.weight is Weight.NOT_FOR_US], language, target=target)


def outcome_sentence(outcome: str, language: Language) -> str:
    """What became of setting ambitions."""
    return say(OUTCOMES[outcome], language)
