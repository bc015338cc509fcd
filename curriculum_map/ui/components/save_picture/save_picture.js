// Makes a file of a chart as it is drawn in the page. Text goes in as text only, never as markup.

const SVG = "http://www.w3.org/2000/svg";
const SHARPNESS = 2;

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

async function save({ picture, name }, ending) {
  const plot = document.querySelector(`.st-key-${CSS.escape(picture)} .js-plotly-plot`);
  if (!plot) return;
  const drawn = whole(plot);
  const svg = new Blob([new XMLSerializer().serializeToString(drawn)], { type: "image/svg+xml" });
  hand(ending === "svg" ? svg : await painted(svg, drawn), `${name}.${ending}`);
}

// The layers of the chart, one upon the other, on the colour of the page.
function whole(plot) {
  const { width, height } = plot.getBoundingClientRect();
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("xmlns", SVG);
  drawn.setAttribute("width", width);
  drawn.setAttribute("height", height);
  drawn.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const ground = document.createElementNS(SVG, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(document.querySelector(".stApp")).backgroundColor);
  drawn.append(ground);
  for (const layer of plot.querySelectorAll("svg.main-svg")) {
    const copy = layer.cloneNode(true);
    copy.removeAttribute("style");
    copy.removeAttribute("class");
    drawn.append(copy);
  }
  return drawn;
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
