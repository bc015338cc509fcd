"""Counting rules: what turns the levels of the courses that somebody takes into one level for a target.

docs/counting-rules.md has each of them worked out by hand. How a rule is said on a screen: wording/rules.py.
"""

import re
from dataclasses import dataclass

from curriculum_map.domain.levels import Level

OWN = "own"
MOST_COURSES, MOST_PERCENT = 99, 100
# An own rule: level 1 to 3, courses, percentage.
_OWN_SLUG = re.compile(rf"{OWN}-([1-3])-([1-9]\d?)-(0|[1-9]\d?|{MOST_PERCENT})", re.ASCII)


@dataclass(frozen=True, slots=True)
class CountingRule:
    """A target is at the highest level for which everything holds that the rule asks; at level 0 where nothing does.

    For a level to count it has to be `lowest` or higher, `courses` courses have to reach it, and so have `percent` of
    the ECTS credits of the courses that hold a level for the target. A rule that asks for a percentage leaves out
    courses without credits.
    """

    name: str
    lowest: Level = Level.EXEMPLARY
    courses: int = 1
    percent: int = 0

    def __post_init__(self) -> None:
        if self.lowest < Level.EXEMPLARY or self.courses < 1 or not 0 <= self.percent <= MOST_PERCENT:
            raise ValueError("a counting rule asks for level 1 or higher, one course or more, and 0 to 100 percent")

    @property
    def slug(self) -> str:
        """The rule as an address or a command names it: its name; for an own rule its parameters too, "own-2-3-10"."""
        return f"{OWN}-{self.lowest:d}-{self.courses}-{self.percent}" if self.name == OWN else self.name

    def holds(self, level: int, reaching: int, credit_reaching: float, credit_rated: float) -> bool:
        """Whether a level counts that so many courses reach, with so many of the credits that hold a level."""
        enough = credit_reaching * 100 >= self.percent * credit_rated
        return level >= self.lowest and reaching >= self.courses and enough


HIGHEST = CountingRule("highest")
WELL_FRAMED = CountingRule("at-least-well-framed", lowest=Level.WELL_FRAMED)
TWO_COURSES = CountingRule("two-courses", courses=2)
TENTH_OF_CREDITS = CountingRule("share-of-credits", percent=10)
# The rules with a name, the default first; a conclusion that differs between them depends on the rule.
RULES = (HIGHEST, WELL_FRAMED, TWO_COURSES, TENTH_OF_CREDITS)


def own_rule(*, lowest: Level = Level.EXEMPLARY, courses: int = 1, percent: int = 0) -> CountingRule:
    """Somebody's own rule by its parameters; the one with a name where they are the same."""
    own = CountingRule(OWN, lowest, courses, percent)
    asked = (own.lowest, own.courses, own.percent)
    return next((rule for rule in RULES if (rule.lowest, rule.courses, rule.percent) == asked), own)


def rule_of(slug: str) -> CountingRule | None:
    """The rule with this slug; None if there is no such rule."""
    named = next((rule for rule in RULES if rule.name == slug), None)
    own = _OWN_SLUG.fullmatch(slug)
    if named is not None or own is None:
        return named
    lowest, courses, percent = map(int, own.groups())
    return own_rule(lowest=Level(lowest), courses=courses, percent=percent)
