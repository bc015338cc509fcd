"""The sheet with what was noted beside the targets."""

from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Sheet
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, meddled, when_by
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.targets import target_name


def commented_targets(report: GapReport) -> list[str]:
    """The targets that have a comment, in the order of the edition, those that it does not have at the end."""
    order = {gap.target: place for place, gap in enumerate(report.in_sections())}
    there = [target for target, comment in report.comments.items() if comment.text]
    return sorted(there, key=lambda target: (order.get(target, len(order)), target))


def commented(report: GapReport, language: Language) -> Sheet:
    """A row per target that has a comment."""
    note = mark("What was noted beside a target, for this academic year; it changes no figure.")
    rows = []
    for target in commented_targets(report):
        comment = report.comments[target]
        when = when_by(report, comment.last.made_at, comment.last.made_by, language)
        rows.append((target_name(report.edition, target, language), comment.text, when))
    return Sheet(
        name=say(SHEET_NAMES["comments"], language),
        title=say(mark("Comments on targets"), language),
        notes=(*meddled(report, language), say(note, language)),
        columns=(
            Column(say(mark("Target"), language), 50, Kind.LABEL),
            Column(say(mark("Comment"), language), 80),
            Column(say(mark("When"), language), 28),
        ),
        rows=tuple(rows),
        frozen_columns=1,
    )
