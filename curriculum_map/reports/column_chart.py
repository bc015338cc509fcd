"""A native chart of columns: it follows the cells, so it changes when a reader changes a level."""

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.utils.units import cm_to_EMU
from openpyxl.worksheet.worksheet import Worksheet

from curriculum_map.reports.book import ColumnChart, Sheet
from curriculum_map.workbooks.style import INK

_WIDTH_CM, _HEIGHT_CM = 19, 10.5
_GRID = "D5DBE1"


class _DescribedAnchor(OneCellAnchor):  # type: ignore[misc] # openpyxl has no types
    """The place of a chart, with the text that a screen reader says for it."""

    # A subclass of openpyxl's starts without any: this is what makes it write the same XML.
    __elements__ = OneCellAnchor.__elements__

    def __init__(self, column: int, row: int, described: str) -> None:
        size = XDRPositiveSize2D(cm_to_EMU(_WIDTH_CM), cm_to_EMU(_HEIGHT_CM))
        super().__init__(_from=AnchorMarker(col=column - 1, row=row - 1), ext=size)
        self.described = described

    def to_tree(self, *where: Any, **named: Any) -> Any:
        """The XML of the anchor; openpyxl makes the chart's frame just before this and leaves it without a text."""
        self.graphicFrame.nvGraphicFramePr.cNvPr.descr = self.described
        return super().to_tree(*where, **named)


def make_chart(target: Worksheet, sheet: Sheet, described: ColumnChart) -> BarChart:
    """The chart of a sheet, to the right of its columns. The first series is filled, later ones are hatched."""
    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth, chart.overlap = "col", "clustered", 60, 0
    chart.title = described.title
    chart.x_axis.title, chart.y_axis.title = described.rows_title, described.counts_title
    # Excel lays titles over the columns unless it is told not to.
    for titled in (chart, chart.x_axis, chart.y_axis):
        titled.title.overlay = False
    chart.legend.overlay = False
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    chart.y_axis.scaling.min = 0
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID, w=6350))
    chart.legend.position = "b"
    for column in range(2, len(sheet.columns) + 1):
        values = Reference(target, min_col=column, min_row=sheet.heading_row, max_row=sheet.last_row)
        chart.append(_series(values, described.colours, hatched=column > 2))
    chart.set_categories(Reference(target, min_col=1, min_row=sheet.first_row, max_row=sheet.last_row))
    chart.anchor = _DescribedAnchor(len(sheet.columns) + 2, sheet.heading_row, described.described)
    return chart


def _series(values: Reference, colours: tuple[str, ...], *, hatched: bool) -> Series:
    """A series with its counts above the columns; each column in the colour of its own row."""
    series = SeriesFactory(values, title_from_data=True)
    series.graphicalProperties = _fill(INK, hatched)
    series.data_points = [DataPoint(idx=place, spPr=_fill(colour, hatched)) for place, colour in enumerate(colours)]
    series.dLbls = DataLabelList(
        showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
    )
    return series


def _fill(colour: str, hatched: bool) -> GraphicalProperties:
    """A plain or hatched fill of this colour, with a line around it that shows on white too."""
    properties = GraphicalProperties(ln=LineProperties(solidFill=INK, w=9525))
    if hatched:
        ink = INK if colour.lower() == "ffffff" else colour
        properties.pattFill = PatternFillProperties(
            prst="wdUpDiag", fgClr=ColorChoice(srgbClr=ink), bgClr=ColorChoice(srgbClr="FFFFFF")
        )
    else:
        properties.solidFill = colour
    return properties
