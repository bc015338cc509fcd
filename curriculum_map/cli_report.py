"""`curriculum-map report`: what goes to committees, panels and the authors of the framework."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from curriculum_map.cli_shared import Lang, Output, described, open_database, refuse, rule_named, save, spoken
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.domain.rules import HIGHEST
from curriculum_map.reports.dossier_input import Audience, Section
from curriculum_map.wording.catalogue import mark, say

report_app = typer.Typer(no_args_is_help=True, help="Reports of stored grids, to take away.")

Institution = Annotated[str, typer.Option(help="Institution, as stored.")]
Year = Annotated[str | None, typer.Option(help="Academic year; else the latest.")]
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


@report_app.command("gap")
def gap(
    institution: Institution,
    programme: Annotated[str, typer.Option(help="Programme: its name or id.")],
    year: Year = None,
    campus: Annotated[str | None, typer.Option(help="Campus, of a programme with several.")] = None,
    rule: Rule = HIGHEST.name,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write the gap report of a stored grid to Excel."""
    from curriculum_map.services.columns import one_per_programme
    from curriculum_map.services.grids import list_stored
    from curriculum_map.services.reports import gap_report

    language = spoken(lang)
    counted = rule_named(rule, language)
    database = open_database()
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
    written = gap_report(database, LOCAL_ACTOR, infos[0].id, language, datetime.now(UTC), counted) if infos else None
    if written is None:
        print(say(mark("No grid of this programme is stored."), language), file=sys.stderr)
        raise typer.Exit(1)
    name, data = written
    save(output or Path(name), data)


@report_app.command("table")
def table(
    institution: Annotated[
        str | None, typer.Option(help="Institution, as stored; without it all institutions together.")
    ] = None,
    year: Year = None,
    rule: Rule = HIGHEST.name,
    side: Annotated[SideOption, typer.Option(help="Guaranteed or possible coverage.")] = SideOption.GUARANTEED,
    written_as: Annotated[TableFormat, typer.Option("--format", help="Excel or Word.")] = TableFormat.XLSX,
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
    if written is None:
        print(say(mark("No grid that stands in this table is stored."), language), file=sys.stderr)
        raise typer.Exit(1)
    name, data = written
    save(output or Path(name), data)


@report_app.command("dossier")
def dossier(
    snapshot: Annotated[str, typer.Argument(help="The name of the snapshot, or the first eight signs of its hash.")],
    institution: Institution,
    programme: Annotated[str, typer.Option(help="Programme: its name or id.")],
    year: Year = None,
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
    from curriculum_map.services.snapshots import find_snapshot

    language, database = spoken(lang), open_database()
    wanted = described(institution, programme, year)
    info = find_snapshot(database, LOCAL_ACTOR, wanted.institution or "", snapshot)
    if info is None:
        refuse(Refused(Why.NO_SNAPSHOT, {"institution": wanted.institution, "name": snapshot}), language)
    kind = _kind(written_as, output, list(DossierFormat))
    asked = Asked(wanted.programme or programme, wanted.academic_year, audience, section or None, kind)
    written = write(database, LOCAL_ACTOR, info, asked, language, now=datetime.now(UTC))
    if written is None:
        print(say(mark("No grid of this programme is in the snapshot."), language), file=sys.stderr)
        raise typer.Exit(1)
    name, data = written
    save(output or Path(name), data)


@report_app.command("comparison")
def comparison(
    institution: Annotated[list[str] | None, typer.Option(help="Institution; may be said more than once.")] = None,
    programme: Annotated[list[str] | None, typer.Option(help="Programme; may be said more than once.")] = None,
    year: Year = None,
    rule: Rule = HIGHEST.name,
    side: Annotated[SideOption, typer.Option(help="Guaranteed or possible coverage.")] = SideOption.GUARANTEED,
    written_as: Annotated[TableFormat, typer.Option("--format", help="Excel or Word.")] = TableFormat.XLSX,
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
    if written is None:
        print(say(mark("A comparison takes two grids or more; that many are not stored."), language), file=sys.stderr)
        raise typer.Exit(1)
    name, data = written
    save(output or Path(name), data)


def _kind(asked: StrEnum, output: Path | None, kinds: Sequence[str]) -> str:
    """What to write: as the name of the file says, if it does."""
    named = "" if output is None else output.suffix.lower().removeprefix(".")
    return named if named in kinds else asked.value
