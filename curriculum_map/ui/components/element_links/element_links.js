// Draws the links that values.py describes. Text goes in as text only, never as markup.

const AFTER_THE_PAGE = 150; // milliseconds in which Streamlit draws the element that was chosen

// Streamlit calls again with the same parent when the data change: the view keeps what must outlive a drawing.
const views = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const view = views.get(parentElement) ?? newView(parentElement);
  const { chosen, said, ...drawing } = data;
  view.choose = (id) => setTriggerValue("chosen", id);
  const signature = JSON.stringify(drawing);
  if (signature !== view.signature) {
    view.signature = signature;
    redraw(view, drawing);
  }
  showChosen(view, chosen, said);
}

function newView(root) {
  const region = element("nav", "region");
  const status = element("p", "heard");
  status.setAttribute("role", "status");
  root.append(region, status);
  const view = { root, region, status, opened: new Set(), chosen: undefined, followed: null };
  views.set(root, view);
  return view;
}

function redraw(view, data) {
  const { region } = view;
  const focused = view.root.activeElement?.dataset.id;
  const { scrollTop } = region;
  const before = shownIds(view);
  view.data = data;
  region.lang = data.language;
  region.setAttribute("aria-label", data.caption);
  region.replaceChildren(...data.sections.map((section) => drawSection(view, section)));
  // Other elements are read from their beginning; the same ones, in another language say, stay where they were.
  region.scrollTop = shownIds(view) === before ? scrollTop : 0;
  if (focused) findLink(view, focused)?.focus({ preventScroll: true });
}

function drawSection(view, section) {
  const heading = element(`h${section.level}`, "heading", section.heading);
  if (section.note) heading.append(" ", element("span", "count", section.note));
  const content = section.sections.map((inner) => drawSection(view, inner));
  if (section.links.length > 0) content.unshift(drawList(view, section.links));
  if (section.folds === null) return box("section", heading, ...content);
  const summary = box("summary", heading);
  const fold = box("details", summary, ...content);
  fold.open = section.folds || view.opened.has(section.heading);
  summary.addEventListener("click", () => view.opened[fold.open ? "delete" : "add"](section.heading));
  return fold;
}

function drawList(view, links) {
  return box("ul", ...links.map((link) => box("li", ...drawLink(view, link))));
}

function drawLink(view, link) {
  const lead = link.lead ? [element("span", "lead", link.lead)] : [];
  if (!link.address) return lead;
  const anchor = element("a", "", link.text);
  anchor.href = link.address;
  anchor.dataset.id = link.id;
  anchor.addEventListener("click", (event) => follow(view, event, link.id));
  const below = element("span", "below", link.note);
  if (link.note && link.other) below.append(" · ");
  const other = element("span", "other", link.other);
  other.lang = view.data.other_language;
  below.append(other);
  return [...lead, anchor, below];
}

// With a key held the browser opens another tab or window: a link is a link.
function follow(view, event, id) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  view.followed = id;
  view.choose(id);
}

function showChosen(view, chosen, said) {
  view.region.querySelector("[aria-current]")?.removeAttribute("aria-current");
  const link = chosen && findLink(view, chosen);
  if (link) link.setAttribute("aria-current", "true");
  const changed = view.chosen !== chosen;
  if (changed && link) bringIntoView(view, link);
  if (view.chosen === undefined) view.followed = document.activeElement === document.body ? chosen : null;
  else if (changed) view.status.textContent = said;
  view.chosen = chosen;
  if (view.followed) setTimeout(() => goToElement(view), AFTER_THE_PAGE);
}

function bringIntoView({ region }, link) {
  const fold = link.closest("details");
  if (fold) fold.open = true;
  const [inner, outer] = [link.getBoundingClientRect(), region.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) region.scrollTop += inner.top - outer.top - outer.height / 3;
}

// Who opens the address of an element came for the element, as did who followed a link.
// Beside the links, the element is in sight and the focus stays. Below them, or when the link is gone with the element
// that it stood in, who followed it is brought to the heading of what it opened.
function goToElement(view) {
  const followed = view.followed;
  view.followed = null;
  const heading = document.querySelector(`.st-key-${view.data.opens} h2`);
  if (!followed || !heading) return;
  const isBeside = heading.getBoundingClientRect().left >= view.region.getBoundingClientRect().right;
  if (isBeside && findLink(view, followed)) return;
  heading.tabIndex = -1;
  heading.style.scrollMarginTop = "5rem";
  heading.style.outline = "none";
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "start" });
}

function findLink(view, id) {
  return [...view.region.querySelectorAll("a")].find((link) => link.dataset.id === id);
}

function shownIds(view) {
  return [...view.region.querySelectorAll("a")].map((link) => link.dataset.id).join();
}

function box(tag, ...children) {
  const node = element(tag);
  node.append(...children);
  return node;
}

function element(tag, className = "", text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}
