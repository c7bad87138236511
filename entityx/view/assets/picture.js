// The graph itself, drawn by cytoscape.js at the places that the page brought along.

let cy = null;
let stop = null; // the entity that the keyboard stands on

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function lineText(numbers) {
  const words = unique(numbers.map((number) => verb(claims[number])));
  return words.length < 3 ? words.join(", ") : `${words[0]} +${words.length - 1}`;
}

// What a line says of the claims that it stands for, as far as they are shown.
function lineData(numbers) {
  const sources = Math.max(...numbers.map((number) => claims[number].sources));
  const width = 2 + Math.log2(sources) * 0.9 + Math.log2(numbers.length) * 0.9;
  return {label: lineText(numbers), width: Math.min(width, 7)};
}

function elements() {
  // A picture that is wider than high is turned on an upright screen.
  const box = byId("picture");
  const span = (of) => Math.max(...entities.map(of)) - Math.min(...entities.map(of));
  const wide = span((entity) => entity.x) > span((entity) => entity.y);
  const upright = wide && box.clientHeight > box.clientWidth * 1.15;
  const nodes = entities.map((entity, number) => ({
    group: "nodes",
    data: {id: `e${number}`, number, label: entity.label, size: entity.size,
      colour: types[entity.type].colour, shape: types[entity.type].shape},
    position: upright ? {x: entity.y, y: entity.x} : {x: entity.x, y: entity.y},
  }));
  const edges = lines.map((numbers, number) => {
    const first = claims[numbers[0]];
    const kind = meaning(first);
    const disputed = numbers.some((n) => claims[n].against.length) ? " disputed" : "";
    const mutual = numbers.every((n) => symmetric.has(claims[n].predicate)) ? " mutual" : "";
    return {
      group: "edges",
      data: {id: `l${number}`, number, source: `e${first.subject}`, target: `e${first.object}`,
        ...lineData(numbers)},
      classes: kind + disputed + mutual,
    };
  });
  return [...nodes, ...edges];
}

function looks() {
  const kinds = MEANINGS.filter((kind) => DASHES[kind].length).map((kind) => ({
    selector: `edge.${kind}`,
    style: {"line-style": "dashed", "line-dash-pattern": DASHES[kind]},
  }));
  const text = {
    "font-family": FONT, color: css("--text"), "text-outline-color": css("--ground"),
  };
  return [
    {selector: "node", style: {
      shape: "data(shape)", width: "data(size)", height: "data(size)",
      "background-color": "data(colour)", "border-width": 1.5, "border-color": css("--edge-of-node"),
    }},
    {selector: "node.named", style: {...text, label: "data(label)", "font-weight": 500,
      "text-valign": "bottom", "z-index": 5}},
    {selector: "edge", style: {
      width: "data(width)", "line-color": css("--line"), "target-arrow-color": css("--line"),
      "target-arrow-shape": "triangle", "arrow-scale": 0.9, "curve-style": "bezier",
      "control-point-step-size": 34, "loop-direction": "-45deg", "loop-sweep": "50deg",
    }},
    ...kinds,
    {selector: "edge.mutual", style: {"source-arrow-shape": "triangle", "source-arrow-color": css("--line")}},
    {selector: "edge.denied", style: {"line-color": css("--denied"),
      "target-arrow-color": css("--denied"), "target-arrow-shape": "tee", "source-arrow-shape": "none", "arrow-scale": 1.3}},
    {selector: "edge.disputed", style: {"underlay-color": css("--dispute"),
      "underlay-opacity": 0.45, "underlay-padding": 4}},
    {selector: "edge.told", style: {...text, label: "data(label)", color: css("--soft")}},
    {selector: ".faded", style: {opacity: 0.12, "underlay-opacity": 0}},
    {selector: "node.chosen", style: {"border-width": 5, "border-color": css("--focus"), "z-index": 9}},
    {selector: "edge.chosen", style: {width: 5, "z-index": 9, "line-color": css("--focus"),
      "target-arrow-color": css("--focus")}},
    {selector: "node.stop", style: {"overlay-color": css("--focus"), "overlay-opacity": 0.3, "overlay-padding": 6}},
    {selector: "node.over, edge.over", style: {"overlay-color": css("--focus"), "overlay-opacity": 0.14, "overlay-padding": 4}},
    {selector: ".hidden", style: {display: "none"}},
    {selector: "core", style: {"active-bg-opacity": 0.1, "selection-box-opacity": 0}},
  ];
}

