"""The elements of the framework: look through an edition, open one, see what corresponds and where it is practised."""

import streamlit as st

from curriculum_map.ui.components.framework.address import element_asked, go_to_element, names_unknown
from curriculum_map.ui.components.framework.browser import OPENS, ask_text, browse, choose_edition, say_edition
from curriculum_map.ui.components.framework.element import describe, show_crosswalk
from curriculum_map.ui.components.framework.practice import show_practice
from curriculum_map.ui.session import t

st.title(t("The framework, element by element"), anchor=False)
left, right = st.columns([3, 2], vertical_alignment="bottom")
with left:
    edition = choose_edition()
with right:
    text = ask_text()
say_edition(edition)
if names_unknown():
    st.warning(t("The address names an edition or an element that does not exist; choose one here."))

element = element_asked(edition)
left, right = st.columns([1, 2], gap="medium")
with left:
    followed = browse(edition, text, element)
with right, st.container(key=OPENS):
    if element is None:
        st.info(t("Choose an element to see what corresponds to it in the other editions, and where it is practised."))
    else:
        describe(edition, element)
        st.header(t("In the other editions"), anchor=False)
        followed = show_crosswalk(element) or followed
        st.header(t("Where it is practised"), anchor=False)
        show_practice(element)
if followed is not None and (element is None or followed != element.id):
    go_to_element(followed)
