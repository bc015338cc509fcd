"""Which edition and which element the address names, so that a link opens them."""

import streamlit as st

from curriculum_map.domain.framework import Edition, Element
from curriculum_map.frameworks.loader import DEFAULT_EDITION
from curriculum_map.ui.components.address import link_to, put
from curriculum_map.ui.stored import editions

_EDITION, _ELEMENT = "edition", "element"


def edition_asked() -> Edition:
    """The edition of the element in the address, else the one that the address names, else the first."""
    named = (_edition_of(st.query_params.get(_ELEMENT, "")), st.query_params.get(_EDITION, ""))
    edition = editions()[next((one for one in named if one in editions()), DEFAULT_EDITION)]
    put(_EDITION, edition.id)
    return edition


def element_asked(edition: Edition) -> Element | None:
    """The element in the address; None where it names none of this edition."""
    try:
        element = edition.element(st.query_params.get(_ELEMENT, ""))
    except KeyError:
        return None
    put(_ELEMENT, element.id)
    return element


def names_unknown() -> bool:
    """Whether the address names an edition or an element that does not exist."""
    edition = st.query_params.get(_EDITION)
    named_wrongly = edition is not None and edition not in editions()
    return named_wrongly or (_ELEMENT in st.query_params and element_asked(edition_asked()) is None)


def go_to_edition(edition_id: str) -> None:
    """Puts the edition in the address, and no element."""
    rest = {name: value for name, value in st.query_params.items() if name != _ELEMENT}
    st.query_params.from_dict({**rest, _EDITION: edition_id})


def go_to_element(element_id: str) -> None:
    """Puts an element and its edition in the address, and runs the page again."""
    # Both at once: the browser's way back is one step.
    st.query_params.update({_EDITION: _edition_of(element_id), _ELEMENT: element_id})
    st.rerun()


def address_of(element_id: str) -> str:
    """The address of an element on this page, in the visitor's language."""
    return link_to(edition=_edition_of(element_id), element=element_id)


def _edition_of(element_id: str) -> str:
    return element_id.partition(":")[0]
