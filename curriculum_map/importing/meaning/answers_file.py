"""What a person answered about a file, as YAML; what is wrong in that file has its line.

Every value is read as the text that stands there: to YAML itself `no` is false and 1.10 a number.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

import yaml

from curriculum_map.domain.curriculum import BlankMeans, Perspective, Programme
from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.frameworks.loader import Editions, load_editions, load_legend, load_programmes
from curriculum_map.importing.cells import cell_text
from curriculum_map.importing.description import Description, academic_year, edition_named, programmes_named
from curriculum_map.importing.levels import LevelWords, state_ids
from curriculum_map.importing.meaning.answers import (
    COURSE,
    DUPLICATES,
    NO_COURSE,
    NO_MAP,
    NOT_IN_FILE,
    NOT_READ,
    ORIENTATIONS,
    Answers,
    SheetAnswer,
)
from curriculum_map.importing.meaning.group_texts import NOT_KNOWN, rule_named
from curriculum_map.importing.names import is_target, names_of
from curriculum_map.importing.words import COURSE_FIELDS, choice_named

MOST_KILOBYTES = 256
_MOST_PARTS = 20_000
_DEEPEST = 5
_DESCRIPTION = tuple(part.name for part in fields(Description))
_KEYS = (
    *_DESCRIPTION,
    "sheet",
    "together",
    "hidden",
    "layouts",
    "numbers",
    "columns",
    "course_columns",
    "codes",
    "tracks",
    "groups",
    "lines",
    "marks",
    "duplicates",
    "courses",
)
_NOTHING = ("", "~", "null", "Null", "NULL")
_YES_NO = {"yes": True, "ja": True, "true": True, "no": False, "nee": False, "false": False}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _RefusedError(Exception):
    """Never leaves this module: it becomes a finding."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.finding = Finding(code, Severity.ERROR, None, facts)


def load_answers(
    text: str, editions: Editions | None = None, programmes: Sequence[Programme] = ()
) -> tuple[Answers, list[Finding]]:
    """The answers in a YAML text and what is wrong in it; what is wrong is in no answer."""
    reader = _Reader(editions or load_editions(), programmes or load_programmes())
    try:
        return reader.read(_root(text)), reader.findings
    except _RefusedError as refused:
        return Answers(), [refused.finding]
    except (yaml.YAMLError, RecursionError) as fault:
        return Answers(), [_RefusedError("answers-broken", line=_line_of(fault)).finding]


def dump_answers(answers: Answers) -> str:
    """The answers as YAML, in the order in which the file is asked about; what nobody answered is left out."""
    plain = {key: value for key, value in _as_plain(answers).items() if value not in (None, {})}
    text: str = yaml.dump(plain, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110) if plain else ""
    return text


