"""The ambitions of one programme, set cluster by cluster: what differs is shown, and stored once it is saved."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.ambitions import Ambition, Weight
from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.framework import split_target
from curriculum_map.domain.levels import Level
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.ambitions import (
    LONGEST_REASON,
    AmbitionOutcome,
    ambition_record,
    ambition_sources,
    ambitions_elsewhere,
    incomplete,
    set_ambitions,
)
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.address import from_address, into_address
from curriculum_map.ui.components.gaps.ambition_draft import Draft, draft_for, forget_draft
from curriculum_map.ui.components.gaps.ambition_history import show_history
from curriculum_map.ui.components.gaps.ambition_table import show_all
from curriculum_map.ui.components.said import say_next, show_said
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t, t_many
from curriculum_map.wording.ambitions import change_sentence, incomplete_sentence, outcome_sentence
from curriculum_map.wording.labels import label

_PLACE = "ambitions"
_CLUSTER, _GO_TO = "cluster", "ambition-go-to"
_CHANGES_AT_FIRST = 8
_LEVELS = (None, Level.EXEMPLARY, Level.WELL_FRAMED, Level.PRACTISED)
_WEIGHTS = (None, *Weight)


def offer_ambitions(column: GridColumn) -> None:
    """The form, what it changes, all ambitions as they would be, and each time that they were set."""
    record = ambition_record(database(), actor(), column.key)
    draft = draft_for(column.key, record)
    st.caption(
        t("Ambitions belong to a programme and a year: every grid of it is measured against them, whoever rated it.")
    )
    show_said(_PLACE)
    with st.container(key="on-screen-ambitions"):
        _offer_copies(column, draft)
        _show_fields(column, draft)
    _offer_saving(column, draft)
    show_all(column, draft)
    show_history(column, record)


def _offer_copies(column: GridColumn, draft: Draft) -> None:
    """The same programme in another year, or at another institution, to begin from."""
    sources = ambition_sources(database(), actor(), column.key)
    if not sources:
        return
    with st.expander(t("Take over ambitions from another year or institution"), key="open-copies"):
        names = {place: _source_name(one, column.key) for place, one in enumerate(sources)}
        place = st.selectbox(
            t("From"), list(names), format_func=lambda one: names[one], key=f"ambition-source-{column.info.id}"
        )
        found = ambitions_elsewhere(database(), actor(), sources[place])
        fitting = {target: one for target, one in found.items() if target in column.grid.targets}
        st.write(t_many("It sets {count} ambition that fits.", "It sets {count} ambitions that fit.", len(fitting)))
        if len(found) > len(fitting):
            st.write(
                t_many(
                    "{count} more is for what is not rated here.",
                    "{count} more are for what is not rated here.",
                    len(found) - len(fitting),
                )
            )
        st.caption(t("What it does not set stays as it is. Nothing is stored before you save."))
        st.button(t("Take these over"), disabled=not fitting, on_click=draft.take_over, args=(fitting, sources[place]))


def _source_name(source: GridKey, key: GridKey) -> str:
    own = (source.institution, source.campus) == (key.institution, key.campus)
    about = (source.academic_year,) if own else (source.institution, source.campus, source.academic_year)
    return " · ".join(filter(None, about))


def _show_fields(column: GridColumn, draft: Draft) -> None:
    """A row of fields for each target of one cluster."""
    clusters = list(dict.fromkeys(split_target(target)[0] for target in _targets(column)))
    edition, to = column.edition, language()
    key = from_address(_CLUSTER, {one: one for one in clusters})
    if (to_cluster := st.session_state.pop(_GO_TO, None)) in clusters:
        st.session_state[key] = to_cluster
    names = {one: f"{edition.cluster(one).number} {edition.cluster(one).name[to]}" for one in clusters}
    chosen = st.selectbox(t("Cluster"), clusters, key=key, format_func=lambda one: names[one])
    cluster = into_address(_CLUSTER, chosen)
    for target in _targets(column):
        if split_target(target)[0] == cluster:
            _show_row(column, draft, target)
    following = clusters[(clusters.index(cluster) + 1) % len(clusters)]
    st.button(t("Next cluster"), on_click=_go_to, args=(following,))


def _go_to(cluster: str) -> None:
    st.session_state[_GO_TO] = cluster


def _show_row(column: GridColumn, draft: Draft, target: str) -> None:
    """The level, the weight and the reason for a target: what changes in a field goes into the draft at once."""
    kept, to, legend = draft.ambition(target), language(), load_legend()
    name, about = _short_name(column, target), f"ambition-{draft.round}-{target}"
    fields = (draft, kept, about)
    first, second, third = st.columns([3, 3, 5], vertical_alignment="bottom")
    weight = second.selectbox(
        t("{target}: weight", target=name),
        _WEIGHTS,
        index=_WEIGHTS.index(kept.weight),
        format_func=lambda one: "–" if one is None else label(one, to),
        key=f"{about}-weight",
        on_change=_keep,
        args=fields,
    )
    first.selectbox(
        t("{target}: level", target=name),
        _LEVELS,
        index=_LEVELS.index(kept.level),
        format_func=lambda one: "–" if one is None else legend[one].name[to],
        key=f"{about}-level",
        disabled=weight is Weight.NOT_FOR_US,
        on_change=_keep,
        args=fields,
    )
    third.text_input(
        t("{target}: reason", target=name),
        value=kept.reason or "",
        max_chars=LONGEST_REASON,
        key=f"{about}-reason",
        placeholder=t("why it is not for you") if weight is Weight.NOT_FOR_US else None,
        on_change=_keep,
        args=fields,
    )


def _keep(draft: Draft, kept: Ambition, about: str) -> None:
    """Puts what stands in the fields of a target into the draft: before whatever button is pressed next."""
    level, weight, reason = (st.session_state[f"{about}-{field}"] for field in ("level", "weight", "reason"))
    aim = None if weight is Weight.NOT_FOR_US else level
    draft.put(Ambition(kept.target, weight, aim, reason.strip() or None, kept.position))


def _offer_saving(column: GridColumn, draft: Draft) -> None:
    """What differs from what is set, and the way to store it or to let it go."""
    changes = draft.changes()
    if not changes:
        st.caption(t("Nothing differs from what is set."))
        return
    to, legend = language(), load_legend()
    with st.container(border=True):
        said = t_many("{count} change, not saved yet", "{count} changes, not saved yet", len(changes))
        st.header(said, anchor=False)
        _bullets([change_sentence(one, column.edition.name(one.target, to), legend, to) for one in changes])
        missing = incomplete(draft.began, draft.ambitions)
        for one in missing:
            st.text("→ " + incomplete_sentence(one, column.edition.name(one.target, to), to))
        with st.container(horizontal=True):
            is_saved = st.button(t("Save the ambitions"), type="primary", disabled=bool(missing))
            st.button(t("Let the changes go"), on_click=forget_draft, args=(column.key,))
    if is_saved:
        _save(column.key, draft)
        st.rerun()


def _bullets(lines: Sequence[str]) -> None:
    bullets = [f"- {as_text(line)}" for line in lines]
    st.markdown("\n".join(bullets[:_CHANGES_AT_FIRST]))
    if more := bullets[_CHANGES_AT_FIRST:]:
        with st.expander(t("and {count} more", count=len(more))):
            st.markdown("\n".join(more))


def _save(key: GridKey, draft: Draft) -> None:
    """Stores the draft; what somebody else set since the page was drawn has to be looked at first."""
    outcome = AmbitionOutcome.CONFLICT
    if not draft.has_followed:
        now, wanted = datetime.now(UTC), draft.ambitions.values()
        outcome = set_ambitions(database(), actor(), key, wanted, draft.seen, now=now, copied=draft.copied)
    if outcome in (AmbitionOutcome.SET, AmbitionOutcome.NOTHING_NEW):
        forget_draft(key)
    say_next(_PLACE, outcome_sentence(outcome, language()), done=outcome is AmbitionOutcome.SET)


def _targets(column: GridColumn) -> list[str]:
    """What was rated, in the order of the edition."""
    return [target for target in column.edition.targets(column.grid.granularity) if target in column.grid.targets]


def _short_name(column: GridColumn, target: str) -> str:
    """What a target is called within its cluster."""
    whole, cluster = column.edition.name(target, language()), split_target(target)[0]
    return whole.removeprefix(f"{column.edition.cluster(cluster).name[language()]} – ")
