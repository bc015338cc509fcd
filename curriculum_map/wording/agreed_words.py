"""Agreed levels in words: that they count, and which do not."""

from collections.abc import Sequence

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.agreed import OnRecord
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, mark_many, say, say_many
from curriculum_map.wording.numbers import day

_COUNT = mark_many(
    "{count} agreed level counts here, in place of what the rater wrote",
    "{count} agreed levels count here, in place of what the rater wrote",
)
_LEFT = mark_many(
    "{count} agreed level does not count here: it is about a place that this grid does not have",
    "{count} agreed levels do not count here: they are about places that this grid does not have",
)


def agreed_words(counted: Sequence[OnRecord], left: Sequence[OnRecord], language: Language) -> str:
    """How many agreed levels count in a grid, and how many do not; empty where there are none."""
    said = ((_COUNT, len(counted)), (_LEFT, len(left)))
    return "; ".join(say_many(*words, count, language) for words, count in said if count)


def agreed_when(one: OnRecord, language: Language) -> str:
    """When it was agreed, and who wrote it down, where there are several who can."""
    if one.entry.made_by == LOCAL_ACTOR.name:
        return say(mark("agreed on {when}"), language, when=day(one.entry.made_at, language))
    facts = {"when": day(one.entry.made_at, language), "who": one.entry.made_by}
    return say(mark("agreed on {when}, written down by {who}"), language, **facts)
