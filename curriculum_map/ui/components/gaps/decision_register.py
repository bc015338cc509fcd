"""The register of decisions of one programme: those that stand, and a form to say one anew or to add one."""

import streamlit as st

from curriculum_map.domain.actors import Actor
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.decisions import Registered
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.services.decisions import decided_about, decisions_of
from curriculum_map.ui.components.address import from_address, into_address
from curriculum_map.ui.components.choices import address_of
from curriculum_map.ui.components.gaps.decision_form import NEW, PLACE, show_form
from curriculum_map.ui.components.gaps.decision_withdrawal import offer_withdrawal
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.said import show_said
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import stored
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.decisions import TO_LEVEL, decision_words, history_words, state_words
from curriculum_map.wording.labels import label
from curriculum_map.wording.targets import target_name

PART = "decisions"
_CHOICE, _LED_TO = "decision", "led-to-decision"


def decided(column: GridColumn) -> dict[str, list[Registered]]:
    """The decisions of the programme that stand, by target."""
    return decided_about(_registered(column))


def decide_about(column: GridColumn, target: str) -> None:
    """Goes to where something is decided about a target."""
    choices = {**address_of(stored(), column.key), "part": PART, "target": target, _CHOICE: NEW}
    st.session_state[_LED_TO] = True
    st.switch_page(menu()["gaps"], query_params={**st.query_params.to_dict(), **choices})


def show_register(column: GridColumn) -> None:
    """The table of what was decided, and below it the form: for a new decision, or for one of the table."""
    registered = _registered(column)
    st.caption(t("Every grid that is stored after a decision checks it; nobody has to tick it off."))
    show_said(PLACE)
    chosen = None
    if registered:
        chosen = show_table(_table(column, registered), f"decisions-{column.info.id}", "table")
    else:
        st.info(t("Nothing was decided yet about a gap of this programme."))
    with st.container(key="on-screen-decision"):
        one = _choose(column, registered, chosen[0] if chosen else None)
        if one is None:
            # Who comes from the gap itself is brought here, past the table: keep_place.js knows it by its key.
            with st.container(key="led-to" if st.session_state.pop(_LED_TO, False) else None):
                st.header(t("Decide about a gap"), anchor=False)
            show_form(column, None)
            return
        st.header(t("Decision {number}", number=one.number), anchor=False)
        show_form(column, one)
        offer_withdrawal(column, one)


def _registered(column: GridColumn) -> list[Registered]:
    return _kept(column.key, database().change_count(), actor())


@st.cache_resource(max_entries=64, show_spinner=False)
def _kept(key: GridKey, change_count: int, who: Actor) -> list[Registered]:
    return decisions_of(database(), who, key)


def _choose(column: GridColumn, registered: list[Registered], in_table: str | None) -> Registered | None:
    """The decision to say anew; None for a new one."""
    numbered = {str(one.number): one for one in registered}
    slugs = {slug: slug for slug in (NEW, *numbered)}
    # Before its box is drawn, a choice in the table is what the box holds.
    key = from_address(_CHOICE, slugs, NEW)
    if in_table in slugs:
        st.session_state[key] = in_table
    names = {NEW: t("a new decision")}
    for slug, one in numbered.items():
        target = target_name(column.edition, one.decision.target, language())
        names[slug] = f"{slug} · {target} · {label(one.decision.kind, language())}"
    if not numbered:
        return numbered.get(into_address(_CHOICE, NEW))
    asked = st.selectbox(t("What to write down"), list(slugs), key=key, format_func=lambda slug: names[slug])
    return numbered.get(into_address(_CHOICE, asked))


def _table(column: GridColumn, registered: list[Registered]) -> Table:
    columns = (
        Column("kind", t("Decision")),
        Column("text", t("What was decided"), width=2),
        Column("course", t("Course")),
        Column("by", t("By when, by whom"), width=2),
        Column("state", t("State"), width=2),
    )
    return Table(
        caption=t("Decisions about gaps"),
        corners=(t("Target"),),
        columns=columns,
        rows=tuple(_row(column, one) for one in registered),
        language=language(),
        hint=t("Move with the arrow keys; Enter opens a decision below the table."),
        stacks=True,
    )


def _row(column: GridColumn, one: Registered) -> Row:
    decision, to = one.decision, language()
    name = target_name(column.edition, decision.target, to)
    aim = "" if decision.level is None else t(TO_LEVEL, level=load_legend().name(decision.level)[to])
    places = (
        Place(text=label(decision.kind, to), sub=aim),
        Place(text=decision.text, opens=True),
        Place(text="–" if decision.course is None else course_name(decision.course)),
        Place(text=decision.due or "–", sub=decision.owner or ""),
        Place(text=state_words(one, to), sub=" · ".join(history_words(one, to))),
    )
    return Row(str(one.number), f"{one.number} {name}", (Head(name, sub=t("no. {number}", number=one.number)),), places)


def decided_place(registered: list[Registered]) -> Place:
    """The place in the row of a gap: what became of what was decided about it, or the way to decide."""
    words = "; ".join(decision_words(one, language()) for one in registered)
    return Place(text=words or t("Decide about this"), opens=True, offer=not words)
