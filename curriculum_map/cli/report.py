"""`curriculum-map report`: what goes to committees, panels and the authors of the framework."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curriculum_map.cli.shared import (
    NO_GRID,
    Institution,
    Lang,
    OfCampus,
    OfProgramme,
    OfYear,
    Output,
    described,
    end_without,
    grid_asked,
    open_database,
    rule_named,
    save,
    save_or_say,
    snapshot_asked,
    spoken,
)
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.text import Language
from curriculum_map.reports.dossier.input import Audience, Section
from curriculum_map.wording.catalogue import mark, say, say_many

if TYPE_CHECKING:
    from curriculum_map.storage.database import Database
    from curriculum_map.storage.grids import GridInfo

report_app = typer.Typer(no_args_is_help=True, help="Reports of stored grids, to take away.")

Rule = Annotated[str, typer.Option(help="Counting rule: its name, or own-LEVEL-COURSES-PERCENT.")]


class TableFormat(StrEnum):
    """What the programme table can be written as."""

    XLSX = "xlsx"
    DOCX = "docx"


class DossierFormat(StrEnum):
    """What a dossier can be written as."""

    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"


class SideOption(StrEnum):
    """Which coverage a table shows."""

    GUARANTEED = "guaranteed"
    POSSIBLE = "possible"


Side = Annotated[SideOption, typer.Option(help="Guaranteed or possible coverage.")]
AsTable = Annotated[TableFormat, typer.Option("--format", help="Excel or Word.")]


@report_app.command("gap")
def gap(
    institution: Annotated[
        str | None, typer.Option(help="Institution, as stored; with --all none means all of them.")
    ] = None,
    programme: Annotated[str | None, typer.Option(help="Programme: its name or id.")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="A report of every programme, into the folder --output.")
    ] = False,
    year: OfYear = None,
    campus: OfCampus = None,
    rule: Rule = HIGHEST.name,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write the gap report of a stored grid to Excel, or those of every programme."""
    from curriculum_map.services.reports import gap_report

    language = spoken(lang)
    counted = rule_named(rule, language)
    if every and (programme or campus):
        said = say(mark("All programmes, or one: not both."), language)
        raise typer.BadParameter(said, param_hint="--all")
    database = open_database()
    if every:
        infos = _of_institution(database, institution, year)
        if not infos:
            end_without(NO_GRID, language)
        _every_gap_report(database, infos, output or Path("gap-reports"), counted, language)
        return
    if not (institution and programme):
        said = say(mark("Name an institution and a programme, or ask for --all."), language)
        raise typer.BadParameter(said, param_hint="--programme")
    info = grid_asked(database, institution, programme, year, campus, language)
    written = gap_report(database, LOCAL_ACTOR, info.id, language, datetime.now(UTC), counted)
    save_or_say(written, NO_GRID, output, language)


def _of_institution(database: "Database", institution: str | None, year: str | None) -> "list[GridInfo]":
    """The grids that are reported of an institution, or of all of them."""
    from curriculum_map.services.gap_reports import reported_grids
    from curriculum_map.services.grids import list_stored

    wanted = described(institution, None, year)
    return [
        info
        for info in reported_grids(list_stored(database, LOCAL_ACTOR), None, wanted.academic_year)
        if (wanted.institution or info.key.institution).casefold() == info.key.institution.casefold()
    ]


