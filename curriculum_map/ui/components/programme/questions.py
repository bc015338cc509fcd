"""What a programme makes one ask, with the courses and cells it was seen in, and the courses its levels hang on."""

import streamlit as st

from curriculum_map.analytics.balance import balance_questions
from curriculum_map.analytics.claims import claim_questions
from curriculum_map.analytics.progression import progression_questions
from curriculum_map.analytics.single_points import single_points
from curriculum_map.domain.questions import Question, QuestionKind, question_refs
from curriculum_map.domain.what_if import Act, Step
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.services.columns import GridColumn
from curriculum_map.ui.components.data.tables import show_lines
from curriculum_map.ui.components.figures_note import Basis, say_rule
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.components.what_if.steps import try_steps
from curriculum_map.ui.markdown import as_text
from curriculum_map.ui.session import language, t
from curriculum_map.wording.courses import course_name
from curriculum_map.wording.places import cells_words
from curriculum_map.wording.questions import question_sentence

_TRY = "try"


def show_what_to_ask(grid: GridColumn) -> str | None:
    """The questions and the levels that hang on one course; the target whose place was just chosen."""
    st.header(t("What this makes one ask"), anchor=False)
    of_question = show_questions(grid)
    st.header(t("Levels that hang on one course"), anchor=False)
    return show_single_points(grid, say_rule([grid], "guaranteed")) or of_question


def show_questions(grid: GridColumn) -> str | None:
    """The questions about targets, then those about courses; the target whose place was just chosen."""
    st.write(t("Questions, not verdicts: each says what was seen, and in which cells of the file."))
    about_targets = [*progression_questions(grid.grid), *balance_questions(grid.grid)]
    about_courses = claim_questions(grid.grid)
    chosen = None
    if about_targets:
        chosen = show_table(_of_targets(grid, about_targets), f"questions-{grid.info.id}", "table")
        _fold_courses(grid, about_targets)
    if about_courses:
        headings = {"question": t("Question"), "cells": t("Cells in the file")}
        lines = (
            (str(number), _courses(grid, one), "", (_said(grid, one), _cells(grid, one)))
            for number, one in enumerate(about_courses)
        )
        show_lines(f"claims-{grid.info.id}", t("Questions about courses"), t("Course"), headings, lines)
    if not (about_targets or about_courses):
        st.info(t("This programme raises no question."))
    return None if chosen is None else str(about_targets[int(chosen[0])].target)


def show_single_points(grid: GridColumn, basis: Basis) -> str | None:
    """The levels that hang on one course under the counting rule; the target whose place was just chosen."""
    found = single_points(grid.grid, rule=grid.rule).to_dict("records")
    if not found:
        st.info(t("No level hangs on one course."))
        return None
    rows = []
    for number, point in enumerate(found):
        name = grid.edition.name(str(point["target"]), language())
        course = course_name(grid.grid.courses[int(point["course"])])
        levels = (Place(int(point["guaranteed"])), Place(int(point["without"])))
        places = (Place(text=course), *levels, Place(text=t("try without it"), opens=True, offer=True))
        rows.append(Row(str(number), name, (Head(name),), places))
    columns = (
        Column("course", t("Course")),
        Column("now", t("guaranteed")),
        Column("without", t("without it")),
        Column(_TRY, t("What if")),
    )
    table = Table(
        t("Levels that hang on one course"), (t("Target"),), columns, tuple(rows), language(), hint=_hint(), stacks=True
    )
    chosen = show_table(table, f"single-{grid.info.id}", "table", basis=basis)
    if chosen is None:
        return None
    point = found[int(chosen[0])]
    if chosen[1] == _TRY:
        try_steps(grid, [Step(Act.DROP, (int(point["course"]),))])
    return str(point["target"])


def _of_targets(grid: GridColumn, questions: list[Question]) -> Table:
    rows = []
    for number, one in enumerate(questions):
        target = str(one.target)
        name = grid.edition.name(target, language())
        places = (Place(grid.gap(target).guaranteed), Place(text=_said(grid, one)), Place(text=_cells(grid, one)))
        rows.append(Row(str(number), name, (Head(name),), places))
    columns = (
        Column("guaranteed", t("guaranteed")),
        Column("question", t("Question"), width=4),
        Column("cells", t("Cells in the file"), width=2),
    )
    caption = t("Questions about targets")
    return Table(caption, (t("Target"),), columns, tuple(rows), language(), hint=_hint(), stacks=True)


def _hint() -> str:
    return t("Move with the arrow keys; Enter shows the courses behind a place.")


def _said(grid: GridColumn, question: Question) -> str:
    """The question in words, without the name that it begins with: that stands before it in the same row."""
    target = "" if question.target is None else grid.edition.name(question.target, language())
    courses = [grid.grid.courses[place].title for place in question.courses]
    sentence = question_sentence(question, language(), load_legend(), target, courses)
    said = sentence.removeprefix(f"{target or ', '.join(courses)}: ")
    return said[:1].upper() + said[1:]


def _courses(grid: GridColumn, question: Question) -> str:
    return ", ".join(course_name(grid.grid.courses[place]) for place in question.courses)


def _cells(grid: GridColumn, question: Question) -> str:
    """Where the levels stand that the question is about, in the file."""
    return cells_words(question_refs(question, grid.grid, question.courses)) or "–"


def _fold_courses(grid: GridColumn, questions: list[Question]) -> None:
    """The courses of the questions that give only their number."""
    many = [one for one in questions if one.kind is QuestionKind.PHASE_WITHOUT]
    if not many:
        return
    with st.expander(t("Which courses these are")):
        for one in many:
            place = t("phase {phase}", phase=one.facts["phase"])
            name = grid.edition.name(str(one.target), language())
            st.markdown(f"**{as_text(name)}, {place}:** {as_text(_courses(grid, one))}")
