"""Writes a described document as one HTML file: no scripts, nothing from elsewhere, it reads aloud and prints well."""

from collections.abc import Iterator
from html import escape

from curriculum_map.domain.levels import LegendLevel
from curriculum_map.domain.text import Language
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Kind, Sheet
from curriculum_map.reports.document import Document, Part, Shown, shown_table
from curriculum_map.workbooks.text import printable

_RIGHT = frozenset((Kind.COUNT, Kind.CREDITS, Kind.SHARE))
_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 90rem; padding: 1rem; background: #fff; color: #1a1a1a;
  font: 1rem/1.5 Calibri, "Segoe UI", system-ui, sans-serif; }
h1 { font-size: 1.8rem; } h2 { font-size: 1.4rem; } h3 { font-size: 1.15rem; } h4 { font-size: 1rem; }
h1, h2, h3, h4 { line-height: 1.25; break-after: avoid; }
p { max-width: 60rem; margin: .5rem 0; white-space: pre-line; overflow-wrap: anywhere; }
.note { color: #4a5560; font-style: italic; break-after: avoid; }
.wide { overflow-x: auto; margin: .75rem 0 1.5rem; }
.wide:focus-visible, a:focus-visible { outline: 3px solid #0b57d0; outline-offset: 2px; }
table { border-collapse: collapse; font-size: .875rem; }
/* The heading above says the same to who sees it. */
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { border: 1px solid #5f6b7a; padding: .25rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: break-word; hyphens: auto; min-width: 3rem; white-space: pre-line; }
.facts td { overflow-wrap: anywhere; }
thead th, .facts th { background: #e8eef5; }
.section th { background: #f4f6f9; }
.right { text-align: right; } .level { text-align: center; vertical-align: middle; white-space: nowrap; }
.marked { color: MARKED; font-weight: bold; }
nav ul { columns: 18rem; padding-left: 1.25rem; }
nav a { color: #1f5391; display: inline-block; min-height: 1.5rem; }
/* In a narrow window a table is wider than it rather than as high as a text in a few letters is. */
@media screen { .wide td:not(.right, .level) { min-width: 9rem; } .wide tbody th { min-width: 7rem; } }
@page { size: A4 landscape; margin: 12mm 12mm 16mm;
  @bottom-left { content: "TITLE"; font: 8pt Calibri, "Segoe UI", sans-serif; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Calibri, "Segoe UI", sans-serif; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; } .wide { overflow: visible; } table { font-size: 8pt; line-height: 1.25; }
  thead { display: table-header-group; break-after: avoid; } thead tr { break-after: avoid; }
  tr { break-inside: avoid; } .section { break-after: avoid; } tbody tr:first-child { break-before: avoid; }
  td, th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
# The parts of a document begin below its title.
_TOP = 2


def write_web_page(document: Document, language: Language, contents: str) -> bytes:
    """The bytes of an HTML file in UTF-8; `contents` is the heading of its table of contents."""
    return "".join(_page(document, language, contents)).encode()


def _page(document: Document, language: Language, contents: str) -> Iterator[str]:
    title = _said(document.title)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    yield (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="curriculum-map">\n'
        f"<title>{title}</title>\n<style>{_style(document.title)}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    )
    for note in document.notes:
        yield f"<p>{_said(note)}</p>\n"
    if document.facts:
        yield _facts(document)
    if len(document.parts) > 1:
        links = (f'<li><a href="#part-{number}">{_said(part.title)}</a></li>\n' for number, part in _top(document))
        heading = _said(contents)
        yield f'<nav aria-label="{heading}">\n<h2>{heading}</h2>\n<ul>\n{"".join(links)}</ul>\n</nav>\n'
    for number, part in enumerate(document.parts, start=1):
        yield from _part(number, part, language)
    yield "</main>\n</body>\n</html>\n"


def _top(document: Document) -> Iterator[tuple[int, Part]]:
    return ((number, part) for number, part in enumerate(document.parts, start=1) if part.depth == 1)


def _style(title: str) -> str:
    """The style sheet, with a class for each level: its colours, and the hatch that stands for them without colour.

    The title stands below each printed page.
    """
    legend = load_legend()
    rules = [_STYLE.replace("MARKED", legend.gap_marker[0]).replace("TITLE", _in_style(title))]
    rules += [f".level-{int(level.value)} {{ {_look(level)} }}\n" for level in legend.levels]
    return "".join(rules)


def _in_style(text: str) -> str:
    """A text that cannot end a string or a style sheet: all but plain letters and digits are written as numbers."""
    return "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in printable(text))


def _look(level: LegendLevel) -> str:
    shade = level.light
    look = f"background-color: {shade.fill}; color: {shade.ink};"
    if shade.hatch_angle is not None:
        stripe = f"{shade.hatch_colour} 0 1px, transparent 1px 7px"
        look += f" background-image: repeating-linear-gradient({shade.hatch_angle}deg, {stripe});"
    return look


def _facts(document: Document) -> str:
    rows = (f'<tr><th scope="row">{_said(head)}</th><td>{_said(text)}</td></tr>\n' for head, text in document.facts)
    caption = f"<caption>{_said(document.title)}</caption>"
    return f'<table class="facts">\n{caption}\n<tbody>\n{"".join(rows)}</tbody>\n</table>\n'


def _part(number: int, part: Part, language: Language) -> Iterator[str]:
    tag = f"h{min(part.depth + _TOP - 1, 6)}"
    yield f'<{tag} id="part-{number}">{_said(part.title)}</{tag}>\n'
    for text in part.texts:
        yield f"<p>{_said(text)}</p>\n"
    if part.table is None:
        return
    for note in part.table.notes:
        yield f'<p class="note">{_said(note)}</p>\n'
    if part.table.rows:
        label = _said(part.table.title)
        # Wider than the window it scrolls by itself, with the keyboard too.
        yield f'<div class="wide" role="region" aria-label="{label}" tabindex="0">\n'
        yield from _table(part.table, language)
        yield "</div>\n"


def _table(sheet: Sheet, language: Language) -> Iterator[str]:
    yield f"<table>\n<caption>{_said(sheet.title)}</caption>\n<thead>\n"
    shown = shown_table(sheet, language)
    if shown.groups:
        spans = (
            f'<th scope="colgroup" colspan="{count}">{_said(text)}</th>' if text else f'<td colspan="{count}"></td>'
            for text, count in shown.groups
        )
        yield f"<tr>{''.join(spans)}</tr>\n"
    headings = (f'<th scope="col">{_said(column.heading)}</th>' for column in shown.columns)
    yield f"<tr>{''.join(headings)}</tr>\n"
    yield "</thead>\n"
    kinds = [column.kind for column in shown.columns]
    for section in shown.sections:
        yield "<tbody>\n"
        if section.heading:
            over = f'<th scope="rowgroup" colspan="{len(kinds)}">{_said(section.heading)}</th>'
            yield f'<tr class="section">{over}</tr>\n'
        for row in section.rows:
            cells = (_cell(one, kind) for one, kind in zip(row, kinds, strict=True) if one is not None)
            yield f"<tr>{''.join(cells)}</tr>\n"
        yield "</tbody>\n"
    yield "</table>\n"


def _cell(shown: Shown, kind: Kind) -> str:
    text = _said(shown.text)
    over = f' rowspan="{shown.rows}"' if shown.rows > 1 else ""
    if kind is Kind.LABEL:
        return f'<th scope="{"rowgroup" if over else "row"}"{over}>{text}</th>'
    classes = ["right"] if kind in _RIGHT else ["level"] if kind is Kind.LEVEL else []
    classes += [f"level-{int(shown.level.value)}"] if shown.level is not None else []
    classes += ["marked"] if shown.is_marked else []
    said = f' class="{" ".join(classes)}"' if classes else ""
    return f"<td{said}{over}>{text}</td>"


def _said(text: str) -> str:
    return escape(printable(text))
