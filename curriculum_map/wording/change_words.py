"""The words for what changed between two grids, and for how a version came to be."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from curriculum_map.domain.curriculum import ElectiveGroup
from curriculum_map.domain.history import Made
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.groups import rule_words

_Move = TypeVar("_Move", bound=StrEnum)

COURSE_MOVES: Mapping[str, str] = {
    "new": mark("new"),
    "gone": mark("gone"),
    "renamed": mark("renamed"),
    "split": mark("from a split"),
    "joined": mark("joined"),
    "perhaps-renamed": mark("perhaps renamed"),
    "perhaps-split": mark("perhaps from a split"),
    "changed": mark("other details"),
}
RATING_MOVES: Mapping[str, str] = {
    "up": mark("higher"),
    "down": mark("lower"),
    "new": mark("newly rated"),
    "withdrawn": mark("withdrawn"),
    "not-applicable": mark("no longer applicable"),
}
MADE: Mapping[Made, str] = {
    Made.UPLOADED: mark("uploaded"),
    Made.ROLLED_OVER: mark("carried over from another year"),
    Made.ROLLED_BACK: mark("gone back to an earlier version"),
    Made.CONFIRMED: mark("carried courses confirmed"),
}
KNOWN_BY: Mapping[str, str] = {
    "said": mark(
        "The one version does not come from the other. Courses are compared by what somebody said of them, and else by "
        "code and title."
    ),
    "names": mark(
        "The one version does not come from the other. Courses are compared by code and title alone, until somebody "
        "says which course became which."
    ),
}


def group_change(name: str, before: ElectiveGroup | None, after: ElectiveGroup | None, language: Language) -> str:
    """What a student takes of an elective group, before and now."""
    rules = [rule_words("not-known" if one is None else str(one), language) for one in (before, after)]
    sentence = mark("Elective group “{group}”: {before} → {after}")
    return say(sentence, language, group=name, before=rules[0], after=rules[1])


def counted(title: str, counts: Mapping[_Move, int], words: Mapping[str, str], language: Language) -> list[str]:
    """A line that counts the moves that were made; none where none was."""
    said = [f"{say(words[move], language)} {count}" for move, count in counts.items() if count]
    return [f"{title}: {', '.join(said)}"] if said else []
