"""Grids to choose, one or several, each in the address by a stable name; always listed by name."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import streamlit as st

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.columns import one_per_programme
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import brought, from_address, into_address, kept, put, say_unknown
from curriculum_map.ui.components.choices import grid_slugs
from curriculum_map.ui.components.compare.comparison import names_to_choose
from curriculum_map.ui.session import language, t

MOST_COLUMNS = 12
Value = TypeVar("Value")
_BETWEEN = "."  # no slug has this sign


def choose_grids(infos: list[GridInfo]) -> list[int]:
    """The ids of the grids to compare, sorted by name; first those of one programme: of each institution, or year."""
    if not infos:
        return []
    names = names_to_choose(infos)
    first = one_per_programme(infos)
    by_name = sorted(infos, key=lambda info: names[info.id])
    of_one = [[info.id for info in some if info.key.programme == first[0].key.programme] for some in (first, by_name)]
    default = (of_one[0] if len(of_one[0]) > 1 else of_one[1])[:MOST_COLUMNS]
    chosen = choose_several("grids", t("Programmes"), grid_slugs(by_name, whole=True), names, default, MOST_COLUMNS)
    _offer_sets(infos, chosen)
    return chosen


def _offer_sets(infos: list[GridInfo], chosen: list[int]) -> None:
    """Buttons for what is laid beside each other most: peers of the first grid that is chosen, up to so many."""
    own = next(info.key for info in infos if not chosen or info.id == chosen[0])
    facts = {"institution": own.institution, "programme": programme_name(own.programme)[language()]}
    latest = one_per_programme(infos)
    sets = {
        t("All programmes of {institution}", **facts): [
            one for one in latest if one.key.institution == own.institution
        ],
        t("{programme} at every institution", **facts): [one for one in latest if one.key.programme == own.programme],
        t("{programme}, every year", **facts): years_of(infos, own),
    }
    with st.container(horizontal=True):
        for number, (label, found) in enumerate(sets.items()):
            ids = [info.id for info in found][:MOST_COLUMNS]
            if len(ids) > 1 and set(ids) != set(chosen):
                st.button(label, key=f"grids-{number}", on_click=_choose, args=(ids,))


def years_of(infos: Sequence[GridInfo], key: GridKey) -> list[GridInfo]:
    """The grid that counts of each academic year of this programme at its institution, the earliest first."""
    own = (key.institution, key.programme, key.campus)
    same = [info for info in infos if (info.key.institution, info.key.programme, info.key.campus) == own]
    years = sorted({info.key.academic_year for info in same})
    return [one for year in years for one in one_per_programme(same, year)]


def _choose(ids: list[int]) -> None:
    st.session_state["grids"] = ids


def grids_in_address(infos: Sequence[GridInfo], chosen: Sequence[GridInfo]) -> str:
    """What an address names to have these of the grids chosen."""
    slugs = {grid_id: slug for slug, grid_id in grid_slugs(infos, whole=True).items()}
    return _BETWEEN.join(slugs[info.id] for info in chosen[:MOST_COLUMNS])


def choose_several(
    name: str,
    title: str,
    options: Mapping[str, Value],
    names: Mapping[Value, str],
    default: Sequence[Value],
    most: int | None = None,
) -> list[Value]:
    """Some of these, such as grids, given by slug, in the order in which they are given; first those by default."""
    begin_several(name, options, default, most)
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


def begin_several(
    name: str, options: Mapping[str, Value], default: Sequence[Value], most: int | None = None
) -> list[Value]:
    """The same before it is shown: for what has to say how many they are."""
    asked = brought(name)
    slugs = [slug for slug in ((kept(name) or "") if asked is None else asked).split(_BETWEEN) if slug]
    for slug in slugs:
        if slug not in options and asked is not None:
            say_unknown(slug)
    if asked is not None or name not in st.session_state:
        st.session_state[name] = [options[slug] for slug in slugs if slug in options][:most] or list(default)
    else:
        st.session_state[name] = [one for one in st.session_state[name] if one in options.values()]
    begun: list[Value] = st.session_state[name]
    return begun


def choose_one(name: str, title: str, options: Mapping[str, Value], names: Mapping[Value, str]) -> Value:
    """One of these, such as grids, given by slug."""
    key = from_address(name, options)
    chosen = st.selectbox(title, list(options.values()), key=key, format_func=lambda one: names[one])
    return into_address(key, chosen)
