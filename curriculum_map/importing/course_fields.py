"""One row's course: code, title, credits, phase, semester, status; what cannot be read is a finding."""

import math
import re

from curriculum_map.domain.curriculum import Course, Status
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.layout import CourseTable
from curriculum_map.importing.words import choice_named

MAX_ECTS = 60
MAX_TITLE = 300

# Not \d, which also means the digits of other scripts; a minus before the digit is no phase.
_NUMBER = re.compile(r"([+-]?[0-9]{1,9}(?:[.,][0-9]{1,6})?)\s*(?:sp|stp|ects|ec|credits|studiepunten)?", re.IGNORECASE)
_PHASE = re.compile(r"(?![-−–+])\D*([1-9])\D*", re.ASCII)
_TRACK = re.compile(r"(?:traject|track)\b\s*[:\-–]?\s*(.*)", re.IGNORECASE)


def read_course(table: CourseTable, row: int) -> tuple[Course, list[Finding]]:
    """The course in this row and what is wrong with it; a part that cannot be read is None."""
    reader = _RowReader(table, row)
    title = reader.title()
    ects = reader.ects()
    phase = reader.phase()
    status, track = reader.status()
    course = Course(reader.text("code") or None, title, ects, phase, reader.text("semester") or None, status, track)
    return course, reader.findings


class _RowReader:
    def __init__(self, table: CourseTable, row: int) -> None:
        self._table, self._row = table, row
        self.findings: list[Finding] = []

    def text(self, name: str) -> str:
        column = self._table.fields.get(name)
        return "" if column is None else self._table.sheet.text(self._row, column)

    def title(self) -> str:
        title = self.text("title")
        if not title:
            self._report("course-without-title", Severity.ERROR, "title")
        elif len(title) > MAX_TITLE:
            self._report("title-too-long", Severity.ERROR, "title", written=title[:60] + "…", most=MAX_TITLE)
        return title

    def ects(self) -> float | None:
        text = self.text("ects")
        if not text:
            if "ects" in self._table.fields:
                self._report("credits-missing", Severity.WARNING, "ects", course=self.text("title"))
            return None
        match = _NUMBER.fullmatch(text)
        amount = float(match[1].replace(",", ".")) if match else math.nan
        if not 0 < amount <= MAX_ECTS:
            self._report("bad-credits", Severity.ERROR, "ects", written=text, most=MAX_ECTS)
            return None
        return amount

    def phase(self) -> int | None:
        text = self.text("phase")
        match = _PHASE.fullmatch(text)
        if text and match is None:
            self._report("bad-phase", Severity.ERROR, "phase", written=text)
        return int(match[1]) if match else None

    def status(self) -> tuple[Status | None, str | None]:
        text, track = self.text("status"), self.text("track")
        named = _TRACK.fullmatch(text)
        if named or (track and not text):
            name = (named[1] if named else "") or track
            if not name:
                self._report("track-without-name", Severity.ERROR, "status", written=text)
                return None, None
            return Status.TRACK, name
        if not text:
            return None, None
        status = choice_named(text, (Status.COMPULSORY, Status.ELECTIVE))
        if status is None:
            self._report("unknown-status", Severity.ERROR, "status", written=text)
        elif track and status is Status.COMPULSORY:
            return Status.TRACK, track
        return status, None

    def _report(self, code: str, severity: Severity, name: str, **facts: object) -> None:
        ref: CellRef = self._table.sheet.ref(self._row, self._table.fields[name])
        self.findings.append(Finding(code, severity, ref, {key: cell_text(fact) for key, fact in facts.items()}))
