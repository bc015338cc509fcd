"""Several raters of one programme-year: which grids those are."""

from collections.abc import Iterable

from curriculum_map.storage.grids import GridInfo


def rated_together(infos: Iterable[GridInfo], one: GridInfo) -> list[GridInfo]:
    """The grids of the same programme-year and edition as this one, itself among them, by rater and perspective."""
    return _in_order(info for info in infos if programme_year(info) == programme_year(one))


def several_raters(infos: Iterable[GridInfo]) -> list[list[GridInfo]]:
    """The grids of each programme-year and edition that two raters or more rated, by rater and perspective.

    By institution and programme, the latest year first.
    """
    of_year: dict[tuple[str, ...], list[GridInfo]] = {}
    for info in infos:
        of_year.setdefault(programme_year(info), []).append(info)
    several = [grids for grids in of_year.values() if len(grids) > 1]
    together = [_in_order(grids) for grids in several]
    together.sort(key=lambda grids: grids[0].key.academic_year, reverse=True)
    return sorted(together, key=lambda grids: programme_year(grids[0])[:3])


def _in_order(infos: Iterable[GridInfo]) -> list[GridInfo]:
    return sorted(infos, key=lambda info: (info.key.rater or "", info.key.perspective))


def programme_year(info: GridInfo) -> tuple[str, str, str, str, str]:
    """What the grids of several raters have in common: institution, programme, campus, year and edition."""
    key = info.key
    return key.institution, key.programme, key.campus or "", key.academic_year, info.edition
