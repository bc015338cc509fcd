"""The named styles of a report: one per kind of column, so that a reader can change a look in one place."""

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle

from curriculum_map.reports.book import Kind
from curriculum_map.workbooks.style import BOLD, CENTRED, EDGES, FONT, HEADING_FILL, INK, TITLE, WRAPPED

HEADING, SHEET_TITLE, NOTE, LINK = "heading", "title", "note", "link"
# Title and note where they go on in a second line.
WRAPPED_LOOKS = {SHEET_TITLE: "title in lines", NOTE: "note in lines"}
_PLAIN = Font(name=FONT, size=11, color=INK)
_NOTES = Font(name=FONT, size=11, italic=True, color="4A5560")
_NUMBERS = Alignment(horizontal="right", vertical="top", indent=1)
_WORDS = Alignment(wrap_text=True, horizontal="left", vertical="top", indent=1)
_MIDDLE = Alignment(wrap_text=True, horizontal="center", vertical="center")


def _named_styles() -> dict[str, NamedStyle]:
    return {
        HEADING: NamedStyle("Report heading", font=BOLD, fill=HEADING_FILL, border=EDGES, alignment=CENTRED),
        SHEET_TITLE: NamedStyle("Report title", font=TITLE),
        WRAPPED_LOOKS[SHEET_TITLE]: NamedStyle("Report title in lines", font=TITLE, alignment=WRAPPED),
        NOTE: NamedStyle("Report note", font=_NOTES),
        WRAPPED_LOOKS[NOTE]: NamedStyle("Report note in lines", font=_NOTES, alignment=WRAPPED),
        LINK: NamedStyle(
            "Report link",
            font=Font(name=FONT, size=11, color="245D9A", underline="single"),
            border=EDGES,
            alignment=_WORDS,
        ),
        Kind.LABEL: NamedStyle("Report label", font=BOLD, border=EDGES, alignment=_WORDS),
        Kind.TEXT: NamedStyle("Report text", font=_PLAIN, border=EDGES, alignment=_WORDS),
        Kind.LEVEL: NamedStyle("Report level", font=_PLAIN, border=EDGES, alignment=_MIDDLE),
        Kind.GAP: NamedStyle("Report gap", font=_PLAIN, border=EDGES, alignment=_WORDS),
        Kind.COUNT: NamedStyle("Report count", font=_PLAIN, border=EDGES, alignment=_NUMBERS, number_format="0"),
        Kind.CREDITS: NamedStyle("Report credits", font=_PLAIN, border=EDGES, alignment=_NUMBERS),
        Kind.SHARE: NamedStyle("Report share", font=_PLAIN, border=EDGES, alignment=_NUMBERS, number_format="0%"),
        Kind.HUNDREDTHS: NamedStyle(
            "Report hundredths", font=_PLAIN, border=EDGES, alignment=_NUMBERS, number_format="0.00"
        ),
    }


class Looks:
    """The styles by the numbers that cells name them by, each made once: setting fonts cell by cell costs time."""

    def __init__(self, workbook: Workbook) -> None:
        self._names = {look: style.name for look, style in _named_styles().items()}
        for style in _named_styles().values():
            workbook.add_named_style(style)
        self._model, self._made = WriteOnlyCell(workbook.create_sheet()), dict[tuple[str, bool], int]()
        workbook.remove(self._model.parent)

    def of(self, look: str, *, text: bool) -> int:
        """The number of the style of a look, for a text or for any other value."""
        found = self._made.get((look, text))
        if found is None:
            self._model.style = self._names[look]
            self._model.quotePrefix = text
            found = self._made[look, text] = int(self._model.style_id)
        return found
