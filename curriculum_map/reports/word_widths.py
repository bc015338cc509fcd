"""How wide the columns of a table in Word are: by what stands in them, so that no word is cut that need not be."""

import re

from docx.shared import Emu, Length, Mm, Pt

from curriculum_map.reports.book import Kind
from curriculum_map.reports.document import ShownTable
from curriculum_map.workbooks.heights import text_width

# The sizes of text in a table, the first one that does.
SIZES = (Pt(8.5), Pt(7.5), Pt(6.5))
# What a cell keeps free on either side.
BESIDE = Mm(1.2)
# A digit beside the size of its text, and room for what programs differ.
_DIGIT, _SLACK = 0.507, Mm(0.6)
# What is longer than this goes on in a second line rather than widen its column, in digits.
_LONG = 60
# A line may end behind a hyphen.
_WORDS = re.compile(r"[^\s-]+-?")


def column_widths(shown: ShownTable, wide: Length) -> tuple[Length, list[Emu]]:
    """The size of the text and the widths of the columns, all together as wide as this.

    Each has what its longest word needs; what is left goes to them by how much more would hold each text in one line.
    """
    beside = 2 * BESIDE + _SLACK
    # Levels of two words or three stand in one line, if only in smaller letters; else no word is cut.
    for whole, size in ((True, SIZES[0]), (True, SIZES[1]), *((False, size) for size in SIZES)):
        digit = size * _DIGIT
        least = [one * digit + beside for one in _least(shown, whole=whole)]
        if sum(least) <= wide:
            break
    if sum(least) >= wide:
        return size, [Emu(int(width * wide / sum(least))) for width in least]
    lines = (min(line, _LONG) * digit + beside for line in _longest_lines(shown))
    wanted = [max(line, width) for line, width in zip(lines, least, strict=True)]
    if sum(wanted) <= wide:
        return size, [Emu(int(width * wide / sum(wanted))) for width in wanted]
    part = (wide - sum(least)) / (sum(wanted) - sum(least))
    return size, [Emu(int(low + (high - low) * part)) for low, high in zip(least, wanted, strict=True)]


def _least(shown: ShownTable, *, whole: bool) -> list[float]:
    """What each column needs for its longest word, in digits; those of levels are alike as far as headings allow."""
    levels = [
        text for place, column in enumerate(shown.columns) if column.kind is Kind.LEVEL for text in _below(shown, place)
    ]
    level = max((text_width(one) for text in levels for one in ([text] if whole else _words(text))), default=0.0)
    return [
        max(
            *(text_width(word) for word in _words(column.heading)),
            *(
                (level, 1.0)
                if column.kind is Kind.LEVEL
                else (text_width(word) for text in ("0", *_below(shown, place)) for word in _words(text))
            ),
        )
        for place, column in enumerate(shown.columns)
    ]


def _longest_lines(shown: ShownTable) -> list[float]:
    """What each column would need for its longest line, in digits; what stands over levels may take two lines."""
    return [
        0.0
        if column.kind is Kind.LEVEL
        else max(text_width(line) for text in (column.heading, *_below(shown, place)) for line in text.split("\n"))
        for place, column in enumerate(shown.columns)
    ]


def _below(shown: ShownTable, place: int) -> list[str]:
    return [one.text for line in shown.rows if (one := line[place]) is not None]


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)
