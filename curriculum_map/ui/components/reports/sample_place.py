"""One place of an audit sample: what was claimed, and what the course sheet says of it."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.domain.curriculum import GridKey
from curriculum_map.domain.decisions import LONGEST_OWNER, LONGEST_TEXT
from curriculum_map.domain.refused import Refused
from curriculum_map.domain.samples import Marked, SampleOnRecord, Verdict
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.audit_samples import mark_place
from curriculum_map.storage.grids import GridInfo
from curriculum_map.ui.components.address import from_address, into_address
from curriculum_map.ui.components.said import say_next, say_refused
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import actor, database, language, t
from curriculum_map.ui.stored import editions
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.labels import label
from curriculum_map.wording.targets import target_name

PLACE, SAMPLE = "samples", "sample"
_CHOICE, _ROLE = "place", "sample-role"


def choose_place(info: GridInfo, one: SampleOnRecord, in_table: int | None) -> int:
    """The place to mark: what was chosen in the table, in the box, or the first that nobody checked."""
    count = len(one.sample.places)
    left = next((number for number in range(count) if number not in one.sample.marks), 0)
    slugs = {str(number + 1): number for number in range(count)}
    # Before its box is drawn, a choice in the table is what the box holds.
    key = from_address(_CHOICE, slugs, left)
    if in_table is not None:
        st.session_state[key] = in_table
    names = {number: _name(info, one, number) for number in range(count)}
    chosen = st.selectbox(t("Place to mark"), list(names), key=key, format_func=lambda number: names[number])
    return into_address(_CHOICE, chosen)


def mark_one(info: GridInfo, one: SampleOnRecord, number: int) -> None:
    """The fields for one place; what stands in them is written down by a button."""
    place, legend = one.sample.places[number], load_legend()
    claimed = t(
        "Claimed: {level}, in {cell} of {file}.", level=legend[place.level].name[language()], **_where(one, number)
    )
    st.caption(as_text(claimed))
    said, about = one.sample.marks.get(number), f"mark-{info.id}-{one.entry.about.name}-{number}"
    verdicts = {verdict: label(verdict, language()) for verdict in Verdict}
    st.session_state.setdefault(f"{about}-verdict", said.verdict if said else None)
    st.session_state.setdefault(f"{about}-remark", said.remark if said else "")
    st.session_state.setdefault(_ROLE, said.role if said else "")
    st.segmented_control(
        t("What the course sheet says"),
        list(verdicts),
        format_func=lambda verdict: verdicts[verdict],
        key=f"{about}-verdict",
    )
    st.text_area(t("Remark"), max_chars=LONGEST_TEXT, key=f"{about}-remark")
    st.text_input(
        t("Checked by"),
        max_chars=LONGEST_OWNER,
        key=_ROLE,
        placeholder=t("a role is enough, no names: member of a panel"),
    )
    st.button(t("Write this down"), type="primary", on_click=_mark, args=(info.key, one, number, about))


def _mark(key: GridKey, one: SampleOnRecord, number: int, about: str) -> None:
    verdict = st.session_state[f"{about}-verdict"]
    if verdict is None:
        say_next(PLACE, t("Nothing was written down: choose what the course sheet says."), done=False)
        return
    said = Marked(verdict, st.session_state[f"{about}-remark"], st.session_state[_ROLE])
    now, name = datetime.now(UTC), one.entry.about.name
    done = mark_place(database(), actor(), key, int(name), number, said, seen=one.entry.number, now=now)
    if isinstance(done, Refused):
        say_refused(PLACE, done)
        return
    marked = one.sample.marked(number, said)
    left = [place for place in range(len(marked.places)) if place not in marked.marks]
    if left:
        st.session_state[_CHOICE] = next((place for place in left if place > number), left[0])
    say_next(PLACE, t("Place {number} of sample {sample} is written down.", number=number + 1, sample=name))


def _name(info: GridInfo, one: SampleOnRecord, number: int) -> str:
    place = one.sample.places[number]
    target = target_name(editions()[info.edition], place.target, language())
    return f"{'✓ ' if number in one.sample.marks else ''}{number + 1} · {course_name(place.course)} · {target}"


def _where(one: SampleOnRecord, number: int) -> dict[str, str]:
    place = one.sample.places[number]
    return {"cell": place.ref or "–", "file": place.file}
