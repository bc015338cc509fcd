"""The last step of an upload: what would be stored, the confirmation, and where to go from there."""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.curriculum import Course
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.reading import Reading
from curriculum_map.services.course_choices import course_names
from curriculum_map.services.grids import Preview, preview
from curriculum_map.services.history import compare, effect
from curriculum_map.services.imports import DONE, Imported, Keeping, Outcome, import_reading
from curriculum_map.services.merging import Decisions, Merged
from curriculum_map.ui.components.address import dressed, remember
from curriculum_map.ui.components.choices import address_of
from curriculum_map.ui.components.figures_note import day, no_status_sentence, number
from curriculum_map.ui.components.grid_choices import grids_in_address
from curriculum_map.ui.components.upload.changes import show_changes
from curriculum_map.ui.components.upload.courses import ask_courses
from curriculum_map.ui.components.upload.file import Upload, choose, chosen_of, forget
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, settings, t, t_many
from curriculum_map.ui.stored import stored
from curriculum_map.wording.catalogue import mark
from curriculum_map.wording.numbers import whole_percent
from curriculum_map.wording.outcomes import CANNOT_STAY_CHANGED, CONFIRMS, STORED_CHANGED, outcome_sentence

_MOST_NAMED = 12
_CANNOT_STAY = mark("They cannot stay: the two grids do not rate the same outcomes.")


def show_preview(upload: Upload, reading: Reading) -> Preview | None:
    """What would be stored, counted, and what it changes; None while something about the grid is not known."""
    would_store = preview(database(), actor(), reading)
    if would_store is None:
        return None
    if _go(upload, would_store.merged):
        removed = len(would_store.merged.gone)
        would_store = preview(database(), actor(), reading, Decisions(removed=removed)) or would_store
    legend, to = load_legend(), language()
    counts = {level.name[to]: would_store.places_per_level[level.value] for level in legend.levels}
    counts |= {legend.not_applicable[to]: would_store.not_applicable, t("left blank"): would_store.blank}
    st.header(t("What would be stored"), anchor=False)
    with st.container(horizontal=True):
        st.metric(t("Courses"), would_store.courses)
        st.metric(t("ECTS offered"), number(would_store.credits))
        for name, count in counts.items():
            st.metric(name, count)
        st.metric(t("Ambitions"), would_store.ambitions)
    _say_what_stays(would_store)
    if would_store.merged.grid.is_without_status:
        st.warning(no_status_sentence())
    st.caption(t("Not taken over: names of lecturers, remarks and comments, and who made or changed the file."))
    _show_since(upload, would_store)
    merged = would_store.merged
    if not merged.is_intact:
        st.warning(t(STORED_CHANGED))
    changes = merged.changes_as_stored
    if changes is not None and not would_store.same_as_existing:
        st.header(t("What changes against the grid that is stored"), anchor=False)
        if merged.confirms:
            st.text(t_many(*CONFIRMS, merged.confirms))
        show_changes(changes, merged.coverage)
        ask_courses(upload, merged)
    return would_store


def _say_what_stays(would_store: Preview) -> None:
    """What is counted though it is not in the file."""
    if stay := would_store.merged.stay:
        said = t_many(
            "With {count} stored course that is not in this file, and stays unless you say below that it goes.",
            "With {count} stored courses that are not in this file, and stay unless you say below that they go.",
            stay,
        )
        st.text(said)
    if would_store.ambitions_stay:
        st.text(t("This file has no ambitions: those that are stored stay."))


def _show_since(upload: Upload, would_store: Preview) -> None:
    """What somebody else stored since the visitor first looked at this grid: what is confirmed now is over that."""
    if would_store.same_as_existing:
        return
    current, chosen, about = would_store.replaces.grid, chosen_of(upload), str(would_store.merged.grid.key)
    seen = chosen.seen
    if seen is None or chosen.about != about:
        choose(upload, about=about, seen=would_store.replaces.seen)
        return
    if current is None or (seen.grid, seen.version) == (current.id, current.version):
        return
    facts = {"version": current.version, "file": current.file_name}
    st.header(t("What somebody else changed since you looked"), anchor=False)
    st.text(t("Version {version} came in between: {file}. What yours would change now stands below.", **facts))
    if seen.grid is None or seen.version is None:
        return
    changes = compare(database(), actor(), (seen.grid, seen.version), (current.id, current.version))
    if changes is not None:
        show_changes(changes, effect(changes), "since")


