"""Grids to choose, one or several, each in the address by a stable name; always listed by name."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from curriculum_map.services.columns import one_per_programme
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import brought, from_address, into_address, kept, put, say_unknown
from curriculum_map.ui.components.choices import grid_slugs
from curriculum_map.ui.components.comparison import full_name
from curriculum_map.ui.session import t

MOST_COLUMNS = 12
Value = TypeVar("Value")
_BETWEEN = "."  # no slug has this sign


def choose_grids(infos: list[GridInfo]) -> list[int]:
    """The ids of the grids to compare, sorted by name; first those of one programme: of each institution, or year."""
    if not infos:
        return []
    names = {info.id: full_name(info) for info in infos}
    first = one_per_programme(infos)
    by_name = sorted(infos, key=lambda info: names[info.id])
    of_one = [[info.id for info in some if info.key.programme == first[0].key.programme] for some in (first, by_name)]
    default = (of_one[0] if len(of_one[0]) > 1 else of_one[1])[:MOST_COLUMNS]
    return choose_several("grids", t("Programmes"), grid_slugs(by_name, whole=True), names, default, MOST_COLUMNS)


def choose_several(
    name: str,
    title: str,
    options: Mapping[str, Value],
    names: Mapping[Value, str],
    default: Sequence[Value],
    most: int | None = None,
) -> list[Value]:
    """Some of these, such as grids, given by slug, in the order in which they are given; first those by default."""
    asked = brought(name)
    slugs = [slug for slug in ((kept(name) or "") if asked is None else asked).split(_BETWEEN) if slug]
    for slug in slugs:
        if slug not in options and asked is not None:
            say_unknown(slug)
    if asked is not None or name not in st.session_state:
        st.session_state[name] = [options[slug] for slug in slugs if slug in options][:most] or list(default)
    else:
        st.session_state[name] = [one for one in st.session_state[name] if one in names]
    chosen = st.multiselect(
        title,
        list(options.values()),
        format_func=lambda one: names[one],
        max_selections=most,
        placeholder=t("Choose"),
        key=name,
        wrap=True,
    )
    found = {slug: one for slug, one in options.items() if one in chosen}
    put(name, _BETWEEN.join(found))
    return list(found.values())


def choose_one(name: str, title: str, options: Mapping[str, Value], names: Mapping[Value, str]) -> Value:
    """One of these, such as grids, given by slug."""
    key = from_address(name, options)
    chosen = st.selectbox(title, list(options.values()), key=key, format_func=lambda one: names[one])
    return into_address(key, chosen)
