"""The codes of a map's courses as people wrote them, also where a spreadsheet made dates or numbers of them."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from types import MappingProxyType

from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.formats.format_sections import sections
from curriculum_map.importing.formats.number_formats import shown
from curriculum_map.importing.layout import Table
from curriculum_map.importing.meaning.code_in_title import CodeAndTitle, codes_in_titles

_DUTCH_OF_BELGIUM = "813"
CODE_QUESTIONS = ("code-is-date", "code-is-number")
DECIMALS, KEEP = "decimals", "keep"
"""In the place of an address in the answers: that all codes with decimals are as they stand."""

_MOST_LISTED = 1_000


class CourseCodes:
    """The code of each course, and its title without it where both stand in one cell.

    `answers` has, by address, what a code was before the spreadsheet changed it.
    """

    def __init__(self, table: Table, answers: Mapping[str, str] = MappingProxyType({})) -> None:
        self._table, self._answers = table, answers
        self._column = table.fields.get("code")
        self._in_titles = self._taken_apart()
        self._width = self._width_with_zeros()

    def title(self, row: int) -> str:
        """The title of the course in this row; empty where it has none."""
        title = self._table.sheet.text(row, self._table.fields["title"])
        return self._in_titles.get(title, ("", title))[1]

    def code(self, row: int) -> tuple[str | None, Finding | None]:
        """The code of the course in this row as a person sees it, and the question what it was, if that is not sure."""
        if self._column is None:
            return None, None
        sheet = self._table.sheet
        ref, text = sheet.ref(row, self._column), sheet.text(row, self._column)
        if str(ref) in self._answers:
            return self._answers[str(ref)], None
        if self._in_titles:
            return self._in_titles.get(text, (None,))[0], None
        formats = sheet.home(row, self._column).look.formats
        value, number_format = sheet.value(row, self._column), formats.get(sheet.place(row, self._column))
        seen = None if number_format is None else shown(value, number_format)
        if isinstance(value, (date, time)):
            if seen is None and number_format is not None:
                # How a month is called depends on who looks; here most of them see the Dutch name.
                seen = shown(value, f"[$-{_DUTCH_OF_BELGIUM}]{number_format}")
            return seen, _question("code-is-date", ref, cell_text(value), seen)
        was = self._before_it_was_a_number(value, number_format)
        if was is not None:
            return was, _question("code-is-number", ref, seen or text, was)
        return seen or text or None, None

    def note(self) -> Finding | None:
        """That titles held the codes too, with the first of them; None if none did."""
        if not self._in_titles:
            return None
        at = self._table.fields["title"]
        split = [row for row in self._table.course_rows if self._table.sheet.text(row, at) in self._in_titles]
        written = self._table.sheet.text(split[0], at)
        code, title = self._in_titles[written]
        facts = {"written": written, "code": code, "title": title, "count": len(split)}
        return Finding("code-in-title", Severity.NOTE, self._table.sheet.ref(split[0], at), facts)

    def decimals(self) -> Finding | None:
        """The question whether codes with decimals are as they stand, about all of them; None without any.

        As a number 1.1 and 1.10 are one and the same.
        """
        if self._column is None or self._in_titles or self._answers.get(DECIMALS) == KEEP:
            return None
        sheet = self._table.sheet
        found = {
            str(sheet.ref(row, self._column)): (row, sheet.text(row, self._column))
            for row in self._table.course_rows
            if self._is_decimal(row, self._column)
        }
        asked = {ref: one for ref, one in found.items() if ref not in self._answers}
        if not asked:
            return None
        facts: dict[str, object] = {
            "count": len(asked),
            "refs": list(asked)[:_MOST_LISTED],
            "values": [text for _, text in asked.values()][:_MOST_LISTED],
            "choices": [KEEP],
            "proposal": KEEP,
        }
        first, _ = next(iter(asked.values()))
        return Finding("codes-with-decimals", Severity.QUESTION, sheet.ref(first, self._column), facts)

    def _is_decimal(self, row: int, column: int) -> bool:
        sheet = self._table.sheet
        value, formats = sheet.value(row, column), sheet.home(row, column).look.formats
        return value.__class__ is float and sheet.place(row, column) not in formats and not _is_whole(value)

    def _taken_apart(self) -> Mapping[str, CodeAndTitle]:
        at = self._table.fields["title"]
        if self._column != at:
            return {}
        return codes_in_titles([self._table.sheet.text(row, at) for row in self._table.course_rows])

    def _width_with_zeros(self) -> int:
        """How many digits each code has that was kept as text, if some begin with a 0; else 0."""
        if self._column is None:
            return 0
        values = [self._table.sheet.value(row, self._column) for row in self._table.course_rows]
        texts = [cell_text(value) for value in values if isinstance(value, str)]
        codes = [text for text in texts if text.isascii() and text.isdigit()]
        widths = set(map(len, codes))
        return widths.pop() if len(widths) == 1 and any(code.startswith("0") for code in codes) else 0

    def _before_it_was_a_number(self, value: object, number_format: str | None) -> str | None:
        """What was probably typed where a spreadsheet took it for a number: '2E10' for 20000000000, '045' for 45."""
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < 1e30:
            return None
        if number_format is not None:
            _, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
            in_powers = any(part.has("power") for part in sections(number_format))
            return f"{''.join(map(str, digits))}E{exponent}" if in_powers and int(exponent) > 0 else None
        text = cell_text(value)
        return text.zfill(self._width) if text.isdigit() and len(text) < self._width else None


def _is_whole(value: object) -> bool:
    return cell_text(value).isdigit()


def _question(code: str, ref: CellRef, written: str, proposal: str | None) -> Finding:
    facts: dict[str, object] = {"written": written, "proposal": proposal, "choices": []}
    return Finding(code, Severity.QUESTION, ref, facts)
