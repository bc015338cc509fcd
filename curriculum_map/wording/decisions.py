"""Decisions in words: what was decided, what became of it, and with which grid."""

from collections.abc import Mapping

from curriculum_map.domain.decisions import Check, Decision, DecisionKind, Registered
from curriculum_map.domain.levels import Legend
from curriculum_map.domain.register import Entry
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import day

# What the text of a decision says, by its kind.
TEXTS: Mapping[DecisionKind, str] = {
    DecisionKind.CHOICE: mark("The reason for it"),
    DecisionKind.ELSEWHERE: mark("Where students learn it, for example on placement or in a project"),
    DecisionKind.REPAIR: mark("What is done"),
}
TO_LEVEL = mark("to “{level}”")


def state_words(one: Registered, language: Language) -> str:
    """What became of a decision until now; of one that is not done when it was to be, that too."""
    state = label(one.state, language)
    if not one.is_late:
        return state
    return say(mark("{state}, was planned for {year}"), language, state=state, year=one.decision.due)


def decision_words(one: Registered, language: Language) -> str:
    """The kind of a decision and what became of it: 'repair, open'."""
    return f"{label(one.decision.kind, language)}, {state_words(one, language)}"


def plan_words(decision: Decision, legend: Legend, language: Language) -> str:
    """What a repair is to bring, where, by when and who sees to it; empty for what is no repair."""
    if decision.level is None:
        return ""
    parts = (
        say(TO_LEVEL, language, level=legend.name(decision.level)[language]),
        None if decision.course is None else say(mark("in {course}"), language, course=course_name(decision.course)),
        None if decision.due is None else say(mark("by {year}"), language, year=decision.due),
        decision.owner,
    )
    return ", ".join(filter(None, parts))


def history_words(one: Registered, language: Language) -> list[str]:
    """Each time that a decision was said, and each grid with which it came to another state, in their order."""
    dated = [(entry.made_at, _said(entry, language)) for entry in one.said]
    dated += [(check.at, check_words(check, language)) for check in one.checks]
    return [words for _, words in sorted(dated, key=lambda pair: pair[0])]


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


def _said(entry: Entry, language: Language) -> str:
    when = day(entry.made_at, language)
    if entry.body is None:
        return say(mark("{when}: taken back"), language, when=when)
    sentence = mark("{when}: decided, in {year}") if entry.number == 1 else mark("{when}: said anew, in {year}")
    return say(sentence, language, when=when, year=entry.body["decided_in"])
