"""One element: what it is called, where it is printed, and what corresponds to it in the other editions."""

import streamlit as st

from curriculum_map.domain.crosswalk import Correspondence
from curriculum_map.domain.framework import Edition, Element, split_target
from curriculum_map.frameworks.loader import EDITION_IDS, load_crosswalk
from curriculum_map.ui.components import element_links
from curriculum_map.ui.components.element_links import Link, Links, Section
from curriculum_map.ui.components.framework.address import address_of
from curriculum_map.ui.components.framework.browser import OPENS, other_language, place_in_print
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t
from curriculum_map.ui.stored import editions
from curriculum_map.wording.labels import label


def describe(edition: Edition, element: Element) -> None:
    """The labels of an element, its place in the framework and in the publication."""
    to, cluster = language(), edition.cluster(split_target(element.cell)[0])
    st.header(as_text(element.label[to]), anchor=False)
    st.caption(as_text(_in_other_language(element.label[other_language()])))
    above = [edition.focus_of(cluster.id).name[to], f"{cluster.number} {cluster.name[to]}"]
    above.append(edition.component_name(element.cell, to) or "")
    if element.subtheme is not None:
        above.append(label(element.subtheme, to))
    st.markdown(as_text(" / ".join(above)))
    st.markdown(_printed(edition, element))
    st.markdown(f"{t('Stable id:')} `{element.id}`")


def show_crosswalk(element: Element) -> str | None:
    """Shows what corresponds in each other edition; the id of the element whose link was just followed."""
    # Only the packaged editions have a crosswalk.
    others = [editions()[one] for one in EDITION_IDS if one != element.id.partition(":")[0]]
    if element.id.partition(":")[0] not in EDITION_IDS:
        return None
    links = Links(
        caption=t("In the other editions"),
        sections=tuple(_towards(element, edition) for edition in others),
        language=language(),
        other_language=other_language(),
        opens=OPENS,
    )
    return element_links.show(links, "framework-crosswalk")


def _in_other_language(text: str) -> str:
    return t("In English: {label}", label=text) if language() == "nl" else t("In Dutch: {label}", label=text)


def _printed(edition: Edition, element: Element) -> str:
    """Where the element stands in the publication, and what to know of its code."""
    locator = edition.locator(element.id, language())
    if element.printed_code is None:
        return t("In the publication: {locator} (cluster, component, place in the list)", locator=locator)
    said = t(
        "In the publication: code {code}; {locator} (cluster, component, place in the list)",
        code=element.printed_code,
        locator=locator,
    )
    if sum(one.printed_code == element.printed_code for one in edition.elements) > 1:
        said += ". " + t("The publication prints this code at two elements.")
    return said


def _towards(element: Element, edition: Edition) -> Section:
    rows = load_crosswalk().of(element.id, edition.id)
    return Section(edition.title[language()], 3, tuple(_link(row) for row in rows))


def _link(row: Correspondence) -> Link:
    lead = label(row.relation, language())
    if row.other is None:
        return Link("", "", "", lead=lead)
    edition = editions()[row.edition]
    other = edition.element(row.other)
    return Link(
        id=other.id,
        address=address_of(other.id),
        text=other.label[language()],
        other=other.label[other_language()],
        note=place_in_print(edition, other),
        lead=lead,
    )
