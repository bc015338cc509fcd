"""The legend's colours, recomputed: readable on both pages, apart for every eye, never red."""

import colorsys
import re
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from curriculum_map.charts.theme import DARK, LIGHT, Theme
from curriculum_map.domain.levels import Shade
from curriculum_map.frameworks.loader import load_legend
from curriculum_map.ui.server import SCRIPT, STREAMLIT_CONFIG

# Machado, Oliveira, Fernandes (2009), severity 1.0, for linear RGB.
SEEN_BY = {
    "everybody else": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ @ np.ones(3)
LEGEND = load_legend()
FRAME: Path = SCRIPT.parent
PAGES = pytest.mark.parametrize("page", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    low, high = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, eye: np.ndarray) -> np.ndarray:
    ratio = TO_XYZ @ np.clip(eye @ linear(colour), 0, 1) / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def shades(page: Theme) -> list[Shade]:
    return [level.dark if page is DARK else level.light for level in LEGEND.levels]


def test_the_ratio_of_black_to_white_is_the_one_everybody_knows() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@PAGES
def test_text_is_readable_on_every_fill_and_on_its_hatch(page: Theme) -> None:
    for shade in shades(page):
        assert contrast(shade.ink, shade.fill) >= 4.5
        assert shade.hatch_colour is None or contrast(shade.ink, shade.hatch_colour) >= 4.5


@PAGES
def test_borders_and_gap_markers_stand_out_from_the_page(page: Theme) -> None:
    dark = page is DARK
    assert contrast(LEGEND.border[dark], page.page) >= 3
    assert contrast(LEGEND.gap_marker[dark], page.page) >= 3


@PAGES
def test_text_of_figures_is_readable_on_the_page_and_on_bands(page: Theme) -> None:
    for ink in (page.ink, page.muted):
        assert min(contrast(ink, page.page), contrast(ink, page.band)) >= 4.5


def named_colours(*sheets: str) -> dict[str, str]:
    """The colours that the app's own style sheets give a name; what comes later wins."""
    found = [
        re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", (FRAME / sheet).read_text(encoding="utf-8")) for sheet in sheets
    ]
    return dict(pair for pairs in found for pair in pairs)


@PAGES
def test_the_app_around_the_figures_is_readable_and_shows_where_the_keyboard_is(page: Theme) -> None:
    kind = "dark" if page is DARK else "light"
    colours = {
        name.rpartition(".")[2]: str(value)
        for name, value in STREAMLIT_CONFIG.items()
        if name.startswith(f"theme.{kind}.")
    }
    assert (colours["backgroundColor"], colours["secondaryBackgroundColor"]) == (page.page, page.band)
    own = named_colours("page.css", *(["dark.css"] if page is DARK else []))
    for behind in (page.page, page.band):
        for ink in (colours["textColor"], colours["linkColor"], own["--curriculum-map-link"]):
            assert contrast(ink, behind) >= 4.5
        for sign in (colours["primaryColor"], own["--curriculum-map-ring"], colours.get("borderColor", page.muted)):
            assert contrast(sign, behind) >= 3


@PAGES
def test_neighbouring_levels_differ_in_lightness(page: Theme) -> None:
    fills = [shade.fill for shade in shades(page)]
    assert all(contrast(low, high) >= 2.4 for low, high in pairwise(fills))


@PAGES
@pytest.mark.parametrize("eye", SEEN_BY)
def test_every_two_levels_stay_apart_for_every_eye(page: Theme, eye: str) -> None:
    colours = [lab(shade.fill, SEEN_BY[eye]) for shade in shades(page)]
    distances = [float(np.linalg.norm(one - other)) for one, other in combinations(colours, 2)]
    assert min(distances) >= 20


@PAGES
def test_nothing_is_red(page: Theme) -> None:
    for colour in (LEGEND.gap_marker[page is DARK], *(shade.fill for shade in shades(page))):
        hue, _, saturation = colorsys.rgb_to_hls(*(int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)))
        assert saturation < 0.2 or 0.06 < hue < 0.9
