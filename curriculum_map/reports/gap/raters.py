"""The sheets about several raters: how far they agree, and the places on which they differ, those to discuss first."""

import math

from curriculum_map.analytics.agreed import agreed_places
from curriculum_map.analytics.agreement import (
    ALL_PLACES,
    CLUSTER,
    COMPONENT,
    COURSE,
    FOCUS,
    WHOLE,
    agreement,
    to_discuss,
)
from curriculum_map.analytics.raters import side_by_side
from curriculum_map.domain.agreed import OnRecord
from curriculum_map.domain.curriculum import Grid
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, state_word, with_carried
from curriculum_map.wording.agreed_words import agreed_when
from curriculum_map.wording.agreement import alpha_meaning, alpha_text, part_name
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.labels import label
from curriculum_map.wording.targets import target_name

_ALPHA = mark(
    "Alpha is Krippendorff’s, for ordered levels: 1 is full agreement, 0 what chance alone would give. Blank "
    "and not applicable are missing, not levels."
)
AGREED_NOTE = mark(
    "An agreed level counts in place of what the rater wrote. What was written, and in which cell, stays as it was."
)
_OVER = {ALL_PLACES: mark("all places")}
_PARTS = {
    FOCUS: mark("Focus"),
    CLUSTER: mark("Cluster"),
    COMPONENT: mark("Component"),
    COURSE: mark("Course"),
}


def raters_agree(report: GapReport, language: Language) -> Sheet:
    """A row per part and set of places: how many places two raters or more rated, and how far they agree there."""
    raters = side_by_side(report.raters)
    frame = agreement(raters, report.edition).to_dict("records")
    claimed = mark("places where somebody claims something")
    rows: list[tuple[Value, ...]] = [
        (
            None if line["part"] == WHOLE else say(_PARTS[str(line["part"])], language),
            part_name(str(line["part"]), str(line["id"]), raters, report.edition, language),
            say(_OVER.get(line["over"], claimed), language),
            int(line["places"]),
            _share(line["exact"]),
            _share(line["adjacent"]),
            alpha_text(line["alpha"], line["alpha_low"], line["alpha_high"], language),
        )
        for line in frame
    ]
    who = ", ".join(rater_words(grid, language) for grid in raters.grids)
    return Sheet(
        name=say(SHEET_NAMES["agreement"], language),
        title=say(mark("How far the raters agree"), language),
        notes=with_carried(
            report,
            say(mark("Raters: {raters}."), language, raters=who),
            alpha_meaning(frame[0]["alpha"], language),
            say(_ALPHA, language),
            language=language,
        ),
        columns=(
            Column(say(mark("Part"), language), 20),
            Column(say(mark("Name"), language), 50, Kind.LABEL),
            Column(say(mark("Agreement over"), language), 30),
            Column(say(mark("places"), language), 10, Kind.COUNT),
            Column(say(mark("the same level"), language), 16, Kind.SHARE),
            Column(say(mark("at most one level apart"), language), 16, Kind.SHARE),
            Column(say(mark("alpha (95% interval)"), language), 22),
        ),
        rows=tuple(rows),
        frozen_columns=2,
    )


def contested(report: GapReport, language: Language) -> Sheet:
    """A row per place on which raters differ, those to talk about first on top, with the level of each rater."""
    raters = side_by_side(report.raters)
    settled = agreed_places(raters.courses, (*report.agreed, *report.left))
    rows: list[tuple[Value, ...]] = []
    for line in to_discuss(raters).to_dict("records"):
        course, target = int(line["course"]), str(line["target"])
        states = raters.states[:, course, raters.targets.index(target)].tolist()
        decides = say(mark("decides what is guaranteed"), language) if line["decides"] else None
        words = (state_word(state, language) for state in states)
        one = settled.get((course, target))
        level = state_word(None if one is None else one.agreed.level, language)
        place = (course_name(raters.courses[course]), report.edition.name(target, language))
        rows.append((*place, *words, decides, level))
    nowhere = () if rows else (say(mark("The raters do not differ anywhere."), language),)
    return Sheet(
        name=say(SHEET_NAMES["contested"], language),
        title=say(mark("Places on which raters differ"), language),
        notes=with_carried(report, *nowhere, language=language),
        columns=(
            Column(say(mark("Course"), language), 40, Kind.LABEL),
            Column(say(mark("Target"), language), 50, Kind.LABEL),
            *(Column(rater_words(grid, language), 22, Kind.LEVEL) for grid in raters.grids),
            Column(say(mark("why it matters"), language), 28),
            Column(say(mark("Agreed level"), language), 22, Kind.LEVEL),
        ),
        rows=tuple(rows),
        frozen_columns=2,
    )


def agreed(report: GapReport, language: Language) -> Sheet:
    """A row per level that the raters agreed on: why, who stays with another level, and whether it counts here."""
    yes, no = say(mark("yes"), language), say(mark("no: this grid does not have the place"), language)
    every = [*((one, yes) for one in report.agreed), *((one, no) for one in report.left)]
    rows = tuple((*agreed_values(one, report.edition, language), counts) for one, counts in every)
    return Sheet(
        name=say(SHEET_NAMES["agreed"], language),
        title=say(mark("Levels that the raters agreed on"), language),
        notes=(say(AGREED_NOTE, language),),
        columns=(*agreed_columns(language), Column(say(mark("Counts in this report"), language), 28)),
        rows=rows,
        frozen_columns=2,
    )


def agreed_columns(language: Language) -> tuple[Column, ...]:
    """The headings over agreed_values."""
    return (
        Column(say(mark("Course"), language), 40, Kind.LABEL),
        Column(say(mark("Target"), language), 50, Kind.LABEL),
        Column(say(mark("Agreed level"), language), 22, Kind.LEVEL),
        Column(say(mark("Reason"), language), 50),
        Column(say(mark("Dissent"), language), 50),
        Column(say(mark("On record"), language), 32),
    )


def agreed_values(one: OnRecord, edition: Edition, language: Language) -> tuple[Value, ...]:
    """A level that raters agreed on: for which place, why, who stays with another, and since when it is on record."""
    return (
        course_name(one.agreed.course),
        target_name(edition, one.agreed.target, language),
        state_word(one.agreed.level, language),
        one.agreed.reason,
        one.agreed.dissent or None,
        agreed_when(one, language),
    )


def rater_words(grid: Grid, language: Language) -> str:
    """A rater and the perspective; of one who is not named the perspective alone."""
    return " · ".join(filter(None, (grid.key.rater, label(grid.key.perspective, language))))


def _share(share: float) -> float | None:
    return None if math.isnan(share) else round(share, 4)
