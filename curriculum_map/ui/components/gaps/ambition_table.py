"""Every ambition of a programme as it would be if the draft were saved."""

from dataclasses import replace

import streamlit as st

from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.framework_table import PlaceOf, framework_table
from curriculum_map.ui.components.gaps.ambition_draft import Draft
from curriculum_map.ui.components.level_table.values import Column, Place, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import language, t
from curriculum_map.wording.labels import label


def show_all(column: GridColumn, draft: Draft) -> None:
    """The table of them, to be read: the form is above it."""
    st.header(t("All ambitions"), anchor=False)
    show_table(_table(column, draft), f"ambitions-{column.info.id}", "table")


def _table(column: GridColumn, draft: Draft) -> Table:
    changed = {change.target for change in draft.changes()}

    def aim(target: str) -> Place:
        ambition = draft.ambition(target)
        unsaved = t("not saved yet") if target in changed else ""
        level = ambition.aim
        return Place(text="–", sub=unsaved) if level is None else Place(level, sub=unsaved)

    def weight(target: str) -> Place:
        one = draft.ambition(target)
        return Place(text=", ".join(label(word, language()) for word in (one.weight, one.position) if word))

    def reason(target: str) -> Place:
        return Place(text=draft.ambition(target).reason or "")

    columns: list[tuple[Column, PlaceOf]] = [
        (Column("level", t("ambition")), aim),
        (Column("weight", t("weight"), width=2), weight),
        (Column("reason", t("reason"), width=4), reason),
    ]
    table = framework_table(
        column.edition,
        column.grid.granularity,
        t("Ambitions"),
        columns,
        only=column.grid.targets,
        choosable=False,
        focuses=False,
    )
    return replace(table, hint="", stacks=True)
