"""Plain tables of texts for the page of the data."""

from collections.abc import Iterable, Mapping

from curriculum_map.ui.components.level_table.values import Column, Head, Place, Row, Table
from curriculum_map.ui.components.shown import show_table
from curriculum_map.ui.session import language, t

# A text, or one with what stands below it.
Said = str | tuple[str, str]
# The id of a row, its heading, what stands below that, and its texts.
Line = tuple[str, str, str, tuple[Said, ...]]


def show_lines(key: str, caption: str, corner: str, headings: Mapping[str, str], lines: Iterable[Line]) -> None:
    """Draws a table with these headings by column, a row per line."""
    rows = tuple(Row(row, name, (Head(name, sub=sub),), tuple(map(_place, texts))) for row, name, sub, texts in lines)
    columns = tuple(Column(name, heading) for name, heading in headings.items())
    table = Table(caption, (corner,), columns, rows, language(), choosable=False, stacks=True)
    show_table(table, key, "table")


def carried_over(courses: int) -> str:
    """How many courses of so many are carried over; nothing where none is."""
    return t("{count} carried over", count=courses) if courses else ""


def _place(said: Said) -> Place:
    text, below = (said, "") if isinstance(said, str) else said
    return Place(text=text or "–", sub=below)
