"""The picture of a user's sheet in a page: drawn by sheet_picture.js as a table of text."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import streamlit as st

from curriculum_map.importing.drawing import Drawing, Line, Role
from curriculum_map.importing.words import COURSE_FIELDS
from curriculum_map.ui.session import is_dark, language, t
from curriculum_map.wording.catalogue import mark
from curriculum_map.wording.map_findings import WHY_NOT

_HERE = Path(__file__).parent
_WORDS = {
    Role.COURSE: mark("course"),
    Role.HEADING: mark("heading"),
    Role.FIELD: mark("about the course"),
    Role.LEVEL: mark("levels"),
    Role.LEFT_OUT: mark("left out"),
    Role.NOT_READ: mark("not read"),
    Role.HIDDEN: mark("hidden in your file"),
}

# A shadow root of its own, as the level table has: neither Streamlit's rules for tables nor ours reach across.
_mount = st.components.v2.component(
    "curriculum-map-sheet-picture",
    css=(_HERE / "sheet_picture.css").read_text(encoding="utf-8"),
    js=(_HERE / "sheet_picture.js").read_text(encoding="utf-8"),
    isolate_styles=True,
)


def show(drawing: Drawing, caption: str, key: str) -> None:
    """Draws the lines of a sheet, with a legend of the roles that occur in them."""
    _mount(key=key, data=payload(drawing, caption))


def payload(drawing: Drawing, caption: str) -> dict[str, Any]:
    """All that the browser needs, in the visitor's language."""
    used = {cell.role for row in drawing.cells for cell in row}
    return {
        "caption": caption,
        "language": language(),
        "dark": is_dark(),
        "row_word": t("Row"),
        "role_word": t("What it is to us"),
        "sample": t("Abc"),
        "roles": [[role, t(word)] for role, word in _WORDS.items() if role in used],
        "columns": list(_lines(drawing.columns)),
        "rows": list(_lines(drawing.rows)),
        "cells": [[[cell.text, cell.role or ""] for cell in row] for row in drawing.cells],
    }


def _lines(lines: Iterable[Line]) -> Iterable[dict[str, Any]]:
    for line in lines:
        yield {"name": line.name, "role": line.role or "", "says": _says(line), "gap": line.after_gap}


def _says(line: Line) -> str:
    """What a whole row or column is to us: the course field it holds, or why it was left out."""
    if line.role is None:
        return ""
    if line.role is Role.FIELD:
        return COURSE_FIELDS.labels[line.detail][language()]
    if line.role is Role.LEFT_OUT:
        return f"{t(_WORDS[line.role])}: {t(WHY_NOT[line.detail])}"
    return t(_WORDS[line.role])
