"""The step that shows what we see: the sheets, how the map lies in the one that is read, and what was left out."""

from collections.abc import Sequence
from itertools import chain

import streamlit as st

from curriculum_map.domain.findings import Finding
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.drawing import draw_sheet
from curriculum_map.importing.layout import Excluded, Seems, SheetKind
from curriculum_map.importing.meaning.answers import Answers
from curriculum_map.importing.reading import Reading
from curriculum_map.importing.sheets import SheetReading
from curriculum_map.ui.components import level_table, sheet_picture
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.upload.file import Upload, answer, answers_of
from curriculum_map.ui.components.upload.layout import ask_layout, is_left_out
from curriculum_map.ui.components.upload.path import Step, questions
from curriculum_map.ui.session import is_dark, language, t, t_many
from curriculum_map.ui.stored import editions
from curriculum_map.wording.findings import sentence
from curriculum_map.wording.map_findings import LAYOUTS, WHY_NOT, seems

_MOST_NAMED = 12
# What is asked about where the map is and how it lies.
_WHICH = ("several-grids", "sheets-together", "sheet-without-map")
ASKED = (*_WHICH, "layout-unsure")


def seen_step(upload: Upload, reading: Reading) -> Step:
    """What the file holds and which part is read; asked where the file leaves that open."""
    asked = len(questions(reading, ASKED))
    read = _read_sheets(upload, reading)
    names = ", ".join(one.name for one in read)
    result = t("“{sheet}” is read", sheet=names) if read else t("nothing is read")
    if read and read[0].shape.orientation:
        count = len(reading.grids[0].courses) if reading.grids else read[0].shape.courses
        courses = t_many("{count} course", "{count} courses", count)
        result = ", ".join((result, t(LAYOUTS[read[0].shape.orientation]), courses))
    return Step(t("What we see"), result, asked, lambda: _show(upload, reading, read))


def _read_sheets(upload: Upload, reading: Reading) -> list[SheetReading]:
    """The sheets whose map is read: mostly one, or none."""
    if reading.grids:
        names = reading.grids[0].provenance.uploaded_sheets
        return [one for one in reading.sheets if one.name in names]
    maps = [one for one in reading.sheets if one.is_map]
    return [one for one in maps if one.name == answers_of(upload).sheet] or maps[:1]


def _filled(reading: Reading) -> list[SheetReading]:
    """The sheets that may be read and hold something, less what is read as ambitions anyway."""
    held = (one for one in reading.sheets if one.is_read and one.shape.kind is not SheetKind.EMPTY)
    return [one for one in held if one.shape.seems is not Seems.AMBITIONS]


def _show(upload: Upload, reading: Reading, read: Sequence[SheetReading]) -> None:
    asked = questions(reading, ASKED)
    for one in asked:
        st.text(sentence(one, language(), editions()))
    _show_sheets(upload, reading, read)
    maps = [one.name for one in reading.sheets if one.is_map] or [one.name for one in _filled(reading)]
    _choose_sheet(upload, reading, maps, next((one for one in asked if one.code in _WHICH), None))
    _choose_hidden(upload, reading)
    drawn = _choose_drawn(upload, reading, read)
    if drawn is None:
        return
    drawing = draw_sheet(drawn.sheet, drawn.shape.tables, _left_out(drawn))
    caption = t("Your sheet “{sheet}”, as we understand it", sheet=drawn.name)
    sheet_picture.show(drawing, caption, upload.key(f"picture-{drawn.name}"))
    _name_left_out(drawn)
    ask_layout(upload, drawn, asked=any(one.code == "layout-unsure" for one in asked))


def _choose_drawn(upload: Upload, reading: Reading, read: Sequence[SheetReading]) -> SheetReading | None:
    """The sheet that is drawn below: the one that is read, or any other that the visitor wants to look at."""
    sheets = {one.name: one for one in _filled(reading)}
    if not sheets:
        return None
    names = list(sheets)
    first = read[0].name if read else answers_of(upload).sheet
    at = names.index(first) if first in names else 0
    if len(names) == 1:
        return sheets[names[0]]
    chosen = st.selectbox(t("Sheet to look at"), names, index=at, key=upload.key(f"drawn-{names[at]}"))
    return sheets[chosen]


def _show_sheets(upload: Upload, reading: Reading, read: Sequence[SheetReading]) -> None:
    answers = answers_of(upload)
    rows = tuple(
        Row(
            one.name,
            one.name,
            (Head(one.name),),
            tuple(Place(text=text) for text in _sheet_cells(reading, one, read, answers)),
        )
        for one in reading.sheets
    )
    headings = {"seems": t("What it seems to be"), "read": t("Is it read?"), "holds": t("It holds")}
    columns = tuple(Column(name, heading) for name, heading in headings.items())
    table = Table(t("The sheets of your file"), (t("Sheet"),), columns, rows, language(), choosable=False, stacks=True)
    level_table.show(table, upload.key("sheets"), load_legend(), is_dark())


