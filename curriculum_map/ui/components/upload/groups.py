"""The step of the elective groups: what a student takes of each, where that is known."""

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from curriculum_map.domain.curriculum import ElectiveGroup
from curriculum_map.domain.findings import Finding
from curriculum_map.importing.meaning.group_texts import MOST_CREDITS, NOT_KNOWN, rule_named
from curriculum_map.importing.meaning.groups import ASKED as UNSURE
from curriculum_map.importing.reading import Reading
from curriculum_map.ui.components.upload.file import Upload, answer
from curriculum_map.ui.components.upload.path import Step, questions
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.findings import sentence
from curriculum_map.wording.groups import rule_words

ASKED = (UNSURE,)
# The keys of what is chosen for a group: a number of courses, a number of credits.
Keys = tuple[str, str]


def groups_step(upload: Upload, reading: Reading) -> Step:
    """What a student takes of each elective group that a course names; nothing to see where none does."""
    courses = reading.grids[0].courses if reading.grids else ()
    counts = Counter(course.group for course in courses if course.group)
    result = t_many("{count} elective group", "{count} elective groups", len(counts)) if counts else ""
    asked = len(questions(reading, ASKED))
    return Step(t("Elective groups"), result, asked, lambda: _ask(upload, reading, counts))


def _ask(upload: Upload, reading: Reading, counts: Mapping[str, int]) -> None:
    said = {group.name: group for group in reading.grids[0].groups}
    unsure = {str(one.facts["group"]): one for one in questions(reading, ASKED)}
    st.write(
        t(
            "How many does a student take from each group? As long as that is not known its courses count as free "
            "electives, which nobody has to take."
        )
    )
    keys: dict[str, Keys] = {}
    with st.form(upload.key("groups"), border=False):
        for name, count in counts.items():
            keys[name] = (upload.key(f"group-{name}"), upload.key(f"group-credits-{name}"))
            _ask_group(name, count, said.get(name), unsure.get(name), keys[name])
        st.form_submit_button(t("This is what students take"), type="primary", on_click=_keep, args=(upload, keys))


def _ask_group(name: str, count: int, said: ElectiveGroup | None, unsure: Finding | None, keys: Keys) -> None:
    """What a student takes of one group: what is known of it, or our proposal, is filled in already."""
    rule = said or (rule_named(name, str(unsure.facts.get("proposal") or "")) if unsure is not None else None)
    if unsure is not None:
        st.text(sentence(unsure, language()))
    left, right = st.columns(2, vertical_alignment="bottom")
    options = [NOT_KNOWN, *map(str, range(1, max(count, rule.choose or 0 if rule else 0) + 1))]
    asked = t("**{group}** – {count} courses, of which a student takes", group=as_text(name), count=count)
    left.selectbox(
        f"{asked} **{t('(proposal)')}**" if rule and not said else asked,
        options,
        index=options.index(str(rule.choose) if rule and rule.choose else NOT_KNOWN),
        format_func=lambda one: rule_words(one, language()),
        key=keys[0],
    )
    credits = t("or at least so many ECTS credits of {group}", group=as_text(name))
    value = rule.ects if rule else None
    right.number_input(credits, min_value=0.0, max_value=float(MOST_CREDITS), value=value, step=1.0, key=keys[1])


def _keep(upload: Upload, keys: Mapping[str, Keys]) -> None:
    """Takes over what was said of each group; credits, where they are given, go before a number of courses."""
    said = {}
    for name, (courses, credits) in keys.items():
        amount = st.session_state.get(credits)
        by_credits = str(ElectiveGroup(name, ects=round(amount, 2))) if amount else None
        said[name] = by_credits or str(st.session_state.get(courses) or NOT_KNOWN)
    answer(upload, groups=said)
