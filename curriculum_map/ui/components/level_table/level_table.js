// Draws the table that payload.py describes. Text goes in as text only, never as markup.

const UPRIGHT_FROM_ROWS = 6;
const PLACE_WIDTH = { roomy: [74, 136], words: [48, 136], dense: [28, 44], few: [28, 72] };
const SQUEEZE = 14;
const MOST_TRIES = 12;
const FEW = 4;
const NARROW = 640;
const SHORT = 6;
const COLUMNS_PER_SHEET = 32;
const COMPOUNDS = [
  "-weten-schappen", "rtho-peda-gogie", "-psycho-logie", "re-adap-tatie", "robleem-oplossend",
  "egaran-deerd", "pleidings-programma", "pleidings-matrices", "pleidings-onder-delen",
];
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// Streamlit calls again with the same parent when the data change: the view keeps what must outlive a drawing.
const views = new WeakMap();
const onPaper = new Set();
addEventListener("beforeprint", () => onPaper.forEach(drawSheets));
addEventListener("afterprint", () => onPaper.forEach(removeSheets));

export default function ({ data, parentElement, setTriggerValue }) {
  const view = views.get(parentElement) ?? newView(parentElement);
  view.choose = (row, column) => setTriggerValue("chosen", [row, column]);
  const { chosen, ...drawing } = data;
  const signature = JSON.stringify(drawing);
  if (signature !== view.signature) {
    view.signature = signature;
    redraw(view, drawing);
  }
  showChosen(view, chosen);
  onPaper.add(view);
  return () => onPaper.delete(view);
}

function newView(parentElement) {
  const region = element("div", "region");
  region.tabIndex = 0;
  region.setAttribute("role", "region");
  parentElement.append(region);
  const view = { root: parentElement, region, places: [] };
  region.addEventListener("click", (event) => onClick(view, event));
  region.addEventListener("keydown", (event) => onKey(view, event));
  region.addEventListener("focusin", (event) => onFocus(view, event));
  new ResizeObserver(() => fit(view)).observe(region);
  views.set(parentElement, view);
  return view;
}

// A table wider than paper is printed as several, each of whole groups of columns and with all headings beside its rows.
function drawSheets(view) {
  if (!view.data?.dense || view.data.columns.length <= COLUMNS_PER_SHEET) return;
  removeSheets(view);
  const sheets = sheetsOf(view.data.columns).map(([start, end]) => {
    const rows = view.data.rows.map((row) => ({ ...row, places: row.places.slice(start, end) }));
    const data = { ...view.data, rows, columns: view.data.columns.slice(start, end), choosable: false };
    const sheet = drawTable({ data, bands: 0 });
    sheet.classList.add("sheet");
    return sheet;
  });
  view.region.append(...sheets);
  view.region.classList.add("in-sheets");
}

function removeSheets({ region }) {
  region.querySelectorAll(".sheet").forEach((sheet) => sheet.remove());
  region.classList.remove("in-sheets");
}

// Where each sheet begins and ends: as many clusters as fit, or one that is wider than a sheet.
function sheetsOf(columns) {
  const group = ({ groups }) => JSON.stringify(groups.slice(0, 2));
  const starts = [...columns.keys()].filter((at) => at === 0 || group(columns[at]) !== group(columns[at - 1]));
  const edges = [0];
  [...starts, columns.length].forEach((next, index, all) => {
    if (next - edges.at(-1) > COLUMNS_PER_SHEET && all[index - 1] > edges.at(-1)) edges.push(all[index - 1]);
  });
  return edges.map((start, index) => [start, edges[index + 1] ?? columns.length]);
}

function redraw(view, data) {
  const { region } = view;
  const focused = view.root.activeElement?.dataset;
  const at = focused?.row === undefined ? null : [focused.row, focused.column];
  const { scrollLeft, scrollTop } = region;
  view.data = data;
  view.bands = isNarrow(region) ? bandsOf(data) : 0;
  view.places = data.rows.map(() => []);
  region.lang = data.language;
  region.setAttribute("aria-label", data.caption);
  region.className = `region ${data.dark ? "dark" : "light"} ${data.dense ? "dense" : "roomy"}${isFew(data) ? " few" : ""}${isAllText(data) ? " all-text" : ""}${data.stacks ? " stacks" : ""}${isWhole(data) ? " whole" : ""}`;
  setColours(region.style, data);
  region.replaceChildren(...hint(data), drawTable(view));
  measure(view);
  region.scrollTo(scrollLeft, scrollTop);
  makeTabStop(view, (at && findButton(view, at)) ?? view.places.flat().find(Boolean));
  if (at) findButton(view, at)?.focus({ preventScroll: true });
}

