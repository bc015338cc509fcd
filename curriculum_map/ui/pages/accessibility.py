"""The accessibility statement: what the app aims at, what was tested, what does not work yet and why, whom to tell."""

from datetime import UTC, datetime

import streamlit as st

from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, settings, t
from curriculum_map.wording.numbers import day

# Of the last review of this page; look again at each exception whenever Streamlit is upgraded.
_REVIEWED = datetime(2026, 11, 22, 12, tzinfo=UTC)

st.title(t("How accessible this app is"), anchor=False)
st.write(
    t(
        "Everybody should be able to use this app: with a mouse, with a keyboard alone, enlarged, or with a screen "
        "reader. Our measure is WCAG 2.2, level AA. The app meets it in part: the exceptions that we know are below."
    )
)
st.caption(t("Drawn up by ourselves, and last reviewed on {day}.", day=day(_REVIEWED, language())))

st.header(t("What was tested"), anchor=False)
tested = (
    t(
        "Every page, in Dutch and in English, light and dark, 1280 and 320 pixels wide, with the program axe-core: "
        "nothing that it finds is left, save the exceptions below. The page itself never scrolls sideways; a table "
        "that is too wide does so within itself."
    ),
    t(
        "Every page with the keyboard alone: you see where you are, and nothing holds you. A table takes one stop of "
        "the Tab key; in it you move with the arrow keys, and Enter opens the courses behind a place."
    ),
    t(
        "Every task from its first step to its last with the keyboard alone, from an upload to a report: whatever you "
        "press, you go on from there or from what is said of it, never from the top of the page."
    ),
    t(
        "Every page enlarged to four times its size, and with wider spacing between letters, words and lines: no text "
        "is lost. What you can press is 24 pixels wide and high at least."
    ),
    t(
        "Levels differ in digit, word and pattern, never in colour alone. The contrast of every colour is computed "
        "again with each change; with colours that your device imposes, digits and words stay."
    ),
    t("Not done yet: no one who uses a screen reader every day has tried the app."),
)
st.markdown("\n".join(f"- {line}" for line in tested))

st.header(t("What does not work yet, and why"), anchor=False)
st.write(t("Most of this is in Streamlit and Plotly, on which the app is built, and which we cannot change."))
exceptions = (
    t("In a figure, a place can only be chosen with the mouse. Under “Table” the same levels stand, for everybody."),
    t(
        "The list of cells behind a place is drawn as a picture. The arrow keys move through it, but a screen reader "
        "is only given the rows in sight. The workbook of the gap report has levels and courses as plain cells."
    ),
    t(
        "The field for a file has a name in a place where some screen readers pass over it. The button in it, "
        "“Choose a file”, works everywhere."
    ),
    t(
        "An explanation behind a question mark stands outside the parts of a page that a screen reader jumps to. It "
        "is read out with its question mark."
    ),
    t("Some messages of Streamlit itself stay English, such as the one for a connection that was lost."),
)
st.markdown("\n".join(f"- {line}" for line in exceptions))

st.header(t("Tell us what stops you"), anchor=False)
st.write(t("Say on which page it was, what you wanted to do, and which device or aid you use."))
if contact := settings().contact:
    st.write(t("Write to {contact}.", contact=as_text(contact)))
else:
    st.write(t("Tell the person at your school who takes care of this app."))
st.write(t("No answer that helps you? At a Flemish public institution you can turn to the Vlaamse Ombudsdienst."))
