"""What the commands that read a file share: their options, the reading, and what was found as lines of text."""

import sys
from collections.abc import Iterator
from dataclasses import fields
from dataclasses import replace as dataclass_replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from curriculum_map.cli.shared import current_editions, current_programmes, open_database
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import BlankMeans, Perspective
from curriculum_map.domain.findings import Finding
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.findings import said_fact, sentence
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import day

if TYPE_CHECKING:
    from curriculum_map.importing.description import Description
    from curriculum_map.importing.meaning.answers import Answers
    from curriculum_map.importing.reading import Reading
    from curriculum_map.importing.snippet import Snippet

File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="A workbook (.xlsx, .ods, .xls) or a .csv file.")
]
Files = Annotated[
    list[Path], typer.Argument(exists=True, dir_okay=False, help="Workbooks (.xlsx, .ods, .xls) or .csv files.")
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


def understood(
    file: Path, answers: Path | None, options: "Description", language: Language, *, hidden: bool
) -> tuple[bytes, "Reading", datetime | None]:
    """The bytes of a file, what it says, and when its institution last decided what is proposed about it.

    What was answered when the same file was stored is taken as given, which is said, unless it is answered now. Where
    there is no database yet nothing was decided before, and none is made.
    """
    from curriculum_map.importing.meaning.answers import with_answers
    from curriculum_map.services.grids import read_upload, read_with_earlier
    from curriculum_map.services.remembered import answered_before
    from curriculum_map.services.settings import Settings

    given, data = _answers(answers, options, language, hidden=hidden), file.read_bytes()
    editions, programmes, within = current_editions(), current_programmes(), Settings().limits()
    if not Settings().has_database():
        return data, read_upload(LOCAL_ACTOR, file.name, data, given, editions, None, within, programmes), None
    database = open_database()
    before = answered_before(database, LOCAL_ACTOR, sha256(data).hexdigest(), editions, programmes)
    if before is not None:
        given = with_answers(before[0], given)
        # Not on standard output, which may hold one JSON object and nothing else.
        taken = mark("Answered before, on {day}, about the same file, and taken as given; --answers changes it.")
        print(say(taken, language, day=day(before[1], language)), file=sys.stderr)
    return data, *read_with_earlier(database, LOCAL_ACTOR, file.name, data, given, editions, within, programmes)


def as_contract(reading: "Reading", language: Language) -> dict[str, Any]:
    """The reading as the object of docs/read-contract.md."""
    from curriculum_map.importing.contract import as_json

    editions = current_editions()
    return as_json(reading, lambda finding: sentence(finding, language, editions))


def reading_lines(reading: "Reading", decided_at: datetime | None, language: Language) -> Iterator[str]:
    """What was understood, line by line: each grid, and each finding with the cells around it."""
    for grid in reading.grids:
        said = grid.description
        about = (said.institution, said.programme, said.academic_year, said.edition, label(grid.granularity, language))
        yield " | ".join(part or "?" for part in about)
        counted = grid.counted_levels
        facts = {"courses": len(grid.courses), "ratings": sum(level < NOT_APPLICABLE for level in counted)}
        blanks = counted.count(NOT_RATED) - grid.asked
        yield say(mark("{courses} courses, {ratings} ratings, {blanks} blank"), language, blanks=blanks, **facts)
    if decided_at is not None:
        before = mark("Part of the proposals is what your institution decided before, last on {day}.")
        yield say(before, language, day=day(decided_at, language))
    for finding in reading.findings:
        yield from _finding_lines(reading, finding, language)


def _finding_lines(reading: "Reading", finding: Finding, language: Language) -> Iterator[str]:
    from curriculum_map.importing.snippet import snippet

    editions = current_editions()
    where, message = "" if finding.ref is None else f"{finding.ref}: ", sentence(finding, language, editions)
    yield f"{label(finding.severity, language)}: {where}{message}"
    proposal = said_fact(finding, "proposal", language, editions)
    if proposal and proposal not in message:
        yield say(mark("Proposal: {proposal}"), language, proposal=proposal)
    around = None if finding.ref is None else snippet(reading.workbook, finding.ref)
    if around is not None:
        yield _drawn(around)


def _drawn(around: "Snippet") -> str:
    """The cells around a finding as lines of text, the cell that is meant between brackets."""
    lines = ["       " + "".join(f"{column:<16}" for column in around.columns)]
    for row, texts in enumerate(around.texts):
        cells = (f"[{text[:13]}]" if (row, column) == around.marked else text[:15] for column, text in enumerate(texts))
        lines.append(f"{around.rows[row]:>6} " + "".join(f"{cell:<16}" for cell in cells))
    return "\n".join(line.rstrip() for line in lines)


def _answers(file: Path | None, options: "Description", language: Language, *, hidden: bool) -> "Answers":
    """The answers of a file, with those of the options in their place; what is wrong in the file ends the command."""
    from curriculum_map.importing.meaning.answers import Answers
    from curriculum_map.importing.meaning.answers_file import load_answers

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
