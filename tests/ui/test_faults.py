"""A page on which the database fails: a sentence in the visitor's language, and no word of the driver's."""

import pytest
from streamlit.testing.v1 import AppTest

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import say


def page() -> None:
    import errno

    import streamlit as st

    from curriculum_map.storage.troubles import DatabaseTroubleError, Trouble
    from curriculum_map.ui.session import say_fault

    faults = {
        "ours": ValueError("secret"),
        "full": DatabaseTroubleError(Trouble.FULL, "secret"),
        "no-room": OSError(errno.ENOSPC, "secret"),
    }
    say_fault(faults[st.query_params["kind"]])


@pytest.mark.parametrize(
    ("kind", "language", "begins"),
    [
        ("full", "en", "The database cannot write any more"),
        ("full", "nl", "De databank kan niet meer schrijven"),
        ("no-room", "en", "There is no room on the disk"),
        ("no-room", "nl", "Op de schijf is geen plaats"),
        ("ours", "en", "Something went wrong on our side."),
    ],
)
def test_a_fault_is_said_in_the_language_of_the_page(kind: str, language: Language, begins: str) -> None:
    app = AppTest.from_function(page, default_timeout=30)
    app.query_params.update({"lang": language, "kind": kind})
    (error,) = app.run().error
    (again,) = app.button
    assert again.label == say("Try again", language)
    assert error.value.startswith(begins)
    assert "secret" not in error.value