function setColours(style, { states, border, marker, paper }) {
  setLines(style, "", { border, marker });
  setLines(style, "paper-", paper);
  for (const [state, look] of Object.entries(states)) {
    if (!look.fill) continue;
    setLook(style, "", state, look);
    setLook(style, "paper-", state, look.paper);
  }
}

function setLines(style, where, { border, marker }) {
  style.setProperty(`--${where}border`, border);
  style.setProperty(`--${where}marker`, marker);
}

function setLook(style, where, state, { fill, ink, hatch }) {
  style.setProperty(`--${where}fill-${state}`, fill);
  style.setProperty(`--${where}ink-${state}`, ink);
  style.setProperty(`--${where}hatch-${state}`, hatch ? hatchLines(hatch) : "none");
}

function hatchLines({ angle, colour }) {
  // The second direction is also the closer one: two signs for eyes that miss one.
  const step = angle < 0 ? 6 : 10;
  return `repeating-linear-gradient(${angle}deg, transparent 0 ${step - 1}px, ${colour} ${step - 1}px ${step}px)`;
}

// On a narrow screen the outer headings take a line of their own above their rows: columns need the room beside them.
function isNarrow(region) {
  return region.clientWidth > 0 && region.clientWidth <= NARROW;
}

// So many levels of headings, from the outermost, can: no place may span the line that such a heading takes.
function bandsOf({ corners, rows, stacks }) {
  if (stacks) return 0;
  let levels = 0;
  const whole = (level) => rows.every(({ heads, places }) => heads.every((head) => head.level !== level) || places.every(Boolean));
  while (levels < corners.length - 1 && whole(levels)) levels += 1;
  return levels;
}

function hint(data) {
  return data.hint ? [element("p", "spoken", data.hint)] : [];
}

function drawTable(view) {
  const { data } = view;
  const table = element("table");
  const caption = element("caption");
  caption.append(element("span", "caption", data.caption));
  table.append(caption, ...columnGroups(view), drawHeadings(view), ...drawBodies(view));
  if (data.stacks) sayRoles(table);
  return table;
}

// A table that is laid out as something else is no table any more for a screen reader, unless its parts say so.
function sayRoles(table) {
  const roles = {
    "thead, tbody": "rowgroup", tr: "row", td: "cell", "th[scope^=row]": "rowheader", "th[scope^=col]": "columnheader",
  };
  table.setAttribute("role", "table");
  for (const [parts, role] of Object.entries(roles)) {
    for (const part of table.querySelectorAll(parts)) part.setAttribute("role", role);
  }
}

function columnGroups({ data, bands }) {
  const widths = [data.corners.length - bands];
  data.columns.forEach((column, index) => {
    const opens = index === 0 || column.groups[0] === undefined || column.groups[0] !== data.columns[index - 1].groups[0];
    if (opens) widths.push(0);
    widths[widths.length - 1] += 1;
  });
  return widths.filter(Boolean).map((width) => {
    const group = element("colgroup");
    group.span = width;
    return group;
  });
}

function drawHeadings({ data, bands }) {
  const depth = Math.max(0, ...data.columns.map((column) => column.groups.length));
  const head = element("thead");
  for (let level = 0; level <= depth; level += 1) {
    const line = element("tr");
    const corners = data.corners.map((text, index) => drawCorner(text, index, depth + 1, data));
    if (level === 0) line.append(...corners.slice(bands));
    data.columns.forEach((column, index) => {
      const cell = columnHeading(data.columns, column, index, level, depth);
      if (cell) line.append(cell);
    });
    head.append(line);
  }
  return head;
}

function drawCorner(text, index, rowspan, data) {
  const cell = heading("col", "corner", text, "");
  cell.rowSpan = rowspan;
  stick(cell, index, data.corners.length);
  if (standsUpright(data, index)) cell.classList.add("upright");
  return cell;
}

function columnHeading(columns, column, index, level, depth) {
  if (level === column.groups.length) {
    const cell = heading("col", "column", column.text, column.sub);
    cell.rowSpan = depth + 1 - level;
    cell.style.setProperty("--span", column.width);
    return cell;
  }
  if (level > column.groups.length) return null;
  const path = JSON.stringify(column.groups.slice(0, level + 1));
  const same = (other) => other !== undefined && JSON.stringify(other.groups.slice(0, level + 1)) === path;
  if (same(columns[index - 1])) return null;
  let end = index + 1;
  while (same(columns[end])) end += 1;
  const cell = heading("colgroup", `group group-${level}`, column.groups[level], "");
  cell.colSpan = end - index;
  cell.style.setProperty("--span", end - index);
  return cell;
}

