"""A framework as a package of CASE, the exchange format of 1EdTech: a document, its items and their associations."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.domain.own_framework import MOST_ITEMS, Item, OwnFramework, lines, one_line, problems
from curriculum_map.frameworks.formats.case_names import CHILD_OF, own_facts
from curriculum_map.frameworks.formats.faults import error, fault, warning
from curriculum_map.frameworks.formats.plain import language_said, named, place_said

_Plain = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Link:
    """One isChildOf: the identifier of the group, None for the document, and the place in it."""

    parent: str | None
    place: object


def read_case(text: str, file_name: str) -> tuple[OwnFramework | None, list[Finding]]:
    """The framework in a CASE package, with what is wrong in it."""
    try:
        package = json.loads(text)
    except json.JSONDecodeError as broken:
        return None, [error("framework-broken", line=broken.lineno, format="JSON")]
    except (RecursionError, ValueError):
        return None, [error("framework-broken", line=1, format="JSON")]
    package = _mapping(_mapping(package).get("CFPackage")) or _mapping(package)
    raw_items = package.get("CFItems")
    if not isinstance(raw_items, list):
        return None, [error("framework-no-items", where="CFItems")]
    if len(raw_items) > MOST_ITEMS:
        return None, [error("framework-too-many-items", count=len(raw_items), most=MOST_ITEMS)]
    return _framework(package, raw_items, file_name)


def _framework(package: _Plain, raw_items: list[Any], file_name: str) -> tuple[OwnFramework, list[Finding]]:
    document = _mapping(package.get("CFDocument"))
    findings: list[Finding] = []
    positions = [position for position, raw in enumerate(raw_items) if isinstance(raw, dict)]
    findings += [
        error("framework-item-not-read", where=f"CFItems[{position}]")
        for position, raw in enumerate(raw_items)
        if not isinstance(raw, dict)
    ]
    links = _links(package, _text(document, "identifier"), findings)
    ids = {_text(raw_items[position], "identifier"): _own_id(raw_items[position]) for position in positions}
    items = tuple(_item(raw_items[position], position, links, ids, findings) for position in positions)
    findings += _left_over(links, ids)
    own = own_facts(document)
    found_id, title = named(_text(own, "id"), _text(document, "title"), file_name, findings)
    language = language_said(_language(document, [raw_items[position] for position in positions]), findings)
    source = lines(str(own.get("source") or "")) if own else _source(document)
    framework = OwnFramework(found_id, title, language, items, source or None)
    parts = {"id": "identifier", "label": "fullStatement"}
    findings += problems(
        framework, lambda place, part: {"where": f"CFItems[{positions[place]}].{parts.get(part, 'identifier')}"}
    )
    return framework, findings


def _links(package: _Plain, document: str, findings: list[Finding]) -> dict[str, list[_Link]]:
    """The isChildOf associations per item, in the order of the file; the other kinds are counted in a note."""
    links: defaultdict[str, list[_Link]] = defaultdict(list)
    others: Counter[str] = Counter()
    raw = package.get("CFAssociations")
    for one in map(_mapping, raw if isinstance(raw, list) else []):
        kind = _text(one, "associationType")
        if kind != CHILD_OF:
            others[kind or "?"] += 1
            continue
        destination = _text(_mapping(one.get("destinationNodeURI")), "identifier")
        own_parent = _text(own_facts(one), "parent")
        parent = None if destination == document and not own_parent else own_parent or destination
        links[_text(_mapping(one.get("originNodeURI")), "identifier")].append(
            _Link(parent or None, one.get("sequenceNumber"))
        )
    if others:
        kinds = ", ".join(f"{kind}: {count}" for kind, count in others.most_common(5))
        findings.append(fault("framework-associations-ignored", Severity.NOTE, count=others.total(), kinds=kinds))
    return dict(links)


def _item(
    raw: _Plain, position: int, links: dict[str, list[_Link]], ids: Mapping[str, str], findings: list[Finding]
) -> Item:
    """One item; of items with the same identifier each takes the next of its associations."""
    waiting = links.get(_text(raw, "identifier"), [])
    link = waiting.pop(0) if waiting else _Link(None, None)
    order = place_said(link.place, position + 1)
    if order is None:
        where, written = f"CFItems[{position}]", one_line(str(link.place))[:60]
        findings.append(warning("framework-bad-order", where=where, written=written))
    short, full, notes = _text(raw, "abbreviatedStatement"), _text(raw, "fullStatement"), _lines(raw, "notes")
    # Of two statements the short one fits above a column; the full one is not lost.
    description = "\n".join(part for part in (full if short and short != full else "", notes) if part)
    return Item(
        id=_own_id(raw),
        label=short or full,
        parent=None if link.parent is None else ids.get(link.parent, link.parent),
        code=_text(raw, "humanCodingScheme") or None,
        description=description or None,
        order=position + 1 if order is None else order,
    )


def _left_over(links: Mapping[str, list[_Link]], ids: Mapping[str, str]) -> list[Finding]:
    """What isChildOf said more: a second group for an item, or a group for an item that is not in the file."""
    return [
        warning(
            "framework-several-parents" if identifier in ids else "framework-link-without-item",
            where="CFAssociations",
            id=ids.get(identifier, identifier) or "?",
            parents=", ".join(ids.get(link.parent or "", link.parent or "CFDocument") for link in waiting[:5]),
        )
        for identifier, waiting in links.items()
        if waiting
    ]


def _own_id(raw: _Plain) -> str:
    """The id of an item: the one that our own export kept beside the identifier, else the identifier."""
    own = own_facts(raw)
    return _text(own, "id") if "id" in own else _text(raw, "identifier")


def _language(document: _Plain, items: list[_Plain]) -> str:
    """What the document says, else what most of its items say."""
    said = Counter(_text(item, "language") for item in items)
    return _text(document, "language") or next((language for language, _ in said.most_common() if language), "")


def _source(document: _Plain) -> str:
    said = (_text(document, "creator"), _text(document, "officialSourceURL") or _text(document, "uri"))
    return ", ".join(part for part in said if part)


def _mapping(value: object) -> _Plain:
    return value if isinstance(value, dict) else {}


def _text(raw: _Plain, key: str) -> str:
    value = raw.get(key)
    return "" if value is None or isinstance(value, (dict, list)) else one_line(str(value))


def _lines(raw: _Plain, key: str) -> str:
    value = raw.get(key)
    return "" if value is None or isinstance(value, (dict, list)) else lines(str(value))
