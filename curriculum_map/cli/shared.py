"""What the commands share: the language of their sentences, the database, files that are never written over."""

import locale
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.curriculum import BlankMeans, Perspective, Programme
from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.rules import RULES, CountingRule, rule_of
from curriculum_map.domain.text import Language, as_language
from curriculum_map.frameworks.loader import Editions, load_editions, load_programmes
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.findings import sentence
from curriculum_map.wording.numbers import use_zone
from curriculum_map.wording.record import refusal_sentence
from curriculum_map.wording.rules import rule_name
from curriculum_map.wording.troubles import demo_aside_sentence

if TYPE_CHECKING:
    from curriculum_map.importing.description import Description
    from curriculum_map.storage.database import Database
    from curriculum_map.storage.grids import GridInfo
    from curriculum_map.storage.snapshots import SnapshotInfo


# The exit status where what has to be confirmed was not.
NOT_AGREED = 4
NO_GRID = mark("No grid of this programme is stored.")
_YES = ("y", "yes", "j", "ja")


class LanguageOption(StrEnum):
    """The languages of the command line's sentences and of what it writes."""

    NL = "nl"
    EN = "en"


Lang = Annotated[LanguageOption | None, typer.Option("--lang", help="Dutch or English; else that of the system.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Where to write it.")]
# Which stored grid is meant.
Institution = Annotated[str, typer.Option(help="Institution, as stored.")]
OfProgramme = Annotated[str, typer.Option(help="Programme: its name or id.")]
OfYear = Annotated[str | None, typer.Option(help="Academic year; else the latest.")]
OfCampus = Annotated[str | None, typer.Option(help="Campus, of a programme with several.")]


def spoken(lang: LanguageOption | None) -> Language:
    """The language that was asked for, else that of the system."""
    return as_language(lang.value if lang else locale.getlocale()[0], default="en")


def open_database() -> "Database":
    """The user's database, without drafts whose time is over; that of the demonstration anew if it cannot be used.

    Slow libraries are imported here and not above: `--help` has to be quick.
    """
    from curriculum_map.services.drafts import purge
    from curriculum_map.services.samples import put_unusable_demo_aside
    from curriculum_map.services.settings import Settings
    from curriculum_map.storage.database import Database

    if (aside := put_unusable_demo_aside(Settings(), LOCAL_ACTOR)) is not None:
        typer.echo(demo_aside_sentence(aside.name, spoken(None)), err=True)
    use_zone(Settings().time_zone)
    opened = Database(Settings().database())
    purge(opened, LOCAL_ACTOR, datetime.now(UTC))
    return opened


def agreed(question: str, language: Language) -> bool:
    """Whether somebody at the keyboard says yes; where nobody sits there, no."""
    if not sys.stdin.isatty():
        return False
    answer = typer.prompt(f"{question} {say(mark('(yes/no)'), language)}", default="", show_default=False)
    return answer.strip().casefold() in _YES


def rule_named(slug: str, language: Language) -> CountingRule:
    """The counting rule with this name; where there is none it says which there are, and ends."""
    rule = rule_of(slug)
    if rule is None:
        names = ", ".join(f"{one.name} ({rule_name(one, language)})" for one in RULES)
        said = say(mark("No counting rule is called “{name}”. There are: {names}."), language, name=slug, names=names)
        raise typer.BadParameter(said, param_hint="--rule")
    return rule


def save(path: Path, data: bytes, option: str = "--output", *, quietly: bool = False) -> None:
    """Writes a new file and prints its path unless quietly; where one stands there already, it says so and ends."""
    try:
        # Never over a file that is there: it may be the workbook that somebody filled in.
        with path.open("xb") as file:
            file.write(data)
    except OSError as fault:
        raise typer.BadParameter(f"{path}: {fault.strerror}", param_hint=option) from fault
    if not quietly:
        typer.echo(path)


def save_or_say(written: tuple[str, bytes] | None, none: str, output: Path | None, language: Language) -> None:
    """Saves what was written, under its own name or another; where there is nothing it says so and ends with 1."""
    if written is None:
        end_without(none, language)
    name, data = written
    save(output or Path(name), data)


def refuse(refused: Refused, language: Language) -> NoReturn:
    """Says why nothing was done, and ends."""
    typer.echo(refusal_sentence(refused, language), err=True)
    raise typer.Exit(1)


def grid_asked(
    database: "Database", institution: str, programme: str, year: str | None, campus: str | None, language: Language
) -> "GridInfo":
    """The stored grid that counts for a programme, of a year or the latest; of several campuses one has to be named.

    Where there is none it says so and ends.
    """
    from curriculum_map.services.columns import one_per_programme
    from curriculum_map.services.grids import list_stored

    wanted = described(institution, programme, year, campus=campus)
    infos = [
        info
        for info in one_per_programme(list_stored(database, LOCAL_ACTOR), wanted.academic_year)
        if info.key.institution.casefold() == (wanted.institution or "").casefold()
        and info.key.programme == wanted.programme
        and (wanted.campus is None or (info.key.campus or "").casefold() == wanted.campus.casefold())
    ]
    if len({info.key.campus for info in infos}) > 1:
        campuses = ", ".join(info.key.campus or "–" for info in infos)
        said = say(mark("There are several campuses: {campuses}."), language, campuses=campuses)
        raise typer.BadParameter(said, param_hint="--campus")
    if not infos:
        end_without(NO_GRID, language)
    return infos[0]


def snapshot_asked(database: "Database", institution: str, name: str, language: Language) -> "SnapshotInfo":
    """The snapshot of an institution with this name, or these first signs of its hash; else it says so and ends."""
    from curriculum_map.services.snapshots import find_snapshot

    found = find_snapshot(database, LOCAL_ACTOR, institution, name)
    if found is None:
        refuse(Refused(Why.NO_SNAPSHOT, {"institution": institution, "name": name}), language)
    return found


def end_without(none: str, language: Language) -> NoReturn:
    """Says that there is nothing of the kind, and ends."""
    typer.echo(say(none, language), err=True)
    raise typer.Exit(1)


def described(
    institution: str | None,
    programme: str | None,
    year: str | None,
    edition: str | None = None,
    rater: str | None = None,
    perspective: Perspective | None = None,
    blank: BlankMeans | None = None,
    campus: str | None = None,
) -> "Description":
    """The options as answers; what an option does not mean ends the command with a sentence."""
    from curriculum_map.importing.description import Description, academic_year, edition_named, programmes_named

    known_programmes = current_programmes()
    programmes = programmes_named(programme or "", known_programmes)
    known = {
        "--programme": programmes[0] if len(programmes) == 1 else None,
        "--year": academic_year(year or ""),
        "--edition": edition_named(edition or "", current_editions()),
    }
    given = {"--programme": programme, "--year": year, "--edition": edition}
    choices = {"--programme": [one.id for one in known_programmes], "--edition": list(current_editions())}
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
        " ".join((campus or "").split()) or None,
    )


def current_programmes() -> tuple[Programme, ...]:
    """The programmes of the field, and those that were added to the user's database if there is one."""
    from curriculum_map.services.settings import Settings

    if not Settings().has_database():
        return load_programmes()
    from curriculum_map.services.programmes import shown_programmes

    return shown_programmes(open_database(), LOCAL_ACTOR)


def current_editions() -> Editions:
    """The editions of the user's database; where there is none yet, the packaged ones, and none is made."""
    from curriculum_map.services.settings import Settings

    if not Settings().has_database():
        return load_editions()
    from curriculum_map.services.editions import shown_editions

    return shown_editions(open_database(), LOCAL_ACTOR)
