"""The file of an upload and what was answered about it: chosen, read, kept as a draft, taken up again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from curriculum_map.domain.findings import Severity
from curriculum_map.importing.meaning.answers import Answers, with_answers
from curriculum_map.importing.meaning.answers_file import dump_answers, load_answers
from curriculum_map.importing.reading import Reading
from curriculum_map.importing.waiting import while_waiting
from curriculum_map.services.annotated import stem_of_original
from curriculum_map.services.drafts import Choices, choices_of, drop_draft, list_drafts, load_draft, save_draft
from curriculum_map.services.grids import Preview, read_with_earlier
from curriculum_map.services.remembered import answered_before
from curriculum_map.storage.drafts import DraftInfo
from curriculum_map.ui.components.figures_note import day
from curriculum_map.ui.components.said import say_next, show_said
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, settings, t
from curriculum_map.ui.stored import editions, programmes

_SAID, _READING, _RESUMED = "upload-said", "upload-reading", "upload-resumed"
_FILLED_IN, _DROPPED = "upload-filled-in", "upload-dropped"
_PLACE, _STOPS = "upload", "upload-stops"
_OPENED, _ALONE, _LEFT, _FINISHED = "upload-opened", "upload-alone", "upload-left", "upload-finished"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came from the browser or from a draft."""

    name: str
    data: bytes
    sha256: str

    def key(self, widget: str) -> str:
        """The key of a widget about this file: another file begins with widgets of its own.

        So does the same one once a file of answers has filled them in.
        """
        return f"{widget}-{self.sha256[:12]}-{st.session_state.get(_FILLED_IN, 0)}"


@dataclass(frozen=True, slots=True)
class _Said:
    """What was said about the file with these bytes: as the draft has it, and what came since.

    `before` is what was answered when it was stored, and when that was, where that is taken as given.
    """

    sha256: str
    answers: Answers = field(default_factory=Answers)
    choices: Choices = field(default_factory=Choices)
    before: tuple[Answers, datetime] | None = None


def choose_files() -> list[Upload]:
    """The files the visitor chose, or the one taken up again; none as long as there is none."""
    # Any type may be chosen: what it is not, our own sentence says better than the browser does.
    label, stops = t("Your workbook, or several at once"), st.session_state.get(_STOPS, 0)
    # Nothing can be taken out of a field for files: after a stop there is another one.
    key = f"upload-{stops}" if stops else "upload"
    chosen = _not_replaced(st.file_uploader(label, key=key, accept_multiple_files=True))
    show_said(_PLACE)
    if chosen:
        st.session_state.pop(_RESUMED, None)
        if len(chosen) == 1 and st.session_state[_LEFT]:
            st.text(t("What follows is about {file}, which you chose last.", file=chosen[0].name))
        return chosen
    resumed: Upload | None = st.session_state.get(_RESUMED)
    if resumed is None:
        return []
    st.text(t("You go on with {file}.", file=resumed.name))
    st.button(t("Put it aside"), on_click=_put_aside)
    return [resumed]


def _not_replaced(chosen: Sequence[UploadedFile]) -> list[Upload]:
    """What was chosen, less a file that stood alone and was stored or mended when the next one was chosen."""
    left: set[str] = st.session_state.setdefault(_LEFT, set())
    left.intersection_update(one.file_id for one in chosen)
    files = {one.file_id: _upload(one) for one in chosen if one.file_id not in left}
    alone = st.session_state.get(_ALONE)
    if alone in files and len(files) > 1:
        before = files[alone]
        mended = len(files) == 2 and len({stem_of_original(one.name) for one in files.values()}) == 1
        if mended or before.sha256 == st.session_state.get(_FINISHED):
            left.add(alone)
            del files[alone]
    st.session_state[_ALONE] = next(iter(files)) if len(files) == 1 else None
    return list(files.values())


def _upload(chosen: UploadedFile) -> Upload:
    data = chosen.getvalue()
    return Upload(chosen.name, data, sha256(data).hexdigest())


