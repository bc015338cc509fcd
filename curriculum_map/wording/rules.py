"""Counting rules in words: a name to choose by, and a sentence with what the rule asks and of what a share is taken."""

from curriculum_map.domain.levels import NOT_RATED, Legend, Level
from curriculum_map.domain.rules import HIGHEST, OWN, TENTH_OF_CREDITS, TWO_COURSES, WELL_FRAMED, CountingRule, rule_of
from curriculum_map.domain.slugs import slug
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, mark_many, say, say_many

_NAMES = {
    HIGHEST.name: mark("highest"),
    WELL_FRAMED.name: mark("at least well framed"),
    TWO_COURSES.name: mark("in two courses or more"),
    TENTH_OF_CREDITS.name: mark("a tenth of the credits or more"),
}
_OWN = mark("own rule")
_REACHED = mark_many(
    "the highest level that {count} course reaches", "the highest level that {count} courses or more reach"
)
_SHARE = mark("with at least {percent} percent of the ECTS credits of the courses taken that are rated for the target")
_BELOW = mark("levels below “{level}” count as not covered")
_COUNTED = mark("Counting rule “{name}”: {asked}.")
_ZERO = mark("“{level}” then also means: not enough to count.")
_NO_CREDITS = mark("A course without credits is left out; where no course has any, it says “{state}”.")
_SIDES = {
    "guaranteed": mark(
        "Guaranteed is what every student meets: what is compulsory counts, with tracks the one that gives least, and "
        "from an elective group the choice that gives least."
    ),
    "possible": mark(
        "Possible is what a student can meet: the track and the choice of electives that give most count."
    ),
}


def rule_name(rule: CountingRule, language: Language) -> str:
    """The name of a counting rule."""
    return say(_NAMES.get(rule.name, _OWN), language)


def rule_called(written: str, language: Language) -> str:
    """The name of the counting rule that is written down so; an own one with its parameters."""
    rule = rule_of(written) or HIGHEST
    name = rule_name(rule, language)
    return f"{name} ({rule.slug})" if rule.name == OWN else name


def rule_in_file_name(rule: CountingRule, language: Language) -> str:
    """The name of a counting rule as it stands in that of a file, 'eigen-regel-2-3-10': an own one with its numbers."""
    numbers = rule.slug.removeprefix(OWN) if rule.name == OWN else ""
    return slug(rule_name(rule, language)) + numbers


def rule_sentence(rule: CountingRule, legend: Legend, language: Language) -> str:
    """What a counting rule asks, in one sentence."""
    asked = [say_many(*_REACHED, rule.courses, language)]
    if rule.percent:
        asked.append(say(_SHARE, language, percent=rule.percent))
    if rule.lowest > Level.EXEMPLARY:
        asked.append(say(_BELOW, language, level=legend[rule.lowest].name[language]))
    return "; ".join(asked)


def rule_in_full(rule: CountingRule, legend: Legend, language: Language) -> str:
    """The name of a counting rule, what it asks and of what it says nothing, to stand beside a figure."""
    said = [say(_COUNTED, language, name=rule_name(rule, language), asked=rule_sentence(rule, legend, language))]
    if rule != HIGHEST:
        said.append(say(_ZERO, language, level=legend[Level.NOT_COVERED].name[language]))
    if rule.percent:
        said.append(say(_NO_CREDITS, language, state=legend.name(NOT_RATED)[language]))
    return " ".join(said)


def side_sentence(side: str, language: Language) -> str:
    """What 'guaranteed' or 'possible' means under every counting rule."""
    return say(_SIDES[side], language)
