"""`curriculum-map import`: store what was read; over what is there only when told which version of it was seen."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curriculum_map.cli.changes import change_lines, coverage_lines
from curriculum_map.cli.shared import Lang, described, open_database, spoken
from curriculum_map.cli.upload import (
    AnswersFile,
    Blank,
    Campus,
    Edition,
    Files,
    Hidden,
    Institution,
    PerspectiveOption,
    Programme,
    Rater,
    Year,
    as_contract,
    reading_lines,
    understood,
)
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say, say_many
from curriculum_map.wording.change_words import COURSE_MOVES, RATING_MOVES, counted
from curriculum_map.wording.outcomes import CONFIRMS, STORED_CHANGED, STORED_OF, outcome_sentence
from curriculum_map.wording.record import grid_line

if TYPE_CHECKING:
    from curriculum_map.importing.description import Description
    from curriculum_map.importing.reading import Reading
    from curriculum_map.services.grids import Preview
    from curriculum_map.services.imports import Imported
    from curriculum_map.services.merging import Decisions, Merged, Seen
    from curriculum_map.storage.database import Database

# What is there is not what was said to be: the one status that `read` does not know.
_OTHERWISE = 4
_LATEST = "latest"
_VERSION = re.compile(r"(\d{1,9}):(\d{1,9})", re.ASCII)


def import_(
    files: Files,
    edition: Edition = None,
    institution: Institution = None,
    programme: Programme = None,
    year: Year = None,
    campus: Campus = None,
    rater: Rater = None,
    perspective: PerspectiveOption = None,
    blank: Blank = None,
    answers: AnswersFile = None,
    hidden: Hidden = False,
    over: Annotated[
        str | None,
        typer.Option(
            metavar="GRID:NUMBER|latest",
            help="Store it over this version, as the command names it when it shows what changes; "
            "latest: over whatever is there, ambitions too.",
        ),
    ] = None,
    over_ambitions: Annotated[
        int | None, typer.Option(min=1, help="Store it over this set of ambitions, likewise.")
    ] = None,
    remove_missing: Annotated[
        int | None, typer.Option(help="Remove the stored courses that the file does not have: as many as these.")
    ] = None,
    sure: Annotated[bool, typer.Option("--sure", help="Also if these are more than 30% of the courses.")] = False,
    renamed: Annotated[
        bool, typer.Option("--renamed", help="The courses that seem to be called otherwise, or split, are the same.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object; of several files a list of them.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Store the grid of a workbook, if nothing stands in the way; of several, one after the other.

    Over what is stored already it comes only when told which version was seen: it shows what would change first. Of
    several files each is stored or not by itself; the exit status is the highest of theirs.
    """
    from curriculum_map.services.merging import Decisions

    language = spoken(lang)
    about_one = {
        "--answers": answers,
        "--programme": programme,
        "--over GRID:NUMBER": None if over == _LATEST else over,
        "--over-ambitions": over_ambitions,
        "--remove-missing": remove_missing,
    }
    if len(files) > 1 and (given := [name for name, value in about_one.items() if value is not None]):
        alone = mark("This speaks of one file. Give that file alone, and the others without it.")
        raise typer.BadParameter(say(alone, language), param_hint=", ".join(given))
    decisions = Decisions(_seen(over, over_ambitions), remove_missing, sure, renamed)
    said = described(institution, programme, year, edition, rater, perspective, blank, campus)
    asked = _Asked(answers, said, hidden, decisions, over == _LATEST, language)
    raise typer.Exit(_import_json(files, asked) if as_json else _import_said(files, asked))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command is told, about each of its files."""

    answers: Path | None
    said: "Description"
    hidden: bool
    decisions: "Decisions"
    latest: bool
    language: Language


def _import_said(files: Sequence[Path], asked: _Asked) -> int:
    """Stores the files one by one and says what became of each; the highest exit status."""
    statuses: list[int] = []
    for file in files:
        if len(files) > 1:
            print(f"\n{file}" if statuses else file)
        data, reading, decided_at = understood(file, asked.answers, asked.said, asked.language, hidden=asked.hidden)
        for line in reading_lines(reading, decided_at, asked.language):
            print(line)
        status = reading.exit_status
        if not status:
            database = open_database()
            shown, imported = _store(database, reading, data, asked)
            for line in _lines(database, shown, imported, asked.decisions, asked.language):
                print(line)
            status = _status(imported)
        statuses.append(status)
    if len(files) > 1:
        stored = say(STORED_OF, asked.language, count=statuses.count(0), asked=len(files))
        print(f"\n{stored}")
    return max(statuses)


def _import_json(files: Sequence[Path], asked: _Asked) -> int:
    """Stores the files one by one and prints what became of them; the highest exit status."""
    statuses: list[int] = []
    documents: list[dict[str, Any]] = []
    try:
        for file in files:
            data, reading, _ = understood(file, asked.answers, asked.said, asked.language, hidden=asked.hidden)
            shown, imported = (None, None) if reading.exit_status else _store(open_database(), reading, data, asked)
            documents.append(_document(reading, shown, imported, asked.language))
            statuses.append(reading.exit_status if imported is None else _status(imported))
    finally:
        # What was stored is said, also where the next file could not be.
        if documents:
            print(json.dumps(documents if len(files) > 1 else documents[0], ensure_ascii=False, indent=2))
    return max(statuses)


def _store(database: "Database", reading: "Reading", data: bytes, asked: _Asked) -> "tuple[Preview, Imported]":
    """What the reading changes, and what became of it. An answer about a course that is not there ends the command."""
    from dataclasses import replace

    from curriculum_map.services.grids import preview
    from curriculum_map.services.imports import DONE, Keeping, import_reading
    from curriculum_map.services.settings import Settings

    decisions = asked.decisions
    shown = preview(database, LOCAL_ACTOR, reading, decisions)
    if shown is None:
        raise RuntimeError("a reading with nothing in its way has one whole grid")
    if shown.merged.unknown:
        said = say(mark("No one course is called so: {names}."), asked.language, names=", ".join(shown.merged.unknown))
        raise typer.BadParameter(said, param_hint="--answers")
    if asked.latest:
        decisions = replace(decisions, seen=shown.replaces.seen)
    keeping, now = Keeping(data, Settings().draft_days), datetime.now(UTC)
    imported = import_reading(database, LOCAL_ACTOR, reading, now=now, decisions=decisions, keeping=keeping)
    if imported.outcome not in DONE:
        # Somebody may have stored something just now: what is there decides, not what was there.
        shown = preview(database, LOCAL_ACTOR, reading, decisions) or shown
    return shown, imported


def _seen(over: str | None, over_ambitions: int | None) -> "Seen | None":
    """What somebody says that they saw; None where they said nothing."""
    from curriculum_map.services.merging import Seen

    if over is None or over == _LATEST:
        return None if over_ambitions is None else Seen(ambitions=over_ambitions)
    match = _VERSION.fullmatch(over)
    if match is None:
        raise typer.BadParameter(over, param_hint="--over GRID:NUMBER|latest")
    return Seen(int(match[1]), int(match[2]), over_ambitions)


def _status(imported: "Imported") -> int:
    from curriculum_map.services.imports import DONE, Outcome

    if imported.outcome in DONE:
        return 0
    return _OTHERWISE if imported.outcome in (Outcome.NEEDS_CONFIRMATION, Outcome.CONFLICT) else 1


def _lines(
    database: "Database", shown: "Preview", imported: "Imported", decisions: "Decisions", language: Language
) -> Iterator[str]:
    """What changes, what became of it, and what to say so that it is stored."""
    from curriculum_map.services.imports import Outcome

    if imported.outcome is Outcome.CONFLICT:
        yield from _since(database, shown, decisions, language)
    if not shown.same_as_existing:
        yield from _what_changes(shown, decisions, language)
    yield outcome_sentence(imported.outcome, language, gone=imported.gone, total=imported.total)
    if imported.outcome in (Outcome.NEEDS_CONFIRMATION, Outcome.CONFLICT):
        options = _options(shown, decisions)
        to_do = mark("To store it: {options}") if options else mark("Nothing is there yet: leave --over out.")
        yield say(to_do, language, options=options)
        if shown.merged.proposed:
            otherwise = mark(
                "With --renamed these courses are the same ones. If not, say under “courses” in a file of answers "
                "(--answers) which course became which."
            )
            yield say(otherwise, language)


def _what_changes(shown: "Preview", decisions: "Decisions", language: Language) -> Iterator[str]:
    merged, current = shown.merged, shown.replaces.grid
    changes = merged.changes_as_stored
    if current is not None and changes is not None:
        if not merged.is_intact:
            yield say(STORED_CHANGED, language)
        after = mark("This comes after version {number} of grid {grid} ({about}), as version {next}. What changes:")
        facts = {"number": current.version, "grid": current.id, "next": current.version + 1}
        yield say(after, language, about=grid_line(current.key, language), **facts)
        yield from counted(say("Courses", language), changes.course_counts(), COURSE_MOVES, language)
        yield from counted(say("Ratings", language), changes.rating_counts(), RATING_MOVES, language)
        yield from change_lines(changes, language)
        yield from coverage_lines(merged.coverage, merged.grid.edition, language)
        if merged.confirms:
            yield say_many(*CONFIRMS, merged.confirms, language)
        yield from _about_courses(merged, decisions.removed is not None or not merged.stays, language)
    if changed := len(shown.replaces.ambitions):
        yield say_many("{count} ambition changes or goes.", "{count} ambitions change or go.", changed, language)


def _about_courses(merged: "Merged", goes: bool, language: Language) -> Iterator[str]:
    """Which courses of the stored grid seem to be called otherwise, and what becomes of those not in the file."""
    from curriculum_map.services.course_choices import course_names

    if merged.changes is not None:
        before, after = (course_names(grid.courses) for grid in (merged.changes.before, merged.changes.after))
        became: dict[int, list[str]] = {}
        for link in merged.proposed:
            became.setdefault(link.before, []).append(after[link.after])
        for place, several in became.items():
            one, split = (
                mark("{before} seems to be {after} in this file."),
                mark("{before} seems to be split in this file: {after}."),
            )
            facts = {"before": before[place], "after": "; ".join(several)}
            sentence = split if len(several) > 1 else one
            yield say(sentence, language, **facts)
    if not merged.gone:
        return
    titles = ", ".join(course_names(merged.gone_courses))
    if goes:
        yield say_many(
            "{count} of the {total} stored courses is not in this file and goes: {titles}.",
            "{count} of the {total} stored courses are not in this file and go: {titles}.",
            len(merged.gone),
            language,
            total=merged.total,
            titles=titles,
        )
    else:
        yield say_many(
            "{count} of the {total} stored courses is not in this file and stays as it was rated: {titles}.",
            "{count} of the {total} stored courses are not in this file and stay as they were rated: {titles}.",
            len(merged.gone),
            language,
            total=merged.total,
            titles=titles,
        )


def _since(database: "Database", shown: "Preview", decisions: "Decisions", language: Language) -> Iterator[str]:
    """What somebody else stored over the version that was seen."""
    from curriculum_map.services.history import compare, effect

    seen, current = decisions.seen, shown.replaces.grid
    if seen is None or seen.grid is None or seen.version is None or current is None:
        return
    changes = compare(database, LOCAL_ACTOR, (seen.grid, seen.version), (current.id, current.version))
    if changes is None or seen.version == current.version:
        return
    facts = {"number": seen.version, "now": current.version, "file": current.file_name}
    yield say(mark("What changed from version {number} to version {now} ({file}):"), language, **facts)
    yield from change_lines(changes, language)
    yield from coverage_lines(effect(changes), changes.after.edition, language)


def _options(shown: "Preview", decisions: "Decisions") -> str:
    """The options that say what is there now, and what else has to be said so that it is stored."""
    seen, merged = shown.replaces.seen, shown.merged
    over = [] if seen.grid is None else [f"--over {seen.grid}:{seen.version}"]
    ambitions = [] if seen.ambitions is None else [f"--over-ambitions {seen.ambitions}"]
    renamed = ["--renamed"] if merged.proposed or decisions.renamed else []
    goes = decisions.removed is not None or not merged.stays
    removed = [f"--remove-missing {len(merged.gone)}"] if merged.gone and goes else []
    sure = ["--sure"] if removed and merged.is_many else []
    return " ".join((*over, *ambitions, *renamed, *removed, *sure))


def _document(
    reading: "Reading", shown: "Preview | None", imported: "Imported | None", language: Language
) -> dict[str, Any]:
    """The object of `read`, with what became of it under one more key."""
    from curriculum_map.services.import_contract import as_json
    from curriculum_map.services.imports import Outcome

    outcome = Outcome.BLOCKED if imported is None else imported.outcome
    counts = {} if imported is None else {"gone": imported.gone, "total": imported.total}
    said = outcome_sentence(outcome, language, **counts)
    return as_contract(reading, language) | {"import": as_json(shown, imported, said)}
