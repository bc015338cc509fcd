"""A walk over a page with the Tab key alone: where it stops, and what one sees there."""

from dataclasses import dataclass

from playwright.sync_api import Page

MOST_STOPS = 60
SMALLEST = 24
# What has the focus, also in a tree of its own; its outline and shadow, or those of what stands around it.
STOP = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  const rim = (one, pseudo) => {
    const style = getComputedStyle(one, pseudo);
    const shadow = style.boxShadow === "none" ? "" : style.boxShadow;
    // "auto" is the browser's own ring, which is cut off where there is no room around.
    const isDrawn = !["none", "auto"].includes(style.outlineStyle) && parseFloat(style.outlineWidth) > 0;
    const outline = isDrawn ? style.outline : "";
    return [shadow, outline, style.borderColor].join(" ");
  };
  const around = [];
  for (let one = at; one && around.length < 5; one = one.parentElement) around.push(one);
  window.curriculumMapStops ??= [];
  const known = window.curriculumMapStops.indexOf(at);
  const number = known >= 0 ? known : window.curriculumMapStops.push(at) - 1;
  const look = () => around.flatMap((one) => ["", "::before", "::after"].map((pseudo) => rim(one, pseudo))).join("|");
  const before = look();
  at.blur();
  const after = look();
  at.focus({ focusVisible: true, preventScroll: true });
  // An input in a label is as large as its label.
  const box = (at.closest("label") ?? at).getBoundingClientRect();
  const text = at.getAttribute("aria-label") || at.innerText || at.tagName;
  return { number, name: `${at.tagName} ${text.trim().slice(0, 60)}`, seen: before !== after,
    width: Math.round(box.width), height: Math.round(box.height) };
}"""

# What can be pressed with a finger or a mouse and is less high or wide than that.
SMALL = """(smallest) => [...document.querySelectorAll("a[href], button, summary, input, textarea, [data-tag]")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => [one, (one.closest("label") ?? one).getBoundingClientRect()])
  .filter(([one, { width, height }]) => !one.matches("[data-testid=stSkipToContent]") && width > 0 && height > 0)
  .filter(([one, { width, height }]) => Math.min(width, height) < smallest)
  .map(([one, { width, height }]) => `${one.ariaLabel ?? one.innerText} is ${width} x ${height}`)"""

# What it is called: by its own label, by the label beside it, or by its text.
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  // An icon is a word in a font of pictures; nobody hears it.
  const icons = [...(at?.querySelectorAll("[data-testid=stIconMaterial]") ?? [])];
  const text = icons.reduce((left, icon) => left.replace(icon.innerText, ""), at?.innerText ?? "");
  return (at?.getAttribute("aria-label") || at?.labels?.[0]?.innerText || text).trim();
}"""


@dataclass(frozen=True)
class Stop:
    """Something that the Tab key reaches."""

    number: int
    name: str
    seen: bool
    width: int
    height: int


def walk(page: Page) -> list[Stop]:
    """Every stop from the top of the page until the focus leaves it; one more than MOST_STOPS if it does not."""
    # A ring that fades in is not there yet when it is looked for.
    page.add_style_tag(content="*, ::before, ::after { transition: none !important; }")
    page.evaluate("() => { document.activeElement?.blur(); window.curriculumMapStops = []; }")
    stops: list[Stop] = []
    for _ in range(MOST_STOPS + 1):
        page.keyboard.press("Tab")
        found = page.evaluate(STOP)
        if found is None or (stops and found["number"] == 0):
            break
        stops.append(Stop(**found))
    return stops


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until what has the focus is called so, or begins with that; AssertionError where nothing is."""
    stops: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        if stops[-1].startswith(name):
            return
    raise AssertionError(f"the Tab key does not reach “{name}”, but {stops}")
