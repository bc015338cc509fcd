"""The command line: parse, call one service, print, exit. Slow libraries are imported inside the commands."""

import io
import json
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map import __version__
from curriculum_map.cli_framework import framework_app
from curriculum_map.cli_shared import Lang, Output, open_database, save, spoken
from curriculum_map.cli_wording import wording_app
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import BlankMeans, Perspective
from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import DEFAULT_EDITION, Editions, load_editions, load_programmes, programme_name
from curriculum_map.wording.catalogue import mark, say, say_many
from curriculum_map.wording.findings import sentence
from curriculum_map.wording.labels import label
from curriculum_map.wording.outcomes import outcome_sentence

if TYPE_CHECKING:
    from curriculum_map.importing.description import Description
    from curriculum_map.importing.reading import Reading
    from curriculum_map.importing.snippet import Snippet

app = typer.Typer(no_args_is_help=True, add_completion=False, help="See what a curriculum really covers.")
samples_app = typer.Typer(no_args_is_help=True, help="The fictitious sample curricula.")
app.add_typer(samples_app, name="samples")
app.add_typer(framework_app, name="framework")
app.add_typer(wording_app, name="wording")


File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An .xlsx, .ods or .csv file.")]
Edition = Annotated[str | None, typer.Option(help="Framework edition: sap-2024-nl, sw-2025-en or kjg-nl.")]
Institution = Annotated[str | None, typer.Option(help="Institution, where the file does not say.")]
Programme = Annotated[str | None, typer.Option(help="Programme: its name or id, where the file does not say.")]
Year = Annotated[str | None, typer.Option(help="Academic year such as 2026-27, where the file does not say.")]
Rater = Annotated[str | None, typer.Option(help="Who rated: a role or a group.")]
PerspectiveOption = Annotated[Perspective | None, typer.Option(help="Whose view this is.")]
Blank = Annotated[BlankMeans | None, typer.Option(help="What an empty cell means in this file.")]


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        print(__version__)
        raise typer.Exit


@app.command()
def template(
    output: Output = None,
    edition: Annotated[str, typer.Option(help="Framework edition.")] = DEFAULT_EDITION,
    granularity: Annotated[
        Granularity, typer.Option(help="Rate per cluster (9), cell (27) or element (120 to 144).")
    ] = Granularity.CELL,
    lang: Lang = None,
) -> None:
    """Write the empty workbook for a coordinator to fill in."""
    from curriculum_map.services.templates import template as write

    language = spoken(lang)
    edition_id = _answers(None, None, None, edition).edition or edition
    name, data = write(LOCAL_ACTOR, _editions()[edition_id], language, granularity, _now().date())
    save(output or Path(name), data)


@app.command()
def read(
    file: File,
    edition: Edition = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    institution: Institution = None,
    programme: Programme = None,
    year: Year = None,
    rater: Rater = None,
    perspective: PerspectiveOption = None,
    blank: Blank = None,
    lang: Lang = None,
) -> None:
    """Read a workbook and say what was understood. Nothing is stored."""
    from curriculum_map.services.grids import read_upload

    language = spoken(lang)
    answers = _answers(institution, programme, year, edition, rater, perspective, blank)
    reading = read_upload(LOCAL_ACTOR, file.name, file.read_bytes(), answers, _editions())
    _print_reading(reading, language, as_json=as_json)
    raise typer.Exit(reading.exit_status)


@app.command(name="import")
def import_(
    file: File,
    edition: Edition = None,
    institution: Institution = None,
    programme: Programme = None,
    year: Year = None,
    rater: Rater = None,
    perspective: PerspectiveOption = None,
    blank: Blank = None,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of the grid that is there.")] = False,
    lang: Lang = None,
) -> None:
    """Store the grid of a workbook, if nothing stands in the way."""
    from curriculum_map.services.grids import Outcome, import_reading, preview, read_upload

    language = spoken(lang)
    answers = _answers(institution, programme, year, edition, rater, perspective, blank)
    reading = read_upload(LOCAL_ACTOR, file.name, file.read_bytes(), answers, _editions())
    _print_reading(reading, language, as_json=False)
    if reading.exit_status:
        raise typer.Exit(reading.exit_status)
    database = open_database()
    seen = preview(database, LOCAL_ACTOR, reading)
    confirmed = seen.replaces if seen is not None and replace else None
    imported = import_reading(database, LOCAL_ACTOR, reading, now=_now(), confirmed=confirmed)
    print(outcome_sentence(imported.outcome, language))
    raise typer.Exit(1 if imported.outcome is Outcome.NEEDS_CONFIRMATION else 0)