def the_one(uploads: Sequence[Upload]) -> Upload | None:
    """The file that the steps are about: the only one, or the one of several that was opened; None without."""
    if len(uploads) < 2:
        return next(iter(uploads), None)
    opened = next((one for one in uploads if one.sha256 == st.session_state.get(_OPENED)), None)
    if opened is not None:
        st.text(t("You go on with {file}.", file=opened.name))
        st.button(t("Back to the {count} files", count=len(uploads)), on_click=open_one, args=(None,))
    return opened


def open_one(upload: Upload | None) -> None:
    """Goes on with this one of several files, in the steps for one; None: back to all of them."""
    st.session_state[_OPENED] = None if upload is None else upload.sha256


def answers_of(upload: Upload) -> Answers:
    """What was answered about this file, in this visit or in a draft, or else when it was stored."""
    return _said(upload).answers


def chosen_of(upload: Upload) -> Choices:
    """What was chosen about what is stored, in this visit or in a draft."""
    return _said(upload).choices


def _said(upload: Upload) -> _Said:
    said: _Said | None = st.session_state.get(_SAID)
    if said is None or said.sha256 != upload.sha256:
        draft, said = load_draft(database(), actor(), upload.sha256), _Said(upload.sha256)
        if draft is not None:
            answers = load_answers(draft.answers, editions(), programmes())[0]
            said = replace(said, answers=answers, choices=choices_of(draft))
        elif before := answered_before(database(), actor(), upload.sha256, editions(), programmes()):
            said = replace(said, answers=before[0], before=before)
        st.session_state[_SAID] = said
    return said


def said_before(upload: Upload) -> Answers:
    """What was answered when this file was stored, and taken as given now; nothing where it was not stored."""
    before = _said(upload).before
    return Answers() if before is None else before[0]


def say_answered_before(upload: Upload) -> None:
    """Says that this file was stored before, and that what was answered then is filled in."""
    before = _said(upload).before
    if before is not None:
        st.info(
            t(
                "This file was stored before, on {day}. What was answered then is filled in: open a step to change it.",
                day=day(before[1]),
            )
        )
        st.button(t("Answer everything anew"), on_click=_answer_anew, args=(upload,))


def answer(upload: Upload, **changes: Any) -> None:
    """Keeps these answers about the file; the next reading of it goes by them.

    Parts of the description are given by their own names; mappings are added to those that are there.
    """
    before = answers_of(upload)
    about = {part.name: changes.pop(part.name) for part in fields(before.description) if part.name in changes}
    merged: dict[str, Any] = {
        name: {**getattr(before, name), **new} if isinstance(new, dict) else new for name, new in changes.items()
    }
    after = replace(before, description=replace(before.description, **about), **merged)
    st.session_state[_SAID] = replace(_said(upload), answers=after)


def choose(upload: Upload, **changes: Any) -> None:
    """Keeps these choices about what is stored."""
    said = _said(upload)
    st.session_state[_SAID] = replace(said, choices=replace(said.choices, **changes))


def _answer_anew(upload: Upload) -> None:
    st.session_state[_SAID] = replace(_said(upload), answers=Answers(), before=None)
    st.session_state[_FILLED_IN] = st.session_state.get(_FILLED_IN, 0) + 1


def fill_in(upload: Upload, given: Answers) -> None:
    """Keeps all these answers about the file; what they do not answer stays as it was."""
    said = _said(upload)
    st.session_state[_SAID] = replace(said, answers=with_answers(said.answers, given))
    st.session_state[_FILLED_IN] = st.session_state.get(_FILLED_IN, 0) + 1


def read(upload: Upload, meanwhile: Callable[[], None] = lambda: None) -> Reading:
    """The file read with what was answered; it is read again only when the answers or the database changed.

    What the visitor presses meanwhile ends the reading.
    """

    def heed_the_visitor() -> None:
        meanwhile()
        # A run that was ended goes on until it asks for something of its visit.
        st.session_state.get(_READING)

    answers = answers_of(upload)
    kept: tuple[object, Reading, datetime | None] | None = st.session_state.get(_READING)
    if kept is None or kept[0] != _state(upload, answers):
        within = settings().limits()
        with while_waiting(heed_the_visitor):
            reading, decided_at = read_with_earlier(
                database(), actor(), upload.name, upload.data, answers, editions(), within, programmes()
            )
        kept = (_state(upload, answers), reading, decided_at)
        st.session_state[_READING] = kept
    return kept[1]