function drawBodies(view) {
  const bodies = [];
  view.data.rows.forEach((row, index) => {
    const opens = view.data.corners.length > 1 && row.heads.some((head) => head.level === 0);
    if (opens || bodies.length === 0) bodies.push(element("tbody"));
    bodies.at(-1).append(...drawBands(view, row), drawRow(view, row, index));
  });
  return bodies;
}

function drawBands({ data, bands }, { heads }) {
  return heads.filter((head) => head.level < bands).map((head) => {
    const line = element("tr");
    const cell = heading("rowgroup", `band band-${head.level}`, head.text, head.sub);
    cell.colSpan = data.corners.length - bands + data.columns.length;
    line.append(cell);
    return line;
  });
}

function drawRow(view, row, index) {
  const { data, bands } = view;
  const line = element("tr");
  const outermost = Math.min(...row.heads.map((head) => head.level));
  if (outermost < data.corners.length - 1) line.className = "opens-group";
  line.append(...row.heads.filter((head) => head.level >= bands).map((head) => rowHeading(head, data)));
  row.places.forEach((place, column) => {
    if (place) line.append(drawPlace(view, row, index, place, column));
  });
  return line;
}

function rowHeading(head, data) {
  const scope = head.level === 0 && data.corners.length > 1 ? "rowgroup" : "row";
  const cell = heading(scope, "head", head.text, head.sub);
  cell.rowSpan = head.rowspan;
  stick(cell, head.level, data.corners.length);
  if (standsUpright(data, head.level)) cell.classList.add("upright");
  return cell;
}

function stick(cell, level, levels) {
  cell.classList.add("stick", `from-end-${levels - 1 - level}`);
  cell.dataset.level = level;
}

function standsUpright({ corners, rows }, level) {
  if (level !== 0 || corners.length < 2) return false;
  const heads = rows.flatMap((row) => row.heads.filter((head) => head.level === level));
  return heads.length > 0 && heads.every((head) => head.rowspan >= UPRIGHT_FROM_ROWS);
}

function heading(scope, className, text, sub) {
  const cell = element("th", className);
  cell.scope = scope;
  const label = element("span", "label", divided(text));
  if (sub) label.append(notes(divided(sub)));
  cell.append(label);
  return cell;
}

// What is noted below a name or a level: a line ends between two notes sooner than within one.
function notes(text) {
  const whole = element("span", "sub");
  text.split(", ").forEach((note, place, all) => {
    whole.append(place ? " " : "", element("span", "note", place + 1 < all.length ? `${note},` : note));
  });
  return whole;
}

// Long Dutch compounds with a soft hyphen where they may be divided: browsers do not know, and break them anywhere.
// No line begins with the dash or the dot between two names.
function divided(text) {
  const joined = text.replaceAll(/ ([–·]) /g, "\u00a0$1 ");
  return COMPOUNDS.reduce((said, word) => said.replaceAll(word.replaceAll("-", ""), word.replaceAll("-", "\u00ad")), joined);
}

function drawPlace(view, row, index, place, column) {
  const { data } = view;
  const cell = element("td", `place ${look(place)}${data.columns[column].width > 1 ? " wide" : ""}`);
  if (place.rowspan) cell.rowSpan = place.rowspan;
  if (data.columns[column].width > 1) cell.style.setProperty("--span", data.columns[column].width);
  if (data.stacks) cell.dataset.heading = data.columns[column].name;
  const rated = place.state !== undefined || place.parts !== undefined || place.opens;
  const holder = data.choosable && rated ? placeButton(view, row, index, place, column) : element("div", "holder");
  const content = placeContent(data, place, holder.tagName === "BUTTON");
  if (place.rowspan) {
    // Taller than the screen, maybe: what stands in it stays in sight.
    const whole = element("span", "over-rows");
    whole.append(...content);
    holder.append(whole);
  } else holder.append(...content);
  cell.append(holder);
  return cell;
}

function look(place) {
  if (place.parts) return "counted";
  if (place.state !== undefined) return `state-${place.state}`;
  return place.shade === undefined ? "plain" : `plain shade-${place.shade}`;
}

