"""What the commands share: the language of their sentences, the database, files that are never written over."""

import locale
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.domain.text import Language, as_language

if TYPE_CHECKING:
    from curriculum_map.storage.database import Database


class LanguageOption(StrEnum):
    """The languages of the command line's sentences and of what it writes."""

    NL = "nl"
    EN = "en"


Lang = Annotated[LanguageOption | None, typer.Option("--lang", help="Dutch or English; else that of the system.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Where to write it.")]


def spoken(lang: LanguageOption | None) -> Language:
    """The language that was asked for, else that of the system."""
    return as_language(lang.value if lang else locale.getlocale()[0], default="en")


def open_database() -> "Database":
    """The user's database. Slow libraries are imported here and not above: `--help` has to be quick."""
    from curriculum_map.services.settings import Settings
    from curriculum_map.storage.database import Database

    return Database(Settings().database())


def save(path: Path, data: bytes) -> None:
    """Writes a new file and prints its path; where it cannot be written, or one stands there, it says so and ends."""
    try:
        # Never over a file that is there: it may be the workbook that somebody filled in.
        with path.open("xb") as file:
            file.write(data)
    except OSError as fault:
        raise typer.BadParameter(f"{path}: {fault.strerror}", param_hint="--output") from fault
    typer.echo(path)
