"""The sheet with the audit samples: which claims were drawn, and what the course sheets say of them."""

from curriculum_map.analytics.confirmed import wilson_interval
from curriculum_map.domain.samples import AuditSample, SampleOnRecord, Verdict
from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Sheet
from curriculum_map.reports.gap_input import GapReport
from curriculum_map.reports.gap_words import SHEET_NAMES, state_word
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.numbers import percent

_WORDS = {
    Verdict.CONFIRMED: mark("confirmed"),
    Verdict.NOT_CONFIRMED: mark("not confirmed"),
    Verdict.UNCLEAR: mark("unclear"),
}
_DRAWN = mark(
    "Sample {number}: {count} of {all} claimed places (a level above “not covered”) of version {version}, drawn at "
    "random with seed {seed}; SHA-256 of what the grid says: {sha256}."
)
_RATE = mark(
    "Sample {number}: {confirmed} of {marked} checked places confirmed, {share} (95% interval of Wilson: {low} to "
    "{high}); {refused} not confirmed, {unclear} unclear, {left} still to check. Unclear places count as checked."
)
_NOT_YET = mark("Sample {number}: no place was checked yet.")


def audit_sample(report: GapReport, language: Language) -> Sheet:
    """A row per place that was drawn; above it how it was drawn, and the share that was confirmed."""
    notes = tuple(text for one in report.samples for text in (_drawn(one, language), confirmed_words(one, language)))
    return Sheet(
        name=say(SHEET_NAMES["sample"], language),
        title=say(mark("Audit sample: claims checked against the course sheets"), language),
        notes=notes,
        columns=(
            Column(say(mark("Sample"), language), 10, Kind.COUNT),
            Column(say(mark("Course"), language), 40, Kind.LABEL),
            Column(say(mark("Target"), language), 50, Kind.LABEL),
            Column(say(mark("Level claimed"), language), 22, Kind.LEVEL),
            Column(say(mark("Cell"), language), 28),
            Column(say(mark("The course sheet"), language), 18),
            Column(say(mark("Remark"), language), 60),
        ),
        rows=tuple(
            (
                int(one.entry.about.name),
                course_name(place.course),
                report.edition.name(place.target, language),
                state_word(place.level, language),
                place.ref,
                _verdict(one.sample, number, language),
                one.sample.marks[number].remark or None if number in one.sample.marks else None,
            )
            for one in report.samples
            for number, place in enumerate(one.sample.places)
        ),
        frozen_columns=3,
    )


def confirmed_words(one: SampleOnRecord, language: Language) -> str:
    """The share of the checked places that was confirmed, with its interval."""
    sample, number = one.sample, one.entry.about.name
    if not sample.marks:
        return say(_NOT_YET, language, number=number)
    confirmed, marked = sample.count(Verdict.CONFIRMED), len(sample.marks)
    low, high = wilson_interval(confirmed, marked)
    return say(
        _RATE,
        language,
        number=number,
        confirmed=confirmed,
        marked=marked,
        share=percent(confirmed / marked, language),
        low=percent(low, language),
        high=percent(high, language),
        refused=sample.count(Verdict.NOT_CONFIRMED),
        unclear=sample.count(Verdict.UNCLEAR),
        left=len(sample.places) - marked,
    )


def _drawn(one: SampleOnRecord, language: Language) -> str:
    sample = one.sample
    return say(
        _DRAWN,
        language,
        number=one.entry.about.name,
        count=len(sample.places),
        all=sample.of,
        version=sample.version,
        seed=sample.seed,
        sha256=sample.grid_checksum,
    )


def _verdict(sample: AuditSample, place: int, language: Language) -> str | None:
    said = sample.marks.get(place)
    return None if said is None else say(_WORDS[said.verdict], language)
