"""Findings for the people who own the sheet: a sentence, an address, and their own cells around it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import streamlit as st

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.importing.cells import Workbook
from curriculum_map.importing.snippet import Snippet, snippet
from curriculum_map.ui.components import level_table
from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.markdown import as_code
from curriculum_map.ui.session import is_dark, language, t, t_many
from curriculum_map.ui.stored import editions
from curriculum_map.wording.findings import sentence

_MOST_SHOWN = 40
_WITH_SNIPPET = 12
_MOST_REFS = 12


def show_findings(findings: Sequence[Finding], workbook: Workbook) -> None:
    """Every error and, folded away, what stands in nobody's way. Questions are asked in the steps of the upload."""
    for severity, group in groupby(findings, key=lambda finding: finding.severity):
        of_severity = list(group)
        if severity is Severity.ERROR:
            if any(one.code != "no-course-table" for one in of_severity):
                st.warning(_count(severity, len(of_severity)), icon=None)
            _show_all(of_severity, workbook)
        elif severity is not Severity.QUESTION:
            with st.expander(_count(severity, len(of_severity))):
                _show_all(of_severity, workbook)


def show_finding(findings: Sequence[Finding], workbook: Workbook, key: str, *, with_snippet: bool = True) -> None:
    """Findings of one sentence: their addresses, the sentence, and the cells around the first of them."""
    refs = [one.ref for one in findings if one.ref is not None]
    if refs:
        more = "" if len(refs) <= _MOST_REFS else " " + t("and {count} more", count=len(refs) - _MOST_REFS)
        st.markdown(", ".join(f"**{as_code(text)}**" for text in _addresses(refs[:_MOST_REFS])) + more)
    # What was written comes from the user's sheet: as plain text it cannot become Markdown or HTML.
    st.text(sentence(findings[0], language(), editions()))
    around = snippet(workbook, refs[0]) if with_snippet and refs else None
    if around is not None:
        level_table.show(_as_table(around, language()), f"snippet-{key}", load_legend(), is_dark())


def _addresses(refs: Sequence[CellRef]) -> Iterator[str]:
    """The addresses, each sheet named once for those that follow each other in it."""
    for before, ref in zip((None, *refs), refs, strict=False):
        same = before is not None and before.sheet == ref.sheet
        yield str(ref).removeprefix(f"{ref.sheet}!") if same else str(ref)


def _show_all(findings: Sequence[Finding], workbook: Workbook) -> None:
    """Each sentence once, in a frame; the very first with a snippet of the user's sheet, the last ones as lines."""
    groups: dict[str, list[Finding]] = {}
    for one in findings:
        groups.setdefault(sentence(one, language(), editions()), []).append(one)
    said = list(groups.values())
    for position, group in enumerate(said[:_MOST_SHOWN]):
        with st.container(border=True):
            show_finding(group, workbook, f"{group[0].severity}-{position}", with_snippet=position < _WITH_SNIPPET)
    if rest := [one for group in said[_MOST_SHOWN:] for one in group]:
        st.text(t("and {count} more of this kind", count=len(rest)))
        st.text("\n".join(f"{one.ref or ''}: {sentence(one, language(), editions())}" for one in rest))


def _count(severity: Severity, count: int) -> str:
    if severity is Severity.ERROR:
        return t_many("{count} error to mend in the file", "{count} errors to mend in the file", count)
    if severity is Severity.WARNING:
        return t_many("{count} warning; it does not stop you", "{count} warnings; they do not stop you", count)
    return t_many("{count} note", "{count} notes", count)


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
