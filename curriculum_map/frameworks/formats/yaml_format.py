"""A framework in YAML, the format that people can write by hand.

Every value is read as the text that stands there: to YAML itself a code 1.10 is the number 1.1, and "no" is false.
"""

from typing import Any

import yaml

from curriculum_map.domain.findings import Finding
from curriculum_map.domain.own_framework import MOST_ITEMS, OwnFramework
from curriculum_map.frameworks.formats.faults import error, warning
from curriculum_map.frameworks.formats.plain import as_plain, from_plain

# Two for a list or a mapping, one for each key and value: some room above what the largest framework needs.
_MOST_EVENTS = MOST_ITEMS * 30
_DEEPEST = 20
_NOTHING = ("", "~", "null", "Null", "NULL")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _RefusedError(Exception):
    """The text is no YAML that we read; holds the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def read_yaml(text: str, file_name: str) -> tuple[OwnFramework | None, list[Finding]]:
    """The framework in a YAML text, with what is wrong in it."""
    findings: list[Finding] = []
    try:
        plain = _plain_values(text, findings)
    except _RefusedError as refused:
        return None, [refused.finding]
    except yaml.YAMLError as fault:
        return None, [error("framework-broken", line=_line_of(fault), format="YAML")]
    framework, wrong = from_plain(plain, file_name)
    return framework, findings + wrong


def write_yaml(framework: OwnFramework) -> bytes:
    """The framework as YAML in UTF-8, its keys in the order in which people read them."""
    text: str = yaml.dump(as_plain(framework), Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110)
    return text.encode()


def _plain_values(text: str, findings: list[Finding]) -> object:
    """The text as texts, lists and mappings. References to an earlier part are refused: they multiply without end."""
    building = _Building(findings)
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        if count > _MOST_EVENTS:
            raise _RefusedError(error("framework-too-many-items", count=f"> {MOST_ITEMS}", most=MOST_ITEMS))
        building.take(event)
    return building.whole


class _Building:
    """Puts the parts of a YAML text together, one event after the other and without recursion."""

    def __init__(self, findings: list[Finding]) -> None:
        self.whole: object = None
        self._open: list[list[Any] | dict[str, Any]] = []
        self._keys: list[str | None] = []
        self._findings = findings
        self._documents = 0

    def take(self, event: Any) -> None:
        """One event: the start or the end of something, or a text."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(error("framework-yaml-reference", line=line))
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _RefusedError(error("framework-broken", line=line, format="YAML"))
        elif isinstance(event, yaml.ScalarEvent):
            is_nothing = event.implicit[0] and event.value in _NOTHING
            self._add(None if is_nothing else event.value, line)
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._begin([] if isinstance(event, yaml.SequenceStartEvent) else {}, line)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._open.pop()
            self._keys.pop()

    def _begin(self, part: list[Any] | dict[str, Any], line: int) -> None:
        if len(self._open) >= _DEEPEST:
            raise _RefusedError(error("framework-broken", line=line, format="YAML"))
        self._add(part, line)
        self._open.append(part)
        self._keys.append(None)

    def _add(self, value: Any, line: int) -> None:
        """Puts a value where it belongs; of two with the same key the first stays."""
        if not self._open:
            self.whole = value
            return
        part = self._open[-1]
        if isinstance(part, list):
            part.append(value)
            return
        key = self._keys[-1]
        if key is None:
            if isinstance(value, (list, dict)):
                raise _RefusedError(error("framework-broken", line=line, format="YAML"))
            self._keys[-1] = value or ""
            return
        self._keys[-1] = None
        if key in part:
            self._findings.append(warning("framework-key-twice", line=line, written=key))
        part.setdefault(key, value)


def _line_of(fault: yaml.YAMLError) -> int:
    """The line at which reading stopped, 1 where the reader does not know."""
    place = getattr(fault, "problem_mark", None)
    return 1 if place is None else int(place.line) + 1
