"""The framework's own table, filled from what is stored: of one institution, or across institutions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import EDITION_IDS, load_programmes, programme_name
from curriculum_map.reports.programme_table import (
    ProgrammeTable,
    TableColumn,
    TableGrid,
    describe_table_book,
    describe_table_document,
)
from curriculum_map.reports.word import write_word
from curriculum_map.reports.workbook import write_workbook
from curriculum_map.services.columns import GridColumn, load_columns, one_per_programme
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.progress import Part, Told, untold
from curriculum_map.services.reports import report_name
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo, list_grids
from curriculum_map.wording.agreed_words import agreed_words
from curriculum_map.wording.carried_words import carried_words
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.numbers import percent

_WRITERS: Mapping[str, Callable[[ProgrammeTable, Language], bytes]] = {
    "xlsx": lambda table, language: write_workbook(describe_table_book(table, language), language),
    "docx": lambda table, language: write_word(describe_table_document(table, language), language),
}
FORMATS = tuple(_WRITERS)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which table: of an institution or of all, of a year or the latest; `kind` is one of FORMATS."""

    institution: str | None
    academic_year: str | None = None
    rule: CountingRule = HIGHEST
    side: str = "guaranteed"
    kind: str = "xlsx"


def programme_table(
    database: Database, actor: Actor, asked: Asked, language: Language, now: datetime, told: Told = untold
) -> tuple[str, bytes] | None:
    """File name and bytes of the table; None where no grid is stored that stands in it.

    Per programme and campus the grid that counts: the coordinator's view, the latest year or this one. The rows are
    those of the edition that most of these grids use; grids of frameworks of one's own do not stand in it. `told` hears
    how far it is.
    """
    require(actor, Action.EXPORT)
    with database.read() as connection:
        chosen = grids_in_table(list_grids(connection), asked)
    editions = shown_editions(database, actor)
    if not chosen:
        return None
    columns = load_columns(database, actor, [info.id for info in chosen], asked.rule, part=Part(told))
    table = ProgrammeTable(
        edition=_edition(columns, editions),
        institution=asked.institution,
        side=asked.side,
        rule=asked.rule,
        columns=tuple(_columns(columns, asked.side, language)),
        made_at=now,
    )
    return programme_table_name(asked, language), _WRITERS[asked.kind](table, language)


def programme_table_name(asked: Asked, language: Language) -> str:
    """'programme-table-hogeschool-noordzee-2026-27.xlsx'; across institutions 'all' stands in their place."""
    about = (asked.institution or "all", asked.academic_year or "")
    return report_name("programme-table", about, asked.rule, language, asked.kind)


def grids_in_table(infos: Iterable[GridInfo], asked: Asked) -> list[GridInfo]:
    """The grids that stand in the table that is asked for."""
    return [
        info
        for info in one_per_programme(infos, asked.academic_year)
        if asked.institution in (None, info.key.institution) and info.edition in EDITION_IDS
    ]


def _edition(columns: Sequence[GridColumn], editions: Mapping[str, Edition]) -> Edition:
    used = [column.info.edition for column in columns]
    return editions[max(dict.fromkeys(used), key=used.count)]


def _columns(columns: Sequence[GridColumn], side: str, language: Language) -> list[TableColumn]:
    """The six programmes in the printed order, with or without grids; then those of one's own that have one."""
    six = [programme.id for programme in load_programmes()]
    own = dict.fromkeys(column.key.programme for column in columns if column.key.programme not in six)
    return [
        TableColumn(
            programme_name(programme)[language],
            tuple(_grid(column, side, language) for column in columns if column.key.programme == programme),
        )
        for programme in (*six, *own)
    ]


def _grid(column: GridColumn, side: str, language: Language) -> TableGrid:
    key = column.key
    share = None if column.rated_share is None else percent(column.rated_share, language)
    rated = share and say(mark("{share} rated"), language, share=share)
    carried = carried_words([column.grid], language)
    granularity = column.grid.granularity
    if granularity is Granularity.ELEMENT:
        granularity = Granularity.CELL
    agreed = agreed_words(column.agreed, column.left, language)
    about = " · ".join(filter(None, (key.campus, key.academic_year, rated)))
    more = " · ".join(filter(None, (carried, agreed)))
    return TableGrid(key.institution, about, granularity, column.states(side, granularity), more)
