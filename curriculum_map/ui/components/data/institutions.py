"""Institutions: how each is spelled, which may be one, two of them merged, and a merge undone."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.refused import Refused
from curriculum_map.services.history import effect
from curriculum_map.services.identity import (
    Known,
    list_institutions,
    merge_institutions,
    preview_merge,
    undo_merge,
)
from curriculum_map.services.near_names import near_spellings
from curriculum_map.storage.grids import GridInfo
from curriculum_map.storage.identity import Institution
from curriculum_map.ui.components.data.archive import offer_deletion, offer_export, offer_import
from curriculum_map.ui.components.data.asking import show_asking
from curriculum_map.ui.components.data.programmes import show_programmes
from curriculum_map.ui.components.data.tables import show_lines
from curriculum_map.ui.components.said import say_next, say_refused, show_said
from curriculum_map.ui.components.upload.changes import show_changes
from curriculum_map.ui.frame.page_frame import lead_to_upload
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t, t_many
from curriculum_map.wording.record import (
    CANNOT_COMPARE,
    NONE_OF_BOTH,
    OF_BOTH,
    Side,
    collision_sentence,
    grid_line,
    refusal_sentence,
    undone_sentences,
)

_PLACE = "institutions"
_KEEP, _ABSORB, _OPEN = "merge-keep", "merge-absorb", "open-merge"


def show_institutions() -> None:
    """Who is who, then what can be done with a whole institution, each folded away."""
    show_said(_PLACE)
    known = list_institutions(database(), actor())
    if known:
        _table(known)
    else:
        lead_to_upload(t("There is no institution yet. The first one comes with the first workbook that is stored."))
    names = [one.institution.name for one in known]
    _offer_merge(known, names)
    _offer_undo(known)
    st.header(t("Who may be asked"), anchor=False)
    show_asking()
    with st.container(key="on-screen-everything"):
        st.header(t("Everything of one institution"), anchor=False)
        offer_export(names)
        offer_import()
        offer_deletion(names)
    st.header(t("Programmes of your own"), anchor=False)
    show_programmes()


def _table(known: Sequence[Known]) -> None:
    headings = {"also": t("Also spelled"), "grids": t("Grids"), "snapshots": t("Snapshots")}
    lines = (
        (
            str(one.institution.id),
            one.institution.name,
            "",
            (
                ", ".join(spelling for spelling in one.institution.spellings if spelling != one.institution.name),
                str(one.grids),
                str(one.snapshots),
            ),
        )
        for one in known
    )
    show_lines("data-institutions", t("Institutions"), t("Institution"), headings, lines)


def _offer_merge(known: Sequence[Known], names: list[str]) -> None:
    pairs = near_spellings([one.institution for one in known])
    for first, second in pairs:
        with st.container(border=True):
            st.text(t("Perhaps one institution: “{first}” and “{second}”.", first=first.name, second=second.name))
            args = _larger_first(first, second, known)
            st.button(t("Look at this merge"), key=f"propose-{first.id}-{second.id}", on_click=_propose, args=args)
    if len(names) < 2:
        return
    # A proposal unfolds it: only one that is followed can be opened from here.
    with st.expander(t("Merge two spellings of one institution"), key=_OPEN, on_change="rerun"):
        st.write(t("Everything of the second goes to the first; files with either spelling come under that name."))
        left, right = st.columns(2)
        keep = left.selectbox(t("This one stays"), names, key=_KEEP)
        others = [name for name in names if name != keep]
        if st.session_state.get(_ABSORB) not in others:
            st.session_state[_ABSORB] = others[0]
        absorb = right.selectbox(t("This one goes into it"), others, key=_ABSORB)
        _show_collisions(keep, absorb)
        agreed = st.checkbox(t("These two are one institution."), key=f"merge-sure-{keep}-{absorb}")
        st.button(t("Merge"), disabled=not agreed, on_click=_merge, args=(keep, absorb))


def _larger_first(one: Institution, other: Institution, known: Sequence[Known]) -> tuple[str, str]:
    """The names of the one that stays, which has more stored, and of the one that goes into it."""
    much = {each.institution.id: (each.grids, each.snapshots) for each in known}
    keep, absorb = (one, other) if much[one.id] >= much[other.id] else (other, one)
    return keep.name, absorb.name


def _show_collisions(keep: str, absorb: str) -> None:
    """The grids that both have: which version would count from then on, and what that changes."""
    would = preview_merge(database(), actor(), keep, absorb)
    if isinstance(would, Refused):
        st.warning(as_text(refusal_sentence(would, language())))
        return
    found = would.colliding
    if not found:
        st.text(t(NONE_OF_BOTH))
        return
    st.text(t_many(*OF_BOTH, len(found)))
    for one in found:
        with st.container(border=True):
            st.text(grid_line(one.counts.key, language()))
            st.text(collision_sentence(_side(one.counts), _side(one.earlier), language()))
            if one.changes is None:
                st.warning(t(CANNOT_COMPARE))
            else:
                show_changes(one.changes, effect(one.changes), f"merge-{one.counts.id}-{one.earlier.id}")


def _side(info: GridInfo) -> Side:
    return Side(info.key.institution, info.file_name, info.imported_at)


def _propose(keep: str, absorb: str) -> None:
    st.session_state[_KEEP], st.session_state[_ABSORB] = keep, absorb
    st.session_state[_OPEN] = True


def _merge(keep: str, absorb: str) -> None:
    done = merge_institutions(database(), actor(), keep, absorb, now=datetime.now(UTC))
    if isinstance(done, Refused):
        say_refused(_PLACE, done)
        return
    sentence = t(
        "“{absorbed}” is “{kept}” now. Grids that moved: {grids}; grids of which both had one, all versions kept: "
        "{joined}. You can undo it below.",
        absorbed=done.absorbed,
        kept=done.kept,
        grids=done.grids,
        joined=done.joined,
    )
    say_next(_PLACE, sentence)


def _offer_undo(known: Sequence[Known]) -> None:
    merged = {one.institution.name: one.last_merged for one in known if one.last_merged is not None}
    if not merged:
        return
    with st.expander(t("Undo a merge"), key="open-undo"):
        name = st.selectbox(t("Institution"), list(merged), key="undo-of")
        agreed = st.checkbox(
            t("{other} becomes an institution of its own again.", other=merged[name]), key=f"undo-sure-{name}"
        )
        st.button(t("Undo the merge"), disabled=not agreed, on_click=_undo, args=(name,))


def _undo(name: str) -> None:
    undone = undo_merge(database(), actor(), name, now=datetime.now(UTC))
    if isinstance(undone, Refused):
        say_refused(_PLACE, undone)
    else:
        said = undone_sentences(undone.name, undone.institution, undone.stay, language())
        say_next(_PLACE, "\n".join(said))
