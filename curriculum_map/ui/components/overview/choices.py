"""What the overview shows: what its columns are, which grids these take, and how far its rows are unfolded."""

from collections.abc import Iterable

import streamlit as st

from curriculum_map.domain.curriculum import Perspective
from curriculum_map.domain.framework import Edition, Granularity
from curriculum_map.services.columns import one_per_programme
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import ALL, from_address, into_address
from curriculum_map.ui.components.choices import choose_institution, choose_programme, choose_segment, choose_year
from curriculum_map.ui.components.fold import Fold, choose_fold
from curriculum_map.ui.session import language, t
from curriculum_map.wording.labels import label

PROGRAMMES, INSTITUTIONS, YEARS = "programmes", "institutions", "years"
_ANY = "any"


def choose_columns() -> str:
    """What a column stands for: a programme, an institution or a year."""
    names = {PROGRAMMES: t("Programmes"), INSTITUTIONS: t("Institutions"), YEARS: t("Years")}
    return choose_segment("columns", t("Columns"), names)


def choose_infos(infos: list[GridInfo], by: str) -> tuple[list[GridInfo], list[GridInfo]]:
    """The grids of the institution, programme and perspective that are chosen, and those of them that count.

    Of each programme one counts, in the year that is chosen; where a column is a year, one of each year.
    """
    if by != INSTITUTIONS:
        institution = choose_institution(infos, across=by == PROGRAMMES)
        infos = [info for info in infos if institution in (ALL, info.key.institution)]
    if by != PROGRAMMES:
        programme = choose_programme(infos)
        infos = [info for info in infos if info.key.programme == programme]
    perspective = _choose_perspective(infos)
    infos = [info for info in infos if perspective in (None, info.key.perspective)]
    if by == YEARS:
        years = sorted({info.key.academic_year for info in infos})
        return infos, [one for year in years for one in one_per_programme(infos, year)]
    return infos, one_per_programme(infos, choose_year(infos))


def choose_rows(infos: Iterable[GridInfo], edition: Edition) -> Fold:
    """How far the rows are unfolded; no further than one of these grids was rated."""
    order = list(Granularity)
    finest = max((info.granularity for info in infos), key=order.index, default=Granularity.CLUSTER)
    missing = {
        Granularity.CLUSTER: t("These grids are rated per cluster: they say nothing about components or elements."),
        Granularity.CELL: t("None of these grids is rated per element: that is why elements cannot be chosen."),
    }
    return choose_fold("fold", t("Rows"), edition, order[: order.index(finest) + 1], missing.get(finest))


def _choose_perspective(infos: list[GridInfo]) -> Perspective | None:
    """Whose view; None for that of the coordinator where there is one, else another."""
    present = [str(one) for one in Perspective if any(info.key.perspective is one for info in infos)]
    names = {_ANY: t("coordinator first"), **{one: label(Perspective(one), language()) for one in present}}
    key = from_address("perspective", {one: one for one in names})
    chosen = st.selectbox(t("Perspective"), list(names), key=key, format_func=lambda one: names[one])
    return None if into_address(key, chosen) == _ANY else Perspective(chosen)
