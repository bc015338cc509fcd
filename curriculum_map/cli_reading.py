"""The commands that read a file: say what was understood, and store it when nothing stands in the way."""

import json
import sys
from dataclasses import fields
from dataclasses import replace as dataclass_replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli_shared import Lang, current_editions, current_programmes, described, open_database, save, spoken
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import BlankMeans, Perspective
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say, say_many
from curriculum_map.wording.findings import said_fact, sentence
from curriculum_map.wording.labels import label
from curriculum_map.wording.outcomes import outcome_sentence

if TYPE_CHECKING:
    from curriculum_map.importing.description import Description
    from curriculum_map.importing.meaning.answers import Answers
    from curriculum_map.importing.reading import Reading
    from curriculum_map.importing.snippet import Snippet
    from curriculum_map.services.imports import Merged

File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="A workbook (.xlsx, .ods, .xls) or a .csv file.")
]
Edition = Annotated[str | None, typer.Option(help="Framework edition: sap-2024-nl, sw-2025-en or kjg-nl.")]
Institution = Annotated[str | None, typer.Option(help="Institution, where the file does not say.")]
Programme = Annotated[str | None, typer.Option(help="Programme: its name or id, where the file does not say.")]
Year = Annotated[str | None, typer.Option(help="Academic year such as 2026-27, where the file does not say.")]
Campus = Annotated[str | None, typer.Option(help="Campus, for a programme that differs from one to another.")]
Rater = Annotated[str | None, typer.Option(help="Who rated: a role or a group.")]
PerspectiveOption = Annotated[Perspective | None, typer.Option(help="Whose view this is.")]
AnswersFile = Annotated[
    Path | None, typer.Option("--answers", exists=True, dir_okay=False, help="Answers about this file, in YAML.")
]
Hidden = Annotated[bool, typer.Option("--hidden", help="Read hidden rows, columns and sheets too.")]
Blank = Annotated[BlankMeans | None, typer.Option(help="What an empty cell means in this file.")]


def read(
    file: File,
    edition: Edition = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    institution: Institution = None,
    programme: Programme = None,
    year: Year = None,
    campus: Campus = None,
    rater: Rater = None,
    perspective: PerspectiveOption = None,
    blank: Blank = None,
    answers: AnswersFile = None,
    hidden: Hidden = False,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", help="Write the workbook with our findings in it to this file.")
    ] = None,
    lang: Lang = None,
) -> None:
    """Read a workbook and say what was understood. Nothing is stored."""
    language = spoken(lang)
    said = described(institution, programme, year, edition, rater, perspective, blank, campus)
    given = _answers(answers, said, language, hidden=hidden)
    data = file.read_bytes()
    reading, decided_at = _read(file.name, data, given, language)
    _print_reading(reading, decided_at, language, as_json=as_json)
    if annotate is not None:
        _annotate(annotate, data, reading, language)
    raise typer.Exit(reading.exit_status)


