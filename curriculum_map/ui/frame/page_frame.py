"""What stands around every page: whose data is shown, the page's language, Streamlit's own words in it."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from curriculum_map.importing.formats.seen import READABLE
from curriculum_map.importing.meaning.answers_file import MOST_KILOBYTES
from curriculum_map.services.archive_zip import DEFAULT_ARCHIVE_LIMITS
from curriculum_map.services.samples import load_samples, missing_samples, remove_samples
from curriculum_map.ui.components.address import dressed, unknown
from curriculum_map.ui.components.long_work import under_way
from curriculum_map.ui.frame.menu import menu
from curriculum_map.ui.markdown import as_code
from curriculum_map.ui.session import actor, at_work, database, is_dark, language, settings, t, t_many
from curriculum_map.ui.stored import stored
from curriculum_map.wording.numbers import day

# What Streamlit lets through of a file of answers: the least it can. It also tells its two uploaders apart.
LARGEST_ANSWERS_MB = 1
LARGEST_EXPORTED_MB = 64
LARGEST_ARCHIVE_MB = DEFAULT_ARCHIVE_LIMITS.archive_bytes // 2**20
_HERE = Path(__file__).parent


def translate_streamlit() -> None:
    """Sets the page's language and puts Streamlit's own English words into it, which it cannot do itself."""
    largest = settings().max_file_mb
    words = {
        "Upload": t("Choose a file"),
        "Drag and drop a file here": t("Drag a file here"),
        "Drag and drop files here": t("Drag one or more files here"),
        f"{LARGEST_ANSWERS_MB}MB per file": t("Up to {kilobytes} kB: yaml, yml", kilobytes=MOST_KILOBYTES),
        f"{largest}MB per file": t("Up to {megabytes} MB: {endings}", megabytes=largest, endings=", ".join(READABLE)),
        f"{LARGEST_ARCHIVE_MB}MB per file": t("Up to {megabytes} MB: zip", megabytes=LARGEST_ARCHIVE_MB),
        f"{LARGEST_EXPORTED_MB}MB per file": t("Up to {megabytes} MB", megabytes=LARGEST_EXPORTED_MB),
        "Press Enter to apply": t("Press Enter to apply"),
        "Press Ctrl+Enter to apply": t("Press {keys} to apply", keys="Ctrl+Enter"),
        "Press ⌘+Enter to apply": t("Press {keys} to apply", keys="⌘+Enter"),
        "Press Enter to submit form": t("Press Enter when you are done"),
        "Press Ctrl+Enter to submit form": t("Press {keys} when you are done", keys="Ctrl+Enter"),
        "Press ⌘+Enter to submit form": t("Press {keys} when you are done", keys="⌘+Enter"),
        "Skip to main content": t("Skip to main content"),
        "Sidebar": t("Menu"),
        "App pages": t("Pages"),
        "Collapse sidebar": t("Fold the menu away"),
        "Expand sidebar": t("Show the menu"),
        "Open": t("Show the choices"),
        "Choose an option": t("Choose"),
        "Multiselect options": t("Choices"),
        "Selectbox options": t("Choices"),
        "Selected values": t("Chosen"),
        "Clear all": t("Take everything away"),
        "Clear value": t("Take it away"),
        "Close": t("Close"),
        "file upload": t("File"),
        "Add files": t("Choose another file"),
        "Remove": t("Take {file} away", file="{}"),
        "Help for": t("More about {field}", field="{}"),
        "Copy to clipboard": t("Copy"),
        "Dataframe column menu": t("What to do with this column"),
        "Copy column name": t("Copy the name of the column"),
        "Sort ascending": t("Sort upwards"),
        "Sort descending": t("Sort downwards"),
        "Autosize": t("As wide as what is in it"),
        "Pin column": t("Keep the column in sight"),
        "Unpin column": t("Let the column go"),
        "Hide column": t("Hide the column"),
        "Download failed": t("This file could not be made. Reload the page: it says what is wrong, if it still is."),
        "Increment": t("One more"),
        "Decrement": t("One less"),
    }
    in_lists = {
        "words": {"Select all": t("Choose all"), "No results": t("Nothing with these letters")},
        "matches": t("Choose these {count}", count="{}"),
        "most": t("You can choose at most {count}. Take one away first.", count="{}"),
        "offered": t("Choices: {count}", count="{}"),
        "chosen": t("{choice}, chosen", choice="{}"),
    }
    script = _script("translate.js").replace("WORDS", json.dumps(words)).replace("LISTS", json.dumps(in_lists))
    st.html(script.replace("LANGUAGE", language()), unsafe_allow_javascript=True)


def keep_the_readers_place() -> None:
    """Gives a button that made a file the keyboard back, and makes the way back to a page one step."""
    st.html(_script("keep_place.js"), unsafe_allow_javascript=True)
    st.html(_script("one_step.js"), unsafe_allow_javascript=True)


@cache
def _script(name: str) -> str:
    return f"<script>\n{(_HERE / name).read_text(encoding='utf-8')}</script>"


def dress_page(title: str) -> None:
    """Puts the style sheets on the page; printed, each sheet says below what it is and of which day."""
    st.html(_HERE / "page.css")
    st.html(_HERE / "paper.css")
    below = json.dumps(f"curriculum-map · {title} · {day(datetime.now(UTC), language())}", ensure_ascii=False)
    st.html(f"<style>@page {{ @bottom-left {{ content: {below}; font: 8pt sans-serif; }} }}</style>")
    if is_dark():
        st.html(_HERE / "dark.css")


def say_whose_data() -> None:
    """A banner that says when fictitious samples are shown; it offers to remove them, and to load those that lack."""
    infos = stored()
    samples = sum(info.is_sample for info in infos)
    if settings().demo:
        st.info(
            t("Demonstration: everything in the samples is fictitious."),
            icon=None,
        )
    elif samples:
        text, buttons = st.columns([3, 1], vertical_alignment="center")
        said = t_many("{count} fictitious sample is loaded.", "{count} fictitious samples are loaded.", samples)
        rest = missing_samples(infos)
        if rest:
            said += " " + t_many("{count} is not.", "{count} are not.", rest)
        text.info(said)
        asked = rest and buttons.button(t("Load the other samples"), width="stretch")
        buttons.button(t("Remove the samples"), on_click=_remove, width="stretch")
        if asked:
            _load()


def say_unknown_names(where: DeltaGenerator) -> None:
    """Says there what the address of the page names in vain, which only the page finds out."""
    if names := unknown():
        said = t(
            "The address names something that is not here, or no longer: {names}. "
            "The choices below say what you see instead.",
            names=", ".join(map(as_code, names)),
        )
        where.info(said)


def offer_a_start() -> None:
    """What to do when nothing is stored yet: upload a workbook, or look around with the samples."""
    st.header(t("Nothing is stored yet"), anchor=False)
    st.write(t("Upload a workbook with the courses of your programme, or look around with fictitious samples first."))
    left, right, _ = st.columns([1, 1, 2])
    left.page_link(menu()["upload"], label=t("Upload a workbook"), query_params=dressed({}))
    with right:
        offer_to_load()


def lead_to_upload(why: str) -> None:
    """Why nothing stands here yet, and the way to the workbook that it begins with."""
    st.info(why)
    st.page_link(menu()["upload"], label=t("Upload a workbook"), query_params=dressed({}))


def offer_samples() -> None:
    """A button for the samples, as long as none of them is there."""
    if not any(info.is_sample for info in stored()):
        offer_to_load(t("Fictitious programmes, to look around; you can remove them."))


def offer_to_load(about: str | None = None) -> None:
    """A button that loads the samples."""
    if st.button(t("Load the samples"), help=about):
        _load()


def _load() -> None:
    """Loads the samples, with how far that is; what is pressed meanwhile stops it between two files."""
    told = under_way(t("The samples are being loaded."), lambda: None)
    with at_work():
        load_samples(database(), actor(), datetime.now(UTC), told)
    st.rerun()


def _remove() -> None:
    remove_samples(database(), actor(), datetime.now(UTC))
