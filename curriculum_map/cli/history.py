"""`curriculum-map history`: the versions of a grid, compared, gone back to, carried into another year, confirmed."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli.changes import change_lines, coverage_lines
from curriculum_map.cli.shared import Lang, Output, described, open_database, save, spoken
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.change_words import KNOWN_BY, MADE
from curriculum_map.wording.numbers import moment
from curriculum_map.wording.outcomes import LINKS, history_sentence
from curriculum_map.wording.record import grid_line

if TYPE_CHECKING:
    from curriculum_map.services.history import Changed
    from curriculum_map.storage.database import Database
    from curriculum_map.storage.grids import GridInfo

history_app = typer.Typer(no_args_is_help=True, help="The versions of each stored grid.")

GridId = Annotated[int, typer.Argument(help="The number of a grid, as `history list` prints it.")]
_VERSION = re.compile(r"(\d{1,9})(?::(\d{1,9}))?", re.ASCII)


@history_app.command("list")
def list_(
    grid: Annotated[int | None, typer.Argument(help="The number of a grid; without it, every grid.")] = None,
    lang: Lang = None,
) -> None:
    """List every stored grid with its number, or the versions of one of them."""
    from curriculum_map.services.grids import list_stored
    from curriculum_map.services.history import versions

    language, database = spoken(lang), open_database()
    if grid is None:
        for info in list_stored(database, LOCAL_ACTOR):
            typer.echo(f"{info.id} | {grid_line(info.key, language)} | {_version(info, language)}")
        return
    found = versions(database, LOCAL_ACTOR, grid)
    for info in found:
        typer.echo(f"{_version(info, language)} | {moment(info.imported_at, language)} | {info.file_name}")
    if not found:
        raise typer.Exit(_not_there(language))


@history_app.command("compare")
def compare(
    before: Annotated[str, typer.Argument(help="A version as GRID:NUMBER, such as 3:1; a grid alone is its current.")],
    after: Annotated[str, typer.Argument(help="The version to compare with it, of this or another year or rater.")],
    lang: Lang = None,
) -> None:
    """Print what changed from one version to another, and what that does to the coverage."""
    from curriculum_map.services.history import compare as find
    from curriculum_map.services.history import effect
    from curriculum_map.services.year_links import courses_known_by

    language, database = spoken(lang), open_database()
    both = _parsed(database, before), _parsed(database, after)
    found = find(database, LOCAL_ACTOR, *both)
    if found is None:
        raise typer.Exit(_not_there(language))
    known = courses_known_by(database, LOCAL_ACTOR, *both)
    if known is not None and known in KNOWN_BY:
        typer.echo(say(KNOWN_BY[known], language))
    carried = [len(courses) for courses in found.carried]
    if any(carried):
        counted = mark("Carried over and not confirmed: {before} before, {now} now.")
        typer.echo(say(counted, language, before=carried[0], now=carried[1]))
    for line in (*change_lines(found, language), *coverage_lines(effect(found), found.after.edition, language)):
        typer.echo(line)


@history_app.command("export")
def export(
    grid: Annotated[str, typer.Argument(help="A version as GRID:NUMBER, such as 3:1; a grid alone is its current.")],
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write a stored grid to a workbook in the layout of the template, which can be uploaded again."""
    from curriculum_map.services.grid_files import grid_file

    language, database = spoken(lang), open_database()
    written = grid_file(database, LOCAL_ACTOR, *_parsed(database, grid), language)
    if written is None:
        raise typer.Exit(_not_there(language))
    save(output or Path(written[0]), written[1])


@history_app.command("link")
def link(
    before: Annotated[str, typer.Argument(help="A version as GRID:NUMBER, such as 3:1; a grid alone is its current.")],
    after: Annotated[str, typer.Argument(help="A version of another year that does not come from it.")],
    course: Annotated[list[str], typer.Option(help="OLD=NEW, by title or code; OLD=NEW=NEW for one that was split.")],
    lang: Lang = None,
) -> None:
    """Say which courses of two years are one, where the one year was not begun from the other."""
    from curriculum_map.services.year_links import link_years

    database, said = open_database(), {one.split("=")[0]: one.split("=")[1:] for one in course}
    both = _parsed(database, before), _parsed(database, after)
    done = link_years(database, LOCAL_ACTOR, *both, said, now=datetime.now(UTC))
    typer.echo(say(LINKS[done.outcome], spoken(lang), names=", ".join(done.unknown)))
    raise typer.Exit(done.outcome != "linked")


