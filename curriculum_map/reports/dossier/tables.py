"""The tables that only a dossier has: who rated, the matrix, the line through the phases, the evidence."""

from collections import Counter
from collections.abc import Iterable, Iterator

from curriculum_map.analytics.arrays import counted
from curriculum_map.analytics.progression import progression
from curriculum_map.analytics.rated import rated_share
from curriculum_map.domain.gaps import Gap, GapKind
from curriculum_map.domain.levels import NOT_APPLICABLE, Level
from curriculum_map.domain.text import Language
from curriculum_map.reports.book import Column, Kind, Over, Sheet, Value
from curriculum_map.reports.dossier.input import Dossier, Earlier
from curriculum_map.reports.gap.changes import compared
from curriculum_map.reports.gap.input import GapReport
from curriculum_map.reports.gap.list import is_of_one_file, one_file, standing_columns, standing_values
from curriculum_map.reports.gap.raters import rater_words
from curriculum_map.reports.gap.table import gap_words
from curriculum_map.reports.gap.words import (
    SHEET_NAMES,
    counted_so,
    state_word,
    target_columns,
    target_words,
    with_carried,
)
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.decisions import decision_words
from curriculum_map.wording.flags import flags
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import day
from curriculum_map.workbooks.words import status_text

_UNKNOWN = 0  # phases count from 1


def rated_by(dossier: Dossier, language: Language) -> Sheet:
    """A row per rater of the programme-year: perspective, how much was rated, and from which file."""
    grids = dossier.report.raters or (dossier.report.grid,)
    return Sheet(
        name=say(mark("Raters"), language),
        title=say(mark("Who rated"), language),
        columns=(
            Column(say(mark("Rater"), language), 40, Kind.LABEL),
            Column(say(mark("Courses"), language), 12, Kind.COUNT),
            Column(say(mark("Share rated"), language), 14, Kind.SHARE),
            Column(say(mark("File"), language), 50),
            Column(say(mark("SHA-256 of the file"), language), 70),
        ),
        rows=tuple(
            (
                rater_words(grid, language),
                len(grid.courses),
                rated_share(grid),
                "\n".join(grid.provenance.files.values()),
                "\n".join(grid.provenance.files),
            )
            for grid in grids
        ),
        filtered=False,
    )


def matrix(dossier: Dossier, language: Language) -> Sheet:
    """A row per target: guaranteed and possible coverage; but for the public also the ambition and how it stands."""
    report, named = dossier.report, target_columns(dossier.report.grid.granularity, language)
    against = () if dossier.is_public else _against_columns(language)
    return Sheet(
        name=say(mark("Matrix"), language),
        title=say(mark("Coverage, guaranteed and possible"), language),
        notes=with_carried(report, counted_so(report.rule, language), language=language),
        columns=(
            *named,
            Column(say(mark("Guaranteed"), language), 17, Kind.LEVEL),
            Column(say(mark("Possible"), language), 17, Kind.LEVEL),
            *against,
        ),
        rows=joined(
            report,
            (
                (
                    gap.target,
                    (
                        state_word(gap.guaranteed, language),
                        state_word(gap.possible, language),
                        *(() if dossier.is_public else _against(gap, language)),
                    ),
                )
                for gap in report.in_sections()
            ),
            language,
        ),
        frozen_columns=len(named),
        filtered=False,
        sectioned=True,
    )


def joined(
    report: GapReport, lines: Iterable[tuple[str, tuple[Value, ...]]], language: Language
) -> tuple[tuple[Value, ...], ...]:
    """The values of each target behind its names; what holds several targets stands once, over all of them."""
    named = [(target_words(report.edition, target, language), values) for target, values in lines]
    often = Counter(words[: depth + 1] for words, _ in named for depth in range(len(words) - 1))
    rows: list[tuple[Value, ...]] = []
    seen: set[tuple[str, ...]] = set()
    for words, values in named:
        over = [words[: depth + 1] for depth in range(len(words) - 1)]
        rows.append((*(None if one in seen else Over(one[-1], often[one]) for one in over), words[-1], *values))
        seen.update(over)
    return tuple(rows)


def gaps(dossier: Dossier, language: Language) -> Sheet:
    """A row per target below its ambition, with what was decided about it, by the numbers of the decisions."""
    report = dossier.report
    decided: dict[str, list[str]] = {}
    for one in report.decisions:
        about = f"{one.number}: {decision_words(one, language)}"
        decided.setdefault(one.decision.target, []).append(about)
    found = [gap for gap in report.in_sections() if gap.is_below_ambition or gap.kind is GapKind.UNKNOWN]
    note = mark(
        "Against the ambition of the programme itself. Each may be a deliberate choice, or something to repair."
    )
    return Sheet(
        name=say(SHEET_NAMES["gaps"], language),
        title=say(mark("Gaps and what was decided about them"), language),
        notes=with_carried(report, say(note, language), counted_so(report.rule, language), language=language),
        columns=(
            Column(say(mark("Target"), language), 55, Kind.LABEL),
            *standing_columns(language),
            Column(say(mark("Decisions"), language), 40),
        ),
        rows=tuple(
            (
                report.edition.name(gap.target, language),
                *standing_values(gap, language),
                "\n".join(decided.get(gap.target, ())) or None,
            )
            for gap in found
        ),
        frozen_columns=1,
    )


