// Which names can be read: as many as fit without touching each other, the entities with
// the most claims first, always at the same size on screen.

const NAME_SIZE = 13;
const VERB_SIZE = 11;
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
const FONT = 'system-ui, "Noto Sans", "Noto Sans Devanagari", sans-serif';

function widthOf(text, size) {
  const key = `${size} ${text}`;
  if (!widths.has(key)) {
    pen.font = `${size}px ${FONT}`;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

// Boxes on screen, kept in cells so that looking for an overlap is quick.
class Room {
  constructor() {
    this.cells = new Map();
  }
  *near(box) {
    for (let x = Math.floor(box.x1 / 80); x <= Math.floor(box.x2 / 80); x++)
      for (let y = Math.floor(box.y1 / 40); y <= Math.floor(box.y2 / 40); y++)
        yield `${x} ${y}`;
  }
  take(box) {
    for (const cell of this.near(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }
  free(box) {
    for (const cell of this.near(box))
      for (const other of this.cells.get(cell) ?? [])
        if (box.x1 < other.x2 && other.x1 < box.x2 && box.y1 < other.y2 && other.y1 < box.y2)
          return false;
    return true;
  }
}

const around = (x, y, wide, high) => ({x1: x - wide / 2, x2: x + wide / 2, y1: y - high / 2, y2: y + high / 2});

const onScreen = (box, cy) => box.x2 > 0 && box.y2 > 0 && box.x1 < cy.width() && box.y1 < cy.height();

// Nodes in the order in which they may speak.
function ranked(nodes) {
  const rank = (node) => (node.hasClass("chosen") ? 1e6 : node.hasClass("near") ? 1e5 : 0) + node.data("size");
  return nodes.toArray().sort((a, b) => rank(b) - rank(a));
}

function placeNames(cy, room, nodes) {
  const zoom = cy.zoom();
  const seen = [];
  for (const node of nodes) {
    const {x, y} = node.renderedPosition();
    const size = node.data("size") * zoom;
    if (!onScreen(around(x, y, size + 200, size + 60), cy)) continue;
    seen.push({node, x, y, size});
  }
  const named = new Set();
  for (const {node, x, y, size} of seen) {
    // A name may stand on a smaller node, not on a larger one.
    room.take(around(x, y, size * 0.8, size * 0.8));
    const wide = widthOf(node.data("label"), NAME_SIZE) + 8;
    const box = around(x, y + size / 2 + 3 + NAME_SIZE / 2, wide, NAME_SIZE + 3);
    if (!node.hasClass("chosen") && !room.free(box)) continue;
    room.take(box);
    named.add(node.id());
  }
  return named;
}

function placeVerbs(cy, room, edges) {
  const told = new Set();
  const seen = edges.filter((edge) => {
    const {x, y} = edge.renderedMidpoint();
    return x > 0 && y > 0 && x < cy.width() && y < cy.height();
  });
  if (seen.length > 250) return told;
  const rank = (edge) => (edge.hasClass("chosen") ? 1e6 : edge.hasClass("near") ? 1e5 : 0) + edge.data("width");
  for (const edge of seen.toArray().sort((a, b) => rank(b) - rank(a))) {
    const {x, y} = edge.renderedMidpoint();
    const wide = widthOf(edge.data("label"), VERB_SIZE) + 6;
    const box = around(x, y, wide, VERB_SIZE + 4);
    if (!edge.hasClass("chosen") && !room.free(box)) continue;
    room.take(box);
    told.add(edge.id());
  }
  return told;
}

function label(cy) {
  const room = new Room();
  const visible = (element) => !element.hasClass("hidden") && !element.hasClass("faded");
  const named = placeNames(cy, room, ranked(cy.nodes().filter(visible)));
  const told = placeVerbs(cy, room, cy.edges().filter(visible));
  // The picture is scaled as a whole: what is to look the same must be scaled back.
  const zoom = cy.zoom();
  const type = (size) => ({"font-size": size / zoom, "text-outline-width": 2.5 / zoom});
  cy.batch(() => {
    cy.nodes().forEach((node) => {
      if (named.has(node.id()))
        node.addClass("named").style({...type(NAME_SIZE), "text-margin-y": 3 / zoom});
      else if (node.hasClass("named")) node.removeClass("named");
    });
    cy.edges().forEach((edge) => {
      if (told.has(edge.id())) edge.addClass("told").style(type(VERB_SIZE));
      else if (edge.hasClass("told")) edge.removeClass("told");
    });
  });
}
