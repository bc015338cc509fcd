"""The comparison report: grids of several programmes or institutions, for a session in which people talk."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import family, programme_name
from curriculum_map.reports.comparison import (
    ComparedGrid,
    Comparison,
    describe_comparison_book,
    describe_comparison_document,
)
from curriculum_map.reports.word import write_word
from curriculum_map.reports.workbook import write_workbook
from curriculum_map.services.columns import GridColumn, load_columns, one_per_programme
from curriculum_map.services.raters import programme_year
from curriculum_map.services.reports import report_name
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo, list_grids
from curriculum_map.wording.agreed_words import agreed_words
from curriculum_map.wording.carried_words import carried_words
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.labels import label
from curriculum_map.wording.numbers import percent

_WRITERS: Mapping[str, Callable[[Comparison, Language], bytes]] = {
    "xlsx": lambda comparison, language: write_workbook(describe_comparison_book(comparison, language), language),
    "docx": lambda comparison, language: write_word(describe_comparison_document(comparison, language), language),
}
FORMATS = tuple(_WRITERS)


def grids_to_compare(
    database: Database,
    actor: Actor,
    institutions: Collection[str] = (),
    programmes: Collection[str] = (),
    academic_year: str | None = None,
) -> list[GridInfo]:
    """The grid that counts of each programme, of these institutions and programmes or of all; of one framework.

    Of several frameworks that of most of the grids.
    """
    require(actor, Action.VIEW)
    with database.read() as connection:
        infos = one_per_programme(list_grids(connection), academic_year)
    wanted = [
        info
        for info in infos
        if (not institutions or info.key.institution.casefold() in {one.casefold() for one in institutions})
        and (not programmes or info.key.programme in programmes)
    ]
    families = [family(info.edition) for info in wanted]
    most = max(dict.fromkeys(families), key=families.count, default="")
    return [info for info in wanted if family(info.edition) == most]


def comparison_report(
    database: Database,
    actor: Actor,
    grid_ids: Sequence[int],
    language: Language,
    *,
    now: datetime,
    kind: str = "xlsx",
    rule: CountingRule = HIGHEST,
    side: str = "guaranteed",
) -> tuple[str, bytes] | None:
    """File name and bytes of the report, of one of FORMATS; None for fewer than two grids.

    Per cluster as soon as one of the grids is rated so, else per cell; the rows are named by the edition of most grids.
    """
    require(actor, Action.EXPORT)
    columns = load_columns(database, actor, grid_ids, rule)
    if len(columns) < 2:
        return None
    coarse = any(column.grid.granularity is Granularity.CLUSTER for column in columns)
    granularity = Granularity.CLUSTER if coarse else Granularity.CELL
    editions = [column.edition for column in columns]
    years_of = Counter(programme_year(column.info) for column in columns)
    compared = [
        _compared(column, side, granularity, language, with_rater=years_of[programme_year(column.info)] > 1)
        for column in columns
    ]
    comparison = Comparison(
        edition=max(editions, key=editions.count),
        granularity=granularity,
        side=side,
        rule=rule,
        grids=tuple(sorted(compared, key=lambda grid: grid.name)),
        made_at=now,
    )
    years = sorted({column.key.academic_year for column in columns})
    return report_name("comparison", years, rule, language, kind), _WRITERS[kind](comparison, language)


def _compared(
    column: GridColumn, side: str, granularity: Granularity, language: Language, *, with_rater: bool
) -> ComparedGrid:
    """The grid as it is compared; the rater is in its name where that alone tells it from another one."""
    key = column.key
    which = (key.institution, key.campus, key.academic_year, key.rater if with_rater else None)
    share = None if column.rated_share is None else percent(column.rated_share, language)
    about = (
        key.rater,
        label(key.perspective, language),
        share and say(mark("{share} rated"), language, share=share),
        carried_words([column.grid], language),
        agreed_words(column.agreed, column.left, language),
        ", ".join(column.grid.provenance.files.values()),
    )
    states = column.states(side, granularity)
    return ComparedGrid(
        programme_name(key.programme)[language],
        " · ".join(filter(None, which)),
        " · ".join(filter(None, about)),
        states,
        column.agreed,
    )
