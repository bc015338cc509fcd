"""The form that a snapshot is made with."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.refused import Refused
from curriculum_map.domain.rules import RULES
from curriculum_map.frameworks.loader import programme_name
from curriculum_map.services.progress import Told
from curriculum_map.services.snapshots import Scope, make_snapshot
from curriculum_map.storage.snapshots import SnapshotInfo
from curriculum_map.ui.components.long_work import Act, do_act
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import stored
from curriculum_map.wording.catalogue import mark, say
from curriculum_map.wording.record import refusal_sentence
from curriculum_map.wording.rules import rule_name

PLACE = "snapshots"
# So many signs of its hash name a snapshot in the address.
SLUG = 12
_EVERY_YEAR, _FROZEN = "*", "snapshot-frozen"


def offer_new(*, unfold: bool) -> None:
    """The form to make one, folded away unless there is none yet."""
    institutions = sorted({info.key.institution for info in stored()})
    if not institutions:
        return
    if st.session_state.pop(_FROZEN, False):
        st.session_state["snapshot-name"] = st.session_state["snapshot-note"] = ""
    with st.expander(t("Make a snapshot"), expanded=unfold, key="open-new-snapshot"):
        institution = st.selectbox(t("Institution"), institutions, key="snapshot-institution")
        keys = [info.key for info in stored() if info.key.institution == institution]
        offered = sorted({key.programme for key in keys})
        years = sorted({key.academic_year for key in keys}, reverse=True)
        names = {one: programme_name(one)[language()] for one in offered}
        left, right = st.columns([2, 1])
        left.multiselect(
            t("Programmes; none means all"),
            offered,
            key="snapshot-programmes",
            format_func=lambda one: names[one],
            placeholder=t("all"),
            select_all=False,
        )
        right.selectbox(
            t("Academic year"),
            [_EVERY_YEAR, *years],
            key="snapshot-year",
            format_func=lambda one: t("all") if one == _EVERY_YEAR else one,
        )
        rules = {rule.name: rule_name(rule, language()) for rule in RULES}
        st.selectbox(t("Counting rule"), list(rules), key="snapshot-rule", format_func=lambda one: rules[one])
        st.text_input(t("Name"), key="snapshot-name", max_chars=300)
        st.text_area(t("Note: what it is for"), key="snapshot-note", max_chars=4_000)
        if st.button(t("Freeze this"), type="primary"):
            _make()


def _make() -> None:
    form = {name: st.session_state[f"snapshot-{name}"] for name in ("institution", "name", "note", "rule")}
    year = st.session_state["snapshot-year"]
    scope = Scope(st.session_state["snapshot-programmes"] or None, None if year == _EVERY_YEAR else year, form["rule"])
    where, who, now, to = database(), actor(), datetime.now(UTC), language()
    made: list[SnapshotInfo] = []

    def work(told: Told) -> tuple[str, bool]:
        called = (form["institution"], form["name"])
        done = make_snapshot(where, who, *called, now=now, scope=scope, note=form["note"], told=told)
        if isinstance(done, Refused):
            return refusal_sentence(done, to), False
        made.append(done)
        return say(mark("“{name}” is frozen: SHA-256 {sha256}"), to, name=done.name, sha256=done.sha256), True

    doing = t("“{name}” is being frozen.", name=form["name"])
    if do_act(Act(PLACE, doing, t("Stopped. Nothing was frozen.")), work):
        st.session_state[_FROZEN] = True
        st.query_params["snapshot"] = made[0].sha256[:SLUG]
    st.rerun()
