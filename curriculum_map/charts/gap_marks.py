"""The traces of a picture of gaps."""

from dataclasses import dataclass
from typing import Any

from curriculum_map.charts.gap_lines import GapLine
from curriculum_map.charts.theme import FONT, plain, theme
from curriculum_map.domain.levels import Legend, Level
from curriculum_map.domain.text import Language


@dataclass(frozen=True, slots=True)
class GapMarks:
    """The traces of the picture; each kind of mark has a shape of its own, so that none leans on colour."""

    lines: tuple[tuple[float, GapLine], ...]
    legend: Legend
    language: Language
    dark: bool

    def points(self, field: str, name: str, marker: dict[str, Any]) -> dict[str, Any]:
        """One point per line that has a level in this field."""
        found = [(y, line, level) for y, line in self.lines if (level := getattr(line, field)) is not None]
        return {
            "type": "scatter",
            "mode": "markers",
            "name": plain(name),
            "x": [level for _, _, level in found],
            "y": [y for y, _, _ in found],
            "customdata": [[line.id, field] for _, line, _ in found],
            "hovertext": [self._hover(line, name, level) for _, line, level in found],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"color": self._blue} | marker,
            "selected": {"marker": {"opacity": 1}},
            "unselected": {"marker": {"opacity": 1}},
        }

    def ring(self) -> dict[str, Any]:
        """The marker for possible: wide enough to stand around the dot of guaranteed."""
        line = {"width": 2, "color": self._blue}
        return {"symbol": "circle", "size": 17, "color": theme(self.dark).page, "line": line}

    def bar(self) -> dict[str, Any]:
        """The marker for an ambition: an upright bar that a dot in a ring leaves visible."""
        return {"symbol": "line-ns", "size": 11, "line": {"width": 4, "color": self.legend.gap_marker[self.dark]}}

    def span(self) -> dict[str, Any]:
        """A thin line from guaranteed to possible."""
        return self._segments("guaranteed", "possible", {"width": 2, "color": theme(self.dark).muted}) | {
            "showlegend": False
        }

    def below(self, name: str) -> dict[str, Any]:
        """A broad band from guaranteed up to an ambition that is not reached."""
        line = {"width": 9, "color": self.legend.gap_marker[self.dark]}
        return self._segments("guaranteed", "ambition", line) | {"name": plain(name), "opacity": 0.45}

    def not_rated(self) -> dict[str, Any]:
        """The legend's word where nobody rated the target."""
        muted = theme(self.dark).muted
        blank = [y for y, line in self.lines if line.guaranteed is None and line.possible is None]
        return {
            "type": "scatter",
            "mode": "text",
            "x": [0] * len(blank),
            "y": blank,
            "text": [plain(self.legend.not_rated[self.language])] * len(blank),
            "textposition": "middle right",
            "textfont": {"family": FONT, "size": 12, "color": muted, "style": "italic"},
            "unselected": {"textfont": {"color": muted}},
            "hoverinfo": "skip",
            "showlegend": False,
        }

    @property
    def _blue(self) -> str:
        well_framed = self.legend[Level.WELL_FRAMED]
        return well_framed.dark.fill if self.dark else well_framed.light.fill

    def _segments(self, start: str, end: str, line: dict[str, Any]) -> dict[str, Any]:
        ends = [(y, getattr(target, start), getattr(target, end)) for y, target in self.lines]
        rising = [(y, low, high) for y, low, high in ends if low is not None and high is not None and low < high]
        return {
            "type": "scatter",
            "mode": "lines",
            "x": [x for _, low, high in rising for x in (low, high, None)],
            "y": [value for y, _, _ in rising for value in (y, y, None)],
            "line": line,
            "hoverinfo": "skip",
        }

    def _hover(self, line: GapLine, name: str, level: int) -> str:
        target = plain(f"{line.group} – {line.text}" if line.group else line.text)
        return f"<b>{target}</b><br>{plain(name)}: {plain(self.legend.name(level)[self.language])}"