def confirm(reading: Reading, would_store: Preview, upload: Upload) -> None:
    """Asks for the confirmation and stores the grid."""
    if would_store.same_as_existing:
        st.info(outcome_sentence(Outcome.ALREADY_THERE, language()))
        return
    replaces = would_store.replaces
    if replaces.grid is not None:
        since = {"day": day(replaces.grid.imported_at), "file": replaces.grid.file_name}
        st.text(t("There is already a grid of this programme, year and rater, from {day}: {file}.", **since))
    if replaces.ambitions:
        changed = len(replaces.ambitions)
        st.text(t_many("{count} ambition changes or goes.", "{count} ambitions change or go.", changed))
    # The key is what it was ticked for: if somebody else stored something meanwhile, it has to be ticked again.
    take = t("The new one may take the place of what is there.")
    agreed = not replaces or st.checkbox(take, key=f"replace-{hash(replaces)}")
    decisions = _about_missing(upload, would_store.merged, Decisions(replaces.seen))
    missing = [t("First say above which course became which.")] if would_store.merged.proposed else []
    if not agreed:
        missing.append(t("Still to be ticked: “{box}”", box=take))
    if decisions is None:
        missing.append(t("Still to be ticked: how many courses would go."))
    pressed = st.button(t("Store this grid"), type="primary", disabled=bool(missing))
    if missing:
        st.text("\n".join(missing))
    if pressed and decisions is not None:
        keeping = Keeping(upload.data, settings().draft_days)
        now = datetime.now(UTC)
        imported = import_reading(database(), actor(), reading, now=now, decisions=decisions, keeping=keeping)
        if imported.outcome in DONE:
            forget()
        st.session_state["stored"] = imported
        st.rerun()


def _about_missing(upload: Upload, merged: Merged, decisions: Decisions) -> Decisions | None:
    """The decisions with what becomes of courses that the file does not have; None while that is not settled."""
    if not merged.gone:
        return decisions
    count, total = len(merged.gone), merged.total
    with st.container(border=True):
        _name_missing(merged, total)
        if merged.stays:
            stay, go = t("They stay, as they were rated before"), t("They go")
            captions = (
                t("For a file with a part of the courses. Their levels count as they do now."),
                t("For courses that are no longer offered. The earlier version keeps them."),
            )
            key = _missing_key(merged.gone_courses)
            st.radio(
                t_many("What becomes of it?", "What becomes of them?", count),
                (stay, go),
                index=int(_go(upload, merged)),
                captions=captions,
                key=key,
                on_change=_choose_missing,
                args=(upload, merged, key, go),
            )
            if not _go(upload, merged):
                return decisions
        else:
            reason = _CANNOT_STAY if merged.is_intact else CANNOT_STAY_CHANGED
            st.text(t(reason))
        share = whole_percent(count / total)
        sure = t("{count} of {total} courses ({share}%) would go. I am sure.", count=count, total=total, share=share)
        if merged.is_many and not st.checkbox(sure, key=f"many-{_missing_key(merged.gone_courses)}-{total}"):
            return None
    return replace(decisions, removed=count, sure=True)


def _go(upload: Upload, merged: Merged) -> bool:
    """Whether it was chosen that just these missing courses go."""
    return bool(merged.gone) and chosen_of(upload).going == tuple(course_names(merged.gone_courses))


def _choose_missing(upload: Upload, merged: Merged, key: str, go: str) -> None:
    gone = tuple(course_names(merged.gone_courses))
    choose(upload, going=gone if st.session_state.get(key) == go else ())


def _missing_key(gone: tuple[Course, ...]) -> str:
    """The key of the choice about these missing courses: it is asked again when they are others."""
    return f"missing-{hash(gone)}"


def _name_missing(merged: Merged, total: int) -> None:
    """How many courses of the stored grid the file does not have, and which."""
    st.header(
        t_many(
            "{count} of the {total} stored courses is not in this file",
            "{count} of the {total} stored courses are not in this file",
            len(merged.gone),
            total=total,
        ),
        anchor=False,
    )
    names = [f"- {as_text(name)}" for name in course_names(merged.gone_courses)]
    st.markdown("\n".join(names[:_MOST_NAMED]))
    if more := names[_MOST_NAMED:]:
        with st.expander(t("and {count} more", count=len(more))):
            st.markdown("\n".join(more))


def say_stored() -> bool:
    """Says once that the grid was stored, and where to go from there."""
    imported: Imported | None = st.session_state.pop("stored", None)
    if imported is None:
        return False
    said = outcome_sentence(imported.outcome, language(), gone=imported.gone, total=imported.total)
    if imported.outcome not in DONE:
        st.warning(said)
        return False
    st.success(said)
    infos = stored()
    own = next((info for info in infos if info.id == imported.grid_id), None)
    about = {} if own is None else address_of(infos, own.key)
    remember(about)
    versions = (
        {}
        if own is None
        else {
            "part": "grids",
            "whose": about["institution"],
            "stored": grids_in_address(infos, [own]),
        }
    )
    ways = (
        ("data", t("See what changed since the version before"), versions),
        ("gaps", t("See the gaps"), about),
        ("overview", t("See the overview"), about),
    )
    with st.container(horizontal=True):
        for page, label, choices in ways:
            st.page_link(menu()[page], label=label, query_params=dressed(choices))
    return True