def keep(upload: Upload, reading: Reading, would_store: Preview | None) -> None:
    """Keeps the file as a draft with all that was said about it, so that nothing of it is in this visit alone.

    Not where that is stored already, and not a file that has to be mended and of which nothing was answered.
    """
    said = _said(upload)
    is_stored = would_store is not None and would_store.same_as_existing
    to_mend = not reading.grids or any(one.severity is Severity.ERROR for one in reading.findings)
    untouched = said.answers == said_before(upload)
    if is_stored or (untouched and (to_mend or said.before is not None)):
        return
    answers, now, days = dump_answers(said.answers), datetime.now(UTC), settings().draft_days
    save_draft(database(), actor(), reading, upload.data, answers, said.choices, now=now, days=days)


def say_decided_before() -> None:
    """Says that some proposals were decided before for this institution, and when that was."""
    decided_at: datetime | None = st.session_state[_READING][2]
    if decided_at is not None:
        st.caption(
            t("Part of the proposals is what your institution decided before, last on {day}.", day=day(decided_at))
        )


def _state(upload: Upload, answers: Answers) -> tuple[object, ...]:
    """All that a reading depends on."""
    return upload.sha256, upload.name, dump_answers(answers), database().change_count()


def forget() -> None:
    """Drops what this visit kept of the file: it is stored, and its draft went with that."""
    said: _Said | None = st.session_state.get(_SAID)
    st.session_state[_FINISHED] = None if said is None else said.sha256
    for key in (_SAID, _READING, _RESUMED, _OPENED):
        st.session_state.pop(key, None)


def put_away(upload: Upload) -> None:
    """Drops the file that is being read: the page is as if it had not been chosen, but for a draft of it."""
    if st.session_state.get(_OPENED) is None:
        st.session_state[_STOPS] = st.session_state.get(_STOPS, 0) + 1
    for key in (_SAID, _READING, _RESUMED, _OPENED):
        st.session_state.pop(key, None)
    say_next(_PLACE, t("Stopped: {file} was not read, and nothing was stored.", file=upload.name), done=False)


def begun() -> list[DraftInfo]:
    """The uploads that were begun and not finished, the last one first."""
    return list_drafts(database(), actor(), datetime.now(UTC))


def offer_drafts(drafts: Sequence[DraftInfo]) -> bool:
    """Shows these begun uploads: go on with one, or throw it away. Whether one was just taken up again."""
    taken_up = False
    for draft in drafts:
        name, about = as_text(draft.file_name), as_text(draft.institution or "")
        with st.container(border=True):
            since, until = day(draft.created_at), day(draft.kept_until)
            st.markdown(" · ".join(filter(None, (f"**{name}**", about))))
            st.caption(t("Begun on {since}; kept here until {until}.", since=since, until=until))
            with st.container(horizontal=True):
                sha = draft.sha256
                go_on = t("Go on with {file}", file=name)
                taken_up |= st.button(go_on, key=f"resume-{sha}", on_click=_resume, args=(sha,))
                st.button(t("Throw {file} away", file=name), key=f"drop-{sha}", on_click=_ask_to_drop, args=(sha,))
            if st.session_state.get(_DROPPED) == sha:
                _make_sure(sha, name)
    return taken_up


def _resume(sha: str) -> None:
    draft = load_draft(database(), actor(), sha)
    if draft is not None:
        st.session_state[_RESUMED] = Upload(draft.info.file_name, draft.data, sha)
        st.session_state.pop(_SAID, None)


def _make_sure(sha: str, name: str) -> None:
    st.text(t("All that was answered and chosen about it goes with it, for good."))
    with st.container(horizontal=True):
        st.button(t("Throw it away for good"), key=f"sure-{sha}", on_click=_drop, args=(sha,))
        st.button(t("Keep {file}", file=name), key=f"keep-{sha}", on_click=_ask_to_drop, args=(None,))


def _ask_to_drop(sha: str | None) -> None:
    st.session_state[_DROPPED] = sha


def _drop(sha: str) -> None:
    drop_draft(database(), actor(), sha, datetime.now(UTC))
    _ask_to_drop(None)


def _put_aside() -> None:
    st.session_state.pop(_RESUMED, None)
