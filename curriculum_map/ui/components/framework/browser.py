"""The elements of an edition to look through: which edition, what is sought, and the links to what was found."""

from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from curriculum_map.domain.framework import Edition, Element
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import EDITION_IDS
from curriculum_map.frameworks.search import ElementGroup, find_elements, grouped
from curriculum_map.ui.components import element_links
from curriculum_map.ui.components.element_links import Link, Links, Section
from curriculum_map.ui.components.framework.address import address_of, edition_asked, go_to_edition
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.ui.stored import editions
from curriculum_map.wording.labels import label

OPENS = "framework-element"
_EDITION = "framework-edition"


def choose_edition() -> Edition:
    """The edition in the address; choosing another puts that one there."""
    titles = {edition.id: edition.title[language()] for edition in editions().values()}
    edition = edition_asked()
    st.session_state[_EDITION] = edition.id
    st.selectbox(
        t("Edition"), list(titles), key=_EDITION, format_func=lambda one: titles[one], on_change=_follow_choice
    )
    return edition


def ask_text() -> str:
    """What the visitor seeks; empty for everything."""
    asked = st.text_input(
        t("Search"), key="framework-search", type="search", placeholder=t("words, a code or an id"), live=True
    )
    return (asked or "").strip()


def say_edition(edition: Edition) -> None:
    """Where the edition was published, and whose words the labels are."""
    st.caption(as_text(edition.citation))
    if edition.id not in EDITION_IDS:
        return
    if any(element.own_label != element.label for element in edition.elements):
        st.caption(t("The official wording is shown where it was loaded here; elsewhere our own short labels."))
    else:
        st.caption(t("The labels are our own short ones; the official wording stands in the publication."))


def browse(edition: Edition, text: str, chosen: Element | None) -> str | None:
    """Shows what was found, grouped; the id of the element whose link was just followed."""
    found = find_elements(edition, text)
    st.markdown(t_many("{count} element", "{count} elements", len(found)))
    if not found:
        st.info(t("No element has these words, code or id. Try fewer words, or another edition."))
        return None
    links = Links(
        caption=t("Elements of this edition"),
        sections=tuple(_focuses(edition, found, unfolded=bool(text))),
        language=language(),
        other_language=other_language(),
        opens=OPENS,
        chosen=chosen.id if chosen else None,
        said=t("Shown: {label}", label=chosen.label[language()]) if chosen else "",
    )
    return element_links.show(links, "framework-list")


def other_language() -> Language:
    """The language that the visitor does not read in."""
    return "en" if language() == "nl" else "nl"


def place_in_print(edition: Edition, element: Element) -> str:
    """The printed code of an element; where none is printed, its locator."""
    return element.printed_code or edition.locator(element.id, language())


def _follow_choice() -> None:
    go_to_edition(st.session_state[_EDITION])


def _focuses(edition: Edition, found: Iterable[Element], *, unfolded: bool) -> Iterable[Section]:
    """Focus over cluster over component over subtheme; a cluster folds."""
    to = language()
    for focus, of_focus in groupby(grouped(edition, found), key=lambda group: group.focus):
        clusters = []
        for cluster, of_cluster in groupby(of_focus, key=lambda group: group.cluster):
            groups = tuple(of_cluster)
            count = sum(len(group.elements) for group in groups)
            components = tuple(_component(edition, group) for group in groups)
            heading = f"{cluster.number} {cluster.name[to]}"
            clusters.append(Section(heading, 3, sections=components, folds=unfolded, note=f"({count})"))
        yield Section(focus.name[to], 2, sections=tuple(clusters))


def _component(edition: Edition, group: ElementGroup) -> Section:
    links: list[Link] = []
    themes: list[Section] = []
    for theme, elements in groupby(group.elements, key=lambda element: element.subtheme):
        of_theme = [_link(edition, element) for element in elements]
        if theme is None:
            links += of_theme
        else:
            themes.append(Section(label(theme, language()), 5, tuple(of_theme)))
    return Section(group.component.name[language()], 4, tuple(links), tuple(themes))


def _link(edition: Edition, element: Element) -> Link:
    own, other = element.label[language()], element.label[other_language()]
    return Link(element.id, address_of(element.id), own, other, place_in_print(edition, element))
