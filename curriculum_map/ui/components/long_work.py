"""Work that takes a while: what is done, how far it is, and a way to stop it that leaves nothing half done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from curriculum_map.domain.refused import Refused
from curriculum_map.services.progress import Told
from curriculum_map.ui.components.said import say_next, show_said
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import at_work, language, t, wait_for_work
from curriculum_map.wording.numbers import percent
from curriculum_map.wording.record import refusal_sentence

MANY = 60
"""From so many grids on, a file takes longer to make than somebody waits without a word."""

# A screen reader says how far it is each time that so much more is done, not at every step.
_SAID_ANEW = 10


@dataclass(frozen=True, slots=True)
class Act:
    """What is said of work that stores or checks: while it goes on, and where it was stopped; and in which place."""

    place: str
    doing: str
    stopped: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made and what is said of it, with what is not in it; or why it was not made."""

    data: bytes | Refused
    ready: str = ""
    but: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file that can be asked for: the name of its place on the page, its button, what it is called, and its kind."""

    key: str
    label: str
    name: str
    mime: str


def under_way(doing: str, on_stop: Callable[..., None], *about: object, count: int = 0) -> Told:
    """Shows what is being done, how far that is, and a button to stop it; what comes back moves that.

    With a `count` it says how many of them are done, else which share. A screen reader says it too, now and then.
    """
    said, bar, to = st.empty(), st.progress(0.0), language()
    said.info(as_text(doing))
    st.button(t("Stop"), key=f"stop-{doing}", on_click=on_stop, args=about)
    last = 0

    def told(share: float) -> None:
        nonlocal last
        bar.progress(min(share, 1.0))
        if int(share * _SAID_ANEW) > last:
            last = int(share * _SAID_ANEW)
            far = t("{done} of {count} are done.", done=round(share * count), count=count)
            said.info(as_text(f"{doing} {far if count else t('{share} is done.', share=percent(share, to))}"))

    return told


@contextmanager
def _gone_on_a_fault(place: DeltaGenerator) -> Iterator[None]:
    """What is shown in this place goes where the work comes to grief: it is not going on any more."""
    with place.container():
        try:
            yield
        except Exception:
            place.empty()
            raise


def do_act(act: Act, work: Callable[[Told], tuple[str, bool]]) -> bool:
    """Does work that stores something, with how far it is; whatever is pressed meanwhile ends it, and nothing is kept.

    The work gives back the sentence about it, which the next run shows, and whether anything was done, which comes
    back. Once it has stored something it may not touch the screen: who stops it then is told that it was finished.
    """
    finished: list[tuple[str, bool]] = []
    with _gone_on_a_fault(st.empty()):
        told = under_way(act.doing, _act_stopped, act, finished)
        with at_work():
            finished.append(work(told))
    _say(act, finished)
    return finished[0][1]


def _act_stopped(act: Act, finished: list[tuple[str, bool]]) -> None:
    wait_for_work()
    _say(act, finished)


def _say(act: Act, finished: list[tuple[str, bool]]) -> None:
    sentence, done = finished[0] if finished else (act.stopped, False)
    say_next(act.place, sentence, done=done)


def offer_to_make(
    file: File, button: str, asked: tuple[object, ...], make: Callable[[Told], Made], *, doing: str, count: int = 0
) -> None:
    """A button that makes a file with how far that is; then the file, for as long as it is what is `asked`."""
    kept = f"made-{file.key}"
    show_said(kept)
    of, made = st.session_state.get(kept, (None, None))
    place = st.empty()
    with _gone_on_a_fault(place):
        if st.button(button, type="primary", key=f"make-{file.key}"):
            of, made = st.session_state[kept] = asked, make(under_way(doing, _making_stopped, kept, count=count))
    if made is None or of != asked:
        st.session_state.pop(kept, None)
        return
    place.empty()
    if isinstance(made.data, Refused):
        st.warning(as_text(refusal_sentence(made.data, language())))
        return
    st.success(made.ready or t("The file is ready."))
    if made.but:
        st.warning(as_text(made.but))
    st.download_button(
        file.label,
        lambda: made.data,
        file_name=file.name,
        mime=file.mime,
        type="primary",
        on_click="ignore",
        key=f"take-{file.key}",
    )


def _making_stopped(kept: str) -> None:
    st.session_state.pop(kept, None)
    say_next(kept, t("Stopped. Nothing was kept."), done=False)
