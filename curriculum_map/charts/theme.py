"""How every figure looks: fonts, colours on a light or dark page, the marks of numbers per language."""

from dataclasses import dataclass
from html import escape
from typing import Any

from curriculum_map.domain.text import Language

FONT = '"Source Sans", "Source Sans 3", sans-serif'
_SEPARATORS: dict[Language, str] = {"nl": ",.", "en": ".,"}


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of a page, as #rrggbb: texts, lines and what lies behind them."""

    page: str
    band: str
    ink: str
    muted: str
    line: str


LIGHT = Theme(page="#ffffff", band="#f3f4f6", ink="#0f1115", muted="#4b5563", line="#d5d9df")
DARK = Theme(page="#101318", band="#1b2028", ink="#f4f6f8", muted="#b4bcc8", line="#343b47")


def theme(dark: bool) -> Theme:
    """The colours for a dark page or a light one."""
    return DARK if dark else LIGHT


def layout(language: Language, dark: bool, height: int) -> dict[str, Any]:
    """The layout that every figure starts from: clicks choose, the legend stands below, no margin is wasted."""
    colours = theme(dark)
    return {
        "height": height,
        "autosize": True,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 13, "color": colours.ink},
        "separators": _SEPARATORS[language],
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "clickmode": "event+select",
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": colours.band,
            "bordercolor": colours.muted,
            "font": {"family": FONT, "size": 13, "color": colours.ink},
            "align": "left",
        },
    }


def axis(dark: bool, **settings: Any) -> dict[str, Any]:
    """An axis without zoom or grid whose labels keep their contrast; `settings` come on top."""
    base = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
        "ticks": "",
        "tickfont": {"family": FONT, "size": 12, "color": theme(dark).ink},
    }
    return base | settings


def legend_below(dark: bool) -> dict[str, Any]:
    """A legend at the foot of the whole figure, as wide as the figure, so that a narrow page needs few rows of it."""
    return {
        "orientation": "h",
        "xref": "container",
        "x": 0,
        "xanchor": "left",
        "yref": "container",
        "y": 0,
        "yanchor": "bottom",
        "font": {"family": FONT, "size": 13, "color": theme(dark).ink},
        "itemclick": False,
        "itemdoubleclick": False,
    }


def group_heading(heading: str, y: float, dark: bool) -> dict[str, Any]:
    """A heading over the rows of one group, at this height, which the rows leave free."""
    return {
        "text": f"<b>{heading}</b>",
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yanchor": "middle",
        "showarrow": False,
        "align": "left",
        "bgcolor": theme(dark).page,
        "font": {"family": FONT, "size": 13, "color": theme(dark).ink},
    }


def plain(text: str) -> str:
    """The text as plotly shows it unchanged; plotly reads a part of HTML in every label."""
    return escape(text, quote=False)


def folded(text: str, width: int) -> str:
    """The plain text in lines of at most `width` characters, where its words allow it."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= width or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return "<br>".join(plain(line) for line in lines)