def import_(
    file: File,
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
    replace: Annotated[bool, typer.Option("--replace", help="Store it as the next version of the grid.")] = False,
    remove_missing: Annotated[
        int | None, typer.Option(help="Remove the stored courses that the file does not have: as many as these.")
    ] = None,
    sure: Annotated[bool, typer.Option("--sure", help="Also if these are more than 30 % of the courses.")] = False,
    renamed: Annotated[
        bool, typer.Option("--renamed", help="The courses that seem to be called otherwise are the same.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Store the grid of a workbook, if nothing stands in the way."""
    from curriculum_map.services.grids import preview
    from curriculum_map.services.imports import DONE, Decisions, Keeping, import_reading
    from curriculum_map.services.settings import Settings

    language = spoken(lang)
    said = described(institution, programme, year, edition, rater, perspective, blank, campus)
    given = _answers(answers, said, language, hidden=hidden)
    data = file.read_bytes()
    reading, decided_at = _read(file.name, data, given, language)
    _print_reading(reading, decided_at, language, as_json=False)
    if reading.exit_status:
        raise typer.Exit(reading.exit_status)
    database = open_database()
    seen = preview(database, LOCAL_ACTOR, reading)
    if seen is not None:
        _print_courses(seen.merged, language)
    confirmed = seen.replaces if seen is not None and replace else None
    imported = import_reading(
        database,
        LOCAL_ACTOR,
        reading,
        now=datetime.now(UTC),
        decisions=Decisions(confirmed, remove_missing, sure, renamed),
        keeping=Keeping(data, Settings().draft_days),
    )
    print(outcome_sentence(imported.outcome, language))
    raise typer.Exit(0 if imported.outcome in DONE else 1)


def _print_courses(merged: "Merged", language: Language) -> None:
    """Which courses of the stored grid the file does not have or calls otherwise; an unknown name ends the command."""
    from curriculum_map.services.course_choices import course_names

    if merged.unknown:
        said = say(mark("No one course is called so: {names}."), language, names=", ".join(merged.unknown))
        raise typer.BadParameter(said, param_hint="--answers")
    if merged.changes is not None:
        before, after = (course_names(grid.courses) for grid in (merged.changes.before, merged.changes.after))
        for link in merged.proposed:
            facts = {"before": before[link.before], "after": after[link.after]}
            print(say(mark("{before} seems to be {after} in this file."), language, **facts))
    if merged.gone:
        print(
            say_many(
                "{count} course of the stored grid is not in this file: {titles}.",
                "{count} courses of the stored grid are not in this file: {titles}.",
                len(merged.gone),
                language,
                titles=", ".join(course.title for course in merged.gone_courses),
            )
        )


def _read(name: str, data: bytes, given: "Answers", language: Language) -> tuple["Reading", datetime | None]:
    """What a file says, with what its institution answered before as proposals, and when that was last.

    What was answered when the same file was stored is taken as given, which is said, unless it is answered now. Where
    there is no database yet nothing was answered before, and none is made.
    """
    from curriculum_map.importing.meaning.answers import with_answers
    from curriculum_map.services.grids import read_upload, read_with_earlier
    from curriculum_map.services.remembered import answered_before
    from curriculum_map.services.settings import Settings

    editions, programmes, within = current_editions(), current_programmes(), Settings().limits()
    if not Settings().has_database():
        return read_upload(LOCAL_ACTOR, name, data, given, editions, None, within, programmes), None
    database = open_database()
    before = answered_before(database, LOCAL_ACTOR, sha256(data).hexdigest(), editions, programmes)
    if before is not None:
        given = with_answers(before[0], given)
        # Not on standard output, which may hold one JSON object and nothing else.
        taken = mark("Answered before, on {day}, about the same file, and taken as given; --answers changes it.")
        print(say(taken, language, day=before[1].date().isoformat()), file=sys.stderr)
    return read_with_earlier(database, LOCAL_ACTOR, name, data, given, editions, within, programmes)


def _print_reading(reading: "Reading", decided_at: datetime | None, language: Language, *, as_json: bool) -> None:
    editions = current_editions()
    if as_json:
        from curriculum_map.importing.contract import as_json as plain

        print(
            json.dumps(
                plain(reading, lambda finding: sentence(finding, language, editions)), ensure_ascii=False, indent=2
            )
        )
        return
    from curriculum_map.importing.snippet import snippet

    for grid in reading.grids:
        said = grid.description
        about = (said.institution, said.programme, said.academic_year, said.edition, label(grid.granularity, language))
        print(" | ".join(part or "?" for part in about))
        counted = grid.counted_levels
        facts = {"courses": len(grid.courses), "ratings": sum(level < NOT_APPLICABLE for level in counted)}
        blanks = counted.count(NOT_RATED) - grid.asked
        print(say(mark("{courses} courses, {ratings} ratings, {blanks} blank"), language, blanks=blanks, **facts))
    if decided_at is not None:
        before = mark("Part of the proposals is what your institution decided before, last on {day}.")
        print(say(before, language, day=decided_at.date().isoformat()))
    for finding in reading.findings:
        where, message = "" if finding.ref is None else f"{finding.ref}: ", sentence(finding, language, editions)
        print(f"{label(finding.severity, language)}: {where}{message}")
        proposal = said_fact(finding, "proposal", language, editions)
        if proposal and proposal not in message:
            print(say(mark("Proposal: {proposal}"), language, proposal=proposal))
        around = None if finding.ref is None else snippet(reading.workbook, finding.ref)
        if around is not None:
            print(_drawn(around))


def _drawn(around: "Snippet") -> str:
    """The cells around a finding as lines of text, the cell that is meant between brackets."""
    lines = ["       " + "".join(f"{column:<16}" for column in around.columns)]
    for row, texts in enumerate(around.texts):
        cells = (f"[{text[:13]}]" if (row, column) == around.marked else text[:15] for column, text in enumerate(texts))
        lines.append(f"{around.rows[row]:>6} " + "".join(f"{cell:<16}" for cell in cells))
    return "\n".join(line.rstrip() for line in lines)


def _answers(file: Path | None, options: "Description", language: Language, *, hidden: bool) -> "Answers":
    """The answers of a file, with those of the options in their place; what is wrong in the file ends the command."""
    from curriculum_map.importing.meaning.answers import Answers, load_answers

    given = Answers()
    if file is not None:
        given, wrong = load_answers(
            file.read_text("utf-8-sig", errors="replace"), current_editions(), current_programmes()
        )
        if wrong:
            said = "\n".join(sentence(finding, language, current_editions()) for finding in wrong)
            raise typer.BadParameter(said, param_hint="--answers")
    said_here = {part.name: getattr(options, part.name) for part in fields(options)}
    description = dataclass_replace(
        given.description, **{name: value for name, value in said_here.items() if value is not None}
    )
    return dataclass_replace(given, description=description, hidden=given.hidden or hidden)


def _annotate(path: Path, data: bytes, reading: "Reading", language: Language) -> None:
    """Writes the workbook with the findings in it; what is printed on standard output stays as it is."""
    from curriculum_map.services.annotated import annotated_upload

    written = annotated_upload(LOCAL_ACTOR, data, reading, language, current_editions())
    if written is None:
        refused = mark("This file cannot be sent back with findings in it: it could not be opened.")
        print(say(refused, language), file=sys.stderr)
        return
    save(path, written[1], "--annotate", quietly=True)
