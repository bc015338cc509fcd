"""The official wording as a csv file that a spreadsheet opens without running any of it, and that can be read again."""

import codecs
import csv
import io
from collections.abc import Iterable

from curriculum_map.domain.official_wording import Wording

HEADINGS = ("edition", "id", "language", "text")

_SEPARATOR = ";"
# With one of these in front, a spreadsheet takes a text for a formula or a command; also in full-width form. Signs that
# nobody types hide one, or move what follows to another cell.
_LIVE = tuple("=+-@|\uff1d\uff0b\uff0d\uff20")
_UNSEEN = " \u00a0\u200b\ufeff"
_NOT_TYPED = ("\t", "\r", "\n", "\0")


def wording_csv(wordings: Iterable[Wording]) -> bytes:
    """The file: a line of headings and a line per text, with the mark that tells spreadsheets its encoding."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=_SEPARATOR)
    writer.writerow(HEADINGS)
    writer.writerows((one.edition, one.element, one.language, guarded(one.text)) for one in wordings)
    text = out.getvalue()
    # Texts full of commas mislead a program that guesses by counting; then the first line has to say it.
    if text.count(",") > text.count(_SEPARATOR):
        text = f"sep={_SEPARATOR}\r\n{text}"
    return codecs.BOM_UTF8 + text.encode()


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _is_live(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded: `unguarded(guarded(text))` is `text`."""
    return text[1:] if text.startswith("'") and _is_live(text) else text


def _is_live(text: str) -> bool:
    """Whether the text is one that needs the apostrophe, or has one or more already."""
    return text.lstrip("'" + _UNSEEN).startswith(_LIVE + _NOT_TYPED)