function placeButton(view, row, index, place, column) {
  const button = element("button", "holder");
  const { id, name } = view.data.columns[column];
  button.type = "button";
  button.tabIndex = -1;
  button.dataset.row = row.id;
  button.dataset.column = id;
  const said = `${row.name}, ${name}: ${spoken(view.data, place)}`;
  button.setAttribute("aria-label", said);
  if (view.data.dense) button.title = said;
  for (let below = index; below < index + (place.rowspan ?? 1); below += 1) {
    if (view.places[below]) view.places[below][column] = button;
  }
  return button;
}

// A dialog gives the focus back to what had it, but cannot see into a shadow root: the page would start from its top.
function comeBackAfterDialog(view, place) {
  const open = () => document.querySelector("[role=dialog]") !== null;
  let opened = false;
  view.dialog?.disconnect();
  view.dialog = new MutationObserver(() => {
    if (open()) opened = true;
    else if (opened) {
      view.dialog.disconnect();
      setTimeout(() => findButton(view, place)?.focus({ preventScroll: true }), 50);
    }
  });
  view.dialog.observe(document.body, { childList: true, subtree: true });
}

function spoken(data, place) {
  const word = place.text ?? data.states[place.state]?.word;
  const counts = (place.parts ?? []).map(([text, state]) => `${data.states[state].word} ${text}`);
  return [word, ...counts, place.sub, place.mark_text].filter(Boolean).join(", ");
}

// A table of words alone, without a level in it, reads like a list: from the left, with lighter lines.
function isAllText(data) {
  return data.rows.every(({ places }) => (places ?? []).every((place) => !place || (place.state ?? place.parts ?? place.shade) === undefined));
}

// A small table beside others is read from afar: wide places, large letters.
function isFew({ dense, columns }) {
  return dense && columns.length <= FEW;
}

// On paper the rows of one outer heading stay together, and so do those of a short table.
function isWhole({ corners, rows }) {
  return corners.length > 1 || rows.length <= SHORT;
}

function isSentence(place) {
  return place.state === undefined && (place.text ?? "").length > 20;
}

function placeContent(data, place, named) {
  const content = (place.parts ?? []).map(([text, state]) => chip(data, text, state));
  const word = place.text ?? data.states[place.state]?.word ?? "";
  const { sign, digit } = data.states[place.state] ?? {};
  if (place.line) content.push(drawLine(place.line));
  if (data.dense && sign) content.push(silent(element("span", "sign", sign)));
  else if (word) content.push(drawWord(place, word, place.text ? "" : digit));
  if (place.sub) content.push(digit ? notes(place.sub) : element("span", "sub", place.sub));
  // Beside a word the sign is part of its line; a letter leaves it a corner of the place.
  if (place.mark && (data.dense || !word)) content.push(signOf(place));
  if (named || !(sign || place.parts || place.mark || place.aside)) return content;
  const heard = data.dense || place.parts ? spoken(data, place) : place.mark_text;
  if (heard) content.push(element("span", "spoken", heard));
  return content;
}

// The digit of a level stays with the first of its words, and a triangle with the sign of the counting rule.
function drawWord(place, word, digit) {
  const whole = element("span", `word${place.text ? " named" : ""}${isSentence(place) ? " sentence" : ""}`);
  if (digit) whole.append(silent(element("span", "digit", digit)), "\u00a0");
  whole.append(word);
  if (place.aside) whole.append(" ", silent(element("span", "aside", place.aside)));
  if (place.mark) whole.append(isQuiet(place) ? " " : "\u00a0", signOf(place));
  return whole;
}

function signOf(place) {
  return silent(element("span", isQuiet(place) ? "mark quiet" : "mark", place.mark));
}

// A share or a change is no more than that; a triangle says that something falls short.
function isQuiet(place) {
  return /\d/.test(place.mark);
}

function chip(data, text, state) {
  const whole = silent(element("span", "chip"));
  whole.append(element("span", `sign state-${state}`, data.states[state].sign), element("span", "count", text));
  return whole;
}

// A point per state, higher for a higher level, joined where two levels follow each other.
function drawLine(states) {
  const [step, rise, edge] = [26, 8, 5];
  const [width, height] = [(states.length - 1) * step + 2 * edge, 3 * rise + 2 * edge];
  const picture = drawn("svg", { class: "line", width, height, viewBox: `0 0 ${width} ${height}` });
  const at = (place) => [edge + place * step, edge + (3 - states[place]) * rise];
  states.forEach((state, place) => {
    const [x, y] = at(place);
    picture.append(drawn("path", { class: "rail", d: `M${x} ${edge}V${edge + 3 * rise}` }));
    if (state > 3) return;
    if (states[place + 1] <= 3) picture.append(drawn("path", { d: `M${x} ${y}L${at(place + 1).join(" ")}` }));
    picture.append(drawn("circle", { cx: x, cy: y, r: 3.5 }));
  });
  return silent(picture);
}

