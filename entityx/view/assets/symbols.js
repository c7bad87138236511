// The shapes and lines of the picture, drawn small for legend, filters and lists.

const DASHES = {
  asserted: [],
  planned: [9, 5],
  wanted: [2, 4],
  possible: [9, 4, 2, 4],
  denied: [],
};

const CORNERS = {triangle: 3, diamond: 4, pentagon: 5, hexagon: 6, octagon: 8};

function polygon(corners, {inner = null, turn = 0} = {}) {
  const total = inner === null ? corners : corners * 2;
  return Array.from({length: total}, (_, i) => {
    const reach = inner !== null && i % 2 ? inner : 7;
    const angle = (i / total) * 2 * Math.PI - Math.PI / 2 + turn;
    return `${8 + reach * Math.cos(angle)},${8 + reach * Math.sin(angle)}`;
  }).join(" ");
}

function shapeOf(shape) {
  if (shape === "ellipse") return svg("circle", {cx: 8, cy: 8, r: 6.5});
  if (shape === "rectangle") return svg("rect", {x: 2, y: 2, width: 12, height: 12});
  if (shape === "star") return svg("polygon", {points: polygon(5, {inner: 3})});
  const corners = CORNERS[shape];
  const turn = corners > 5 ? Math.PI / corners : 0;
  return svg("polygon", {points: polygon(corners, {turn})});
}

function typeSymbol(type) {
  const look = types[type];
  const drawn = shapeOf(look.shape);
  drawn.setAttribute("fill", look.colour);
  drawn.setAttribute("class", "outlined");
  return svg("svg", {class: "symbol", viewBox: "0 0 16 16", "aria-hidden": "true"}, drawn);
}

function lineSymbol(kind) {
  const line = svg("line", {x1: 1, y1: 6, x2: 31, y2: 6, class: `line ${kind}`});
  if (DASHES[kind].length) line.setAttribute("stroke-dasharray", DASHES[kind].join(" "));
  const end =
    kind === "denied"
      ? svg("line", {x1: 31, y1: 1, x2: 31, y2: 11, class: `line ${kind}`})
      : svg("polygon", {points: "36,6 29,2 29,10", class: `tip ${kind}`});
  const box = {class: "symbol wide", viewBox: "0 0 38 12", "aria-hidden": "true"};
  return svg("svg", box, line, end);
}

function disputeSymbol() {
  const band = svg("line", {x1: 2, y1: 6, x2: 36, y2: 6, class: "dispute"});
  const line = svg("line", {x1: 2, y1: 6, x2: 36, y2: 6, class: "line asserted"});
  const box = {class: "symbol wide", viewBox: "0 0 38 12", "aria-hidden": "true"};
  return svg("svg", box, band, line);
}

function showLegend() {
  const row = (symbol, text) => make("div", {class: "row"}, symbol, text);
  byId("legend-rows").append(
    ...types.map((type, number) => row(typeSymbol(number), type.name)),
    ...MEANINGS.map((kind) => row(lineSymbol(kind), MEANT[kind])),
    row(disputeSymbol(), "claimed and denied"),
  );
}
