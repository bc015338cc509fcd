"""A framework as plain values: what our YAML holds and what the database keeps."""

from collections.abc import Callable, Iterator
from typing import Any

from curriculum_map.domain.findings import Finding, Severity
from curriculum_map.domain.own_framework import MOST_ITEMS, Item, OwnFramework, framework_id, lines, one_line, problems
from curriculum_map.domain.text import LANGUAGES, Language, as_language
from curriculum_map.frameworks.formats.faults import error, fault, warning

_FRAMEWORK_KEYS = ("id", "title", "language", "source", "items")
_ITEM_KEYS = ("id", "label", "parent", "code", "description", "order")
# Above this a number is no place in a list, and not every program reads it back as it was.
_LARGEST_ORDER = 1_000_000_000


def as_plain(framework: OwnFramework) -> dict[str, Any]:
    """The framework in texts, numbers and lists; what is not there, or follows from the file, is left out."""
    plain: dict[str, Any] = {"id": framework.id, "title": framework.title, "language": framework.language}
    if framework.source is not None:
        plain["source"] = framework.source
    plain["items"] = [_item_as_plain(item, place) for place, item in enumerate(framework.items, start=1)]
    return plain


def from_plain(plain: object, file_name: str) -> tuple[OwnFramework | None, list[Finding]]:
    """The framework that these values describe, with what is wrong; None where there is no list of items."""
    raw_items = plain.get("items") if isinstance(plain, dict) else None
    if not isinstance(plain, dict) or not isinstance(raw_items, list):
        return None, [error("framework-no-items", where="items")]
    if len(raw_items) > MOST_ITEMS:
        return None, [error("framework-too-many-items", count=len(raw_items), most=MOST_ITEMS)]
    findings: list[Finding] = [*_unknown_keys(plain, _FRAMEWORK_KEYS, "")]
    read = _Texts(findings)
    title = read.text(plain, "title", "title")
    source = read.text(plain, "source", "source", lines) or None
    language = language_said(read.text(plain, "language", "language"), findings)
    found_id, title = named(read.text(plain, "id", "id"), title, file_name, findings)
    items: list[Item] = []
    positions: list[int] = []
    for position, raw in enumerate(raw_items):
        if isinstance(raw, dict):
            findings.extend(_unknown_keys(raw, _ITEM_KEYS, f"items[{position}]."))
            items.append(_item(raw, position, read))
            positions.append(position)
        else:
            findings.append(error("framework-item-not-read", where=f"items[{position}]"))
    framework = OwnFramework(found_id, title, language, tuple(items), source)
    findings.extend(problems(framework, lambda place, part: {"where": f"items[{positions[place]}].{part}"}))
    return framework, findings


def named(found_id: str, title: str, file_name: str, findings: list[Finding]) -> tuple[str, str]:
    """The id and the title of a framework, each made from the other or from the file's name where it is missing."""
    stem = one_line(file_name).rpartition(".")[0] or one_line(file_name) or "framework"
    if not title:
        title = found_id or stem
        findings.append(warning("framework-without-title", title=title))
    usable = framework_id(found_id or title)
    if usable != found_id:
        findings.append(fault("framework-id-made", Severity.NOTE, id=usable))
    return usable, title


def language_said(said: str, findings: list[Finding]) -> Language:
    """The language of a framework, with a note where the file names neither Dutch nor English."""
    language = as_language(said)
    if said.lower()[:2] not in LANGUAGES:
        findings.append(fault("framework-language-assumed", Severity.NOTE, written=said or "–"))
    return language


def place_said(said: object, otherwise: int) -> int | None:
    """A place among siblings: the number that was said, `otherwise` where nothing was; None for no such number."""
    if said is None or said == "":
        return otherwise
    text = str(said)
    # isdecimal() alone is true for the digits of other scripts as well, which is fine: int() reads them.
    order = int(text) if len(text) <= 10 and text.isdecimal() else None
    return order if order is not None and order <= _LARGEST_ORDER else None


class _Texts:
    """Reads texts out of plain values; one that is a list or holds further values becomes a finding."""

    def __init__(self, findings: list[Finding]) -> None:
        self._findings = findings

    def text(self, raw: dict[Any, Any], key: str, where: str, tidy: Callable[[str], str] = one_line) -> str:
        """The tidied text of this key, '' where there is none."""
        value = raw.get(key)
        if isinstance(value, (dict, list)):
            self._findings.append(error("framework-value-not-text", where=where))
            return ""
        return "" if value is None else tidy(str(value))

    def order(self, raw: dict[Any, Any], position: int) -> int:
        """The place among siblings, by default that in the file."""
        said = self.text(raw, "order", f"items[{position}].order")
        order = place_said(said, position + 1)
        if order is None:
            self._findings.append(warning("framework-bad-order", where=f"items[{position}].order", written=said))
        return position + 1 if order is None else order


def _item(raw: dict[Any, Any], position: int, read: _Texts) -> Item:
    where = f"items[{position}]."
    return Item(
        id=read.text(raw, "id", f"{where}id"),
        label=read.text(raw, "label", f"{where}label"),
        parent=read.text(raw, "parent", f"{where}parent") or None,
        code=read.text(raw, "code", f"{where}code") or None,
        description=read.text(raw, "description", f"{where}description", lines) or None,
        order=read.order(raw, position),
    )


def _item_as_plain(item: Item, place: int) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": item.id}
    if item.parent is not None:
        plain["parent"] = item.parent
    if item.code is not None:
        plain["code"] = item.code
    plain["label"] = item.label
    if item.description is not None:
        plain["description"] = item.description
    if item.order != place:
        plain["order"] = item.order
    return plain


def _unknown_keys(raw: dict[Any, Any], known: tuple[str, ...], where: str) -> Iterator[Finding]:
    for key in raw:
        if key not in known:
            yield warning("framework-key-not-read", where=f"{where}{one_line(str(key))[:60]}")
