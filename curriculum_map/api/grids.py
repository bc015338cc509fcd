"""Reading a file, and the grid that comes of it: with its ambitions and the names of its framework."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import yaml

from curriculum_map.analytics import what_if as changing
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.ambitions import Ambition
from curriculum_map.domain.curriculum import Grid, Programme
from curriculum_map.domain.findings import Finding, blocking
from curriculum_map.domain.framework import Edition
from curriculum_map.domain.text import Language
from curriculum_map.domain.what_if import Change
from curriculum_map.frameworks.loader import Editions, load_editions, programme_name
from curriculum_map.importing.meaning.answers_file import load_answers
from curriculum_map.importing.reading import Reading
from curriculum_map.services.grids import read_upload
from curriculum_map.services.imports import single_grid
from curriculum_map.wording.findings import sentence
from curriculum_map.wording.labels import label

Answers = Mapping[str, object] | str | Path
FINDING_COLUMNS = ("severity", "severity_code", "finding_code", "where", "sentence")


class NotCompleteError(ValueError):
    """A file leaves something open, so there is no grid yet; the message says what."""


@dataclass(frozen=True, eq=False)
class RatedGrid:
    """One rater's grid of one programme in one academic year; what every figure is made from.

    `language` is that of the words in the frames, "en" or "nl". `may_be_asked`: whether its programme agreed, in the
    record, to be asked by others; of a file nobody knows.
    """

    grid: Grid
    edition: Edition
    ambitions: Mapping[str, Ambition]
    language: Language = "en"
    may_be_asked: bool = False

    @property
    def about(self) -> dict[str, str | None]:
        """What the grid is of, as columns to put beside any of its frames: frame.assign(**grid.about)."""
        key = self.grid.key
        return {
            "institution": key.institution,
            "campus": key.campus,
            "programme": programme_name(key.programme)[self.language],
            "programme_code": key.programme,
            "academic_year": key.academic_year,
            "edition": self.grid.edition,
            "rater": key.rater,
            "perspective": label(key.perspective, self.language),
            "perspective_code": key.perspective.value,
        }

    @property
    def name(self) -> str:
        """Programme, institution, campus, academic year, rater and perspective in one line."""
        names = ("programme", "institution", "campus", "academic_year", "rater", "perspective")
        return " · ".join(text for name in names if (text := self.about[name]))

    def course(self, name: str) -> int:
        """The place of the course with this code or title, as in the column `course`; KeyError if none or several."""
        found = [place for place, one in enumerate(self.grid.courses) if name in (one.code, one.title)]
        if len(found) != 1:
            raise KeyError(f"{len(found)} courses are called {name!r}")
        return found[0]

    def with_changes(self, changes: Sequence[Change]) -> "RatedGrid":
        """The grid as it would be with these changes; ValueError if two of them do not go together."""
        return replace(self, grid=changing.what_if(self.grid, changes))

    def __repr__(self) -> str:
        how = label(self.grid.granularity, self.language)
        return f"<{self.name}: {len(self.grid.courses)} × {len(self.grid.targets)}, {how}, {self.grid.edition}>"


@dataclass(frozen=True, eq=False)
class ReadFile:
    """What was understood of a file; nothing is stored.

    `findings` has a row per remark, errors first: severity, finding_code (docs/findings.md), where (sheet!cell, missing
    where it is about the whole file) and a sentence that says what to do.
    """

    findings: pd.DataFrame
    reading: Reading
    editions: Editions
    language: Language
    open_points: tuple[str, ...]

    @property
    def grid(self) -> RatedGrid:
        """The grid with the ambitions of the file; NotCompleteError while errors or questions are open."""
        grid = single_grid(self.reading)
        if grid is None or self.open_points:
            raise NotCompleteError("\n".join(self.open_points) or "this file holds no complete grid")
        ambitions = {one.target: one for one in self.reading.ambitions}
        return RatedGrid(grid, self.editions[grid.edition], ambitions, self.language)


def read(file: str | Path, answers: Answers | None = None, language: Language = "en") -> ReadFile:
    """What a file (.xlsx, .ods, .csv and so on) says, against the packaged editions of the framework.

    `answers` are those of docs/answers.md: a mapping, the path of a YAML file, or None. They fill what the file leaves
    open and overrule what it says.
    """
    return read_with(file, answers, language, load_editions())


def read_with(
    file: str | Path,
    answers: Answers | None,
    language: Language,
    editions: Editions,
    programmes: Sequence[Programme] = (),
) -> ReadFile:
    """The same against these editions, and with these programmes beside the six of the field."""
    path = Path(file)
    given, wrong = load_answers(_as_yaml(answers), editions, programmes)
    reading = read_upload(LOCAL_ACTOR, path.name, path.read_bytes(), given, editions, None, programmes=programmes)
    findings = [*wrong, *reading.findings]
    rows = [_row(finding, language, editions) for finding in findings]
    frame = pd.DataFrame(rows, columns=list(FINDING_COLUMNS))
    points = tuple(
        f"{finding.ref or path.name}: {_said(finding, language, editions)}" for finding in blocking(findings)
    )
    return ReadFile(frame, reading, editions, language, points)


def _as_yaml(answers: Answers | None) -> str:
    if answers is None:
        return ""
    if isinstance(answers, Mapping):
        return yaml.safe_dump(dict(answers), allow_unicode=True)
    return Path(answers).read_text("utf-8-sig")


def _row(finding: Finding, language: Language, editions: Editions) -> tuple[str | None, ...]:
    where = None if finding.ref is None else str(finding.ref)
    severity = label(finding.severity, language)
    return severity, finding.severity.value, finding.code, where, _said(finding, language, editions)


def _said(finding: Finding, language: Language, editions: Editions) -> str:
    return sentence(finding, language, editions)
