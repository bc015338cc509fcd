"""The look of the sheets of an xlsx workbook, read in one pass over each sheet's part.

Not resolved: the bands of table styles and the colours of conditional formats, of which it only tells where they may
be; both depend on more than the cell itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from curriculum_map.importing.asides import asides_of
from curriculum_map.importing.cells import Look
from curriculum_map.importing.formats.plain_sheet import PlainSheet
from curriculum_map.importing.formats.xml_parts import MAX_PASS_BYTES, Link, Parts, attribute, stream, understood
from curriculum_map.importing.looks.building import LookBuilder
from curriculum_map.importing.looks.conditional_colours import conditional_areas
from curriculum_map.importing.looks.rich_text import Runs, shared_runs
from curriculum_map.importing.looks.xlsx_comments import comments_of
from curriculum_map.importing.looks.xlsx_pass import SheetPass
from curriculum_map.importing.looks.xlsx_styles import Styles, styles_of
from curriculum_map.importing.places import CONDITIONAL, MERGED, Area, area_of, areas

_BOOK = "xl/workbook.xml"
_USUAL = {"styles": "xl/styles.xml", "theme": "xl/theme/theme1.xml", "sharedStrings": "xl/sharedStrings.xml"}
# Without any of these no row or column of a part is hidden, and no text has fonts of its own.
_HIDES_ROW = re.compile(rb' hidden="(?:1|true|on)"| ht="0(?:\.0*)?"', re.IGNORECASE)
_WORTH_A_PASS = re.compile(rb"hidden|rPr|\b(?:width|ht)\s*=\s*[\"']0|\x00")


def looks_of_xlsx(
    data: bytes, sheets: Mapping[str, list[list[object]]], plain: Mapping[str, PlainSheet] | None = None
) -> dict[str, Look]:
    """The look of each of these sheets that its parts describe; some of them have been read already."""
    with Parts(data) as parts:
        book = parts.links(_BOOK)
        by_kind = _USUAL | {link.kind: link.part for link in book.values()}
        styles = understood(Styles(), styles_of, parts, by_kind["styles"], by_kind["theme"])
        no_runs: dict[str, Runs] = {}
        shared = understood(no_runs, shared_runs, parts, by_kind["sharedStrings"], styles.palette)
        looking, known = _Looking(parts, styles, shared), plain or {}
        no_sheets: list[tuple[str, str]] = []
        found = [(name, part) for name, part in understood(no_sheets, _sheet_parts, parts, book) if name in sheets]
        # Small sheets first: a large one, that takes too long, takes nothing away from them.
        found.sort(key=lambda sheet: parts.size(sheet[1]))
        return {name: understood(Look(), looking.look_of, part, sheets[name], known.get(name)) for name, part in found}


def _sheet_parts(parts: Parts, book: Mapping[str, Link]) -> list[tuple[str, str]]:
    """The name of each sheet and the part that holds it."""
    root = parts.tree(_BOOK)
    sheets = [] if root is None else root.findall("{*}sheets/{*}sheet")
    links = [(sheet.get("name", ""), book.get(attribute(sheet, "id"))) for sheet in sheets]
    return [(name, link.part) for name, link in links if link is not None and link.kind == "worksheet"]


@dataclass(slots=True)
class _Looking:
    """Looks at one sheet after the other, as long as there are bytes left that may be gone over."""

    parts: Parts
    styles: Styles
    shared: Mapping[str, Runs]
    left: int = MAX_PASS_BYTES

    def look_of(self, name: str, rows: list[list[object]], plain: PlainSheet | None = None) -> Look:
        """The look of the sheet in the part of this name."""
        builder = LookBuilder(rows)
        no_links: dict[str, Link] = {}
        linked = understood(no_links, self.parts.links, name)
        builder.comments = understood({}, comments_of, self.parts, linked)
        if plain is not None and self._dress(builder, plain):
            return self._finished(builder, plain.hull, linked)
        part = self.parts.read(name)
        if self.styles.telling or self.shared or _WORTH_A_PASS.search(part):
            sheet = SheetPass(builder, self.styles, self.shared, b"rPr" in part)
            gone_over = understood(None, self._pass_over, part, sheet)
            self.left -= min(gone_over or len(part), self.left)
            if gone_over is None:
                # Half a look would say something untrue about the other half.
                return Look(comments=builder.comments)
        return self._finished(builder, part, linked)

    def _dress(self, builder: LookBuilder, plain: PlainSheet) -> bool:
        """Whether the cells that were read tell all, then the builder has it; else the part has to be gone over."""
        around = SheetPass(builder, self.styles, {}, rich=False)
        stream(plain.hull, around.start)
        telling = self.styles.telling
        if around.dresses_columns or any(b"customFormat" in told for told in plain.told.values()):
            return False
        for row, told in plain.told.items():
            if _HIDES_ROW.search(told):
                builder.hide_rows(row, row)
        if not plain.styles.isdisjoint(telling):
            for row, columns, cells in plain.rows:
                for column, cell in zip(columns, cells, strict=True):
                    if cell.style in telling:
                        builder.dress(row, column, telling[cell.style])
        return True

    def _finished(self, builder: LookBuilder, part: bytes, linked: Mapping[str, Link]) -> Look:
        builder.merge(understood([], areas, MERGED, part))
        builder.asides = understood({}, asides_of, self.parts, part, linked)
        if builder.white_on_nothing:
            builder.ground_unknown(understood([], areas, CONDITIONAL, part))
            builder.ground_unknown(understood([], _headed_tables, self.parts, linked))
        builder.conditional = tuple(understood([], conditional_areas, part, self.styles.colouring))
        return builder.look()

    def _pass_over(self, part: bytes, sheet: SheetPass) -> int | None:
        if sheet.rich:
            gone_over = stream(part, sheet.start, sheet.end, sheet.text, most=self.left)
        else:
            gone_over = stream(part, sheet.start, most=self.left)
        sheet.close_row()
        return gone_over


def _headed_tables(parts: Parts, linked: Mapping[str, Link]) -> list[Area]:
    """Where a table style may put a dark ground under white text: in its headings, in a dark style everywhere."""
    areas = []
    for link in linked.values():
        root = parts.tree(link.part) if link.kind == "table" else None
        area = None if root is None else area_of(root.get("ref", ""))
        if root is not None and area is not None:
            style = root.find("{*}tableStyleInfo")
            dark = style is not None and "dark" in style.get("name", "").lower()
            areas.append(area if dark else (area[0], area[1], area[0], area[3]))
    return areas
