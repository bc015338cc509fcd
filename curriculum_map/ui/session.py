"""What belongs to one visitor: language, theme, actor; and the settings and the database they all share."""

import logging
from datetime import UTC, datetime
from threading import Lock

import streamlit as st

from curriculum_map.domain.actors import LOCAL_ACTOR, Actor
from curriculum_map.domain.text import Language, as_language
from curriculum_map.services.drafts import purge
from curriculum_map.services.faults import fault_sentence
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.wording.catalogue import say, say_many

LANGUAGE = "lang"
_WORK = "long-work"


def language() -> Language:
    """The visitor's language: as chosen or in the address, else that of the browser."""
    if LANGUAGE not in st.session_state:
        asked = st.query_params.get(LANGUAGE)
        st.session_state[LANGUAGE] = as_language(asked, default=as_language(st.context.locale))
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


@st.cache_resource
def settings() -> Settings:
    """The settings of this installation, read once per process."""
    return Settings()


@st.cache_resource
def database() -> Database:
    """The database, opened once per process; drafts whose time was over go at that moment."""
    opened = Database(settings().database())
    purge(opened, LOCAL_ACTOR, datetime.now(UTC))
    return opened


def wait_for_work() -> None:
    """Waits until work that was ended has ended: Streamlit begins the next run at once, beside the one before."""
    with at_work():
        pass


def at_work() -> Lock:
    """Held around long work that stores something; what is pressed meanwhile ends it where it next shows progress."""
    lock: Lock = st.session_state.setdefault(_WORK, Lock())
    return lock


def say_fault(fault: BaseException) -> bool:
    """Shows a sentence in place of Streamlit's own English one; the fault itself goes to the log."""
    logging.getLogger("curriculum_map").error("a page failed", exc_info=fault)
    said = fault_sentence(fault, language())
    st.error(said or t("Something went wrong on our side. Reload the page and try again."))
    st.button(t("Try again"), key="after-a-fault")
    return True