@history_app.command("roll-back")
def roll_back(
    grid: GridId, number: Annotated[int, typer.Argument(help="The version to go back to.")], lang: Lang = None
) -> None:
    """Make an earlier version the current one again, as a new version."""
    from curriculum_map.services.history import roll_back as go_back

    database = open_database()
    changed = go_back(database, LOCAL_ACTOR, grid, number, _current(database, grid), datetime.now(UTC))
    _end(changed, spoken(lang), content_of=number)


@history_app.command("roll-over")
def roll_over(
    grid: GridId,
    year: Annotated[str | None, typer.Option(help="Academic year such as 2027-28; else the next one.")] = None,
    lang: Lang = None,
) -> None:
    """Begin another academic year with the courses and levels of a grid, marked as carried over."""
    from curriculum_map.services.history import roll_over as carry

    wanted = described(None, None, year).academic_year
    _end(carry(open_database(), LOCAL_ACTOR, grid, wanted, datetime.now(UTC)), spoken(lang))


@history_app.command("confirm")
def confirm(
    grid: GridId,
    course: Annotated[list[str] | None, typer.Option(help="A course by title or code; else every one.")] = None,
    lang: Lang = None,
) -> None:
    """Confirm courses that were carried over."""
    from curriculum_map.services.history import confirm_carried

    language, database = spoken(lang), open_database()
    seen = _current(database, grid)
    places = None if not course else _places(database, grid, course, language)
    _end(confirm_carried(database, LOCAL_ACTOR, grid, places, seen, datetime.now(UTC)), language)


def _version(info: "GridInfo", language: Language) -> str:
    return say(mark("version {version}, {made}"), language, version=info.version, made=say(MADE[info.made], language))


def _parsed(database: "Database", written: str) -> tuple[int, int]:
    """A version as it was written; of a grid alone the current one."""
    match = _VERSION.fullmatch(written)
    if match is None:
        raise typer.BadParameter(written, param_hint="GRID:NUMBER")
    grid = int(match[1])
    return grid, int(match[2]) if match[2] else _current(database, grid)


def _current(database: "Database", grid: int) -> int:
    """The number of the current version; 0 where there is no such grid."""
    from curriculum_map.services.history import versions

    return max((info.version for info in versions(database, LOCAL_ACTOR, grid)), default=0)


def _places(database: "Database", grid: int, names: list[str], language: Language) -> list[int]:
    """The courses of these names in the current version; a name that is of none or of several ends the command."""
    from curriculum_map.services.columns import load_columns
    from curriculum_map.services.course_choices import chosen_courses

    column = next(iter(load_columns(database, LOCAL_ACTOR, [grid])), None)
    if column is None:
        raise typer.Exit(_not_there(language))
    chosen, unknown = chosen_courses(column.grid.courses, (), dict.fromkeys(names, ()))
    if unknown:
        said = say(mark("No one course is called so: {names}."), language, names=", ".join(unknown))
        raise typer.BadParameter(said, param_hint="--course")
    return list(chosen)


def _end(changed: "Changed", language: Language, **facts: object) -> None:
    """Says what became of it, and ends the command."""
    from curriculum_map.services.history import MADE as DONE

    about: Mapping[str, object] = {}
    if changed.info is not None:
        about = {"version": changed.info.version, "year": changed.info.key.academic_year}
    typer.echo(history_sentence(changed.outcome, language, **about, **facts))
    raise typer.Exit(changed.outcome not in DONE)


def _not_there(language: Language) -> int:
    """Says that there is no such version; the exit status."""
    typer.echo(history_sentence("not-there", language), err=True)
    return 1
