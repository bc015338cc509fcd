"""Each time the ambitions of a programme were set: when, by whom, from which file, and what that changed."""

import streamlit as st

from curriculum_map.domain.ambitions import AmbitionChange
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.ambitions import AmbitionRecord
from curriculum_map.services.columns import GridColumn
from curriculum_map.storage.ambitions import AmbitionSet
from curriculum_map.ui.components.address import open_dialog
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t, t_many
from curriculum_map.wording.ambitions import change_sentence
from curriculum_map.wording.numbers import moment
from curriculum_map.wording.record import who_words
from curriculum_map.wording.targets import target_name

_SHOWN_AT_FIRST = 3


def show_history(column: GridColumn, record: AmbitionRecord) -> None:
    """A row per time, the last one first; choosing one opens all that it changed."""
    st.header(t("When they were set"), anchor=False)
    if not record.sets:
        st.write(t("This programme has set no ambitions for {year} yet.", year=column.key.academic_year))
        return
    rows = tuple(_row(column, record, place) for place in range(len(record.sets)))
    table = Table(
        caption=t("Each time the ambitions were set"),
        corners=(t("When"),),
        columns=(
            Column("who", t("By whom")),
            Column("how", t("From"), width=2),
            Column("changes", t("What changed"), width=4),
        ),
        rows=rows,
        language=language(),
        hint=t("Move with the arrow keys; Enter shows all that changed."),
        stacks=True,
    )
    chosen = show_table(table, f"ambition-history-{column.info.id}", "table")
    if chosen is not None:
        place = len(record.sets) - int(chosen[0])
        open_dialog(moment(record.sets[place].made_at, language()), _show_changes, column, record, place)


def _row(column: GridColumn, record: AmbitionRecord, place: int) -> Row:
    """The sets are numbered from the first one, so that a row keeps its name."""
    one, changes = record.sets[place], record.changes(place)
    counts = t("counts now") if place == 0 else ""
    more = len(changes) - _SHOWN_AT_FIRST
    said = "; ".join(_sentences(column, changes[:_SHOWN_AT_FIRST])) or t("nothing")
    beside = t_many("and {count} change more", "and {count} changes more", more) if more > 0 else ""
    when = moment(one.made_at, language())
    places = (
        Place(text=who_words(one.made_by, language())),
        Place(text=_source(one)),
        Place(text=said, sub=beside, opens=True),
    )
    return Row(str(len(record.sets) - place), when, (Head(when, sub=counts),), places)


def _source(one: AmbitionSet) -> str:
    return one.file_name or t("set on the screen")


def _show_changes(column: GridColumn, record: AmbitionRecord, place: int) -> None:
    one = record.sets[place]
    st.text(" · ".join((who_words(one.made_by, language()), _source(one))))
    if one.sha256:
        st.caption(f"SHA-256 {one.sha256}")
    lines = _sentences(column, record.changes(place)) or [t("nothing")]
    st.markdown("\n".join(f"- {as_text(line)}" for line in lines))


def _sentences(column: GridColumn, changes: tuple[AmbitionChange, ...]) -> list[str]:
    names = {one.target: target_name(column.edition, one.target, language()) for one in changes}
    return [change_sentence(one, names[one.target], load_legend(), language()) for one in changes]
