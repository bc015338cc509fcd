"""What is stored, as pages look at it: read and counted once per state of the database."""

from collections.abc import Iterable

import streamlit as st

from curriculum_map.domain.actors import Actor
from curriculum_map.domain.curriculum import Programme
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.frameworks.loader import Editions
from curriculum_map.services.audit import editions_in_log
from curriculum_map.services.columns import GridColumn, load_columns
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.grids import list_stored
from curriculum_map.services.intact import changed_grids
from curriculum_map.services.programmes import shown_programmes
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language
from curriculum_map.wording.record import not_intact_sentence

_MOST_CACHED = 64
# What somebody changes in the database itself raises no count: after so long it is looked at once more.
LOOK_AGAIN_SECONDS = 10


def editions() -> Editions:
    """Every edition that the visitor may see, by id; read once per state of the database."""
    return _editions(database().change_count(), actor())


@st.cache_resource(max_entries=2, show_spinner=False)
def _editions(change_count: int, who: Actor) -> Editions:
    return shown_editions(database(), who)


def programmes() -> tuple[Programme, ...]:
    """Every programme that a file may be about; read once per state of the database."""
    return _programmes(database().change_count(), actor())


@st.cache_resource(max_entries=2, show_spinner=False)
def _programmes(change_count: int, who: Actor) -> tuple[Programme, ...]:
    return shown_programmes(database(), who)


def stored() -> list[GridInfo]:
    """Every stored grid that the visitor may see; read once per state of the database."""
    return list(_stored(database().change_count(), actor()))


@st.cache_resource(max_entries=2, ttl=LOOK_AGAIN_SECONDS, show_spinner=False)
def _stored(change_count: int, who: Actor) -> tuple[GridInfo, ...]:
    return tuple(list_stored(database(), who))


def columns(grid_ids: list[int], rule: CountingRule = HIGHEST, *, as_rated: bool = False) -> list[GridColumn]:
    """These grids with their numbers under a counting rule; computed once per state of the database.

    The agreed levels count in them, unless they are wanted `as_rated`.

    A notice stands in the place of those that somebody changed in the database; with no other one the page ends there.
    """
    changed = _changed(tuple(grid_ids), database().change_count(), actor())
    if changed:
        say_not_intact(one for about in changed.values() for one in about)
    sound = tuple(one for one in grid_ids if one not in changed)
    if changed and not sound:
        st.stop()
    return _columns(sound, rule, as_rated, database().change_count(), actor())


@st.cache_resource(max_entries=_MOST_CACHED, ttl=LOOK_AGAIN_SECONDS, show_spinner=False)
def _changed(grid_ids: tuple[int, ...], change_count: int, who: Actor) -> dict[int, tuple[str, ...]]:
    return changed_grids(database(), who, grid_ids)


@st.cache_resource(max_entries=_MOST_CACHED, show_spinner=False)
def _columns(
    grid_ids: tuple[int, ...], rule: CountingRule, as_rated: bool, change_count: int, who: Actor
) -> list[GridColumn]:
    return load_columns(database(), who, grid_ids, rule, as_rated=as_rated)


def say_not_intact(about: Iterable[str]) -> None:
    """A notice that these were changed in the database, as the audit log calls them."""
    st.warning(as_text(not_intact_sentence(about, language(), names_in_log())))


def names_in_log() -> dict[str, Edition]:
    """The edition in whose words the log names the targets of each programme and year."""
    return editions_in_log(stored(), editions())
