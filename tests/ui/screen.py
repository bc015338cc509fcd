"""The app as one visitor sees it, without a browser: Streamlit's own AppTest, and what its tables draw."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

import curriculum_map.ui
from curriculum_map.domain.actors import LOCAL_ACTOR
from curriculum_map.domain.text import Language
from curriculum_map.services.grids import list_stored
from curriculum_map.services.settings import Settings
from curriculum_map.storage.database import Database
from curriculum_map.storage.grids import GridInfo
from curriculum_map.wording.catalogue import say

MAIN = Path(curriculum_map.ui.__file__).parent / "frame" / "main.py"


@dataclass
class Screen:
    """One visitor's session in one language."""

    test: AppTest
    language: Language

    def say(self, message: str, **facts: object) -> str:
        """A message in the visitor's language."""
        return say(message, self.language, **facts)

    def go(self, page: str) -> "Screen":
        """Opens a page by its name in the menu."""
        self.test.switch_page(f"../pages/{page}.py")
        return self.run()

    def run(self) -> "Screen":
        """Runs the script once more and fails where it stumbled."""
        self.test.run()
        assert [error.value for error in self.test.exception] == []
        assert [error.value for error in self.test.error] == []
        return self

    def tables(self) -> list[dict[str, Any]]:
        """What every level table on the page was given to draw, from the top down."""
        return [json.loads(mounted.proto.json) for mounted in self.test.get("bidi_component")]

    def table(self) -> dict[str, Any]:
        """The only level table on the page."""
        (table,) = self.tables()
        return table

    def table_called(self, caption: str) -> dict[str, Any]:
        """The level table with this caption."""
        (table,) = [one for one in self.tables() if one["caption"] == self.say(caption)]
        return table

    def choose(self, key: str, row: str, column: str) -> "Screen":
        """Chooses a place of the table with this key, as a click or Enter does."""
        self.test.session_state[key] = {"chosen": [row, column]}
        return self.run()

    def press(self, message: str) -> "Screen":
        """Presses the button with this label."""
        (button,) = [one for one in self.test.button if one.label == self.say(message)]
        button.click()
        return self.run()

    def texts(self) -> list[str]:
        """Every sentence on the page, as it reads: headings, notes, messages and plain text."""
        kinds = ("title", "header", "subheader", "markdown", "text", "caption", "info", "warning", "success")
        # A user's text comes with a backslash before each sign that Markdown would take for its own.
        return [str(one.value).replace("\\", "") for kind in kinds for one in getattr(self.test, kind)]

    def downloads(self) -> list[str]:
        """What can be downloaded, less the tables on the page."""
        tables = (self.say("Table as CSV"), self.say("Table as Excel"))
        labels = [str(button.proto.label) for button in self.test.get("download_button")]
        return [label for label in labels if label not in tables]

    def metrics(self) -> dict[str, str]:
        """The figures on the page by their labels."""
        return {metric.label: metric.value for metric in self.test.metric}


def open_screen(language: Language = "nl") -> Screen:
    """The app as a new visitor with a browser in that language sees it first."""
    test = AppTest.from_file(str(MAIN), default_timeout=60)
    test.context = {"locale": {"nl": "nl-BE", "en": "en-GB"}[language]}
    return Screen(test, language).run()


def stored() -> list[GridInfo]:
    """What the app's database holds, read past the app."""
    return list_stored(Database(Settings().database()), LOCAL_ACTOR)


def column_of(table: dict[str, Any], column_id: str) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """The id of each row with what stands in this column of it."""
    at = [column["id"] for column in table["columns"]].index(column_id)
    for row in table["rows"]:
        yield row["id"], row["places"][at]
