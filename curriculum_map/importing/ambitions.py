"""The ambitions sheet: per target a level, a weight and a reason, in the programme's own hand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from curriculum_map.domain.ambitions import Ambition, Position, Weight
from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.domain.framework import Granularity, granularity_of
from curriculum_map.domain.levels import NOT_APPLICABLE, NOT_RATED, Level
from curriculum_map.importing.cells import Sheet
from curriculum_map.importing.levels import LevelWords
from curriculum_map.importing.names import Names
from curriculum_map.importing.words import AMBITION_FIELDS, choice_named

_ROWS_TO_SEARCH = 30


@dataclass(frozen=True, slots=True)
class AmbitionTable:
    """Where the ambitions stand: the row of headings and the column of each field."""

    sheet: Sheet
    header_row: int
    fields: dict[str, int]


def find_ambition_table(sheet: Sheet) -> AmbitionTable | None:
    """The table below the first row that heads a cluster, a level and a weight; None if there is none."""
    for row, texts in enumerate(sheet.texts[:_ROWS_TO_SEARCH]):
        known = {text: name for text in set(texts) - {""} if (name := AMBITION_FIELDS.named(text))}
        fields = {known[text]: column for column, text in enumerate(texts) if text in known} if known else {}
        if {"cluster", "level", "weight"} <= set(fields):
            return AmbitionTable(sheet, row, fields)
    return None


def read_ambitions(
    table: AmbitionTable, names: Names, words: LevelWords, granularity: Granularity, edition: str | None
) -> tuple[list[Ambition], list[Finding]]:
    """The ambitions set in this table, and what is wrong in it; a row without level and weight sets none."""
    reader = _AmbitionReader(table, names, words, granularity, edition)
    ambitions = list(reader.ambitions())
    # Which edition's names a sentence takes.
    spoken = {"edition": edition} if edition else {}
    return ambitions, [replace(finding, facts={**spoken, **finding.facts}) for finding in reader.findings]


class _AmbitionReader:
    def __init__(
        self, table: AmbitionTable, names: Names, words: LevelWords, granularity: Granularity, edition: str | None
    ) -> None:
        self._table, self._names, self._words = table, names, words
        self._granularity, self._edition = granularity, edition
        self.findings: list[Finding] = []

    def ambitions(self) -> Iterator[Ambition]:
        cluster, seen = "", set()
        for row in range(self._table.header_row + 1, len(self._table.sheet.rows)):
            cluster = self._text(row, "cluster") or cluster
            if not (self._said(row, "level") or self._said(row, "weight")):
                continue
            target = self._target(row, cluster)
            if target is None:
                continue
            if target in seen:
                self._report("ambition-twice", Severity.ERROR, row, "level", target=target)
            seen.add(target)
            yield self._ambition(row, target)

    def _target(self, row: int, cluster: str) -> str | None:
        component, element = self._text(row, "component"), self._text(row, "element")
        named = self._names.target(element or component or cluster, cluster)
        if named is not None and self._edition is not None:
            named = named.in_edition(self._edition)
        if named is None:
            written = " – ".join(part for part in (cluster, component, element) if part)
            self._report("ambition-for-unknown-target", Severity.ERROR, row, "cluster", written=written)
        elif granularity_of(named.target) is not self._granularity:
            self._report("ambition-granularity", Severity.ERROR, row, "cluster", granularity=self._granularity)
        return None if named is None else named.target

    def _ambition(self, row: int, target: str) -> Ambition:
        weight = self._weight(row)
        level = self._level(row)
        if level is None and weight in (Weight.ESSENTIAL, Weight.NICE_TO_HAVE) and not self._said(row, "level"):
            self._report("ambition-without-level", Severity.WARNING, row, "weight", written=self._text(row, "weight"))
        return Ambition(target, weight, level, self._text(row, "reason") or None, self._position(row))

    def _level(self, row: int) -> Level | None:
        text = self._text(row, "level")
        state = self._words.state(text)
        if state is None or state == Level.NOT_COVERED:
            self._report("unknown-ambition-level", Severity.ERROR, row, "level", written=text)
            return None
        return Level(state) if state < NOT_APPLICABLE else None

    def _weight(self, row: int) -> Weight | None:
        text = self._said(row, "weight")
        weight = choice_named(text, Weight) if text else None
        if text and weight is None:
            self._report("unknown-weight", Severity.ERROR, row, "weight", written=text)
        return weight

    def _position(self, row: int) -> Position | None:
        text = self._said(row, "position")
        position = choice_named(text, Position) if text else None
        if text and position is None:
            self._report("unknown-position", Severity.ERROR, row, "position", written=text)
        return position

    def _text(self, row: int, name: str) -> str:
        column = self._table.fields.get(name)
        return "" if column is None else self._table.sheet.text(row, column)

    def _said(self, row: int, name: str) -> str:
        """What stands in a cell, if it is not a mark that means empty."""
        text = self._text(row, name)
        return "" if self._words.state(text) == NOT_RATED else text

    def _report(self, code: str, severity: Severity, row: int, name: str, **facts: object) -> None:
        ref = self._table.sheet.ref(row, self._table.fields[name])
        self.findings.append(Finding(code, severity, ref, facts))
