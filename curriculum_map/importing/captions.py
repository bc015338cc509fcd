"""Titles of tables side by side, 'Verplichte vakken' beside 'Keuzevakken': each says the status of its own courses."""

from collections.abc import Iterator, Sequence

from curriculum_map.importing.cells import Sheet
from curriculum_map.importing.layout import Table
from curriculum_map.importing.meaning.section_texts import Section, section_written

_SAYING = ("status", "track", "common")


def captions_of(table: Table, rows: Sequence[int]) -> Iterator[tuple[int, int, int, Section]]:
    """Each of these courses of one sheet below such a title: its row, the place of the title, and what that says.

    Only where several of them head courses, so that they are no headings of something else.
    """
    at = table.fields["title"]
    sheet = table.sheet.home(rows[0], at)
    lines = dict(_lines(sheet))
    found = []
    for row in rows:
        place = table.sheet.place(row, at)
        above = max((line for line in lines if line < place[0]), default=None)
        column = max((one for one in lines[above] if one <= place[1]), default=None) if above is not None else None
        if above is not None and column is not None:
            found.append((row, above, column, lines[above][column]))
    if len({(line, column) for _, line, column, _ in found}) > 1:
        yield from found


def _lines(sheet: Sheet) -> Iterator[tuple[int, dict[int, Section]]]:
    """The rows that hold several such titles and nothing else."""
    for row, texts in enumerate(sheet.texts):
        says = {column: section_written(text) for column, text in enumerate(texts) if text}
        told = {column: one for column, one in says.items() if one is not None and one.kind in _SAYING}
        if len(told) == len(says) > 1 and row not in sheet.look.hidden_rows:
            yield row, told
