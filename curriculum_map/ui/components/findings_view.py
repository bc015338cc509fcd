"""Findings for the people who own the sheet: a sentence, an address, and their own cells around it."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.cells import Workbook
from curriculum_map.importing.snippet import Snippet, snippet
from curriculum_map.ui.components import level_table
from curriculum_map.ui.components.figures_note import as_code
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.session import editions, is_dark, language, t, t_many
from curriculum_map.wording.findings import sentence

_MOST_SHOWN = 40
_WITH_SNIPPET = 12


def show_findings(findings: Sequence[Finding], workbook: Workbook) -> None:
    """Every finding under the heading of its severity; the first ones with a snippet of the user's sheet."""
    for severity, group in groupby(findings, key=lambda finding: finding.severity):
        of_severity = list(group)
        _announce(severity, len(of_severity))
        for position, finding in enumerate(of_severity[:_MOST_SHOWN]):
            _show(finding, workbook, with_snippet=position < _WITH_SNIPPET, key=f"{severity}-{position}")
        if len(of_severity) > _MOST_SHOWN:
            rest = of_severity[_MOST_SHOWN:]
            with st.expander(t("and {count} more of this kind", count=len(rest))):
                st.text("\n".join(f"{one.ref or ''}: {sentence(one, language(), editions())}" for one in rest))


def _announce(severity: Severity, count: int) -> None:
    if severity is Severity.ERROR:
        st.warning(t_many("{count} error to mend in the file", "{count} errors to mend in the file", count), icon=None)
    elif severity is Severity.QUESTION:
        st.info(t_many("{count} question to answer", "{count} questions to answer", count))
    elif severity is Severity.WARNING:
        st.info(t_many("{count} warning; it does not stop you", "{count} warnings; they do not stop you", count))
    else:
        st.caption(t_many("{count} note", "{count} notes", count))


def _show(finding: Finding, workbook: Workbook, *, with_snippet: bool, key: str) -> None:
    with st.container(border=True):
        if finding.ref is not None:
            st.markdown(f"**{as_code(str(finding.ref))}**")
        # What was written comes from the user's sheet: as plain text it cannot become Markdown or HTML.
        st.text(sentence(finding, language(), editions()))
        around = snippet(workbook, finding.ref) if with_snippet and finding.ref is not None else None
        if around is not None:
            level_table.show(_as_table(around, language()), f"snippet-{key}", load_legend(), is_dark())


def _as_table(around: Snippet, to: Language) -> Table:
    """The snippet as a small table with the letters and numbers of the sheet, the cell that is meant marked."""
    rows = tuple(
        Row(
            id=str(number),
            name=str(number),
            heads=(Head(str(number)),),
            places=tuple(
                Place(text=text, mark="►" if (line, at) == around.marked else "", mark_text=t("this cell"))
                if (line, at) == around.marked
                else Place(text=text)
                for at, text in enumerate(texts)
            ),
        )
        for line, (number, texts) in enumerate(zip(around.rows, around.texts, strict=True))
    )
    columns = tuple(Column(letters, letters) for letters in around.columns)
    return Table(t("Your sheet around this cell"), (t("Row"),), columns, rows, to, choosable=False)
