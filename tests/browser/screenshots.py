"""`make screenshots`: every view of the app, in both languages, light and dark, wide and narrow, on one sheet.

`python -m tests.browser.screenshots programme gaps` takes these pages only, `--faults` also lists what axe finds.
"""

import argparse
import os
import sys
import tempfile
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.accessibility import violations
from tests.browser.chromium import ROOT, find_chromium, playwright_env
from tests.browser.conftest import FLAGS
from tests.browser.rated_twice import app_rated_twice
from tests.browser.views import PARTS, VIEWS, Look, View, looks
from tests.browser.visit import Visit
from tests.ui.titles import TITLES

# Not among the test results, which every test run throws away.
FOLDER = ROOT / "build" / "screenshots"
WIDTHS = (1280, 400)
TALLEST = 4000
# The page scrolls within itself: a picture of all of it needs a window as tall.
HEIGHT = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return Math.ceil(main.scrollHeight + document.documentElement.clientHeight - main.clientHeight);
}"""
STYLE = """
body { font: 14px sans-serif; margin: 1rem; background: #dfe3e8; color: #0f1115; }
section { display: flex; gap: 0.75rem; overflow-x: auto; align-items: start; }
figure { margin: 0 0 1rem; flex: none; }
img { display: block; border: 1px solid #6b7280; width: 24rem; }
img.narrow { width: 10rem; }
"""


def main(arguments: list[str]) -> None:
    """Takes the pictures and writes the sheet that shows them all."""
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("pages", nargs="*", help=f"some of {', '.join(PARTS)}; all of them without any")
    parser.add_argument("--faults", action="store_true", help="list what axe finds besides")
    parser.add_argument("--widths", type=int, nargs="+", default=WIDTHS)
    chosen = parser.parse_args(arguments)
    if unknown := set(chosen.pages) - PARTS.keys():
        parser.error(f"there is no page {', '.join(sorted(unknown))}; choose from {', '.join(PARTS)}")
    views = [view for view in VIEWS if not chosen.pages or view.page in chosen.pages]
    found = find_chromium().chromium
    if found is None:
        raise SystemExit("No Chromium to take pictures with; CURRICULUM_MAP_CHROMIUM=<path> names one.")
    os.environ.update(playwright_env())
    FOLDER.mkdir(parents=True, exist_ok=True)
    seen = looks(*chosen.widths)
    with (
        tempfile.TemporaryDirectory() as folder,
        app_rated_twice(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=found.executable, args=FLAGS, env=os.environ | found.env)
        for look in seen:
            photograph(browser, server.url, look, views, faults=chosen.faults)
        browser.close()
    sheet = FOLDER / "index.html"
    sheet.write_text(contact_sheet(views, seen), encoding="utf-8")
    print(f"{len(views) * len(seen)} pictures: {sheet}")


def photograph(browser: Browser, url: str, look: Look, views: list[View], *, faults: bool) -> None:
    """A picture of each view as this visitor sees it, in the folder."""
    context = browser.new_context(locale=look.locale, color_scheme=look.scheme)
    page = context.new_page()
    visit = Visit(page, url, look.language)
    for view in views:
        page.set_viewport_size({"width": look.width, "height": 900})
        visit.go(view.path)
        expect(visit.heading(TITLES[view.page])).to_be_visible()
        show_whole(visit, look.width)
        page.screenshot(path=FOLDER / picture(view, look))
        for line in violations(page) if faults else ():
            print(f"{view.name} {look.name}: {line}")
        print(f"{view.name} {look.name}", file=sys.stderr, flush=True)
    for line in (*visit.console_errors, *visit.foreign_requests):
        print(f"{look.name}: {line}")
    context.close()


def show_whole(visit: Visit, width: int) -> None:
    """Makes the window as tall as the page: in a taller one a long table shows more of itself, so again."""
    for _ in range(6):
        height = min(visit.page.evaluate(HEIGHT), TALLEST)
        if visit.page.viewport_size == {"width": width, "height": height}:
            return
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.wait_until_at_rest()


def picture(view: View, look: Look) -> str:
    """The name of the file."""
    return f"{view.name}-{look.name}.png"


def contact_sheet(views: list[View], seen: tuple[Look, ...]) -> str:
    """A page of HTML with every picture, a row per view; each leads to the picture at its own size."""
    lines = ['<!doctype html><html lang="en"><meta charset="utf-8"><title>curriculum-map</title>']
    lines.append(f"<style>{STYLE}</style><h1>Every view, as everybody sees it</h1>")
    for view in views:
        lines.append(f"<h2>{escape(view.name)} <small>{escape(view.path)}</small></h2><section>")
        for look in seen:
            name, size = escape(picture(view, look)), "narrow" if look.width < 600 else "wide"
            image = f'<img class="{size}" loading="lazy" src="{name}" alt="{escape(view.name)}, {look.name}">'
            lines.append(f'<figure><figcaption>{look.name}</figcaption><a href="{name}">{image}</a></figure>')
        lines.append("</section>")
    return "\n".join(lines)


if __name__ == "__main__":
    main(sys.argv[1:])