def _sheet_cells(
    reading: Reading, one: SheetReading, read: Sequence[SheetReading], answers: Answers
) -> tuple[str, str, str]:
    kind = seems(one.shape.seems or one.shape.kind, language())
    if not one.sheet.visible:
        kind = t("{kind}, hidden in your file", kind=kind)
    holds = ""
    if one.shape.tables:
        facts = {"courses": one.shape.courses, "targets": one.shape.targets, "marks": one.shape.marks.total()}
        holds = t("courses: {courses} · outcomes: {targets} · marks: {marks}", **facts)
    if one.shape.seems is Seems.AMBITIONS:
        return kind, t("yes") if reading.ambitions else t("no"), holds
    return kind, _how_read(one, read, answers), holds


def _how_read(one: SheetReading, read: Sequence[SheetReading], answers: Answers) -> str:
    """Whether a sheet is read: one beside the map is, for what it says about the programme and the marks."""
    if is_left_out(answers, one.name):
        return t("no, you left it out")
    if one in read:
        return t("yes")
    if not read or not one.is_read or one.shape.kind is SheetKind.EMPTY or one.is_map:
        return t("no")
    return t("only what it says about the map")


def _choose_sheet(upload: Upload, reading: Reading, sheets: Sequence[str], asked: Finding | None) -> None:
    """Which sheet is read, or which together, as soon as several could be, or the one that was named is not."""
    unknown = asked is not None and asked.code == "sheet-without-map"
    if len(sheets) < 2 and not unknown:
        return
    key, answers = upload.key("sheet"), answers_of(upload)
    choices: list[str | tuple[str, ...]] = [
        *dict.fromkeys((*reading.joinable, *filter(None, [answers.together]))),
        *sheets,
    ]
    said = answers.sheet or answers.together
    proposed = asked.facts.get("proposal") if asked is not None else None
    proposal = tuple(proposed) if isinstance(proposed, list) else proposed
    st.radio(
        t("Which sheet is to be read?"),
        choices,
        index=choices.index(said) if said in choices else None,
        format_func=_named,
        # Not in the name of the choice: that is how the browser tells the choices apart, and it has to stay the same.
        captions=[t("our proposal") if one == proposal else "" for one in choices] if proposal in choices else None,
        key=key,
        on_change=lambda: _keep_sheets(upload, st.session_state[key], choices),
    )


def _named(choice: str | tuple[str, ...]) -> str:
    return choice if isinstance(choice, str) else t("{sheets}: together, as one map", sheets=", ".join(choice))


def _keep_sheets(upload: Upload, choice: object, choices: Sequence[str | tuple[str, ...]]) -> None:
    """Takes over what was chosen; a name that was shown in another language is none of the choices."""
    if choice not in choices:
        return
    if isinstance(choice, str):
        answer(upload, sheet=choice, together=())
    else:
        answer(upload, sheet=None, together=choice)


def _choose_hidden(upload: Upload, reading: Reading) -> None:
    """Whether what is hidden is read too, as soon as something is hidden."""
    shapes = [one.shape for one in reading.sheets if one.shape.tables]
    rows, columns = sum(one.hidden_rows for one in shapes), sum(one.hidden_columns for one in shapes)
    sheets = sum(not one.sheet.visible for one in reading.sheets)
    if not (rows or columns or sheets or answers_of(upload).hidden):
        return
    key = upload.key("hidden")
    facts = {"rows": rows, "columns": columns, "sheets": sheets}
    st.checkbox(
        t("Read what is hidden as well (hidden rows: {rows}, columns: {columns}, sheets: {sheets})", **facts),
        value=answers_of(upload).hidden,
        key=key,
        on_change=lambda: answer(upload, hidden=st.session_state[key]),
    )


def _left_out(read: SheetReading) -> list[Excluded]:
    """The lines that were left out of the sheet and of its maps."""
    return list(dict.fromkeys(chain(read.shape.excluded, *(table.excluded for table in read.shape.tables))))


def _name_left_out(read: SheetReading) -> None:
    excluded = _left_out(read)
    if not excluded:
        return
    lines = [f"{one.ref}: {t(WHY_NOT[one.why])}" for one in excluded[:_MOST_NAMED]]
    more = len(excluded) - _MOST_NAMED
    if more > 0:
        lines.append(t("and {count} more", count=more))
    st.text("\n".join((t("Left out:"), *lines)))
