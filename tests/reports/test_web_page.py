"""A document as one HTML file, read by a parser: it stands on its own, reads aloud, and what is text stays text."""

from datetime import UTC, datetime
from html.parser import HTMLParser

from curriculum_map.frameworks.loader import load_legend
from curriculum_map.reports.book import Column, Kind, Over, Sheet
from curriculum_map.reports.document import Document, Part
from curriculum_map.reports.web_page import write_web_page

EVIL = "<script>alert(1)</script>\x07"
SHEET = Sheet(
    "Levels",
    "Levels by course",
    (
        Column("Course", 20, Kind.LABEL),
        Column("Level", 20, Kind.LEVEL, group="Rated"),
        Column("Credits", 10, Kind.CREDITS, group="Rated"),
        Column("Outcome", 20, Kind.GAP, marked=("not reached",)),
    ),
    (
        (Over("Ethics", 2), "practised", 6, "not reached"),
        (None, "not covered", 3.5, None),
        (EVIL, "n/a", None, "reached"),
    ),
    notes=("A note.",),
)
PAGE = write_web_page(
    Document(
        "Dossier & co",
        (("Institution", EVIL),),
        ("First note",),
        datetime(2026, 11, 22, tzinfo=UTC),
        (Part("Method"), Part("Matrix", 2, ("Line one\nline two",), SHEET)),
    ),
    "en",
    "Contents",
).decode()


class Seen(HTMLParser):
    """Every tag with its attributes, every text with the tags around it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, "every tag is closed in its turn"

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1], data))


SEEN = Seen()
SEEN.feed(PAGE)


def of(tag: str) -> list[dict[str, str | None]]:
    return [attributes for name, attributes in SEEN.tags if name == tag]


def texts(tag: str) -> list[str]:
    return [text for name, text in SEEN.texts if name == tag]


def test_it_has_no_script_and_asks_nothing_of_anywhere() -> None:
    assert not of("script")
    assert not [name for name, attributes in SEEN.tags if {"src", "onclick"} & attributes.keys()]
    assert all(str(link["href"]).startswith("#") for link in of("a"))
    assert "url(" not in PAGE
    assert "@import" not in PAGE
    policy = next(one["content"] for one in of("meta") if "http-equiv" in one)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_what_looks_like_a_tag_is_text_and_what_no_page_can_hold_is_left_out() -> None:
    assert "<script>alert(1)</script>" in texts("td")
    assert "<script>alert(1)</script>" in texts("th")
    assert "\x07" not in PAGE


def test_headings_go_down_step_by_step_and_the_page_says_its_language() -> None:
    assert of("html") == [{"lang": "en"}]
    assert [name for name, _ in SEEN.tags if name in ("h1", "h2", "h3")] == ["h1", "h2", "h2", "h3"]
    assert texts("title") == ["Dossier & co"]


def test_a_table_has_a_caption_and_headings_for_rows_and_columns() -> None:
    assert texts("caption") == ["Dossier & co", "Levels by course"]
    scopes = [attributes.get("scope") for attributes in of("th")]
    assert scopes == ["row", "colgroup", *["col"] * 4, "rowgroup", "row"]
    assert [attributes["rowspan"] for attributes in of("th") if "rowspan" in attributes] == ["2"]
    (region,) = of("div")
    assert (region["role"], region["tabindex"], region["aria-label"]) == ("region", "0", "Levels by course")


def test_a_level_has_its_word_and_its_look_and_a_gap_is_marked() -> None:
    classes = [attributes.get("class") for attributes in of("td")]
    assert classes[:3] == [None] * 3, "a fact, and above the columns that have no heading in common"
    assert classes[3:6] == ["level level-3", "right", "marked"]
    assert classes[6:9] == ["level level-0", "right", None]
    assert classes[9:] == ["level", "right", None]
    for level in load_legend().levels:
        assert f".level-{int(level.value)} {{ background-color: {level.light.fill}; color: {level.light.ink};" in PAGE
    assert texts("td")[1:6] == ["practised", "6", "not reached", "not covered", "3.5"]
