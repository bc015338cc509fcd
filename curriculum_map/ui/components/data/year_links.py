"""Two versions that do not come from one another: by what courses are compared, and a table to say which is which."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.analytics.changes import Changes
from curriculum_map.analytics.course_links import Link
from curriculum_map.services.course_choices import course_names
from curriculum_map.services.history import Version
from curriculum_map.services.lineage import Known
from curriculum_map.services.year_links import courses_known_by, link_years
from curriculum_map.ui.components.said import say_next, show_said
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, t
from curriculum_map.wording.change_words import KNOWN_BY
from curriculum_map.wording.outcomes import LINKS

_PLACE = "year-links"
_MOST_ROWS = 40


def offer_links(before: Version, after: Version, changes: Changes) -> None:
    """Says by what courses are known; where it is by name, the form to say which one became which."""
    show_said(_PLACE)
    known = courses_known_by(database(), actor(), before, after)
    if known is None or known is Known.HISTORY:
        return
    st.caption(t(KNOWN_BY[known]))
    then, now = course_names(changes.before.courses), course_names(changes.after.courses)
    rows = _in_doubt(changes)
    if not rows or not now:
        return
    with (
        st.expander(t("Which course became which"), key="open-links"),
        st.form(f"links-{before}-{after}", border=False),
    ):
        st.write(t("Levels of courses that are one are compared. A course that was split is several courses now."))
        keys = {}
        for row in rows:
            keys[then[row]] = f"link-{before}-{after}-{row}"
            became = [now[link.after] for link in changes.links if link.before == row and link.link is not Link.PERHAPS]
            left, right = st.columns(2, vertical_alignment="center")
            left.markdown(f"**{as_text(then[row])}**")
            right.multiselect(
                t("{course} is now", course=as_text(then[row])),
                now,
                default=became,
                key=keys[then[row]],
                placeholder=t("not in this grid"),
                select_all=False,
                label_visibility="collapsed",
            )
        said = t("This is which course is which")
        st.form_submit_button(said, type="primary", on_click=_keep, args=(before, after, keys))


def _in_doubt(changes: Changes) -> list[int]:
    """The courses of before that are gone, or that are called otherwise now."""
    same = {link.before for link in changes.links if link.link is Link.SAME}
    return [place for place in range(len(changes.before.courses)) if place not in same][:_MOST_ROWS]


def _keep(before: Version, after: Version, keys: dict[str, str]) -> None:
    said = {name: tuple(st.session_state.get(key) or ()) for name, key in keys.items()}
    done = link_years(database(), actor(), before, after, said, now=datetime.now(UTC))
    say_next(_PLACE, t(LINKS[done.outcome], names=", ".join(done.unknown)), done=done.outcome == "linked")
