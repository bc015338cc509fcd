"""Audit samples in words: how one was drawn, and the share of its places that was confirmed."""

from curriculum_map.analytics.confirmed import wilson_interval
from curriculum_map.domain.samples import SampleOnRecord, Verdict
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.numbers import percent

_DRAWN = mark(
    "Sample {number}: {count} of {all} claimed places (a level above “not covered”) of version {version}, drawn at "
    "random with seed {seed}; SHA-256 of what the grid says: {sha256}."
)
_RATE = mark(
    "Sample {number}: {confirmed} of {marked} checked places confirmed, {share} (95% interval of Wilson: {low} to "
    "{high}); {refused} not confirmed, {unclear} unclear, {left} still to check. Unclear places count as checked."
)
_NOT_YET = mark("Sample {number}: no place was checked yet.")


def drawn_words(one: SampleOnRecord, language: Language) -> str:
    """How a sample was drawn, so that anybody can draw it again."""
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
