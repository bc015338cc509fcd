"""Several raters of one programme-year: which grids those are."""

from collections.abc import Iterable

from curriculum_map.storage.grids import GridInfo


def rated_together(infos: Iterable[GridInfo], one: GridInfo) -> list[GridInfo]:
    """The grids of the same programme-year and edition as this one, itself among them, by rater and perspective."""
    same = (info for info in infos if _programme_year(info) == _programme_year(one))
    return sorted(same, key=lambda info: (info.key.rater or "", info.key.perspective))


def _programme_year(info: GridInfo) -> tuple[str, str, str, str, str]:
    key = info.key
    return key.institution, key.programme, key.campus or "", key.academic_year, info.edition
