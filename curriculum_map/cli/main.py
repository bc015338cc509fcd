"""The command line: parse, call one service, print, exit. Slow libraries are imported inside the commands."""

import io
import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from curriculum_map import __version__
from curriculum_map.cli.database import database_app
from curriculum_map.cli.decision import decision_app
from curriculum_map.cli.framework import framework_app
from curriculum_map.cli.history import history_app
from curriculum_map.cli.imports import import_
from curriculum_map.cli.institution import institution_app, programme_app
from curriculum_map.cli.reading import read
from curriculum_map.cli.record import audit, original, snapshot_app
from curriculum_map.cli.report import report_app
from curriculum_map.cli.sample import sample_app
from curriculum_map.cli.shared import (
    Lang,
    Output,
    current_editions,
    current_programmes,
    described,
    open_database,
    save,
    spoken,
)
from curriculum_map.cli.wording import wording_app
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.framework import Granularity
from curriculum_map.frameworks.loader import DEFAULT_EDITION
from curriculum_map.services.faults import fault_sentence
from curriculum_map.wording.catalogue import mark, say, say_many
from curriculum_map.wording.record import grid_line

app = typer.Typer(no_args_is_help=True, add_completion=False, help="See what a curriculum really covers.")
samples_app = typer.Typer(no_args_is_help=True, help="The fictitious sample curricula.")
app.add_typer(samples_app, name="samples")
app.add_typer(database_app, name="db")
app.add_typer(framework_app, name="framework")
app.add_typer(report_app, name="report")
app.add_typer(decision_app, name="decision")
app.add_typer(sample_app, name="audit-sample")
app.add_typer(history_app, name="history")
app.add_typer(wording_app, name="wording")
app.add_typer(snapshot_app, name="snapshot")
app.add_typer(institution_app, name="institution")
app.add_typer(programme_app, name="programme")
app.command()(audit)
app.command()(original)
app.command()(read)
app.command(name="import")(import_)


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

    language, programmes = spoken(lang), current_programmes()
    edition_id = described(None, None, None, edition).edition or edition
    name, data = write(LOCAL_ACTOR, current_editions()[edition_id], language, granularity, _now().date(), programmes)
    save(output or Path(name), data)


@app.command(name="list")
def list_(lang: Lang = None) -> None:
    """List the stored grids."""
    from curriculum_map.services.grids import list_stored

    language = spoken(lang)
    for info in list_stored(open_database(), LOCAL_ACTOR):
        print(f"{grid_line(info.key, language)} | {info.file_name}")


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

    count = remove_samples(open_database(), LOCAL_ACTOR, _now())
    print(say_many("{count} sample was removed.", "{count} samples were removed.", count, spoken(lang)))


def main() -> None:
    """The console script. What it prints is UTF-8 wherever it goes, so that JSON in a file is JSON."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except Exception as fault:
        said = fault_sentence(fault, spoken(None))
        if said is None:
            raise
        print(said, file=sys.stderr)
        sys.exit(2)


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
