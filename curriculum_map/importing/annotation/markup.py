"""XML edited by position: what is put in or taken out is ours, every other byte stays.

A parser that writes back what it read changes prefixes, drops what it does not know and needs memory for all of it.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from curriculum_map.workbooks.text import printable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_TAG = re.compile(rb"<(/?)((?:[\w.-]+:)?)([\w.-]+)((?:[^<>\"'/]|/(?!>)|\"[^\"]*\"|'[^']*')*+)(/?)>")
_COUNT = re.compile(rb"(\scount\s*=\s*)(?:\"[^\"]*\"|'[^']*')")
# Apart from the cells, which are not looked at one by one, no part of a workbook that people made is longer.
_LONGEST = 16 * 2**20
_ASIDES = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))


class NotEditableError(Exception):
    """This part is not written as workbooks are, so nothing can be put into it safely."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element by its place in its part: from `start` to `end`, its content from `first` to `last`."""

    name: str
    prefix: str
    start: int
    first: int
    last: int
    end: int
    tag: bytes

    def attribute(self, name: str) -> str | None:
        """The value of an attribute, whatever its prefix; None without it."""
        found = re.search(rb"\s(?:[\w.-]+:)?" + name.encode() + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", self.tag)
        if found is None:
            return None
        return html.unescape((found[1] if found[1] is not None else found[2]).decode())


def elements(part: bytes, start: int = 0) -> Iterator[Element]:
    """The elements that stand beside each other from `start` up to the end of the one around them."""
    if len(part) - start > _LONGEST:
        raise NotEditableError("more than anybody means to say")
    depth, opened = 0, None
    for tag in _tags(part, start):
        if tag[1]:
            depth -= 1
            if depth < 0:
                return
        elif not tag[5]:
            depth += 1
            opened = tag if depth == 1 else opened
        if depth == 0:
            begin = opened or tag
            opened = None
            last = tag.start() if tag[1] else begin.end()
            yield Element(begin[3].decode(), begin[2].decode(), begin.start(), begin.end(), last, tag.end(), begin[0])


def children(part: bytes, parent: Element) -> list[Element]:
    """The elements directly inside another."""
    return [] if parent.first == parent.end else list(elements(part, parent.first))


def root(part: bytes) -> Element:
    """The outermost element of a part."""
    tag = next(_tags(part, 0), None)
    last = part.rfind(b"</")
    if tag is None or tag[1] or not (tag[5] or part.startswith(b"</" + tag[2] + tag[3], last)):
        raise NotEditableError("no element around it all")
    end = tag.end() if tag[5] else len(part.rstrip())
    return Element(tag[3].decode(), tag[2].decode(), tag.start(), tag.end(), end if tag[5] else last, end, tag[0])


def first_tag(part: bytes, name: str) -> "re.Match[bytes] | None":
    """The first opening tag with this name, without reading further."""
    return next((tag for tag in _tags(part, 0) if tag[3] == name.encode() and not tag[1]), None)


def is_closed(tag: "re.Match[bytes]") -> bool:
    """Whether a tag closes its element at once."""
    return bool(tag[5])


def spliced(part: bytes, changes: Iterable[tuple[int, int, bytes]]) -> bytes:
    """The part with each range from start to end replaced; the ranges do not overlap."""
    pieces, at = [], 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        pieces += [part[at:start], new]
        at = end
    return b"".join((*pieces, part[at:]))


def put_last(part: bytes, parent: Element, new: bytes, count: int | None = None) -> bytes:
    """The part with something added at the end of an element, which may be empty, and its `count` set if it has one."""
    tag = parent.tag if count is None else _COUNT.sub(rb'\g<1>"%d"' % count, parent.tag)
    if parent.last == parent.end:
        closing = f"</{parent.prefix}{parent.name}>".encode()
        return spliced(part, [(parent.start, parent.end, tag.removesuffix(b"/>") + b">" + new + closing)])
    return spliced(part, [(parent.start, parent.first, tag), (parent.last, parent.last, new)])


def written(fragment: str) -> bytes:
    """A piece of XML as bytes that mean the same in every encoding that holds ASCII."""
    return fragment.encode("ascii", "xmlcharrefreplace")


def as_text(text: str) -> str:
    """A text as it stands between tags."""
    return escape(printable(text))


def as_attribute(text: str) -> str:
    """A text as the value of an attribute, with its quotation marks."""
    return quoteattr(printable(text))


def name_space(prefix: str) -> str:
    """What an element of ours declares where the names of others have a prefix; else nothing."""
    return f' xmlns="{MAIN}"' if prefix else ""


def _end_of_aside(part: bytes, at: int) -> bytes | None:
    """How a comment or the like that begins here ends; None for what is none."""
    return next((end for begin, end in _ASIDES if part.startswith(begin, at)), None)


def _tags(part: bytes, start: int) -> Iterator["re.Match[bytes]"]:
    at = part.find(b"<", start)
    while at >= 0:
        # Most of what is looked at is a tag; the question is asked millions of times.
        aside = _end_of_aside(part, at) if part[at + 1 : at + 2] in (b"!", b"?") else None
        if aside is None:
            tag = _TAG.match(part, at)
            # A declaration of entities is no tag either: such a part is left alone.
            if tag is None:
                raise NotEditableError("no tag")
            yield tag
            end = tag.end()
        else:
            end = part.find(aside, at)
            if end < 0:
                raise NotEditableError("an open end")
        at = part.find(b"<", end)