function drawn(name, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

function silent(node) {
  node.setAttribute("aria-hidden", "true");
  return node;
}

function element(tag, className = "", text = "") {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text) node.textContent = text;
  return node;
}

// Places get equal widths that fill the page, and sticky headings stand beside each other, not on one another.
function fit(view) {
  if (!view.data) return;
  if (view.bands !== (isNarrow(view.region) ? bandsOf(view.data) : 0)) redraw(view, view.data);
  else measure(view);
}

function measure({ region, data }) {
  const corners = [...region.querySelectorAll("th.corner")];
  let left = 0;
  const edges = corners.map((corner) => {
    const edge = left;
    if (getComputedStyle(corner).position === "sticky") left += corner.offsetWidth;
    return edge;
  });
  const heads = corners.reduce((sum, corner) => sum + corner.offsetWidth, 0);
  const shares = data.columns.reduce((sum, column) => sum + column.width, 0);
  const share = Math.floor((region.clientWidth - heads - 2) / shares);
  // All is read before anything is set: a large table is laid out once more for whatever is read after that.
  edges.forEach((edge, place) => region.style.setProperty(`--left-${corners[place].dataset.level}`, `${edge}px`));
  region.style.setProperty("--stuck", `${left}px`);
  const [least, most] = PLACE_WIDTH[kindOf(data)];
  let width = Math.min(most, Math.max(least, share));
  const wear = () => region.style.setProperty("--place-width", `${width}px`);
  wear();
  // A column that a long word keeps wide takes its room from the others; those may become a little narrower than the
  // least where the table fits then, and only then.
  const squeezed = least - SQUEEZE;
  let over = data.dense || share < squeezed ? 0 : overflow(region);
  for (let again = 0; again < MOST_TRIES && over > 0 && width > squeezed; again += 1) {
    width = Math.max(squeezed, width - Math.ceil((over * (again + 1)) / shares));
    wear();
    over = overflow(region);
  }
  if (over > 0) {
    width = Math.max(least, width);
    wear();
  }
  region.style.setProperty("--headings", `${region.querySelector("thead").offsetHeight}px`);
}

function overflow(region) {
  return region.scrollWidth - region.clientWidth;
}

function kindOf(data) {
  if (data.dense) return isFew(data) ? "few" : "dense";
  return isAllText(data) ? "words" : "roomy";
}

function showChosen(view, chosen) {
  view.region.querySelector("[aria-current]")?.removeAttribute("aria-current");
  const button = chosen && findButton(view, chosen);
  if (button) button.setAttribute("aria-current", "true");
}

function findButton(view, [row, column]) {
  return view.places.flat().find((button) => button?.dataset.row === row && button.dataset.column === column);
}

function makeTabStop(view, button) {
  if (view.tabStop) view.tabStop.tabIndex = -1;
  view.tabStop = button;
  if (button) button.tabIndex = 0;
}

function onFocus(view, event) {
  if (event.target.matches("button.holder")) makeTabStop(view, event.target);
}

function onClick(view, event) {
  const button = event.target.closest("button.holder");
  if (!button) return;
  const { row, column } = button.dataset;
  comeBackAfterDialog(view, [row, column]);
  view.choose(row, column);
}

function onKey(view, event) {
  if (!event.target.matches("button.holder") || event.altKey || event.metaKey) return;
  const next = target(view.places, event);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function target(places, event) {
  const row = places.findIndex((line) => line.includes(event.target));
  const column = places[row].indexOf(event.target);
  const everywhere = places.flat().filter(Boolean);
  const line = event.ctrlKey ? everywhere : places[row].filter(Boolean);
  if (event.key === "Home") return line[0];
  if (event.key === "End") return line.at(-1);
  const step = STEPS[event.key];
  return step && !event.ctrlKey ? walk(places, row, column, step, event.target) : null;
}

function walk(places, row, column, [down, right], from) {
  do {
    row += down;
    column += right;
    const next = places[row]?.[column];
    if (next && next !== from) return next;
  } while (row >= 0 && row < places.length && column >= 0 && column < Math.max(...places.map((line) => line.length)));
  return from;
}
