"""The accreditation dossier of a programme, from a snapshot: as Word, Excel or one HTML file, with the same numbers."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.frozen import Frozen, FrozenGrid
from curriculum_map.domain.register import Subject, standing
from curriculum_map.domain.rules import HIGHEST, CountingRule, rule_of
from curriculum_map.domain.text import Language
from curriculum_map.reports.dossier.description import describe_dossier, describe_dossier_book
from curriculum_map.reports.dossier.input import SECTIONS, Audience, Dossier, Earlier, Section
from curriculum_map.reports.web_page import write_web_page
from curriculum_map.reports.word import write_word
from curriculum_map.reports.workbook import write_workbook
from curriculum_map.services.progress import Told, untold
from curriculum_map.services.reports import counting_grid, frozen_report, report_name
from curriculum_map.services.snapshots import list_snapshots, load_snapshot
from curriculum_map.storage.database import Database
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.wording.catalogue import mark, say

_WRITERS: Mapping[str, Callable[[Dossier, Language], bytes]] = {
    "docx": lambda dossier, language: write_word(
        describe_dossier(dossier, language), language, say(mark("Contents"), language)
    ),
    "xlsx": lambda dossier, language: write_workbook(describe_dossier_book(dossier, language), language),
    "html": lambda dossier, language: write_web_page(
        describe_dossier(dossier, language), language, say(mark("Contents"), language)
    ),
}
FORMATS = tuple(_WRITERS)
# The share of the work after which the snapshot is read, its figures are counted, and the one before is read too.
_READ, _COUNTED, _DESCRIBED = 0.25, 0.4, 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """Which dossier: of a programme, of a year or the latest, for whom; `sections` None for those of the audience.

    Without a campus of any that the programme has.
    """

    programme: str
    academic_year: str | None = None
    audience: Audience = Audience.PANEL
    sections: Collection[Section] | None = None
    kind: str = "docx"
    campus: str | None = None


def dossier(
    database: Database,
    actor: Actor,
    info: SnapshotInfo,
    asked: Asked,
    language: Language,
    *,
    now: datetime,
    told: Told = untold,
) -> tuple[str, bytes] | None:
    """File name and bytes of the dossier, of one of FORMATS; None where the programme is not in the snapshot.

    `told` hears how far it is.
    """
    require(actor, Action.EXPORT)
    made = describe(database, actor, info, asked, now, told)
    if made is None:
        return None
    told(_DESCRIBED)
    name = dossier_name(made.report.grid.key, asked.audience, made.report.rule, language, asked.kind)
    return name, _WRITERS[asked.kind](made, language)


def dossier_name(key: GridKey, audience: Audience, rule: CountingRule, language: Language, kind: str) -> str:
    """'dossier-social-work-hogeschool-noordzee-2026-27-panel.docx'."""
    about = (key.programme, key.institution, key.campus or "", key.academic_year, audience.value)
    return report_name("dossier", about, rule, language, kind)


def dossier_programmes(database: Database, actor: Actor, info: SnapshotInfo) -> tuple[list[GridKey], CountingRule]:
    """The programmes and years in a snapshot, each by the grid that counts; and by which rule it counts."""
    require(actor, Action.VIEW)
    frozen = load_snapshot(database, actor, info.id)
    if frozen is None:
        return [], HIGHEST
    held = {(one.grid.key.programme, one.grid.key.academic_year, one.grid.key.campus) for one in frozen.grids}
    found = (counting_grid(frozen, *about) for about in held)
    keys = [one.grid.key for one in found if one is not None]
    ordered = sorted(keys, key=lambda key: (key.programme, key.campus or "", key.academic_year))
    return ordered, rule_of(frozen.counting_rule) or HIGHEST


def describe(
    database: Database, actor: Actor, info: SnapshotInfo, asked: Asked, now: datetime, told: Told = untold
) -> Dossier | None:
    """What the dossier is written from: nothing that came after the snapshot."""
    frozen = load_snapshot(database, actor, info.id)
    told(_READ)
    chosen = None if frozen is None else counting_grid(frozen, asked.programme, asked.academic_year, asked.campus)
    if frozen is None or chosen is None:
        return None
    wanted = SECTIONS[asked.audience]
    report = frozen_report(database, actor, info.id, frozen, chosen, now=now)
    told(_COUNTED)
    return Dossier(
        report=report,
        audience=asked.audience,
        # Who chooses takes away: an audience never gets more than is for it.
        sections=tuple(one for one in wanted if asked.sections is None or one in asked.sections),
        narratives=_narratives(frozen, chosen),
        earlier=_earlier(database, actor, info, chosen.grid.key),
    )


def _narratives(frozen: Frozen, chosen: FrozenGrid) -> dict[str, str]:
    """What the programme wrote about each focus and cluster in that year, as it stood."""
    key = chosen.grid.key
    return {
        about.name: str(entry.body["text"])
        for about, entry in standing(frozen.register).items()
        if about.subject is Subject.NARRATIVE
        and (about.programme, about.campus, about.academic_year) == (key.programme, key.campus, key.academic_year)
        and entry.body is not None
    }


def _earlier(database: Database, actor: Actor, info: SnapshotInfo, key: GridKey) -> Earlier | None:
    """The same programme in the last snapshot of the institution that was made before and holds it."""
    others = [one for one in list_snapshots(database, actor, info.institution) if one.made_at < info.made_at]
    for other in sorted(others, key=lambda one: one.made_at, reverse=True):
        frozen = load_snapshot(database, actor, other.id)
        found = None if frozen is None else counting_grid(frozen, key.programme, None, key.campus)
        if found is not None:
            return Earlier(other.name, other.made_at, found.grid)
    return None