@app.command()
def report(
    institution: Annotated[str, typer.Option(help="Institution, as stored.")],
    programme: Annotated[str, typer.Option(help="Programme: its name or id.")],
    year: Annotated[str | None, typer.Option(help="Academic year; else the latest.")] = None,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write the gap report of a stored grid to Excel."""
    from curriculum_map.services.columns import one_per_programme
    from curriculum_map.services.grids import list_stored
    from curriculum_map.services.reports import gap_report

    language, database = spoken(lang), open_database()
    wanted = _answers(institution, programme, year)
    infos = [
        info
        for info in one_per_programme(list_stored(database, LOCAL_ACTOR), wanted.academic_year)
        if info.key.institution.casefold() == (wanted.institution or "").casefold()
        and info.key.programme == wanted.programme
    ]
    written = gap_report(database, LOCAL_ACTOR, infos[0].id, language, _now()) if infos else None
    if written is None:
        print(say(mark("No grid of this programme is stored."), language), file=sys.stderr)
        raise typer.Exit(1)
    name, data = written
    save(output or Path(name), data)


@app.command(name="list")
def list_(lang: Lang = None) -> None:
    """List the stored grids."""
    from curriculum_map.services.grids import list_stored

    language = spoken(lang)
    for info in list_stored(open_database(), LOCAL_ACTOR):
        name = programme_name(info.key.programme)[language]
        print(" | ".join((info.key.institution, name, info.key.academic_year, info.key.rater or "–", info.file_name)))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    demo: Annotated[bool, typer.Option("--demo", help="Use a database of its own with the sample curricula.")] = False,
) -> None:
    """Start the app."""
    from curriculum_map.ui.server import run

    if demo:
        os.environ["CURRICULUM_MAP_DEMO"] = "1"
    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            in_use = mark("Port {port} of {host} is in use. Choose another one with --port.")
            print(say(in_use, spoken(None), host=host, port=port), file=sys.stderr)
            raise typer.Exit(2)
    # A database that cannot be used is said here, in a sentence, before the server starts.
    open_database()
    print(f"curriculum-map: http://{host}:{port}", flush=True)
    run(host, port)


@samples_app.command("load")
def load(lang: Lang = None) -> None:
    """Store the sample curricula beside the grids that are there."""
    from curriculum_map.services.samples import load_samples

    count = load_samples(open_database(), LOCAL_ACTOR, _now())
    print(say_many("{count} sample was loaded.", "{count} samples were loaded.", count, spoken(lang)))


@samples_app.command("remove")
def remove(lang: Lang = None) -> None:
    """Remove the sample curricula; other grids stay."""
    from curriculum_map.services.samples import remove_samples

    count = remove_samples(open_database(), LOCAL_ACTOR)
    print(say_many("{count} sample was removed.", "{count} samples were removed.", count, spoken(lang)))


def main() -> None:
    """The console script. What it prints is UTF-8 wherever it goes, so that JSON in a file is JSON."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    from curriculum_map.storage.database import DatabaseUnavailableError

    try:
        app()
    except DatabaseUnavailableError as fault:
        sentence = mark("The database {url} cannot be used: {why}.")
        print(say(sentence, spoken(None), url=fault.url, why=fault.why), file=sys.stderr)
        sys.exit(2)


def _print_reading(reading: "Reading", language: Language, *, as_json: bool) -> None:
    editions = _editions()
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
        facts = {"courses": len(grid.courses), "ratings": sum(level < NOT_APPLICABLE for level in grid.levels)}
        blanks = grid.levels.count(NOT_RATED)
        print(say(mark("{courses} courses, {ratings} ratings, {blanks} blank"), language, blanks=blanks, **facts))
    for finding in reading.findings:
        where = "" if finding.ref is None else f"{finding.ref}: "
        print(f"{label(finding.severity, language)}: {where}{sentence(finding, language, editions)}")
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


def _answers(
    institution: str | None,
    programme: str | None,
    year: str | None,
    edition: str | None = None,
    rater: str | None = None,
    perspective: Perspective | None = None,
    blank: BlankMeans | None = None,
) -> "Description":
    """The options as answers; what an option does not mean ends the command with a sentence."""
    from curriculum_map.importing.description import Description, academic_year, edition_named, programmes_named

    programmes = programmes_named(programme or "")
    known = {
        "--programme": programmes[0] if len(programmes) == 1 else None,
        "--year": academic_year(year or ""),
        "--edition": edition_named(edition or "", _editions()),
    }
    given = {"--programme": programme, "--year": year, "--edition": edition}
    choices = {"--programme": [one.id for one in load_programmes()], "--edition": list(_editions())}
    fields = {"--programme": "programme", "--year": "academic_year", "--edition": "edition"}
    for option, text in given.items():
        if text and not known[option]:
            code = "not-a-choice" if option in choices else "bad-academic-year"
            facts = {"field": fields[option], "written": text, "choices": choices.get(option, [])}
            wrong = Finding(code, Severity.ERROR, None, facts)
            raise typer.BadParameter(sentence(wrong, spoken(None)), param_hint=option)
    return Description(
        " ".join((institution or "").split()) or None,
        known["--programme"],
        known["--year"],
        known["--edition"],
        rater,
        perspective,
        blank,
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _editions() -> Editions:
    """The editions of the user's database; where there is none yet, the packaged ones, and none is made."""
    from curriculum_map.services.settings import Settings

    if not Settings().has_database():
        return load_editions()
    from curriculum_map.services.editions import shown_editions

    return shown_editions(open_database(), LOCAL_ACTOR)


if __name__ == "__main__":
    main()
