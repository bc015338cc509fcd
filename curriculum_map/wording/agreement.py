"""How far raters agree, in words."""

import math

from curriculum_map.analytics.agreement import CLUSTER, COMPONENT, COURSE, FOCUS
from curriculum_map.analytics.raters import Raters
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.numbers import hundredths

# Krippendorff's own advice about his alpha: rely on it from here on, draw tentative conclusions from there on.
RELIABLE, TENTATIVE = 0.8, 0.667
_NEARLY = 0.99
_MEANINGS = {
    "reliable": mark("The raters read the programme alike: one may build on their levels."),
    "tentative": mark("The raters agree well enough to draw careful conclusions, and not more."),
    "apart": mark("The raters do not mean the same by it: talk before you use these levels."),
    "unknown": mark("Alpha cannot be said here: too few places were rated by two raters, or all levels are the same."),
}
_EXPLAINED = (
    mark("The same level: of every two ratings of one place, the share that chose the same level."),
    mark("At most one level apart: the share that chose the same level or one beside it."),
    mark(
        "Alpha (Krippendorff’s, for ordered levels) says how much more the raters agree than chance alone would give: "
        "1 is full agreement, 0 is chance, below 0 is less than chance. Levels further apart weigh more."
    ),
    mark(
        "The interval in brackets says how far alpha might move had other courses been rated: in about 19 of 20 cases "
        "it lies between these two values. A wide interval means: too little was rated by two to be sure."
    ),
    mark(
        "All places: most courses have nothing to do with most targets, so raters agree on a great many “not covered”. "
        "Over only the places that somebody claims, with a level above “not covered”, the figures are sterner, and "
        "closer to what the conversation is about."
    ),
    mark(
        "A dash means that nothing can be said: fewer than two raters chose a level, or all levels are the same. "
        "Without an interval there were fewer than three courses (within one course: targets) that count."
    ),
    mark("Blank and not applicable are missing, not levels."),
)
_INTERVAL = mark("{alpha} ({low} to {high})")


def alpha_text(alpha: float, low: float, high: float, language: Language) -> str:
    """Alpha with the ends of its interval, as far as they can be said."""
    if math.isnan(alpha):
        return "–"
    if math.isnan(low) or math.isnan(high):
        return _short_of_one(alpha, language)
    said = {"alpha": alpha, "low": low, "high": high}
    return say(_INTERVAL, language, **{name: _short_of_one(value, language) for name, value in said.items()})


def _short_of_one(value: float, language: Language) -> str:
    """A value of alpha with two decimals; only full agreement is 1."""
    return hundredths(value if value >= 1 else min(value, _NEARLY), language)


def alpha_explained(language: Language) -> list[str]:
    """What each of the figures is and when it cannot be said, in plain sentences."""
    return [say(sentence, language) for sentence in _EXPLAINED]


def alpha_meaning(alpha: float, language: Language) -> str:
    """What this alpha means for those who want to use the levels."""
    if math.isnan(alpha):
        return say(_MEANINGS["unknown"], language)
    fits = "reliable" if alpha >= RELIABLE else "tentative" if alpha >= TENTATIVE else "apart"
    return say(_MEANINGS[fits], language)


def part_name(part: str, name: str, raters: Raters, edition: Edition, language: Language) -> str:
    """What a row of `analytics.agreement` is about: the whole programme, or one focus, cluster, component or course."""
    if part == COURSE:
        return course_name(raters.courses[int(name)])
    if part == FOCUS:
        return next(focus.name[language] for focus in edition.focuses if focus.id == name)
    if part == COMPONENT:
        return next(component.name[language] for component in edition.components if component.id == name)
    return edition.cluster(name).name[language] if part == CLUSTER else say(mark("the whole programme"), language)
