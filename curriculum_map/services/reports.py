"""Reports of stored grids, as files to take away."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from curriculum_map.analytics.agreed import WithAgreed, with_agreed
from curriculum_map.domain.actors import Action, Actor, require
from curriculum_map.domain.agreed import agreed_in
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.comments import ProgrammeYear, comments_among
from curriculum_map.domain.curriculum import Grid, GridKey
from curriculum_map.domain.decisions import Registered
from curriculum_map.domain.framework import Granularity
from curriculum_map.domain.frozen import Frozen, FrozenGrid
from curriculum_map.domain.provenance import Brought
from curriculum_map.domain.register import Entry, Subject
from curriculum_map.domain.rules import HIGHEST, CountingRule, rule_of
from curriculum_map.domain.samples import samples_in
from curriculum_map.domain.text import Language
from curriculum_map.reports.gap import report as reports
from curriculum_map.reports.gap.input import GapReport, OfSnapshot
from curriculum_map.services.audit_samples import samples_of
from curriculum_map.services.columns import GridColumn, figures, load_columns, rank
from curriculum_map.services.comments import comments_of
from curriculum_map.services.decision_checks import Stage, checked
from curriculum_map.services.decisions import decisions_of
from curriculum_map.services.raters import rated_together
from curriculum_map.services.snapshots import edition_then, list_snapshots, load_snapshot, still_intact
from curriculum_map.services.uploaded_as import uploaded_as
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo, list_grids, load_grids, require_intact
from curriculum_map.wording.rules import rule_in_file_name

_LONGEST_PART = 60


def gap_report(
    database: Database, actor: Actor, grid_id: int, language: Language, now: datetime, rule: CountingRule = HIGHEST
) -> tuple[str, bytes] | None:
    """File name and bytes of the gap report of a stored grid under a counting rule; None if there is no such grid."""
    require(actor, Action.EXPORT)
    columns = load_columns(database, actor, [grid_id], rule)
    if not columns:
        return None
    column = columns[0]
    with database.read() as connection:
        infos = list_grids(connection)
        others = [info.id for info in rated_together(infos, column.info) if info.id != column.info.id]
        beside = load_grids(connection, [grid_id, *others]) if others else []
        require_intact(beside)
    raters = tuple(one.grid for one in beside)
    before = _year_before(infos, column.key)
    earlier = next((one.grid for one in load_columns(database, actor, [before.id], rule)), None) if before else None
    reported = replace(
        _reported(column, uploaded_as(database, actor, column), now),
        raters=raters,
        before=earlier,
        decisions=tuple(decisions_of(database, actor, column.key)),
        comments=comments_of(database, actor, column.key),
        agreed=column.agreed,
        left=column.left,
        samples=tuple(samples_of(database, actor, column.key)),
    )
    return gap_report_name(column.key, rule, language), reports.gap_report(reported, language)


def _year_before(infos: Iterable[GridInfo], key: GridKey) -> GridInfo | None:
    """The grid of the same programme that counts for the latest year before."""
    earlier = [
        info
        for info in infos
        if (info.key.institution, info.key.programme, info.key.campus) == (key.institution, key.programme, key.campus)
        and info.key.academic_year < key.academic_year
    ]
    return max(earlier, key=lambda info: rank(info.key, info.imported_at), default=None)


def _reported(column: GridColumn, brought: Mapping[str, Brought], now: datetime) -> GapReport:
    """What the report is made from."""
    return GapReport(
        grid=column.grid,
        edition=column.edition,
        gaps=column.gaps,
        rated_share=column.rated_share,
        stored_at=column.info.imported_at,
        stored_by=column.info.imported_by,
        brought=brought,
        is_sample=column.info.is_sample,
        made_at=now,
        version=column.info.version,
        rolled_up=column.gaps_at[Granularity.CELL] if column.grid.granularity is Granularity.ELEMENT else {},
        reached=column.reached,
        rule=column.rule,
    )


def snapshot_report(
    database: Database,
    actor: Actor,
    snapshot_id: int,
    programme: str,
    language: Language,
    *,
    now: datetime,
    academic_year: str | None = None,
) -> tuple[str, bytes] | None:
    """The same of a programme as it is in a snapshot, with its hash on the cover; None where it is not in there.

    Of several grids the one that counts: latest year, or this one, coordinator's view.
    """
    require(actor, Action.EXPORT)
    frozen = load_snapshot(database, actor, snapshot_id)
    chosen = None if frozen is None else counting_grid(frozen, programme, academic_year)
    if frozen is None or chosen is None:
        return None
    made = frozen_report(database, actor, snapshot_id, frozen, chosen, now=now)
    return gap_report_name(chosen.grid.key, made.rule, language), reports.gap_report(made, language)


def counting_grid(
    frozen: Frozen, programme: str, academic_year: str | None, campus: str | None = None
) -> FrozenGrid | None:
    """Of the grids of a programme in a snapshot, of one campus or any, the one that counts; None without any."""
    grids = [
        one
        for one in frozen.grids
        if one.grid.key.programme == programme
        and academic_year in (None, one.grid.key.academic_year)
        and campus in (None, one.grid.key.campus)
    ]
    return max(grids, key=lambda one: rank(one.grid.key, one.made_at), default=None)


def _of_snapshot(database: Database, actor: Actor, snapshot_id: int, frozen: Frozen, one: FrozenGrid) -> OfSnapshot:
    """The snapshot, and whether it and this grid in it are what they were when it was made."""
    expected = next((info.sha256 for info in list_snapshots(database, actor) if info.id == snapshot_id), "")
    is_intact = still_intact(database, actor, snapshot_id) and one.is_intact
    return OfSnapshot(frozen.name, frozen.sha256(), expected, is_intact)


def frozen_report(
    database: Database, actor: Actor, snapshot_id: int, frozen: Frozen, one: FrozenGrid, *, now: datetime
) -> GapReport:
    """What the report of a grid in a snapshot is made from: nothing that came later, but for our labels."""
    key, grid = one.grid.key, one.grid
    counts = _counted_then(frozen, one)
    about = (key.programme, key.campus, key.academic_year)
    aims = _aims(frozen, about)
    rule = rule_of(frozen.counting_rule) or HIGHEST
    found = figures(counts.grid, aims, rule)
    same = [each for each in frozen.grids if (each.grid.key.programme, each.grid.key.campus) == about[:2]]
    others = [each.grid for each in _together(frozen, one) if each is not one]
    return GapReport(
        grid=counts.grid,
        edition=edition_then(frozen, grid.edition),
        gaps=found.gaps_at[grid.granularity],
        rated_share=found.rated_share,
        stored_at=one.made_at,
        stored_by=one.made_by,
        brought=one.brought,
        is_sample=one.is_sample,
        made_at=now,
        version=one.version,
        rolled_up=found.gaps_at[Granularity.CELL] if grid.granularity is Granularity.ELEMENT else {},
        reached=found.reached,
        snapshot=_of_snapshot(database, actor, snapshot_id, frozen, one),
        rule=rule,
        raters=(grid, *others) if others else (),
        before=_frozen_before(frozen, same, key),
        decisions=tuple(_frozen_decisions(frozen, same, about)),
        comments=comments_among(frozen.register, about),
        agreed=counts.counted,
        left=counts.left,
        samples=tuple(samples_in(_said_then(frozen, key))),
    )


def _together(frozen: Frozen, one: FrozenGrid) -> list[FrozenGrid]:
    """The grids in a snapshot of the same programme-year and edition, this one among them."""

    def about(grid: Grid) -> tuple[str, str | None, str, str]:
        return grid.key.programme, grid.key.campus, grid.key.academic_year, grid.edition

    return [each for each in frozen.grids if about(each.grid) == about(one.grid)]


def _counted_then(frozen: Frozen, one: FrozenGrid) -> WithAgreed:
    """A grid in a snapshot with the levels in it that were agreed on then, if it stood for its programme-year."""
    if one is not max(_together(frozen, one), key=lambda each: rank(each.grid.key, each.made_at)):
        return WithAgreed(one.grid)
    return with_agreed(one.grid, agreed_in(_said_then(frozen, one.grid.key)))


def _said_then(frozen: Frozen, key: GridKey) -> list[Entry]:
    """What the register said of a programme-year."""
    about = (key.programme, key.campus, key.academic_year)
    return [one for one in frozen.register if (one.about.programme, one.about.campus, one.about.academic_year) == about]


def _aims(frozen: Frozen, about: ProgrammeYear) -> dict[str, Ambition]:
    """The ambitions of a programme and year as they stood, by target."""
    return {
        ambition.target: ambition
        for each in frozen.ambitions
        if (each.programme, each.campus, each.academic_year) == about
        for ambition in each.ambitions
    }


def _frozen_before(frozen: Frozen, grids: Iterable[FrozenGrid], key: GridKey) -> Grid | None:
    """The grid that counts for the latest year before, among those of a programme in a snapshot."""
    earlier = [one for one in grids if one.grid.key.academic_year < key.academic_year]
    last = max(earlier, key=lambda one: rank(one.grid.key, one.made_at), default=None)
    return None if last is None else _counted_then(frozen, last).grid


def _frozen_decisions(frozen: Frozen, grids: Iterable[FrozenGrid], about: ProgrammeYear) -> list[Registered]:
    """The decisions of a programme as they stood, checked by the grids that are in the snapshot."""
    counts: dict[str, FrozenGrid] = {}
    for one in sorted(grids, key=lambda one: rank(one.grid.key, one.made_at)):
        counts[one.grid.key.academic_year] = one
    stages = [
        Stage(one.version, one.made_at, _counted_then(frozen, one).grid, _aims(frozen, (*about[:2], year)))
        for year, one in counts.items()
    ]
    entries = [
        entry
        for entry in frozen.register
        if (entry.about.programme, entry.about.campus, entry.about.subject) == (*about[:2], Subject.DECISION)
    ]
    return checked(entries, sorted(stages, key=lambda stage: stage.at))


def gap_report_name(key: GridKey, rule: CountingRule, language: Language) -> str:
    """'gap-report-social-work-hogeschool-noordzee-2026-27.xlsx': lower-case letters, digits and hyphens only.

    Another counting rule than the default stands at the end.
    """
    about = (key.programme, key.institution, key.campus or "", key.academic_year)
    return report_name("gap-report", about, rule, language, "xlsx")


def report_name(report: str, about: Sequence[str], rule: CountingRule, language: Language, kind: str) -> str:
    """The name of a file: which report, what it is about, the counting rule unless it is the default one."""
    counted = "" if rule == HIGHEST else rule_in_file_name(rule, language)
    parts = [_plain(part) for part in (report, *about, counted)]
    return f"{'-'.join(part for part in parts if part)}.{kind}"


def _plain(text: str) -> str:
    """The text in lower-case ASCII letters, digits and hyphens, cut short; accents are dropped."""
    unaccented = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", unaccented.lower())[:_LONGEST_PART].strip("-")
