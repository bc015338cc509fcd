// Makes a file of a chart as it is drawn in the page. Text goes in as text only, never as markup.

const SVG = "http://www.w3.org/2000/svg";
const SHARPNESS = 2;
const MARGIN = 12;
const LINE = 1.35;

export default function ({ data, parentElement }) {
  const line = document.createElement("div");
  line.className = "saves";
  for (const [ending, label] of data.buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => save(data, ending));
    line.append(button);
  }
  parentElement.querySelector(".saves")?.remove();
  parentElement.append(line);
}

async function save({ picture, name, title, notes }, ending) {
  const plot = document.querySelector(`.st-key-${CSS.escape(picture)} .js-plotly-plot`);
  if (!plot) return;
  const drawn = whole(plot, title, notes);
  drawn.prepend(await fonts());
  const svg = new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" });
  hand(ending === "svg" ? svg : await painted(svg, drawn), `${name}.${ending}`);
}

// The layers of the chart, one upon the other, on the colour of the page: its title above, below it what it rests on.
function whole(plot, title, notes) {
  const { width, height: tall } = plot.getBoundingClientRect();
  const { backgroundColor, color, fontFamily } = getComputedStyle(document.querySelector(".stApp"));
  const above = lines([title], width, { size: 17, weight: 600, fontFamily });
  const below = lines(notes, width, { size: 12, weight: 400, fontFamily });
  const height = above.height + tall + below.height;
  const drawn = made("svg", { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  drawn.append(made("rect", { width: "100%", height: "100%", fill: backgroundColor }));
  const chart = made("g", { transform: `translate(0 ${above.height})` });
  for (const layer of plot.querySelectorAll("svg.main-svg")) {
    const copy = layer.cloneNode(true);
    copy.removeAttribute("style");
    copy.removeAttribute("class");
    chart.append(copy);
  }
  below.drawn.setAttribute("transform", `translate(0 ${above.height + tall})`);
  for (const one of [above, below]) one.drawn.setAttribute("fill", color);
  drawn.append(above.drawn, chart, below.drawn);
  return drawn;
}

// Texts below each other, each over as many lines as it needs.
function lines(texts, width, { size, weight, fontFamily }) {
  const drawn = made("g", { "font-size": size, "font-weight": weight, "font-family": fontFamily });
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${fontFamily}`;
  let y = MARGIN;
  const write = (line) => {
    y += LINE * size;
    const written = made("text", { x: MARGIN, y });
    written.textContent = line;
    drawn.append(written);
  };
  for (const text of texts) {
    let line = "";
    for (const word of text.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      const fits = !line || pen.measureText(longer).width <= width - 2 * MARGIN;
      if (!fits) write(line);
      line = fits ? longer : word;
    }
    write(line);
  }
  return { drawn, height: y + MARGIN };
}

function made(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

// The fonts of the page: a file on its own has none of them, and its texts would be wider than their places.
async function fonts() {
  const style = made("style", {});
  const rules = [...document.styleSheets].flatMap(readable).filter((rule) => rule instanceof CSSFontFaceRule);
  const upright = rules.filter((rule) => /sans/i.test(rule.style.fontFamily) && rule.style.fontStyle !== "italic");
  style.textContent = (await Promise.all(upright.map(embedded))).join("\n");
  return style;
}

function readable(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return []; // of an extension of the browser, which keeps its rules to itself
  }
}

async function embedded(rule) {
  const [, path] = /url\("?([^")]+)"?\)/.exec(rule.style.src) ?? [];
  if (!path) return "";
  const file = await (await fetch(new URL(path, rule.parentStyleSheet?.href ?? document.baseURI))).blob();
  const address = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(file);
  });
  return rule.cssText.replace(path, address);
}

async function painted(svg, drawn) {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = SHARPNESS * drawn.getAttribute("width");
    canvas.height = SHARPNESS * drawn.getAttribute("height");
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function hand(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