def _against_columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(say(mark("Ambition"), language), 17, Kind.LEVEL),
        Column(say(mark("Outcome"), language), 26, Kind.GAP, marked=gap_words(language)),
        Column(say(mark("Flags"), language), 28),
    )


def _against(gap: Gap, language: Language) -> tuple[Value, ...]:
    return state_word(gap.ambition, language), label(gap.kind, language), flags(gap, language) or None


def progressed(dossier: Dossier, language: Language) -> Sheet:
    """A row per target, a column per phase: the highest level in what every student takes in that phase."""
    report = dossier.report
    frame = progression(report.grid).fillna({"phase": _UNKNOWN})
    states = {
        (str(target), int(phase)): int(sure)
        for target, phase, sure in zip(frame["target"], frame["phase"], frame["guaranteed"], strict=True)
    }
    phases = list(dict.fromkeys(phase for _, phase in states))
    named = target_columns(report.grid.granularity, language)
    headings = [
        say(mark("phase {phase}"), language, phase=phase) if phase else say(mark("phase not known"), language)
        for phase in phases
    ]
    note = mark("The highest level in what every student takes in that phase; the counting rule is not used here.")
    return Sheet(
        name=say(mark("Phases"), language),
        title=say(mark("Through the phases"), language),
        notes=with_carried(report, say(note, language), language=language),
        columns=(*named, *(Column(heading, 17, Kind.LEVEL) for heading in headings)),
        rows=joined(
            report,
            (
                (gap.target, tuple(state_word(states[gap.target, phase], language) for phase in phases))
                for gap in report.in_sections()
            ),
            language,
        ),
        frozen_columns=len(named),
        filtered=False,
        sectioned=True,
    )


def since_snapshot(dossier: Dossier, earlier: Earlier, language: Language) -> Sheet:
    """A row per target: what was guaranteed in the snapshot before, and what is now."""
    when = day(earlier.made_at, language)
    said = say(mark("{name} ({when})"), language, name=earlier.snapshot, when=when)
    title = say(mark("What changed since the snapshot {name}"), language, name=said)
    return compared(dossier.report, earlier.grid, (said, dossier.report.grid.key.academic_year), title, language)


def evidence(dossier: Dossier, language: Language) -> Sheet:
    """A row per target and course that covers it: the level, what was written, and the cell it stands in."""
    report = dossier.report
    note = mark("Every level above “not covered”, with the cell in which it was written.")
    return Sheet(
        name=say(mark("Evidence"), language),
        title=say(mark("Evidence: the courses behind each target"), language),
        notes=with_carried(report, say(note, language), *one_file(report, language), language=language),
        columns=(
            Column(say(mark("Target"), language), 55, Kind.LABEL),
            Column(say(mark("Course"), language), 42),
            Column(say(mark("Status"), language), 22),
            Column(say(mark("Phase"), language), 8, Kind.COUNT),
            Column(say(mark("Level"), language), 17, Kind.LEVEL),
            Column(say(mark("As written"), language), 18),
            Column(say(mark("Cell"), language), 28),
            *(() if is_of_one_file(report) else (Column(say(mark("File"), language), 40),)),
        ),
        rows=tuple(_evidence(report, language)),
        frozen_columns=1,
        sectioned=True,
    )


def _evidence(report: GapReport, language: Language) -> Iterator[tuple[Value, ...]]:
    grid, states = report.grid, counted(report.grid)
    for gap in report.in_sections():
        place = grid.targets.index(gap.target)
        of_target = states[:, place].tolist()
        covers = [number for number, state in enumerate(of_target) if Level.NOT_COVERED < state < NOT_APPLICABLE]
        for number in covers:
            course, ref, state = grid.courses[number], grid.provenance.ref(number, place), of_target[number]
            yield (
                Over(report.edition.name(gap.target, language), len(covers)) if number == covers[0] else None,
                course_name(course),
                status_text(course, language) or None,
                course.phase,
                state_word(state, language),
                grid.provenance.mark(number, place) or None,
                None if ref is None else str(ref),
                *(() if is_of_one_file(report) else (grid.provenance.source(number).file_name,)),
            )
