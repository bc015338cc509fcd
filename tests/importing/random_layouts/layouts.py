"""A random layout: where the headings, the courses and everything around them stand."""

from dataclasses import dataclass, fields
from random import Random
from typing import Literal

from hypothesis import strategies as st

from curriculum_map.domain.text import Language
from tests.importing.random_layouts.marks import COLOURS, DASHED, STYLES, MarkStyle

Kind = Literal["down", "across", "side by side", "sub-columns", "long", "colours"]
Format = Literal["xlsx", "ods", "csv", "tsv"]
Filled = Literal["merged", "left", "repeated"]
Sections = Literal["none", "first", "merged"]
Footnotes = Literal["none", "below", "after a blank row"]
Where = Literal["none", "below", "beside", "other sheet"]

KINDS: tuple[Kind, ...] = ("down", "across", "side by side", "sub-columns", "long", "colours")
_FIELDS = ("code", "ects", "phase", "semester", "status", "track")


@dataclass(frozen=True)
class TextStyle:
    """How separated text is put in bytes."""

    separator: str = ";"
    encoding: str = "utf-8"
    line_end: str = "\r\n"
    names_separator: bool = False


@dataclass(frozen=True, repr=False)
class Layout:
    """One way of writing a grid down; `seed` decides about what hardly matters, such as which word a heading is."""

    kind: Kind
    format: Format
    language: Language
    marks: MarkStyle
    fields: tuple[str, ...]
    seed: int
    at: tuple[int, int] = (0, 0)
    with_focus: bool = False
    with_cluster: bool = True
    in_one_cell: bool = False
    numbers: Literal["none", "in the name", "in a row"] = "none"
    filled: Filled = "merged"
    field_labels: Literal["below", "above", "merged"] = "below"
    title_lines: int = 0
    described: Literal["above", "cover", "answered"] = "answered"
    sections: Sections = "none"
    totals: Literal["none", "row", "row and column", "after a blank row"] = "none"
    averages: bool = False
    formulas: bool = False
    footnotes: Footnotes = "none"
    legend: Where = "none"
    other_sheets: tuple[str, ...] = ()
    hidden: bool = False
    remarks: bool = False
    stripes: bool = False
    odd_spaces: bool = False
    targets_first: bool = False
    text: TextStyle = TextStyle()

    def __repr__(self) -> str:
        said = {part.name: getattr(self, part.name) for part in fields(self) if part.name != "marks"}
        unusual = {part.name for part in fields(self) if said.get(part.name, part.default) != part.default}
        return ", ".join((self.marks.name, *(f"{name}={said[name]!r}" for name in said if name in unusual)))

    def random(self) -> Random:
        """A new source of the same small choices."""
        return Random(self.seed)

    @property
    def turned(self) -> bool:
        """Whether the courses stand across."""
        return self.kind == "across" or (self.kind == "colours" and self.seed % 2 == 1)


_encodings = st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16"])
_line_ends = st.sampled_from(["\r\n", "\n", "\r"])
text_styles = {
    "csv": st.builds(TextStyle, st.sampled_from(";,"), _encodings, _line_ends, st.booleans()),
    "tsv": st.builds(TextStyle, st.just("\t"), _encodings, _line_ends),
}


@st.composite
def layouts(draw: st.DrawFn, kind: Kind, format: Format) -> Layout:  # noqa: A002 - that is what it is
    """Any layout of this kind; what the format does not know is left out of it."""
    booleans, flat = st.booleans(), format in ("csv", "tsv")
    fillings: list[Filled] = ["left", "repeated", "merged"] if format == "xlsx" else ["left", "repeated"]
    marks = draw(st.sampled_from(COLOURS if kind == "colours" else STYLES))
    if kind != "colours" and draw(booleans):
        marks = MarkStyle(marks.name, marks.forms, marks.needs_answers, also_none=DASHED)
    legends: list[Where] = ["below", "beside"] if flat else ["below", "beside", "other sheet"]
    if kind != "colours":
        legends = ["none"] if kind == "sub-columns" else ["none", *legends]
    others = [] if flat else ["cover", "notes", "course list", "framework"]
    if format == "xlsx":
        others.append("last year")
    names = draw(st.sets(st.sampled_from(_FIELDS)))
    # Where courses have nothing but a title, no one can tell a lonely text from a course without levels.
    told_apart = not names.isdisjoint(("code", "phase"))
    sections: list[Sections] = ["none", "first"] if told_apart else ["none"]
    footnotes: list[Footnotes] = ["none", "after a blank row", "below"] if told_apart else ["none", "after a blank row"]
    return Layout(
        kind=kind,
        format=format,
        language=draw(st.sampled_from(["nl", "en"])),
        marks=marks,
        fields=tuple(name for name in _FIELDS if name in names),
        seed=draw(st.integers(0, 2**16)),
        at=draw(st.tuples(st.integers(0, 4), st.integers(0, 3))),
        with_focus=draw(booleans),
        with_cluster=draw(booleans),
        in_one_cell=draw(booleans),
        numbers=draw(st.sampled_from(["none", "in the name", "in a row"])),
        filled=draw(st.sampled_from(fillings)),
        field_labels=draw(st.sampled_from(["below", "above"] if format != "xlsx" else ["below", "above", "merged"])),
        title_lines=draw(st.integers(0, 3)),
        described=draw(st.sampled_from(["answered", "above"] if flat else ["answered", "above", "cover"])),
        sections=draw(st.sampled_from([*sections, "merged"] if format == "xlsx" else sections)),
        totals=draw(st.sampled_from(["none", "row", "row and column", "after a blank row"])),
        averages=draw(booleans),
        formulas=format == "xlsx" and draw(booleans),
        footnotes=draw(st.sampled_from(footnotes)),
        legend=draw(st.sampled_from(legends)),
        other_sheets=tuple(draw(st.lists(st.sampled_from(others), unique=True))) if others else (),
        hidden=format == "xlsx" and draw(booleans),
        remarks=draw(booleans),
        stripes=format == "xlsx" and draw(booleans),
        odd_spaces=draw(booleans),
        targets_first=draw(booleans),
        text=draw(text_styles[format]) if flat else TextStyle(),
    )
