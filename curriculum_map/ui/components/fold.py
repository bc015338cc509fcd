"""How far the targets of a table are unfolded: clusters, components, all elements, or the elements of one cluster."""

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from curriculum_map.domain.framework import Edition, Granularity, split_target
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.address import from_address, into_address
from curriculum_map.ui.session import language, t


@dataclass(frozen=True, slots=True)
class Fold:
    """The targets to show, in the order of their edition, and what each of them is."""

    granularity: Granularity
    targets: tuple[str, ...]


def choose_fold(
    name: str, title: str, edition: Edition, offered: Collection[Granularity], about: str | None = None
) -> Fold:
    """The targets to show, of these granularities: first the components, as in the printed table, else the coarsest.

    Where only elements are offered, those of the first cluster come first.

    `name` is what the address calls the choice; `about` stands behind a question mark beside its title.
    """
    named = {
        Granularity.CLUSTER: t("clusters"),
        Granularity.CELL: t("components"),
        Granularity.ELEMENT: t("all elements"),
    }
    folds = {str(one): Fold(one, edition.targets(one)) for one in Granularity if one in offered}
    names = {str(one): words for one, words in named.items()}
    if Granularity.ELEMENT in offered:
        for cluster in edition.clusters:
            folds[cluster.id] = _elements_of(edition, cluster.id)
            names[cluster.id] = t("elements of {cluster}", cluster=f"{cluster.number} {cluster.name[language()]}")
    first = (str(Granularity.CELL), str(Granularity.CLUSTER), edition.clusters[0].id)
    default = next(one for one in first if one in folds)
    key = from_address(name, {one: one for one in folds}, default)
    chosen = st.selectbox(title, list(folds), key=key, format_func=names.__getitem__, width=176, help=about)
    return folds[into_address(key, chosen)]


def _elements_of(edition: Edition, cluster_id: str) -> Fold:
    elements = edition.targets(Granularity.ELEMENT)
    return Fold(Granularity.ELEMENT, tuple(one for one in elements if split_target(one)[0] == cluster_id))


def choose_detail(grid: GridColumn) -> tuple[str, ...]:
    """The targets of one grid to show; all that it has where it was rated per cluster, without a choice."""
    if len(grid.gaps_at) == 1:
        return grid.grid.targets
    return choose_fold("detail", t("Level of detail"), grid.edition, grid.gaps_at).targets
