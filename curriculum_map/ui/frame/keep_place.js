// The keyboard keeps its place. While a file is made, its button cannot be pressed, and the browser takes the keyboard away
// from it: back to the top of the page, or out of an open dialog, which then no longer hears Escape. What was pressed may
// also be gone once it is answered. A button that comes back gets the keyboard back; else it goes to what was said of the
// press, and where nothing was said, to what stood before it; on another page, to the heading of that page.
(() => {
  if (window.curriculumMapKeepsPlace) return;
  window.curriculumMapKeepsPlace = true;
  const DRAWN = 150; // milliseconds in which what the script sent last is drawn
  // The two buttons of the menu, each of which takes the other's place.
  const PAIRS = {stExpandSidebarButton: "stSidebarCollapseButton", stSidebarCollapseButton: "stExpandSidebarButton"};
  let left = null;
  // Behind an open dialog there is nothing to go to.
  const all = (what) => [...(document.querySelector("[role=dialog]") ?? document).querySelectorAll(what)];
  const places = () =>
    all(":is([data-testid=stMain], [role=dialog]) :is(h1, h2, h3, a, button, input, textarea, summary)");
  const named = (one) => one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent ?? one.textContent;
  const isGone = (one) => !one.isConnected || one.disabled || !one.checkVisibility({visibilityProperty: true});
  const alike = ({tag, name}) => all(tag).filter((one) => !isGone(one) && named(one) === name);
  const isBefore = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;

  const said = () => all("[role=alert], [role=status]").filter((one) => one.textContent);
  const texts = () => said().map((one) => one.textContent);
  const other = (at) => PAIRS[at.closest("[data-testid$=SidebarButton], [data-testid$=CollapseButton]")?.dataset.testid];

  const leave = (at) => {
    const isKeyboard = at.matches(":focus-visible");
    const mark = {at, tag: at.localName, name: named(at), isKeyboard, known: texts(), other: other(at)};
    mark.page = all("h1")[0]?.textContent;
    // What stands in a tree of its own is not told apart from here.
    mark.among = at.shadowRoot || !mark.name ? -1 : alike(mark).indexOf(at);
    mark.before = places().filter((one) => isBefore(one, at)).map((one) => [one, named(one)]);
    return mark;
  };
  const bringTo = (one, mark) => {
    if (one.tabIndex < 0) one.tabIndex = -1;
    one.focus({preventScroll: !mark.isKeyboard});
  };
  const goOn = () => {
    if (!document.querySelector("[data-test-script-state=notRunning]")) return;
    const mark = left;
    if (!mark || document.activeElement !== document.body || !(mark.isGone || isGone(mark.at))) return;
    left = null;
    const one = (what) => all(what).find((found) => !isGone(found));
    const before = mark.before.findLast(([place, name]) => !isGone(place) && named(place) === name)?.[0];
    const next = alike(mark)[mark.among]
      ?? (mark.other && one(`[data-testid=${mark.other}] button, button[data-testid=${mark.other}]`))
      ?? one(".st-key-led-to :is(h1, h2, h3)")
      ?? (all("h1")[0]?.textContent === mark.page ? null : one("h1"))
      ?? one(".st-key-said")
      ?? said().find(({textContent}) => !mark.known.includes(textContent))
      ?? before ?? one("h1");
    if (next) bringTo(next, mark);
  };

  // On a narrow screen the open menu lies over the page: who goes on into the page does not see where.
  const unfoldPage = (at) => {
    if (!matchMedia("(max-width: 48rem)").matches || !at.closest("[data-testid=stMain]")) return;
    document.querySelector("[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button")?.click();
  };

  document.addEventListener("focusin", ({target}) => {
    left = leave(target);
    unfoldPage(target);
  });
  // Whoever went elsewhere meant to; a button that was taken away under somebody's hands did not.
  document.addEventListener("focusout", (event) => {
    const mark = left, [at] = event.composedPath();
    queueMicrotask(() => {
      if (mark && isGone(at)) {
        mark.isGone = true;
        if (!at.disabled) setTimeout(goOn, DRAWN);
      } else if (left === mark) left = null;
    });
  });
  new MutationObserver((changes) => {
    for (const {target, attributeName} of changes) {
      if (attributeName !== "disabled") setTimeout(goOn, DRAWN);
      else if (target === left?.at && !target.disabled && document.activeElement === document.body) target.focus();
    }
  }).observe(document.body, {subtree: true, attributeFilter: ["disabled", "data-test-script-state"]});
})();