def _as_plain(answers: Answers) -> dict[str, Any]:
    said, ids = answers.description, state_ids(load_legend())
    return {
        **{name: _text(getattr(said, name)) for name in _DESCRIPTION},
        "sheet": answers.sheet,
        "together": list(answers.together) or None,
        "hidden": "yes" if answers.hidden else None,
        "layouts": {
            sheet: {
                key: value
                for key, value in (("orientation", one.orientation), ("header_row", one.header_row))
                if value is not None
            }
            for sheet, one in answers.layouts.items()
        },
        "numbers": answers.numbers,
        "columns": {heading: target or NOT_READ for heading, target in answers.columns.items()},
        "course_columns": {heading: name or NOT_READ for heading, name in answers.course_columns.items()},
        "codes": dict(answers.codes),
        "tracks": dict(answers.tracks),
        "groups": dict(answers.groups),
        "lines": {title: COURSE if is_course else NO_COURSE for title, is_course in answers.lines.items()},
        "marks": {mark: ids[state] for mark, state in answers.marks.items()},
        "duplicates": answers.duplicates,
        "courses": {
            name: NOT_IN_FILE if not became else became[0] if len(became) == 1 else list(became)
            for name, became in answers.courses.items()
        },
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _root(text: str) -> Any:
    """The whole file as nodes that know their line; nothing in it is made into an object."""
    if len(text) > MOST_KILOBYTES * 1024:
        raise _RefusedError("answers-too-large", kilobytes=MOST_KILOBYTES)
    _refuse_references(text)
    return yaml.compose(text, Loader=_LOADER)


def _refuse_references(text: str) -> None:
    """References to an earlier part multiply without end, tags ask for objects: neither has a place in answers."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=_LOADER)):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _RefusedError("answers-reference", line=line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or count > _MOST_PARTS:
            raise _RefusedError("answers-broken", line=line)


class _Reader:
    """Takes the parts of an answers file one by one and keeps what is wrong with them."""

    def __init__(self, editions: Editions, programmes: Sequence[Programme]) -> None:
        self.findings: list[Finding] = []
        self._editions, self._programmes = editions, programmes

    def read(self, root: Any) -> Answers:
        """The answers in these nodes."""
        if root is None or _nothing(root):
            return Answers()
        found: dict[str, Any] = {}
        for key, node in self._pairs(root, ""):
            if key.value not in _KEYS:
                self._report("answers-unknown-key", key, choices=list(_KEYS))
                continue
            try:
                value = self._part(str(key.value), node)
            except _RefusedError as refused:
                self.findings.append(refused.finding)
                continue
            if value is not None:
                found[key.value] = value
        said = {name: found.pop(name) for name in _DESCRIPTION if name in found}
        return Answers(description=Description(**said), **found)

    def _part(self, name: str, node: Any) -> Any:
        if _nothing(node):
            return None
        if name == "layouts":
            return dict(self._entries(name, node, self._layout))
        if name == "together":
            names = self._names(name, node)
            return _chosen(name, names if len(names) > 1 else None, node, ["[Fase 1, Fase 2]"])
        takers: Mapping[str, Callable[[str, Any], Any]] = {
            "columns": self._target,
            "course_columns": self._course_field,
            "codes": self._code,
            "tracks": self._tracks,
            "groups": self._group,
            "lines": self._line,
            "marks": self._state,
            "courses": self._became,
        }
        if name in takers:
            return dict(self._entries(name, node, takers[name]))
        text = self._scalar(name, node)
        return None if text is None else self._single(name, text, node)

    def _single(self, name: str, text: str, node: Any) -> Any:
        if name == "hidden":
            return _chosen(name, _YES_NO.get(text.casefold()), node, ["yes", "no"])
        if name == "duplicates":
            return _chosen(name, text if text in DUPLICATES else None, node, list(DUPLICATES))
        if name == "programme":
            named = programmes_named(text, self._programmes)
            choices = [one.id for one in self._programmes]
            return _chosen(name, named[0] if len(named) == 1 else None, node, choices)
        if name == "academic_year":
            return _chosen(name, academic_year(text), node, ["2026-27"])
        if name in ("edition", "numbers"):
            return _chosen(name, edition_named(text, self._editions), node, list(self._editions))
        if name == "perspective":
            return _chosen(name, choice_named(text, Perspective), node, list(Perspective))
        if name == "blank_means":
            return _chosen(name, choice_named(text, BlankMeans), node, list(BlankMeans))
        return text

    def _layout(self, where: str, node: Any) -> SheetAnswer:
        orientation, header_row = None, None
        for key, value in self._pairs(node, where):
            path = f"{where}.{key.value}"
            text = self._scalar(path, value)
            if text is None:
                continue
            if key.value == "orientation":
                choices = [*ORIENTATIONS, NO_MAP]
                orientation = _chosen(path, text if text in choices else None, value, choices)
            elif key.value == "header_row":
                is_row = text.isascii() and text.isdigit() and 0 < len(text) < 8 and int(text) > 0
                header_row = _chosen(path, int(text) if is_row else None, value, ["1", "2", "3"])
            else:
                self._report("answers-unknown-key", key, choices=["orientation", "header_row"])
        return SheetAnswer(orientation, header_row)

    def _target(self, where: str, node: Any) -> str | None:
        text = self._scalar(where, node)
        if text is None or text == NOT_READ:
            return None
        if is_target(text, self._editions):
            return text
        named = names_of(self._editions).target(text, "")
        target = named.target if named and not named.elements else None
        clusters = [cluster.id for cluster in next(iter(self._editions.values())).clusters]
        return str(_chosen(where, target, node, [*clusters, f"{clusters[0]}.knowledge", NOT_READ]))

    def _course_field(self, where: str, node: Any) -> str | None:
        text = self._scalar(where, node)
        if text is None or text == NOT_READ:
            return None
        name = text if text in COURSE_FIELDS.labels else COURSE_FIELDS.named(text)
        return str(_chosen(where, name, node, [*COURSE_FIELDS.labels, NOT_READ]))

    def _code(self, where: str, node: Any) -> str:
        return str(_chosen(where, self._scalar(where, node), node, ["SEP1"]))

    def _tracks(self, where: str, node: Any) -> str:
        return str(_chosen(where, self._scalar(where, node), node, ["A; B"]))

    def _group(self, where: str, node: Any) -> str:
        text = self._scalar(where, node) or ""
        rule = text if text == NOT_KNOWN else rule_named(where, text)
        return str(_chosen(where, rule, node, ["2", "6 ects", NOT_KNOWN]))

    def _line(self, where: str, node: Any) -> bool:
        is_course = {COURSE: True, NO_COURSE: False}.get(self._scalar(where, node) or "")
        return bool(_chosen(where, is_course, node, [COURSE, NO_COURSE]))

    def _state(self, where: str, node: Any) -> int:
        legend = load_legend()
        ids = state_ids(legend)
        text = self._scalar(where, node) or ""
        called = {name: state for state, name in ids.items()}
        state = called.get(text, LevelWords(legend).state(text) if text else None)
        return int(_chosen(where, state, node, list(ids.values())))

    def _became(self, where: str, node: Any) -> tuple[str, ...]:
        taken: tuple[str, ...] = _chosen(where, self._names(where, node) or None, node, [NOT_IN_FILE])
        return () if taken == (NOT_IN_FILE,) else taken

    def _names(self, where: str, node: Any) -> tuple[str, ...]:
        """One text, or each text of a list once."""
        several = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(dict.fromkeys(name for one in several if (name := self._scalar(where, one)) is not None))

    def _entries(self, name: str, node: Any, take: Callable[[str, Any], Any]) -> Iterator[tuple[str, Any]]:
        """The entries of a mapping, keys as they are compared with cells; one that is wrong is left out."""
        for key, value in self._pairs(node, name):
            try:
                yield cell_text(key.value), take(f"{name}.{key.value}", value)
            except _RefusedError as refused:
                self.findings.append(refused.finding)

    def _pairs(self, node: Any, where: str) -> Iterator[tuple[Any, Any]]:
        if not isinstance(node, yaml.MappingNode):
            self._report("answers-no-mapping", node, path=where)
            return
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report("answers-no-mapping", key, path=where)
            elif key.value in seen:
                self._report("answers-key-twice", key)
            else:
                seen.add(key.value)
                yield key, value

    def _scalar(self, where: str, node: Any) -> str | None:
        """The text of a value; None where nothing stands."""
        if not isinstance(node, yaml.ScalarNode):
            raise _RefusedError("answers-no-text", path=where, line=_line(node))
        return None if _nothing(node) else cell_text(node.value)

    def _report(self, code: str, node: Any, **facts: object) -> None:
        facts = {"line": _line(node), "written": _start(node), **facts}
        self.findings.append(Finding(code, Severity.ERROR, None, facts))


def _chosen(where: str, value: Any, node: Any, choices: Iterable[str]) -> Any:
    """The value, if there is one; else what was written is none of the choices."""
    if value is None:
        facts = {
            "path": where,
            "line": _line(node),
            "written": _start(node),
            "choices": [*map(str, choices)],
        }
        raise _RefusedError("answers-not-a-choice", **facts)
    return value


def _start(node: Any) -> str:
    return str(node.value)[:80] if isinstance(node, yaml.ScalarNode) else ""


def _line(part: Any) -> int:
    return int(part.start_mark.line) + 1


def _nothing(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NOTHING


def _line_of(fault: Exception) -> int:
    """The line at which reading stopped, 1 where the reader does not know."""
    place = getattr(fault, "problem_mark", None)
    return 1 if place is None else int(place.line) + 1
