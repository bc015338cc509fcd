"""A framework written as a CASE package. The same framework gives the same bytes."""

import json
import uuid
from typing import Any

from curriculum_map.domain.own_framework import Item, OwnFramework, leaves
from curriculum_map.frameworks.formats.case_names import CHILD_OF, OURS

# CASE asks for a date of the last change. We keep none, so it is one that nobody takes for real.
_CHANGED = "1970-01-01T00:00:00+00:00"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:curriculum-map:framework")
_GROUP, _OUTCOME = "Group", "Outcome"


def write_case(framework: OwnFramework) -> bytes:
    """The framework as JSON in UTF-8, with identifiers that are UUIDs as CASE wants them."""
    held = {id(item) for item in leaves(framework)}
    package = {
        "CFDocument": _document(framework),
        "CFItems": [_item(framework, item, _OUTCOME if id(item) in held else _GROUP) for item in framework.items],
        "CFAssociations": [_association(framework, item, place) for place, item in enumerate(framework.items)],
        "CFDefinitions": {"CFItemTypes": [_item_type(name) for name in (_GROUP, _OUTCOME)]},
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _document(framework: OwnFramework) -> dict[str, Any]:
    own = {"id": framework.id} | ({} if framework.source is None else {"source": framework.source})
    return {
        **_named(_document_identifier(framework)),
        "creator": framework.source or framework.title,
        "title": framework.title,
        "language": framework.language,
        "extensions": {OURS: own},
    }


def _item(framework: OwnFramework, item: Item, kind: str) -> dict[str, Any]:
    identifier = _identifier(framework, item.id)
    raw: dict[str, Any] = {
        **_named(identifier),
        "fullStatement": item.label,
        "language": framework.language,
        "CFItemType": kind,
        "CFItemTypeURI": _link(_type_identifier(kind), kind),
        "CFDocumentURI": _link(_document_identifier(framework), framework.title),
    }
    if item.code is not None:
        raw["humanCodingScheme"] = item.code
    if item.description is not None:
        raw["notes"] = item.description
    if identifier != item.id:
        raw["extensions"] = {OURS: {"id": item.id}}
    return raw


def _association(framework: OwnFramework, item: Item, place: int) -> dict[str, Any]:
    """The group that holds an item and its place in it. The document holds those of the top level."""
    document = _document_identifier(framework)
    group = document if item.parent is None else _identifier(framework, item.parent)
    raw: dict[str, Any] = {
        **_named(str(uuid.uuid5(_SPACE, f"{framework.id}/association/{place}"))),
        "associationType": CHILD_OF,
        "originNodeURI": _link(_identifier(framework, item.id), item.label),
        "destinationNodeURI": _link(group, framework.title if item.parent is None else item.parent),
        "sequenceNumber": item.order,
    }
    # An orphan's parent is nowhere else in the package.
    if item.parent not in (None, group):
        raw["extensions"] = {OURS: {"parent": item.parent}}
    return raw


def _item_type(name: str) -> dict[str, Any]:
    return {
        **_named(_type_identifier(name)),
        "title": name,
        "description": name,
        "hierarchyCode": "1",
        "typeCode": name,
    }


def _named(identifier: str) -> dict[str, Any]:
    return {"identifier": identifier, "uri": f"urn:uuid:{identifier}", "lastChangeDateTime": _CHANGED}


def _link(identifier: str, title: str) -> dict[str, str]:
    return {"title": title, "identifier": identifier, "uri": f"urn:uuid:{identifier}"}


def _identifier(framework: OwnFramework, item_id: str) -> str:
    """The id itself where it is a UUID already: a framework that came as CASE keeps its identifiers."""
    try:
        return item_id if str(uuid.UUID(item_id)) == item_id else _made(framework, item_id)
    except ValueError:
        return _made(framework, item_id)


def _made(framework: OwnFramework, item_id: str) -> str:
    return str(uuid.uuid5(_SPACE, f"{framework.id}/item/{item_id}"))


def _document_identifier(framework: OwnFramework) -> str:
    return str(uuid.uuid5(_SPACE, framework.id))


def _type_identifier(name: str) -> str:
    return str(uuid.uuid5(_SPACE, f"type/{name}"))
