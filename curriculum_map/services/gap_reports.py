"""Gap reports of many programmes at once, one after the other: of an institution, or of all of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.text import Language
from curriculum_map.services.columns import one_per_programme
from curriculum_map.services.reports import gap_report, gap_report_name
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo
from curriculum_map.storage.troubles import NotIntactError


def reported_grids(
    infos: Iterable[GridInfo], institution: str | None, academic_year: str | None = None
) -> list[GridInfo]:
    """The grid that counts of each programme and campus, of an institution or of all, of a year or the latest."""
    return [info for info in one_per_programme(infos, academic_year) if institution in (None, info.key.institution)]


def report_names(infos: Sequence[GridInfo], rule: CountingRule, language: Language) -> dict[int, str]:
    """What the gap report of each grid is called, by its id; where two would be called the same, with a number."""
    names: dict[int, str] = {}
    for info in infos:
        called = gap_report_name(info.key, rule, language)
        name, times = called, 1
        while name in names.values():
            times += 1
            name = called.replace(".xlsx", f"-{times}.xlsx")
        names[info.id] = name
    return names


def gap_reports(
    database: Database,
    actor: Actor,
    grid_ids: Iterable[int],
    language: Language,
    now: datetime,
    rule: CountingRule = HIGHEST,
) -> Iterator[tuple[int, bytes | None]]:
    """The id of each grid with the bytes of its gap report as soon as it is made.

    None where the grid is gone, or somebody changed it in the database: the others are made all the same.
    """
    require(actor, Action.EXPORT)
    return _one_by_one(database, actor, grid_ids, language, now, rule)


def _one_by_one(
    database: Database, actor: Actor, grid_ids: Iterable[int], language: Language, now: datetime, rule: CountingRule
) -> Iterator[tuple[int, bytes | None]]:
    for grid_id in grid_ids:
        try:
            written = gap_report(database, actor, grid_id, language, now, rule)
        except NotIntactError:
            written = None
        yield grid_id, None if written is None else written[1]


def in_one_zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The files in one zip; a workbook is packed already, and is not packed once more."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()
