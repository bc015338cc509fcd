"""Comments on the cells of an xlsx sheet: what they say; who says it is left out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

from curriculum_map.importing.cells import Place
from curriculum_map.importing.formats.xml_parts import Link, Parts, local
from curriculum_map.importing.places import place_of

# A conversation is repeated as a comment, for programs that know none: an explanation with this link, then the texts,
# each after a line such as "Comment:" or "Reply:", in the language of the program.
_EXPLANATION = re.compile(r"\A\[[^\]]*\].*?linkid=870924\S*\s*", re.DOTALL)
_LABEL = re.compile(r"^\S[^\n:]{0,30}:[ \t]*\n", re.MULTILINE)
# Google Sheets signs each comment on a line of its own.
_SIGNATURE = re.compile(r"^[ \t]*\t-[^\n]*$", re.MULTILINE)
# Excel starts a comment with its author on a line of its own, and keeps that line when the author is removed elsewhere.
_HEADING = re.compile(r"\A\s*[^\n:\d]{1,60}:[ \t\r]*\n")


def comments_of(parts: Parts, linked: Mapping[str, Link]) -> dict[Place, str]:
    """What the comments of a sheet say, given what its part refers to; of a conversation, all that was said."""
    found: dict[Place, list[str]] = {}
    for kind, read in (("comments", _notes), ("threadedComment", _conversations)):
        said: dict[Place, list[str]] = {}
        for link in linked.values():
            root = parts.tree(link.part) if link.kind == kind else None
            for address, text in () if root is None else read(root):
                place = place_of(address)
                if place is not None and text.strip():
                    said.setdefault(place, []).append(text)
        # The conversation itself is better than the comment that repeats it.
        found |= said
    return {place: "\n".join(texts) for place, texts in found.items()}


def _notes(root: Element) -> Iterator[tuple[str, str]]:
    authors = {(author.text or "").strip() for author in root.findall("{*}authors/{*}author")} - {""}
    for comment in root.iter():
        if local(comment.tag) == "comment":
            text = "".join(_text(run) for run in comment.findall("{*}text/*") if local(run.tag) in ("r", "t"))
            yield comment.get("ref", ""), without_persons(text, authors)


def without_persons(text: str, authors: Iterable[str] = ()) -> str:
    """What a comment says, without who says it and without what a program adds for other programs."""
    if _EXPLANATION.match(text):
        lines = _LABEL.sub("", _EXPLANATION.sub("", text)).splitlines()
        return "\n".join(line.strip() for line in lines if line.strip())
    text = _HEADING.sub("", text, count=1).lstrip()
    named = next((author for author in authors if text.startswith(f"{author}:")), None)
    if named is not None:
        text = text[len(named) + 1 :]
    return _SIGNATURE.sub("", text).strip()


def _text(run: Element) -> str:
    return (run.text or "") if local(run.tag) == "t" else "".join(text.text or "" for text in run.findall("{*}t"))


def _conversations(root: Element) -> Iterator[tuple[str, str]]:
    for comment in root.iter():
        if local(comment.tag) == "threadedComment":
            yield comment.get("ref", ""), _without_mentions(comment)


def _without_mentions(comment: Element) -> str:
    """What was said, without the names of those who were called on ("@Jan Peeters")."""
    text = "".join(found.text or "" for found in comment.findall("{*}text"))
    mentions = [
        (int(mention.get("startIndex", "0")), int(mention.get("length", "0")))
        for mention in comment.findall("{*}mentions/{*}mention")
    ]
    for start, length in sorted(mentions, reverse=True):
        text = text[:start] + text[start + length :]
    return " ".join(text.split()) if mentions else text
