"""`curriculum-map framework`: frameworks of one's own, to map against beside the packaged editions."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli.shared import Lang, Output, open_database, save, spoken
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.own_framework import OwnFramework, depth, leaves
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.formats import FrameworkFormat
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.findings import sentence
from curriculum_map.wording.framework_findings import framework_outcome_sentence
from curriculum_map.wording.labels import label

if TYPE_CHECKING:
    from curriculum_map.services.frameworks import FrameworkReading

framework_app = typer.Typer(no_args_is_help=True, help="Frameworks of your own, beside the packaged editions.")


File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="A .yaml, a .csv from Moodle or a .json in CASE.")
]
Id = Annotated[str, typer.Argument(help="The id of a framework, as `framework list` prints it.")]


@framework_app.command("list")
def list_(lang: Lang = None) -> None:
    """List the frameworks of your own: id, title, items that can be rated."""
    from curriculum_map.services.frameworks import list_frameworks

    language = spoken(lang)
    stored = list_frameworks(open_database(), LOCAL_ACTOR)
    for one in stored:
        typer.echo(f"{one.framework.id} | {_about(one.framework, language)}")
    if not stored:
        typer.echo(say(mark("There is no framework of your own yet."), language))


@framework_app.command("show")
def show(framework: Id, lang: Lang = None) -> None:
    """Print a stored framework as a tree."""
    from curriculum_map.services.frameworks import show as stored_framework

    found = stored_framework(open_database(), LOCAL_ACTOR, framework)
    if found is None:
        raise typer.Exit(_not_there(spoken(lang)))
    typer.echo(_about(found, spoken(lang)))
    for place in found.outline:
        code = "" if place.item.code is None else f"{place.item.code}  "
        typer.echo(f"{'  ' * place.depth}{code}{place.item.label}")


@framework_app.command("check")
def check(file: File, lang: Lang = None) -> None:
    """Read a file and say what was understood. Nothing is stored."""
    raise typer.Exit(_read(file, spoken(lang)).exit_status)


@framework_app.command("import")
def import_(
    file: File,
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of the framework that is there.")] = False,
    lang: Lang = None,
) -> None:
    """Store the framework of a file, if nothing stands in the way."""
    from curriculum_map.services.frameworks import FrameworkOutcome, import_framework

    language = spoken(lang)
    reading = _read(file, language)
    if reading.exit_status:
        typer.echo(framework_outcome_sentence(FrameworkOutcome.BLOCKED, language))
        raise typer.Exit(reading.exit_status)
    outcome = import_framework(open_database(), LOCAL_ACTOR, reading, now=datetime.now(UTC), replace=replace)
    typer.echo(framework_outcome_sentence(outcome, language))
    raise typer.Exit(outcome in (FrameworkOutcome.NEEDS_CONFIRMATION, FrameworkOutcome.IN_USE))


@framework_app.command("export")
def export(
    framework: Id,
    format_: Annotated[FrameworkFormat, typer.Option("--format", help="YAML, or JSON in CASE.")] = FrameworkFormat.YAML,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write a stored framework to a file that can be imported again."""
    from curriculum_map.services.frameworks import export_framework

    written = export_framework(open_database(), LOCAL_ACTOR, framework, format_)
    if written is None:
        raise typer.Exit(_not_there(spoken(lang)))
    name, data = written
    save(output or Path(name), data)


@framework_app.command("remove")
def remove(framework: Id, lang: Lang = None) -> None:
    """Remove a framework that no stored grid uses."""
    from curriculum_map.services.frameworks import FrameworkOutcome, remove_framework

    outcome = remove_framework(open_database(), LOCAL_ACTOR, framework, datetime.now(UTC))
    typer.echo(framework_outcome_sentence(outcome, spoken(lang)))
    raise typer.Exit(outcome is not FrameworkOutcome.REMOVED)


def _read(file: Path, language: Language) -> "FrameworkReading":
    """Reads a file and prints what it holds and what is wrong with it."""
    from curriculum_map.services.frameworks import check as read

    reading = read(LOCAL_ACTOR, file.name, file.read_bytes())
    if reading.framework is not None:
        typer.echo(f"{reading.framework.id} | {_about(reading.framework, language)}")
    for finding in reading.findings:
        typer.echo(f"{label(finding.severity, language)}: {file.name}: {sentence(finding, language)}")
    return reading


def _about(framework: OwnFramework, language: Language) -> str:
    """Title and size of a framework in one line."""
    return say(
        mark("{title} | items: {items}, of which can be rated: {leaves}, levels: {levels}"),
        language,
        title=framework.title,
        items=len(framework.items),
        leaves=len(leaves(framework)),
        levels=depth(framework),
    )


def _not_there(language: Language) -> int:
    """Says that there is no such framework; the exit status."""
    typer.echo(framework_outcome_sentence("not-there", language), err=True)
    return 1
