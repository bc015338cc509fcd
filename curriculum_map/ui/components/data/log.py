"""The log: who did what to what, when."""

import streamlit as st

from curriculum_map.domain.slugs import by_slug
from curriculum_map.services.audit import list_audit, list_elsewhere
from curriculum_map.storage.audit import PART, Act
from curriculum_map.ui.components.address import ALL, from_address, into_address
from curriculum_map.ui.frame.page_frame import lead_to_upload
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import names_in_log, stored
from curriculum_map.wording.record import act_sentence

_SHOWN_AT_FIRST, _MOST = 25, 200


def show_log() -> None:
    """The last acts in sentences, of everything or of what is chosen."""
    st.write(t("Every act is written down at the moment it is done. Nobody can change or remove a line."))
    last = list_audit(database(), actor(), limit=_MOST)
    subjects = {act.about.split(PART)[0] for act in last} | {info.key.institution for info in stored()}
    options = {ALL: ALL, **by_slug(sorted(subjects))}
    key = from_address("about", options)
    names = {ALL: t("everything")}
    chosen = st.selectbox(t("About"), list(options.values()), key=key, format_func=lambda one: names.get(one, one))
    about = into_address(key, chosen)
    acts = last if about == ALL else list_audit(database(), actor(), about, _MOST)
    lines = _lines(acts)
    if not lines:
        lead_to_upload(t("Nothing is written down yet. The first line comes with the first workbook that is stored."))
        return
    st.markdown("\n".join(lines[:_SHOWN_AT_FIRST]))
    if more := lines[_SHOWN_AT_FIRST:]:
        with st.expander(t("and {count} more", count=len(more)), key="open-log-more"):
            st.markdown("\n".join(more))
    if len(lines) == _MOST:
        st.caption(t("Only the last {count} are shown.", count=_MOST))
    if about != ALL:
        _show_elsewhere(about)


def _show_elsewhere(institution: str) -> None:
    acts = list_elsewhere(database(), actor(), institution)
    if acts:
        with st.expander(t("What happened elsewhere, before it was imported here"), key="open-elsewhere"):
            st.write(t("These lines came along in the archive of “{name}”.", name=institution))
            st.markdown("\n".join(_lines([one.act for one in acts[:_MOST]])))
            if len(acts) > _MOST:
                st.caption(t("Only the last {count} are shown.", count=_MOST))


def _lines(acts: list[Act]) -> list[str]:
    to, editions = language(), names_in_log()
    said = (act_sentence(act.at, act.by, act.action, act.about, act.details, to, editions) for act in acts)
    return [f"- {as_text(one)}" for one in said]
