"""The sheet with the audit samples: which claims were drawn, and what the course sheets say of them."""

from curriculum_map.domain.samples import Marked
from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Sheet
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, meddled, state_word
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.labels import label
from curriculum_map.wording.samples import confirmed_words, drawn_words


def audit_sample(report: GapReport, language: Language) -> Sheet:
    """A row per place that was drawn; above it how it was drawn, and the share that was confirmed."""
    notes = tuple(
        text for one in report.samples for text in (drawn_words(one, language), confirmed_words(one, language))
    )
    return Sheet(
        name=say(SHEET_NAMES["sample"], language),
        title=say(mark("Audit sample: claims checked against the course sheets"), language),
        notes=(*meddled(report, language), *notes),
        columns=(
            Column(say(mark("Sample"), language), 10, Kind.COUNT),
            Column(say(mark("Course"), language), 40, Kind.LABEL),
            Column(say(mark("Target"), language), 50, Kind.LABEL),
            Column(say(mark("Level claimed"), language), 22, Kind.LEVEL),
            Column(say(mark("Cell"), language), 28),
            Column(say(mark("File"), language), 34),
            Column(say(mark("The course sheet"), language), 18),
            Column(say(mark("Remark"), language), 60),
            Column(say(mark("Checked by"), language), 24),
        ),
        rows=tuple(
            (
                int(one.entry.about.name),
                course_name(place.course),
                report.edition.name(place.target, language),
                state_word(place.level, language),
                place.ref or None,
                place.file,
                *_marked(one.sample.marks.get(number), language),
            )
            for one in report.samples
            for number, place in enumerate(one.sample.places)
        ),
        frozen_columns=3,
    )


def _marked(said: Marked | None, language: Language) -> tuple[str | None, ...]:
    """What a reviewer said of a place, the remark and the role; nothing where it is still to be checked."""
    if said is None:
        return (None, None, None)
    return label(said.verdict, language), said.remark or None, said.role or None
