"""`curriculum-map wording`: the publication's own sentences in the place of our labels, in this database only."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli.shared import Lang, LanguageOption, Output, open_database, save, spoken
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_editions
from curriculum_map.wording.catalogue import mark, say, say_many
from curriculum_map.wording.findings import sentence
from curriculum_map.wording.labels import label

if TYPE_CHECKING:
    from curriculum_map.importing.official_wording.reading import WordingReading
    from curriculum_map.services.official_wording import WordingStored

wording_app = typer.Typer(no_args_is_help=True, help="The official wording of elements, from a file of your own.")


File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="A workbook (.xlsx, .ods, .xls) or a .csv file.")
]
EditionArgument = Annotated[str, typer.Argument(help="Framework edition: sap-2024-nl, sw-2025-en or kjg-nl.")]


@wording_app.command("load")
def load(
    file: File,
    replace: Annotated[
        bool, typer.Option("--replace", help="Even if stored texts are gone that the file does not hold.")
    ] = False,
    lang: Lang = None,
) -> None:
    """Show the official wording of a file in the place of our own labels."""
    from curriculum_map.services.official_wording import read_wording, store_wording
    from curriculum_map.services.settings import Settings

    language = spoken(lang)
    reading = read_wording(LOCAL_ACTOR, file.name, file.read_bytes(), Settings().limits())
    _print_findings(reading, language)
    if reading.exit_status:
        raise typer.Exit(reading.exit_status)
    stored = store_wording(open_database(), LOCAL_ACTOR, reading, now=datetime.now(UTC), replace=replace)
    raise typer.Exit(_print_stored(stored, language))


@wording_app.command("export")
def export(
    edition: EditionArgument,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write the stored wording of an edition to a csv file that can be loaded again."""
    from curriculum_map.services.official_wording import export_wording

    written = export_wording(open_database(), LOCAL_ACTOR, _edition(edition))
    if written is None:
        typer.echo(say(mark("No official wording of this edition is stored."), spoken(lang)), err=True)
        raise typer.Exit(1)
    name, data = written
    if output is not None and output.suffix.lower() != ".csv":
        raise typer.BadParameter(f"{output} (… .csv)", param_hint="--output")
    save(output or Path(name), data)


@wording_app.command("remove")
def remove(
    edition: EditionArgument,
    only: Annotated[LanguageOption | None, typer.Option("--only", help="Only the texts in this language.")] = None,
    lang: Lang = None,
) -> None:
    """Remove the stored wording of an edition; our own labels come back."""
    from curriculum_map.services.official_wording import remove_wording

    to, now = None if only is None else spoken(only), datetime.now(UTC)
    count = remove_wording(open_database(), LOCAL_ACTOR, _edition(edition), to, now=now)
    typer.echo(say_many("{count} text was removed.", "{count} texts were removed.", count, spoken(lang)))


def _print_findings(reading: "WordingReading", language: Language) -> None:
    for finding in reading.findings:
        where = "" if finding.ref is None else f"{finding.ref}: "
        typer.echo(f"{label(finding.severity, language)}: {where}{sentence(finding, language)}")


def _print_stored(stored: "WordingStored", language: Language) -> int:
    """Says what became of the texts; the exit status: 1 if nothing was stored."""
    from curriculum_map.services.imports import Outcome

    if stored.outcome is Outcome.NEEDS_CONFIRMATION:
        said = say_many(
            "Nothing was stored: {count} stored text is not in this file ({first}) and would be gone. "
            "If that is as meant, add --replace.",
            "Nothing was stored: {count} stored texts are not in this file ({first}, …) and would be gone. "
            "If that is as meant, add --replace.",
            len(stored.left_out),
            language,
            first=stored.left_out[0].element,
        )
        typer.echo(said)
        return 1
    typer.echo(say_many("{count} text was stored.", "{count} texts were stored.", stored.texts, language))
    if stored.left_out:
        gone = len(stored.left_out)
        typer.echo(say_many("{count} earlier text is gone.", "{count} earlier texts are gone.", gone, language))
    return 0


def _edition(written: str) -> str:
    """The id of the packaged edition that goes by this id or title; what is none ends the command with a sentence."""
    from curriculum_map.importing.description import edition_named

    edition = edition_named(written, load_editions())
    if edition is None:
        raise typer.BadParameter(f"“{written}”", param_hint="EDITION")
    return edition
