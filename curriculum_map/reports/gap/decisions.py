"""The sheet with the register of decisions: what was decided about which gap, and what became of it."""

from curriculum_map.domain.decisions import Registered
from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, state_word, with_carried
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.decisions import history_words, state_words
from curriculum_map.wording.labels import label
from curriculum_map.wording.targets import target_name


def decisions(report: GapReport, language: Language) -> Sheet:
    """A row per decision that stands, by number."""
    note = mark("Every grid that is stored after a decision checks it; nobody has to tick it off.")
    if not report.decisions:
        note = mark("Nothing was decided yet about a gap of this programme.")
    return Sheet(
        name=say(SHEET_NAMES["decisions"], language),
        title=say(mark("Decisions about gaps"), language),
        notes=with_carried(report, say(note, language), language=language),
        columns=(
            Column(say(mark("No."), language), 7, Kind.COUNT),
            Column(say(mark("Target"), language), 50, Kind.LABEL),
            Column(say(mark("Decision"), language), 24),
            Column(say(mark("What was decided"), language), 50),
            Column(say(mark("Course"), language), 32),
            Column(say(mark("To level"), language), 17, Kind.LEVEL),
            Column(say(mark("Who sees to it"), language), 24),
            Column(say(mark("By academic year"), language), 14),
            Column(say(mark("State"), language), 28),
            Column(say(mark("History"), language), 50),
        ),
        rows=tuple(_row(report, one, language) for one in report.decisions),
        frozen_columns=2,
    )


def _row(report: GapReport, one: Registered, language: Language) -> tuple[Value, ...]:
    decision, course = one.decision, one.decision.course
    return (
        one.number,
        target_name(report.edition, decision.target, language),
        label(decision.kind, language),
        decision.text,
        None if course is None else course_name(course),
        state_word(decision.level, language),
        decision.owner,
        decision.due,
        state_words(one, language),
        "\n".join(history_words(one, language)),
    )
