"""A way through the app as it was seen: a picture per step under test-results, for whoever wants to look at it."""

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

WAYS = Path("test-results") / "ways"


@dataclass
class Recording:
    """The pictures of one way, numbered in the order of its steps."""

    name: str
    page: Page
    taken: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Of an earlier run another step may have had this number.
        shutil.rmtree(WAYS / self.name, ignore_errors=True)

    def step(self, said: str) -> None:
        """Takes a picture of what is on the screen now."""
        number, name = len(self.taken) + 1, re.sub(r"\W+", "-", said).strip("-").lower()
        path = WAYS / self.name / f"{number:02}-{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)
        self.taken.append(path)