def _every_gap_report(
    database: "Database", infos: Sequence["GridInfo"], folder: Path, rule: CountingRule, language: Language
) -> None:
    """Writes a report per grid into the folder and says on standard error how far it is; ends with 1 if one is missing.

    A file that is there already stays as it is: a run that was broken off goes on where it was.
    """
    from curriculum_map.services.gap_reports import gap_reports, report_names

    names = report_names(infos, rule, language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise typer.BadParameter(f"{folder}: {fault.strerror}", param_hint="--output") from fault
    new = [info.id for info in infos if not (folder / names[info.id]).exists()]
    not_made = 0
    for done, (grid_id, data) in enumerate(
        gap_reports(database, LOCAL_ACTOR, new, language, datetime.now(UTC), rule), start=1
    ):
        how_far = say(mark("{done} of {count}"), language, done=done, count=len(new))
        typer.echo(f"{how_far}: {names[grid_id]}", err=True)
        if data is None:
            not_made += 1
            typer.echo(say(mark("Not made: this grid is not what was stored. Check the database."), language), err=True)
        else:
            save(folder / names[grid_id], data)
    if there := len(infos) - len(new):
        said = say_many(
            "{count} report was there already and stays as it is.",
            "{count} reports were there already and stay as they are.",
            there,
            language,
        )
        typer.echo(said, err=True)
    if not_made or there:
        raise typer.Exit(1)


@report_app.command("table")
def table(
    institution: Annotated[
        str | None, typer.Option(help="Institution, as stored; without it all institutions together.")
    ] = None,
    year: OfYear = None,
    rule: Rule = HIGHEST.name,
    side: Side = SideOption.GUARANTEED,
    written_as: AsTable = TableFormat.XLSX,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write the framework's own table, filled, in the layout in which it was printed."""
    from curriculum_map.services.programme_table import Asked, programme_table

    language = spoken(lang)
    counted, wanted = rule_named(rule, language), described(institution, None, year)
    written = programme_table(
        open_database(),
        LOCAL_ACTOR,
        Asked(
            wanted.institution, wanted.academic_year, counted, side.value, _kind(written_as, output, list(TableFormat))
        ),
        language,
        datetime.now(UTC),
    )
    save_or_say(written, mark("No grid that stands in this table is stored."), output, language)


@report_app.command("dossier")
def dossier(
    snapshot: Annotated[str, typer.Argument(help="The name of the snapshot, or the first eight signs of its hash.")],
    institution: Institution,
    programme: OfProgramme,
    year: OfYear = None,
    audience: Annotated[
        Audience, typer.Option("--for", help="For whom it is: that says what it tells.")
    ] = Audience.PANEL,
    section: Annotated[
        list[Section] | None, typer.Option(help="Only this section; may be said more than once.")
    ] = None,
    written_as: Annotated[DossierFormat, typer.Option("--format", help="Word, Excel or HTML.")] = DossierFormat.DOCX,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write the accreditation dossier of a programme, from a snapshot."""
    from curriculum_map.services.dossier import Asked
    from curriculum_map.services.dossier import dossier as write

    language, database = spoken(lang), open_database()
    wanted = described(institution, programme, year)
    info = snapshot_asked(database, wanted.institution or "", snapshot, language)
    kind = _kind(written_as, output, list(DossierFormat))
    asked = Asked(wanted.programme or programme, wanted.academic_year, audience, section or None, kind)
    written = write(database, LOCAL_ACTOR, info, asked, language, now=datetime.now(UTC))
    save_or_say(written, mark("No grid of this programme is in the snapshot."), output, language)


@report_app.command("comparison")
def comparison(
    institution: Annotated[list[str] | None, typer.Option(help="Institution; may be said more than once.")] = None,
    programme: Annotated[list[str] | None, typer.Option(help="Programme; may be said more than once.")] = None,
    year: OfYear = None,
    rule: Rule = HIGHEST.name,
    side: Side = SideOption.GUARANTEED,
    written_as: AsTable = TableFormat.XLSX,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write what to talk about in a session: programmes side by side, their differences, and what was agreed."""
    from curriculum_map.services.comparison import comparison_report, grids_to_compare

    language, database = spoken(lang), open_database()
    counted, wanted = rule_named(rule, language), described(None, None, year)
    programmes = [described(None, one, None).programme or one for one in programme or ()]
    infos = grids_to_compare(database, LOCAL_ACTOR, institution or (), programmes, wanted.academic_year)
    written = comparison_report(
        database,
        LOCAL_ACTOR,
        [info.id for info in infos],
        language,
        now=datetime.now(UTC),
        kind=_kind(written_as, output, list(TableFormat)),
        rule=counted,
        side=side.value,
    )
    save_or_say(written, mark("A comparison takes two grids or more; that many are not stored."), output, language)


def _kind(asked: StrEnum, output: Path | None, kinds: Sequence[str]) -> str:
    """What to write: as the name of the file says, if it does."""
    named = "" if output is None else output.suffix.lower().removeprefix(".")
    return named if named in kinds else asked.value
