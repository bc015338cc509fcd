"""One visitor's look at the app, and what the browser did meanwhile that a test may want to be nothing."""

from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from curriculum_map.domain.text import Language
from curriculum_map.wording.catalogue import say

Locale = Literal["nl-BE", "nl-NL", "en-GB"]
ColourScheme = Literal["light", "dark"]

# The page's own mark that the script has run to its end and nothing is under way.
AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'

# That mark comes only with the app's answer: until then a page that was asked something still says that it is at rest.
# What was asked is answered once a run has begun, or once there was an answer and nothing came after it.
REMEMBER_WHAT_IS_ASKED = """(() => {
  const send = WebSocket.prototype.send;
  const known = new WeakSet();
  let asked = null, heard = null;
  WebSocket.prototype.send = function (...message) {
    if (!known.has(this)) {
      known.add(this);
      this.addEventListener("message", () => { heard = performance.now(); });
    }
    asked = performance.now();
    return send.apply(this, message);
  };
  const begun = (changes) => changes.some((one) => one.target.dataset.testScriptState === "running");
  new MutationObserver((changes) => { if (begun(changes)) asked = null; }).observe(document, {
    attributeFilter: ["data-test-script-state"], subtree: true,
  });
  window.curriculumMapAnswered = () => asked === null || (heard > asked && performance.now() - heard > 500);
})()"""
ANSWERED = "() => window.curriculumMapAnswered()"
# What a press sets off has been asked after the browser has drawn twice.
DRAWN_TWICE = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# A table is drawn by a script that the browser fetches: until then its place on the page is empty.
TABLES_ARE_DRAWN = """() => [...document.querySelectorAll(".stBidiComponent")].every((one) => {
  const at = one.querySelector("[data-testid^=stBidiComponent]");
  return at && (at.shadowRoot ?? at).childElementCount > 0;
})"""
NOTHING_MOVES = "() => document.getAnimations().every((one) => one.playState !== 'running')"


@dataclass
class Visit:
    """An open page of the app."""

    page: Page
    url: str
    language: Language = "nl"
    console_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)
    """Addresses asked of any other host than the app's: the app promises none."""

    def __post_init__(self) -> None:
        self.page.add_init_script(REMEMBER_WHAT_IS_ASKED)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        self.page.on("request", lambda request: self._see(request.url))
        self.page.on("websocket", lambda socket: self._see(socket.url))

    def go(self, path: str = "/") -> Page:
        """The page at that path of the app, once its script has run to its end."""
        self.page.goto(self.url + path)
        self.wait_until_at_rest()
        return self.page

    def wait_until_at_rest(self) -> None:
        """Returns once what was asked last is answered and shown; straight after a press too."""
        self.page.evaluate(DRAWN_TWICE)
        self.page.wait_for_function(ANSWERED)
        self.page.locator(AT_REST).wait_for(timeout=30_000)
        # Charts and grids arrive a moment after the script; until then a grey bar holds their place.
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=30_000)
        self.page.wait_for_function(TABLES_ARE_DRAWN)
        # What unfolds moves what is below it: a button pressed meanwhile may be elsewhere when the mouse comes up.
        self.page.wait_for_function(NOTHING_MOVES)

    def say(self, message: str, **facts: object) -> str:
        """A message of the app in the visitor's language."""
        return say(message, self.language, **facts)

    def heading(self, title: str) -> Locator:
        """The page's own heading with this message as its text."""
        return self.page.get_by_role("heading", level=1, name=self.say(title), exact=True)

    def assert_clean(self) -> None:
        """Fails where the console held an error or the browser asked another host for something."""
        assert self.console_errors == []
        assert self.foreign_requests == []

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(f"{message.text} ({message.location['url']})")

    def _see(self, address: str) -> None:
        asked = urlsplit(address)
        if asked.scheme in {"http", "https", "ws", "wss"} and asked.netloc != urlsplit(self.url).netloc:
            self.foreign_requests.append(address)


class OpenPage(Protocol):
    """What the fixture `open_page` gives: a new visitor, with a browser of that language, look and size."""

    def __call__(
        self,
        path: str = "/",
        *,
        locale: Locale = "nl-BE",
        colour_scheme: ColourScheme = "light",
        width: int = 1280,
        height: int = 900,
    ) -> Visit: ...
