"""Several workbooks at once: read one after the other, what each waits for, and those stored that wait for nothing."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.findings import blocking
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.grids import preview
from curriculum_map.services.imports import Keeping, import_reading
from curriculum_map.services.waiting import Waiting, Waits, beside_each_other, what_waits
from curriculum_map.ui.components.data.tables import Line, Said, show_lines
from curriculum_map.ui.components.long_work import under_way
from curriculum_map.ui.components.said import say_next, show_said
from curriculum_map.ui.components.upload.file import Upload, keep, open_one, read
from curriculum_map.ui.session import actor, at_work, database, language, settings, t, t_many, wait_for_work
from curriculum_map.ui.stored import editions, stored
from curriculum_map.wording.catalogue import mark
from curriculum_map.wording.findings import sentence
from curriculum_map.wording.outcomes import STORED_OF

_PLACE, _LOOKED, _HALTED = "several", "upload-looked-at", "upload-halted"
_TO_OPEN = (Waits.QUESTIONS, Waits.CONFIRMATION, Waits.CHOICE, Waits.MENDING, Waits.DECLINED)
_NAMES: Mapping[Waits, str] = {
    Waits.NOTHING: mark("nothing: it can be stored now"),
    Waits.CONFIRMATION: mark("your confirmation"),
    Waits.CHOICE: mark("your choice"),
    Waits.DECLINED: mark("declined"),
    Waits.STORED: mark("nothing: it is stored"),
}
_REASONS: Mapping[Waits, str] = {
    Waits.CONFIRMATION: mark("Something is stored of this programme, year and rater: look at what would change."),
    Waits.CHOICE: mark("Another of these files is about the same programme, year and rater: open the one that counts."),
}


def show_several(uploads: Sequence[Upload]) -> None:
    """Reads what was not read yet, then the table of all, and what can be done with them."""
    files: dict[str, Upload] = {}
    for one in uploads:
        files.setdefault(one.sha256, one)
    looked: dict[str, Waiting] = st.session_state.setdefault(_LOOKED, {})
    # In a frame of its own: what comes and goes here moves nothing of what follows.
    with st.container():
        show_said(_PLACE)
        if unread := [one for sha, one in files.items() if sha not in looked]:
            _look_at(unread, len(files), looked)
    known = {sha: looked[sha] for sha in files if sha in looked}
    waiting = beside_each_other(known, {info.key for info in stored()})
    headings = {
        "programme": t("Programme"),
        "institution": t("Institution"),
        "year": t("Academic year"),
        "waits": t("What it waits for"),
    }
    show_lines("several", t("The files you chose"), t("File"), headings, _lines(uploads, waiting))
    days = settings().draft_days
    st.caption(
        t(
            "A grid counts once it is stored. What you do not store waits here, with your answers, {days} days.",
            days=days,
        )
    )
    _offer_to_store(
        [one for sha, one in files.items() if sha in waiting and waiting[sha].waits is Waits.NOTHING], looked
    )
    _offer_to_open([(files[sha], one) for sha, one in waiting.items() if one.waits in _TO_OPEN], looked)


def _look_at(unread: Sequence[Upload], count: int, looked: dict[str, Waiting]) -> None:
    """Reads these files one by one; what was read stays read when it is stopped, and is kept as begun."""
    place, last = st.empty(), unread[-1].sha256
    with place.container():
        if st.session_state.get(_HALTED) == last:
            left = t_many("{count} file is not read yet.", "{count} files are not read yet.", len(unread))
            st.info(left)
            st.button(t("Go on reading"), on_click=_halt, args=(None,))
            return
        told = under_way(t("The files are being read."), _halt, last, count=count)
        for done, upload in enumerate(unread, start=count - len(unread)):
            told(done / count)
            reading = read(upload)
            would_store = None if blocking(reading.findings) else preview(database(), actor(), reading)
            keep(upload, reading, would_store)
            looked[upload.sha256] = what_waits(reading, would_store)
    place.empty()


def _halt(before: str | None) -> None:
    """Reads nothing on its own as long as this file is the last one to read: with another one it begins anew."""
    st.session_state[_HALTED] = before


def _lines(uploads: Sequence[Upload], waiting: Mapping[str, Waiting]) -> Iterator[Line]:
    """A row per file, in the order in which they were chosen; one that was chosen twice says so."""
    first: dict[str, Upload] = {}
    for place, upload in enumerate(uploads):
        same = first.setdefault(upload.sha256, upload)
        one = waiting.get(upload.sha256)
        waits = _said(one) if same is upload else t("nothing: the same file as {file}", file=same.name)
        about = (_about(one, name) for name in ("programme", "institution", "academic_year"))
        yield str(place), upload.name, "", (*about, waits)


def _about(one: Waiting | None, name: str) -> Said:
    """A part of what a file seems to be about, and whether that is no more than a proposal."""
    said = "" if one is None else str(getattr(one.about, name) or "")
    if name == "programme" and said:
        said = programme_name(said)[language()]
    return (said, t("proposed")) if one is not None and name in one.proposed else said


def _said(one: Waiting | None) -> Said:
    """What a file waits for, and why."""
    if one is None:
        return t("not read yet")
    why = "" if one.why is None else sentence(one.why, language(), editions())
    if one.waits is Waits.QUESTIONS:
        return t_many("{count} question", "{count} questions", one.count)
    if one.waits is Waits.MENDING:
        return t_many("{count} error to mend in the file", "{count} errors to mend in the file", one.count), why
    return t(_NAMES[one.waits]), t(_REASONS[one.waits]) if one.waits in _REASONS else why


def _offer_to_store(ready: Sequence[Upload], looked: dict[str, Waiting]) -> None:
    """The button that stores every file that nothing is asked about, and how far that is."""
    if not ready:
        return
    place = st.empty()
    with place.container():
        label = t_many("Store {count} grid", "Store these {count} grids", len(ready))
        if not st.button(label, type="primary", key="store-several"):
            return
    with place.container(), at_work():
        _store(ready, looked)
    say_next(_PLACE, _how_many([one.sha256 for one in ready], looked))
    st.rerun()


def _store(ready: Sequence[Upload], looked: dict[str, Waiting]) -> None:
    """Stores these one by one, each in a transaction of its own: stopped, it stops between two files."""
    told = under_way(
        t("The grids are being stored."), _stopped, [one.sha256 for one in ready], looked, count=len(ready)
    )
    where, who, days = database(), actor(), settings().draft_days
    for done, upload in enumerate(ready):
        told(done / len(ready))
        reading, now = read(upload), datetime.now(UTC)
        imported = import_reading(where, who, reading, now=now, keeping=Keeping(upload.data, days))
        # Nothing of the screen in between: what was stored is known to be, whenever it is stopped.
        looked[upload.sha256] = looked[upload.sha256].after(imported.outcome)


def _stopped(asked: Sequence[str], looked: Mapping[str, Waiting]) -> None:
    wait_for_work()
    say_next(_PLACE, " ".join((t("Stopped."), _how_many(asked, looked), t("What is stored stays."))), done=False)


def _how_many(asked: Sequence[str], looked: Mapping[str, Waiting]) -> str:
    count = sum(looked[sha].waits is Waits.STORED for sha in asked)
    return t(STORED_OF, count=count, asked=len(asked))


def _offer_to_open(waiting: Sequence[tuple[Upload, Waiting]], looked: dict[str, Waiting]) -> None:
    """The files that wait for a person, of which one is opened in the steps for one file."""
    if not waiting:
        return
    st.header(t("One by one"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {one.sha256: one.name for one, _ in waiting}
        chosen = st.selectbox(t("File"), list(names), format_func=names.__getitem__, key="several-open")
        upload = next(one for one, _ in waiting if one.sha256 == chosen)
        st.button(t("Open this file"), on_click=_open, args=(upload, looked))


def _open(upload: Upload, looked: dict[str, Waiting]) -> None:
    """Opens it; what it waits for is looked at once more afterwards."""
    looked.pop(upload.sha256, None)
    open_one(upload)