function showPicture() {
  const many = entities.length > 400;
  cy = cytoscape({
    container: byId("picture"), elements: elements(), style: looks(), layout: {name: "preset", fit: false},
    minZoom: 0.02, maxZoom: 4, boxSelectionEnabled: false, autounselectify: true,
    hideEdgesOnViewport: many && lines.length > 1500, textureOnViewport: false,
  });
  const relabel = later(() => label(cy), 60);
  cy.on("viewport position", relabel);
  cy.on("resize", relabel);
  cy.on("tap", "node", (event) => chooseEntity(event.target.data("number")));
  cy.on("tap", "edge", (event) => chooseClaims(visibleClaims(event.target.data("number"))));
  cy.on("tap", (event) => event.target === cy && clearChoice());
  cy.on("mouseover", "node, edge", (event) => {
    event.target.addClass("over");
    byId("picture").classList.add("pointing");
    showTip(event.target, event.renderedPosition);
  });
  cy.on("mouseout", "node, edge", (event) => {
    event.target.removeClass("over");
    byId("picture").classList.remove("pointing");
    byId("tip")?.remove();
  });
  on("filter", () => {
    filterPicture();
    relabel();
  });
  on("choose", () => {
    markChoice();
    relabel();
  });
  on("theme", () => {
    cy.style(looks());
    label(cy);
  });
  new ResizeObserver(() => cy.resize()).observe(byId("picture"));
  listenToKeys();
}

const visibleClaims = (line) => lines[line].filter((number) => shown.has(number));

