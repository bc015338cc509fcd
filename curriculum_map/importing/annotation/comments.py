"""Comments on cells: ours under those of the user, between two lines by which they are found again."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from curriculum_map.importing.annotation import balloons
from curriculum_map.importing.annotation.marks import drawing_link, with_drawing_link
from curriculum_map.importing.annotation.markup import (
    MAIN,
    Element,
    NotEditableError,
    as_text,
    children,
    name_space,
    put_last,
    root,
    spliced,
    written,
)
from curriculum_map.importing.annotation.package import Package
from curriculum_map.importing.annotation.remarks import address
from curriculum_map.importing.cells import Place
from curriculum_map.importing.places import place_of

EMPTY = written(f'<?xml version="1.0" encoding="UTF-8"?>\n<comments xmlns="{MAIN}"><authors/><commentList/></comments>')

_AUTHOR = "Curriculum Map"
_FIRST, _LAST = f"── {_AUTHOR} ──", "──────"
_OURS = re.compile(rf"\n?{_FIRST}.*?(?:{_LAST}|\Z)", re.DOTALL)
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_PROPERTIES = '<rPr><sz val="9"/><rFont val="Calibri"/></rPr>'


@dataclass(frozen=True, slots=True)
class Commented:
    """The part with the comments, the cells whose comment is gone since it was all ours, and those with a new one."""

    part: bytes
    gone: frozenset[Place]
    new: frozenset[Place]


def without_ours(text: str) -> str:
    """What the user wrote in a comment."""
    return _OURS.sub("", text)


def write_comments(package: Package, sheet: str, texts: Mapping[Place, str]) -> None:
    """Puts these comments on the cells of a sheet, given by its part, and takes out those of an earlier time."""
    comments = package.linked(sheet, "comments")
    if comments is None:
        if not texts:
            return
        comments = package.free_name("xl/comments{}.xml")
        package.write(comments, EMPTY)
        package.declare(comments, _CONTENT_TYPE)
        package.link(sheet, "comments", comments)
    commented = with_comments(package.read(comments), texts)
    package.write(comments, commented.part)
    link = drawing_link(package.read(sheet))
    drawing = package.linked_as(sheet, link) if link else None
    if drawing is None:
        drawing = package.free_name("xl/drawings/vmlDrawing{}.vml")
        package.write(drawing, balloons.EMPTY)
        package.declare(drawing, balloons.CONTENT_TYPE)
        link = package.link(sheet, "vmlDrawing", drawing)
        package.write(sheet, with_drawing_link(package.read(sheet), link))
    new = {cell: texts[cell] for cell in sorted(commented.new)}
    package.write(drawing, balloons.with_balloons(package.read(drawing), commented.gone, new, texts.keys()))


def with_comments(part: bytes, texts: Mapping[Place, str]) -> Commented:
    """The comments with these texts under them, and without what we wrote an earlier time."""
    found = {one.name: one for one in children(part, root(part))}
    if "authors" not in found or "commentList" not in found:
        raise NotEditableError("comments without a list")
    changes: list[tuple[int, int, bytes]] = []
    gone, there = set(), set()
    for one in children(part, found["commentList"]):
        cell = place_of(one.attribute("ref") or "")
        text = next((inside for inside in children(part, one) if inside.name == "text"), None)
        if cell is None or text is None:
            continue
        runs = list(_runs(part, text))
        words = "".join(run for _, run in runs)
        kept = _kept(runs) if _OURS.search(words) else runs
        if cell in texts:
            kept = [*kept, (_PROPERTIES, _block(texts[cell], after=bool(kept)))]
        there.add(cell)
        if not kept:
            gone.add(cell)
            changes.append((one.start, one.end, b""))
        elif kept != runs:
            space = name_space(one.prefix)
            new = "".join(_run(properties, run, space) for properties, run in kept)
            changes.append((text.first, text.last, written(new)))
    new_cells = frozenset(texts) - there
    part = spliced(part, changes)
    return Commented(_with_new(part, {cell: texts[cell] for cell in sorted(new_cells)}), frozenset(gone), new_cells)


def _runs(part: bytes, text: Element) -> Iterator[tuple[str, str]]:
    """How each stretch of a comment looks, as it is written, and what it says."""
    for one in children(part, text):
        inside = {two.name: two for two in children(part, one)} if one.name == "r" else {one.name: one}
        said, looks = inside.get("t"), inside.get("rPr")
        if said is not None:
            looks_as = part[looks.start : looks.end].decode() if looks else ""
            yield looks_as, html.unescape(part[said.first : said.last].decode())


def _kept(runs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The stretches without what is ours; none where nothing else was written."""
    ours = [place for found in _OURS.finditer("".join(run for _, run in runs)) for place in range(*found.span())]
    taken, at, kept = frozenset(ours), 0, []
    for properties, run in runs:
        left = "".join(sign for place, sign in enumerate(run, start=at) if place not in taken)
        at += len(run)
        if left:
            kept.append((properties, left))
    return kept if any(run.strip() for _, run in kept) else []


def _with_new(part: bytes, texts: Mapping[Place, str]) -> bytes:
    if not texts:
        return part
    authors = _child(part, "authors")
    names = [html.unescape(part[one.first : one.last].decode()) for one in children(part, authors)]
    space = name_space(authors.prefix)
    if _AUTHOR not in names:
        part = put_last(part, authors, written(f"<author{space}>{_AUTHOR}</author>"))
        names.append(_AUTHOR)
    author = names.index(_AUTHOR)
    new = "".join(
        f'<comment{space} ref="{address(cell)}" authorId="{author}"><text>'
        f"{_run(_PROPERTIES, _block(text, after=False), '')}</text></comment>"
        for cell, text in texts.items()
    )
    return put_last(part, _child(part, "commentList"), written(new))


def _child(part: bytes, name: str) -> Element:
    return next(one for one in children(part, root(part)) if one.name == name)


def _block(text: str, *, after: bool) -> str:
    return f"{chr(10) * after}{_FIRST}\n{text.replace(_LAST, '—')}\n{_LAST}"


def _run(properties: str, text: str, space: str) -> str:
    return f'<r{space}>{properties}<t xml:space="preserve">{as_text(text)}</t></r>'
