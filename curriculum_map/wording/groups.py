"""What a student takes of an elective group, in words."""

from curriculum_map.domain.curriculum import ElectiveGroup
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, mark_many, say, say_many
from curriculum_map.wording.numbers import number

_COURSES = mark_many("{count} course", "{count} courses")


def rule_words(rule: str, language: Language) -> str:
    """What is taken of a group as a finding or an answer has it: '2' courses, '6 ects', or that it is not known."""
    amount, _, unit = rule.partition(" ")
    if unit:
        return say(mark("at least {credits} ECTS credits"), language, credits=number(float(amount), language))
    return say_many(*_COURSES, int(amount), language) if amount.isdigit() else say(mark("not known"), language)


def group_words(group: ElectiveGroup, language: Language) -> str:
    """The group with what a student takes of it."""
    return say(mark("{group}: {rule}"), language, group=group.name, rule=rule_words(str(group), language))
