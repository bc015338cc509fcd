"""What was decided about a place, and the comment on it: read and written where its courses are looked at."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.comments import LONGEST_COMMENT
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.refused import Refused, Why
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.services.comments import comments_of, take_comment_back, write_comment
from curriculum_map.ui.components.gaps.decision_register import decide_about, decided
from curriculum_map.ui.components.said import say_next, say_refused, show_said
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.wording.decisions import decision_words, history_words, plan_words
from curriculum_map.wording.numbers import moment
from curriculum_map.wording.record import who_words

_PLACE = "comment"


def show_notes(column: GridColumn, target: str) -> None:
    """The decisions about a target, the way to another one, and the comment on it."""
    to = language()
    st.subheader(t("Decided about this"), anchor=False)
    found = decided(column).get(target, [])
    for one in found:
        said = f"**{one.number} · {as_text(decision_words(one, to))}**"
        plan = plan_words(one.decision, load_legend(), to)
        st.markdown("\n\n".join(filter(None, (said, as_text(one.decision.text), as_text(plan)))))
        st.caption(as_text(" · ".join(history_words(one, to))))
    if not found:
        st.write(t("Nothing yet."))
    if st.button(t("Decide about this"), key=f"decide-{target}"):
        decide_about(column, target)
    _show_comment(column, target)


def _show_comment(column: GridColumn, target: str) -> None:
    """The comment as it is, in a field to change it; it belongs to the programme and the year."""
    comment = comments_of(database(), actor(), column.key).get(target)
    text, seen = ("", 0) if comment is None else (comment.text, comment.last.number)
    about = f"comment-{column.info.id}-{target}"
    # As it was when it was opened: what somebody else wrote since is not written over.
    if about not in st.session_state:
        st.session_state[about], st.session_state[f"{about}-seen"] = text, seen
    st.session_state.setdefault(f"{about}-seen", seen)
    title = t("Comment, for everybody who looks at this place in {year}", year=column.key.academic_year)
    st.text_area(title, key=about, max_chars=LONGEST_COMMENT)
    if comment is not None and text:
        st.caption(
            t(
                "Written on {moment} by {who}: {text}",
                moment=moment(comment.last.made_at, language()),
                who=as_text(who_words(comment.last.made_by, language())),
                text=as_text(text),
            )
        )
    show_said(_PLACE)
    args = (column.key, target, about)
    with st.container(horizontal=True):
        st.button(t("Keep the comment"), on_click=_write, args=args, key=f"{about}-write")
        if text:
            st.button(t("Take the comment back"), on_click=_take_back, args=args, key=f"{about}-back")


def _write(key: GridKey, target: str, about: str) -> None:
    said, seen = str(st.session_state[about]), int(st.session_state[f"{about}-seen"])
    done = write_comment(database(), actor(), key, target, said, seen=seen, now=datetime.now(UTC))
    _say(done, about, t("The comment is kept."))


def _take_back(key: GridKey, target: str, about: str) -> None:
    seen = int(st.session_state[f"{about}-seen"])
    done = take_comment_back(database(), actor(), key, target, seen=seen, now=datetime.now(UTC))
    _say(done, about, t("The comment was taken back; that it was there stays on record."))


def _say(done: object, about: str, sentence: str) -> None:
    if isinstance(done, Refused):
        # Once it is on the screen what somebody else wrote, it may be written again.
        if done.why is Why.SAID_SINCE:
            st.session_state.pop(f"{about}-seen")
        say_refused(_PLACE, done)
        return
    st.session_state.pop(f"{about}-seen")
    st.session_state.pop(about)
    say_next(_PLACE, sentence)
