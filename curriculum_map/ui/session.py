"""What belongs to one visitor: language, theme, actor; and the database they all share."""

import logging
from collections.abc import Iterable
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.actors import LOCAL_ACTOR, Actor
from curriculum_map.domain.curriculum import Programme
from curriculum_map.domain.rules import HIGHEST, CountingRule
from curriculum_map.domain.text import Language, as_language
from curriculum_map.frameworks.loader import Editions
from curriculum_map.services.columns import GridColumn, load_columns
from curriculum_map.services.drafts import purge
from curriculum_map.services.editions import shown_editions
from curriculum_map.services.faults import fault_sentence
from curriculum_map.services.grids import list_stored
from curriculum_map.services.intact import changed_grids
from curriculum_map.services.programmes import shown_programmes
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo
from curriculum_map.wording.catalogue import say, say_many
from curriculum_map.wording.record import not_intact_sentence

LANGUAGE = "lang"
_MOST_CACHED = 64
# What somebody changes in the database itself raises no count: after so long it is looked at once more.
LOOK_AGAIN_SECONDS = 10


def language() -> Language:
    """The visitor's language: as chosen or in the address, else that of the browser."""
    if LANGUAGE not in st.session_state:
        asked = st.query_params.get(LANGUAGE)
        st.session_state[LANGUAGE] = as_language(asked or st.context.locale)
    return as_language(st.session_state[LANGUAGE])


def t(message: str, **facts: object) -> str:
    """A message in the visitor's language."""
    return say(message, language(), **facts)


def t_many(one: str, many: str, count: int, **facts: object) -> str:
    """A message with a count in the visitor's language."""
    return say_many(one, many, count, language(), **facts)


def is_dark() -> bool:
    """Whether the visitor sees the dark theme."""
    return st.context.theme.type == "dark"


def actor() -> Actor:
    """Who acts: on one machine always the local actor."""
    return LOCAL_ACTOR


def settings() -> Settings:
    """The settings of this installation."""
    return Settings()


@st.cache_resource
def database() -> Database:
    """The database, opened once per process; drafts whose time was over go at that moment."""
    opened = Database(Settings().database())
    purge(opened, LOCAL_ACTOR, datetime.now(UTC))
    return opened


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
    """Every stored grid that the visitor may see."""
    return list_stored(database(), actor())


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
    # It takes its words from here.
    from curriculum_map.ui.components.figures_note import as_text

    st.warning(as_text(not_intact_sentence(about, language())))


def say_fault(fault: BaseException) -> bool:
    """Shows a sentence in place of Streamlit's own English one; the fault itself goes to the log."""
    logging.getLogger("curriculum_map").error("a page failed", exc_info=fault)
    said = fault_sentence(fault, language())
    st.error(said or t("Something went wrong on our side. Reload the page and try again."))
    st.button(t("Try again"), key="after-a-fault")
    return True
