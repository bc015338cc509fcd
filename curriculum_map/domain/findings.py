"""What is wrong or asked in a file: a stable code, an address, the facts. The sentence is made late, per language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error cannot be stored, a question needs an answer; a warning or a note stands in nobody's way."""

    ERROR = "error"
    QUESTION = "question"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CellRef:
    """The address of a cell or a range of cells; rows and columns count from 0 here and are printed as A1."""

    sheet: str
    row: int
    column: int
    last_row: int | None = None
    last_column: int | None = None

    def __str__(self) -> str:
        first = f"{self.sheet}!{column_letters(self.column)}{self.row + 1}"
        if self.last_row is None and self.last_column is None:
            return first
        last_column = self.column if self.last_column is None else self.last_column
        last_row = self.row if self.last_row is None else self.last_row
        return f"{first}:{column_letters(last_column)}{last_row + 1}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about a file. The facts are what its sentence needs, in plain values."""

    code: str
    severity: Severity
    ref: CellRef | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column of these letters, counted from 0; far beyond every sheet for more than four of them."""
    number = 0
    for letter in letters[:5].upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """The errors and questions: while there is one, nothing is stored."""
    return [finding for finding in findings if finding.severity in (Severity.ERROR, Severity.QUESTION)]
