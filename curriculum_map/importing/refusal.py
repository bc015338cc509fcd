"""Why a file is not read: raised where it is seen, made a finding before anybody outside has to catch it."""

from curriculum_map.domain.findings import CellRef, Finding, Severity, column_letters
from curriculum_map.importing.limits import Limits


class RefusalError(Exception):
    """Never leaves the opening of a file: it becomes its refusal."""

    def __init__(self, code: str, ref: CellRef | None = None, **facts: object) -> None:
        super().__init__(code)
        self.finding = Finding(code, Severity.ERROR, ref, facts)


def too_large(sheet: str, row: int, column: int, limits: Limits) -> RefusalError:
    """The refusal of a sheet that is filled in as far as this place, or further."""
    last = f"{column_letters(column)}{row + 1}" if row < 10**9 else f"{column_letters(column)}…"
    return RefusalError("sheet-too-large", sheet=sheet, last=last, rows=limits.rows, columns=limits.columns)
