// Draws some lines of a user's sheet with the role of each cell. Text goes in as text only, never as markup.

export default function ({ data, parentElement }) {
  const signature = JSON.stringify(data);
  const drawn = parentElement.querySelector(".picture");
  if (drawn?.dataset.signature === signature) return;
  const picture = element("div", `picture ${data.dark ? "dark" : "light"}`);
  picture.dataset.signature = signature;
  picture.lang = data.language;
  const region = element("div", "region");
  region.tabIndex = 0;
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", data.caption);
  region.append(drawTable(data));
  picture.append(drawLegend(data), region);
  drawn?.remove();
  parentElement.append(picture);
}

function drawTable(data) {
  const table = element("table");
  const caption = element("caption");
  caption.append(element("span", "caption", data.caption));
  const body = element("tbody");
  body.append(...data.rows.map((row, index) => drawRow(data, row, data.cells[index])));
  table.append(caption, drawHeadings(data), body);
  return table;
}

function drawHeadings(data) {
  const head = element("thead");
  const names = element("tr");
  const says = element("tr");
  const rowHeads = [[data.row_word, "name"], [data.role_word, "says"]].map(([text, look]) => {
    const cell = heading("col", look, text);
    cell.rowSpan = 2;
    return cell;
  });
  names.append(...rowHeads, ...data.columns.map((column) => gap(column, heading("col", "name", column.name))));
  says.append(...data.columns.map((column) => gap(column, meaning("col", column))));
  head.append(names, says);
  return head;
}

function drawRow(data, row, cells) {
  const line = element("tr", row.gap ? "after-gap" : "");
  line.append(heading("row", "name", row.name), meaning("row", row));
  line.append(...cells.map(([text, role], index) => gap(data.columns[index], element("td", role, text))));
  return line;
}

// What a whole row or column is to us; of one that is nothing, there is no heading.
function meaning(scope, { says, role }) {
  return says ? heading(scope, `says ${role}`, says) : element("td", "says");
}

function gap(column, cell) {
  if (column.gap) cell.classList.add("column-after-gap");
  return cell;
}

function drawLegend(data) {
  const list = element("ul");
  list.setAttribute("aria-label", data.role_word);
  for (const [role, word] of data.roles) {
    const item = element("li");
    const sample = element("span", `sample ${role}`, data.sample);
    sample.setAttribute("aria-hidden", "true");
    item.append(sample, element("span", "", word));
    list.append(item);
  }
  return list;
}

function heading(scope, look, text) {
  const cell = element("th", look, text);
  cell.scope = scope;
  return cell;
}

function element(tag, look = "", text = "") {
  const node = document.createElement(tag);
  if (look.trim()) node.className = look.trim();
  if (text) node.textContent = text;
  return node;
}
