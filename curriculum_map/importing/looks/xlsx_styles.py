"""The styles of an xlsx workbook: what of them changes what a person sees, by the number that cells carry."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from curriculum_map.importing.formats.xml_parts import Parts, is_set, local
from curriculum_map.importing.looks.building import CellStyle, Font
from curriculum_map.importing.looks.theme_colours import BLACK, INDEXED, WHITE, Palette, theme_of

# How dates and times of these numbers look is up to the reader's own settings.
_OWN_SETTINGS = "[$-x-sysdate]"
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: f"{_OWN_SETTINGS}dd/mm/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: f"{_OWN_SETTINGS}dd/mm/yyyy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    2: "0.00",
    4: "#,##0.00",
}
"""By number, the formats that every workbook of Excel has, as far as they can change what a person sees."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The palette of a workbook and, by number, the cell styles that can make a cell look different from its value.

    `colouring` has the numbers of the conditional formats that fill a cell.
    """

    palette: Palette = field(default_factory=Palette)
    telling: Mapping[str, CellStyle] = field(default_factory=dict)
    colouring: frozenset[int] = frozenset()

    def cell(self, number: str) -> CellStyle:
        """The style of this number, as far as it says something."""
        return self.telling.get(number, CellStyle())


def styles_of(parts: Parts, styles: str, theme: str) -> Styles:
    """The styles that these two parts describe."""
    root = parts.tree(styles)
    named = theme_of(parts.tree(theme))
    if root is None:
        return Styles(Palette(named))
    own = [element.get("rgb", "")[-6:].upper() for element in root.findall("{*}colors/{*}indexedColors/{*}rgbColor")]
    palette = Palette(named, (*own, *INDEXED[len(own) :]))
    fonts = dict(enumerate(_font(font, palette) for font in root.findall("{*}fonts/{*}font")))
    fills = dict(enumerate(_fill(fill, palette) for fill in root.findall("{*}fills/{*}fill")))
    formats = dict(BUILT_IN)
    for element in root.findall("{*}numFmts/{*}numFmt"):
        formats[_number(element, "numFmtId")] = element.get("formatCode", "")
    cells = [
        CellStyle(
            fills.get(_number(element, "fillId")),
            fonts.get(_number(element, "fontId"), Font()),
            telling_format(formats.get(_number(element, "numFmtId"), "")),
        )
        for element in root.findall("{*}cellXfs/{*}xf")
    ]
    conditional = enumerate(root.findall("{*}dxfs/{*}dxf"))
    colouring = frozenset(number for number, one in conditional if one.find("{*}fill") is not None)
    return Styles(palette, {str(number): style for number, style in enumerate(cells) if not style.plain}, colouring)


def with_property(font: Font, name: str, attributes: Mapping[str, str], palette: Palette) -> Font:
    """A font with one more of its properties, as the element of this name says."""
    if name == "strike":
        return replace(font, struck=is_set(attributes, "val", "1"))
    if name == "b":
        return replace(font, bold=is_set(attributes, "val", "1"))
    if name == "color":
        return replace(font, colour=palette.colour(attributes) or BLACK)
    return font


def _font(element: Element, palette: Palette) -> Font:
    font = Font()
    for child in element:
        font = with_property(font, local(child.tag), child.attrib, palette)
    return font


def _fill(fill: Element, palette: Palette) -> str | None:
    # Hatched patterns and gradients are decoration; only one colour all over the cell is a fill.
    solid = next((pattern for pattern in fill if pattern.get("patternType") == "solid"), None)
    front = None if solid is None else solid.find("{*}fgColor")
    colour = None if front is None or is_set(front.attrib, "auto") else palette.colour(front.attrib)
    return None if colour == WHITE else colour


def telling_format(number_format: str) -> str:
    """A number format; an empty text for one that shows values as they are."""
    return "" if number_format.strip().lower() in ("general", "@", "0", "#") else number_format


def _number(element: Element, name: str) -> int:
    text = element.get(name, "0")
    return int(text) if text.isdecimal() else 0
