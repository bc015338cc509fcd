"""The counting rule: one with a name, or one's own by its parameters; in the address, and kept from page to page."""

import streamlit as st

from curriculum_map.domain.levels import Level
from curriculum_map.domain.rules import HIGHEST, MOST_COURSES, MOST_PERCENT, OWN, RULES, CountingRule, own_rule, rule_of
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.components.address import brought, kept, note_press, put, say_unknown
from curriculum_map.ui.session import language, t
from curriculum_map.wording.rules import rule_name

_ADDRESS, _PLACE = "rule", "rule-{}"
_NAME, _LOWEST, _COURSES, _PERCENT = (_PLACE.format(part) for part in ("name", "lowest", "courses", "percent"))


def choose_rule() -> CountingRule:
    """The rule chosen here, else the one that the address names, else the one of the page before.

    Behind a button with its name: it is changed seldom, and said above every table.
    """
    before = _begin()
    names = {rule.name: rule_name(rule, language()) for rule in (*RULES, CountingRule(OWN))}
    with st.popover(t("Counting rule: {rule}", rule=names[st.session_state[_NAME]]), width="content"):
        name = st.selectbox(
            t("Counting rule"),
            list(names),
            key=_NAME,
            format_func=lambda one: names[one],
            width=300,
            on_change=note_press,
        )
        chosen = _own(before) if name == OWN else next(rule for rule in RULES if rule.name == name)
    # One's own stays one's own while it is set, also where it counts as one with a name does.
    put(_ADDRESS, chosen.slug)
    return own_rule(lowest=chosen.lowest, courses=chosen.courses, percent=chosen.percent)


def _begin() -> CountingRule:
    """The rule of before, put into the choices where they are new; another one where a link brought it."""
    asked = brought(_ADDRESS)
    if asked is not None and rule_of(asked) is None:
        say_unknown(asked)
    slug = next((one for one in (asked, kept(_ADDRESS)) if one and rule_of(one)), HIGHEST.slug)
    rule = rule_of(slug) or HIGHEST
    if _NAME not in st.session_state or asked is not None:
        st.session_state[_NAME] = rule.name if slug == rule.slug else OWN
        _fill(rule)
    for key in (_NAME, _LOWEST, _COURSES, _PERCENT):
        if key in st.session_state:
            # On another page the same choice is another widget, which begins anew unless it is given a value.
            st.session_state[key] = st.session_state[key]
    return rule


def _fill(rule: CountingRule) -> None:
    st.session_state[_LOWEST], st.session_state[_COURSES] = int(rule.lowest), rule.courses
    st.session_state[_PERCENT] = rule.percent


def _own(before: CountingRule) -> CountingRule:
    """One's own rule; its parameters begin with those of the rule before."""
    if _LOWEST not in st.session_state:
        _fill(before)
    names = {int(level): load_legend()[level].name[language()] for level in Level if level}
    lowest = st.selectbox(
        t("Lowest level that counts"),
        list(names),
        key=_LOWEST,
        format_func=lambda level: names[level],
        width=220,
        on_change=note_press,
    )
    courses = st.number_input(
        t("Courses that reach it"), 1, MOST_COURSES, key=_COURSES, width=180, on_change=note_press
    )
    percent = st.number_input(
        t("Share of the credits, %"), 0, MOST_PERCENT, key=_PERCENT, width=200, on_change=note_press
    )
    return CountingRule(OWN, Level(lowest), courses, percent)
