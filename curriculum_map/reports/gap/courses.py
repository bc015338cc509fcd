"""The sheet with every course and its levels."""

from curriculum_map.domain.curriculum import Course
from curriculum_map.domain.framework import Granularity, granularity_of, split_target
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Sheet, Value
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.words import SHEET_NAMES, state_word, target_words, uploaded_words, with_carried
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.labels import label
from curriculum_map.workbooks.words import not_applicable_mark, status_text


def every_course(report: GapReport, language: Language) -> Sheet:
    """A row per course, in the order of the file, with a level for each target; blanks stay empty."""
    grid = report.grid
    note = mark("As rated. An empty place was left empty in the file and means: {meaning}.")
    return Sheet(
        name=say(SHEET_NAMES["courses"], language),
        title=say(mark("Every course and its levels"), language),
        notes=with_carried(report, say(note, language, meaning=label(grid.blank_means, language)), language=language),
        columns=(*_course_columns(language), *_target_columns(report, language)),
        rows=tuple(
            (*_about(report, number, language), *words) for number, words in enumerate(_level_words(report, language))
        ),
        frozen_columns=2,
    )


def _course_columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(say(mark("Code"), language), 11),
        Column(say(mark("Course"), language), 40, Kind.LABEL),
        Column(say(mark("ECTS"), language), 13, Kind.CREDITS),
        Column(say(mark("Phase"), language), 8, Kind.COUNT),
        Column(say(mark("Semester"), language), 11),
        Column(say(mark("Status"), language), 26),
        Column(say(mark("Provenance"), language), 60),
    )


def _target_columns(report: GapReport, language: Language) -> tuple[Column, ...]:
    """A column of levels per target, under what holds it; elements fold away up to the first one of each cluster."""
    targets = [gap.target for gap in report.in_sections()]
    columns, before = [], ""
    for target in targets:
        *over, heading = target_words(report.edition, target, language)
        cluster = split_target(target)[0]
        is_element = granularity_of(target) is Granularity.ELEMENT
        group = " – ".join(over[1:]) if is_element else over[-1]
        width = 20 if report.grid.granularity is Granularity.CLUSTER else 13
        columns.append(Column(heading, width, Kind.LEVEL, group, folds=is_element and cluster == before))
        before = cluster
    return tuple(columns)


def _level_words(report: GapReport, language: Language) -> list[list[str | None]]:
    """Per course the word of each target, in the order of the columns."""
    grid = report.grid
    words = {state: state_word(state, language) for state in set(grid.levels)}
    words |= {NOT_RATED: None, NOT_APPLICABLE: not_applicable_mark(language)}
    places = [grid.targets.index(gap.target) for gap in report.in_sections()]
    width = len(grid.targets)
    return [[words[grid.levels[number * width + place]] for place in places] for number in range(len(grid.courses))]


def _about(report: GapReport, number: int, language: Language) -> tuple[Value, ...]:
    """What the file says about a course, and where its levels stand in it."""
    course: Course = report.grid.courses[number]
    return (
        course.code,
        course.title,
        course.ects,
        course.phase,
        course.semester,
        status_text(course, language) or None,
        _provenance(report, number, language),
    )


def _provenance(report: GapReport, number: int, language: Language) -> str:
    """File, sheet and cells of a course's levels, the version they came with, and whether the course was carried."""
    grid, said = report.grid, mark("{places}; uploaded on {uploaded}")
    if number in grid.carried:
        said = mark("{places}; uploaded on {uploaded}; carried over and not confirmed yet")
    source = grid.provenance.source(number)
    places = ", ".join(f"{source.file_name}!{ref}" for ref in grid.provenance.levels_refs(number))
    uploaded = uploaded_words(report, source.sha256, language)
    return say(said, language, places=places or source.file_name, uploaded=uploaded)
