"""One row's course: code, title, credits, phase, semester, status; what cannot be read is a finding."""

import math
import re

from curriculum_map.domain.curriculum import Course, Status
from curriculum_map.domain.findings import CellRef, Finding, Severity
from curriculum_map.importing.cells import cell_text, same_word
from curriculum_map.importing.course_codes import CourseCodes
from curriculum_map.importing.layout import Table
from curriculum_map.importing.levels import plain
from curriculum_map.importing.meaning.code_in_title import MAX_TITLE
from curriculum_map.importing.meaning.credits_in_title import credits_in_title
from curriculum_map.importing.meaning.group_texts import group_written
from curriculum_map.importing.meaning.scales import is_error
from curriculum_map.importing.words import TRACK_NAMED, choice_named

MAX_ECTS = 60

# Not \d, which also means the digits of other scripts; a minus before the digit is no phase.
_UNIT = r"(?:sp|stp|st\.\s?p|studiepunt(?:en)?|ptn?|punten|cr|credits?|ects(?:[\s-](?:credits|punten))?|ec)\.?"
_NUMBER = re.compile(rf"(?:{_UNIT}\s*[:=]?\s*)?([+-]?[0-9]{{1,9}}(?:[.,][0-9]{{1,6}})?)\s*(?:{_UNIT})?", re.IGNORECASE)
_PHASE = re.compile(r"(?![-−–+])\D*([1-9])\D*", re.ASCII)
_ORDINALS = (
    ("i", "eerste", "first", "première"),
    ("ii", "tweede", "second", "deuxième"),
    ("iii", "derde", "third", "troisième"),
    ("iv", "vierde", "fourth", "quatrième"),
)
_PHASE_WORDS = {same_word(word): phase for phase, words in enumerate(_ORDINALS, start=1) for word in words}
# "S1", "sem. 1", "2e semester", "1 en 2": the numbers alone tell the semester.
_SEMESTER_WORDS = frozenset(
    (
        *("s", "sem", "semester", "semesters", "semestre", "term", "periode", "trimester", "kwartaal", "blok"),
        *("e", "ste", "de", "st", "nd", "rd", "th", "en", "and"),
    )
)
_SEMESTERS = frozenset("123456")
# In a column headed "Verplicht" or "Keuze" people put a cross for each course that is.
_YES = frozenset(("x", "✓", "✔", "√", "☑", "ja", "yes", "oui", "true", "waar", "1"))
_NO = frozenset(("✗", "✘", "nee", "neen", "no", "non", "false", "onwaar", "0"))
_BOTH = (Status.COMPULSORY, Status.ELECTIVE)
_EVERY_TRACK = re.compile(
    r"(?:alle|all|geen|none|elke|every|gemeenschappelijk|common|n v t|nvt)?"
    r"(?: (?:trajecten|traject|afstudeerrichtingen|afstudeerrichting|richtingen|opties|tracks|track|studenten))?"
)
# A formula that is its own result: so codes keep their noughts in a .csv.
_LITERAL = re.compile(r'="([^"]*)"')
_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")


def read_course(table: Table, row: int, codes: CourseCodes) -> tuple[Course, list[Finding]]:
    """The course in this row and what is wrong or asked about it; a part that cannot be read is None.

    The group of an elective is as its status is written; `with_groups` finds out which one it names.
    """
    reader = _RowReader(table, row, codes)
    code = reader.code()
    title = reader.title()
    ects = reader.ects()
    phase = reader.phase()
    status, track = reader.status()
    group = reader.group() if status is Status.ELECTIVE else None
    course = Course(code, title, ects, phase, reader.semester(), status, track, group)
    return course, reader.findings


def ticked(text: str, heading: str) -> Status | None:
    """The status that a heading names, or the other one, where only yes or no stands below it."""
    headed = choice_named(heading, _BOTH)
    if headed is None or plain(text) not in _YES | _NO | {"v"}:
        return None
    return next(one for one in _BOTH if (one is headed) is (plain(text) not in _NO))


def is_tick(text: str) -> bool | None:
    """Whether a cross or a yes stands there, or a no; None for anything else."""
    return True if plain(text) in _YES | {"v"} else False if plain(text) in _NO else None


def names_track(heading: str) -> bool:
    """Whether a heading is the name of a track: a word for one and what it is called."""
    named = TRACK_NAMED.fullmatch(heading)
    return named is not None and bool(named[1] or named[2])