// What the pointer is on, where its label is not shown.
function showTip(element, {x, y}) {
  byId("tip")?.remove();
  const number = element.data("number");
  const text = element.isNode()
    ? entities[number].name
    : visibleClaims(number).slice(0, 6).map((n) => sentence(claims[n])).join("\n");
  const tip = make("div", {id: "tip", "aria-hidden": "true"}, text);
  byId("view-graph").append(tip);
  const box = byId("view-graph").getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(x + 12, box.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(4, Math.min(y + 14, box.height - tip.offsetHeight - 8))}px`;
}

function filterPicture() {
  const ends = new Set();
  for (const number of shown) ends.add(claims[number].subject).add(claims[number].object);
  cy.batch(() => {
    cy.nodes().forEach((node) => {
      const entity = entities[node.data("number")];
      const alone = also.alone && !entity.claims.length && !off.types.has(entity.type);
      node.toggleClass("hidden", !alone && !ends.has(node.data("number")));
    });
    cy.edges().forEach((edge) => {
      const numbers = visibleClaims(edge.data("number"));
      edge.toggleClass("hidden", !numbers.length);
      if (!numbers.length) return;
      edge.data(lineData(numbers));
    });
  });
  byId("empty").hidden = Boolean(shown.size) || also.alone;
}

function markChoice() {
  cy.batch(() => {
    cy.elements().removeClass("chosen near faded");
    if (chosen.kind === "none") return;
    const numbers = new Set(chosen.numbers);
    const marked = chosen.kind === "entity"
      ? cy.nodes().filter((node) => numbers.has(node.data("number")))
      : cy.edges().filter((edge) => lines[edge.data("number")].some((n) => numbers.has(n)));
    marked.addClass("chosen");
    const close = chosen.kind === "entity" ? marked.closedNeighborhood() : marked.union(marked.connectedNodes());
    close.addClass("near");
    cy.elements().not(close).addClass("faded");
  });
}

function bringIntoView() {
  const marked = cy.elements(".chosen").filter((element) => element.visible());
  if (marked.empty() || byId("view-graph").hidden) return;
  const box = marked.renderedBoundingBox();
  const away = box.x1 < 20 || box.y1 < 20 || box.x2 > cy.width() - 20 || box.y2 > cy.height() - 20;
  if (away || cy.zoom() < 0.25) {
    const zoom = Math.max(cy.zoom(), 0.6);
    cy.viewport({zoom, pan: cy.pan()});
    cy.center(marked);
  }
}

// Show all nodes. (cy.fit would measure every line first, which takes a second.)
function fitAll() {
  cy.resize();
  const visible = cy.nodes().filter((node) => !node.hasClass("hidden"));
  if (visible.empty() || !cy.width()) return;
  const edge = {x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity};
  visible.forEach((node) => {
    const {x, y} = node.position();
    const half = node.data("size") / 2;
    edge.x1 = Math.min(edge.x1, x - half);
    edge.x2 = Math.max(edge.x2, x + half);
    edge.y1 = Math.min(edge.y1, y - half);
    edge.y2 = Math.max(edge.y2, y + half);
  });
  const [wide, high] = [cy.width() - 110, cy.height() - 80];
  const zoom = Math.min(wide / (edge.x2 - edge.x1), high / (edge.y2 - edge.y1), 1.3);
  cy.viewport({zoom, pan: {
    x: cy.width() / 2 - (zoom * (edge.x1 + edge.x2)) / 2,
    y: (cy.height() - 20) / 2 - (zoom * (edge.y1 + edge.y2)) / 2,
  }});
  label(cy);
}

function zoomBy(factor) {
  cy.zoom({level: cy.zoom() * factor, renderedPosition: {x: cy.width() / 2, y: cy.height() / 2}});
}

function listenToKeys() {
  byId("zoom-in").onclick = () => zoomBy(1.35);
  byId("zoom-out").onclick = () => zoomBy(1 / 1.35);
  byId("zoom-all").onclick = fitAll;
  const ways = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
  byId("picture").addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (way && event.shiftKey) cy.panBy({x: -60 * way[0], y: -60 * way[1]});
    else if (way) goTo(nextStop(way));
    else if (event.key === "Enter" && stop) chooseEntity(stop.data("number"));
    else if (event.key === "+" || event.key === "=") zoomBy(1.35);
    else if (event.key === "-") zoomBy(1 / 1.35);
    else if (event.key === "0") fitAll();
    else if (event.key === "Escape") clearChoice();
    else return;
    event.preventDefault();
  });
}

// The nearest entity that way; the one with the most claims to begin with.
function nextStop([dx, dy]) {
  const nodes = cy.nodes().not(".hidden").toArray();
  if (!stop || stop.hasClass("hidden"))
    return nodes.reduce((a, b) => (a && a.data("size") >= b.data("size") ? a : b), null);
  const from = stop.position();
  let best = stop;
  let shortest = Infinity;
  for (const node of nodes) {
    const to = node.position();
    const ahead = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy + (to.y - from.y) * dx);
    if (ahead > 1 && ahead + aside * 2 < shortest && node !== stop) {
      best = node;
      shortest = ahead + aside * 2;
    }
  }
  return best;
}

function goTo(node) {
  if (!node) return;
  stop?.removeClass("stop");
  stop = node.addClass("stop");
  const {x, y} = node.renderedPosition();
  if (x < 30 || y < 30 || x > cy.width() - 30 || y > cy.height() - 30) cy.center(node);
  const entity = entities[node.data("number")];
  byId("spoken").textContent =
    `${entity.name}, ${types[entity.type].name}, ${count(entity.claims.length, "claim")}`;
}