class _RowReader:
    def __init__(self, table: Table, row: int, codes: CourseCodes) -> None:
        self._table, self._row, self._codes = table, row, codes
        self.findings: list[Finding] = []

    def text(self, name: str) -> str:
        column = self._table.fields.get(name)
        return "" if column is None else self._table.sheet.text(self._row, column)

    def code(self) -> str | None:
        code, question = self._codes.code(self._row)
        self.findings.extend([] if question is None else [question])
        return None if code is None else self._checked("code", code) or None

    def title(self) -> str:
        written = self._codes.title(self._row)
        title = self._checked("title", written)
        if self.has_credits_in_title:
            title, _ = credits_in_title(title)
        if not written:
            self._report("course-without-title", Severity.ERROR, "title")
        elif len(title) > MAX_TITLE:
            self._report("title-too-long", Severity.ERROR, "title", written=title[:60] + "…", most=MAX_TITLE)
        return title

    @property
    def has_credits_in_title(self) -> bool:
        """Whether nothing but the title can hold the credits."""
        return "ects" not in self._table.fields

    def value(self, name: str) -> str:
        """The text of a field; nothing, and an error, where a formula has no result or its result is an error."""
        return self._checked(name, self.text(name))

    def _checked(self, name: str, text: str) -> str:
        literal = _LITERAL.fullmatch(text)
        if literal is not None:
            return literal[1]
        if not is_error(text.removeprefix("=")) and not (text.startswith("=") and self._is_formula(name)):
            return text
        code = "spreadsheet-error" if is_error(text.removeprefix("=")) else "formula-without-value"
        self._report(code, Severity.ERROR, name, written=text)
        return ""

    def _is_formula(self, name: str) -> bool:
        """Whether a formula without its result stands there; a name may be a text that looks like one."""
        sheet, column = self._table.sheet, self._table.fields.get(name)
        if name not in ("code", "title") or column is None:
            return True
        return sheet.place(self._row, column) in sheet.home(self._row, column).look.formulas

    def ects(self) -> float | None:
        text = self.value("ects")
        if self.has_credits_in_title:
            _, text = credits_in_title(self._codes.title(self._row))
        if not text:
            if "ects" in self._table.fields and not self.text("ects"):
                called = self.text("title") or self.text("code")
                self._report("credits-missing", Severity.WARNING, "ects", course=called)
            return None
        match = _NUMBER.fullmatch(text)
        amount = float(match[1].replace(",", ".")) if match else math.nan
        if not 0 < amount <= MAX_ECTS:
            at = "title" if self.has_credits_in_title else "ects"
            self._report("bad-credits", Severity.ERROR, at, written=text, most=MAX_ECTS)
            return None
        return amount

    def phase(self) -> int | None:
        text = self.value("phase")
        match = _PHASE.fullmatch(text)
        if match is not None:
            return int(match[1])
        spelled = [_PHASE_WORDS[word] for word in same_word(text).split() if word in _PHASE_WORDS]
        if len(spelled) == 1 and not any(map(str.isdigit, text)):
            return spelled[0]
        if text:
            self._report("bad-phase", Severity.ERROR, "phase", written=text)
        return None

    def semester(self) -> str | None:
        """The semester by its number, '1+2' for a course in two of them; what has no number as it is written."""
        text = self.value("semester")
        words = re.findall(r"[^\W\d_]+|\d+", text.casefold())
        numbers = [word for word in words if word in _SEMESTERS]
        told = numbers and all(word in _SEMESTERS | _SEMESTER_WORDS for word in words)
        return "+".join(numbers) if told else text or None

    def status(self) -> tuple[Status | None, str | None]:
        text, track = self.value("status"), self._track()
        if not text and len(track) > 1 and choice_named(track, _BOTH):
            text, track = track, ""
        named = TRACK_NAMED.fullmatch(text)
        if named or (track and not text):
            name = (named[1] or named[2] if named else "") or track
            if not name:
                self._report("track-without-name", Severity.ERROR, "status", written=text)
                return None, None
            return Status.TRACK, name
        if not text:
            return (Status.ELECTIVE if self._group() else None), None
        status = (
            ticked(text, self._heading("status"))
            or choice_named(text, _BOTH)
            or (Status.ELECTIVE if group_written(text) else None)
            or choice_named(_BRACKETED.sub(" ", text), _BOTH)
        )
        if status is None:
            self._report("unknown-status", Severity.ERROR, "status", written=text)
        elif track and status is Status.COMPULSORY:
            return Status.TRACK, track
        return status, None

    def group(self) -> str | None:
        """What names the elective group, as a status names it: its own column, else the status."""
        text, named = self.value("status"), self._group()
        if named and not group_written(named):
            return f"{Status.ELECTIVE.value}: {named}"
        return named or (text if group_written(text) else None)

    def _group(self) -> str:
        """What stands in the column of elective groups; empty for what names none."""
        named = self.value("group")
        return "" if plain(named) in _YES | _NO or _EVERY_TRACK.fullmatch(same_word(named)) else named

    def _track(self) -> str:
        """The name of the track; that of the heading where only yes stands below it; empty for all tracks alike."""
        track = self.text("track")
        if plain(track) in _YES and not track.isdigit():
            return self._heading("track")
        is_no = plain(track) in _NO and not track.isdigit()
        return "" if is_no or _EVERY_TRACK.fullmatch(same_word(track)) else track

    def _heading(self, name: str) -> str:
        column = self._table.fields.get(name)
        return "" if column is None else self._table.heading(column)

    def _report(self, code: str, severity: Severity, name: str, **facts: object) -> None:
        ref: CellRef = self._table.sheet.ref(self._row, self._table.fields[name])
        self.findings.append(Finding(code, severity, ref, {key: cell_text(fact) for key, fact in facts.items()}))
