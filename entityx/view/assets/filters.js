// What is shown: types, meanings, predicates, languages, sources, score and dates.

const off = {types: new Set(), meanings: new Set(), predicates: new Set(), langs: new Set()};
const least = {sources: 1, score: 0, from: "", to: ""};
const also = {undated: true, alone: false, disputed: false};

function fits(claim) {
  const ends = [claim.subject, claim.object];
  if (ends.some((end) => off.types.has(entities[end].type))) return false;
  if (off.meanings.has(meaning(claim)) || off.predicates.has(claim.predicate)) return false;
  if (claim.langs.length && claim.langs.every((lang) => off.langs.has(lang))) return false;
  if (claim.sources < least.sources || (claim.score ?? 0) < least.score) return false;
  if (also.disputed && !claim.against.length) return false;
  return inTime(claim);
}

function inTime(claim) {
  const days = claim.days.filter((day) => day !== null);
  if (!days.length) return also.undated;
  return days.some((day) => day >= least.from && (least.to === "" || day <= least.to));
}

function applyFilters() {
  shown.clear();
  for (const claim of claims) if (fits(claim)) shown.add(claim.number);
  const ends = new Set();
  for (const number of shown) ends.add(claims[number].subject).add(claims[number].object);
  const part = shown.size < claims.length ? ` of ${claims.length.toLocaleString("en")}` : "";
  byId("counts").textContent =
    `${shown.size.toLocaleString("en")}${part} ${claims.length === 1 ? "claim" : "claims"}, ` +
    `${count(ends.size, "entity", "entities")}, ${count(documents.length, "article")}`;
  tell("filter");
}

function tally(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function tick(text, checked, act, {symbol = null, total = null} = {}) {
  const box = make("input", {type: "checkbox", onchange: () => act(box.checked)});
  box.checked = checked;
  const number = total === null ? null : make("span", {class: "total"}, String(total));
  return make("label", {class: "row"}, box, symbol, make("span", {class: "grow"}, text), number);
}

function group(legend, ...rows) {
  return make("fieldset", {}, make("legend", {}, legend), ...rows);
}

// A list of ticks over one kind of value, with all and none when there are many.
function ticks(legend, values, hidden, row) {
  const boxes = values.map(([value, total]) =>
    tick(row(value).text, !hidden.has(value), (checked) => {
      if (checked) hidden.delete(value);
      else hidden.add(value);
      applyFilters();
    }, {symbol: row(value).symbol ?? null, total}));
  const set = (checked) => () => {
    for (const [value] of values) checked ? hidden.delete(value) : hidden.add(value);
    for (const box of boxes) box.querySelector("input").checked = checked;
    applyFilters();
  };
  const few = values.length < 4;
  const all = make("button", {type: "button", class: "link", onclick: set(true)}, "all");
  const none = make("button", {type: "button", class: "link", onclick: set(false)}, "none");
  return group(legend, few ? null : make("p", {class: "both"}, all, none),
    make("div", {class: "ticks"}, ...boxes));
}

function slider(text, key, {min, max, step}) {
  const output = make("output", {}, String(least[key]));
  const input = make("input", {type: "range", min, max, step, value: least[key],
    oninput: () => {
      least[key] = Number(input.value);
      output.textContent = input.value;
      applyFilters();
    }});
  return make("label", {class: "slider"}, make("span", {}, text, " ", output), input);
}

function day(text, key) {
  const input = make("input", {type: "date", id: `day-${key}`, value: least[key],
    onchange: () => {
      least[key] = input.value;
      applyFilters();
    }});
  return make("label", {class: "day"}, text, input);
}

function flag(text, key, symbol = null) {
  return tick(text, also[key], (checked) => {
    also[key] = checked;
    applyFilters();
  }, {symbol});
}

function showFilters() {
  const most = Math.max(1, ...claims.map((claim) => claim.sources));
  const used = tally(entities.filter((entity) => entity.claims.length).map((entity) => entity.type));
  const meant = MEANINGS.map((kind) => [kind, claims.filter((c) => meaning(c) === kind).length]);
  const langs = tally(claims.flatMap((claim) => claim.langs));
  const dated = claims.some((claim) => claim.first !== null);
  const alone = entities.some((entity) => !entity.claims.length);
  const groups = [
    ticks("Entities", used, off.types, (type) => ({text: types[type].name, symbol: typeSymbol(type)})),
    ticks("Meant as", meant.filter((m) => m[1]), off.meanings, (kind) => ({text: MEANT[kind], symbol: lineSymbol(kind)})),
    ticks("Predicate", tally(claims.map((claim) => claim.predicate)), off.predicates, (word) => ({text: spaced(word)})),
    langs.length > 1 ? ticks("Language", langs, off.langs, (lang) => ({text: lang})) : null,
    group("At least",
      most > 1 ? slider("independent sources", "sources", {min: 1, max: most, step: 1}) : null,
      slider("score", "score", {min: 0, max: 1, step: 0.05})),
    dated ? group("Written", make("div", {class: "days"}, day("from", "from"), day("to", "to")),
      claims.some((claim) => claim.first === null) ? flag("also without a date", "undated") : null) : null,
    group("More",
      claims.some((claim) => claim.against.length) ? flag("only what is both claimed and denied", "disputed", disputeSymbol()) : null,
      alone ? flag("also entities without a claim", "alone") : null),
    make("button", {type: "button", id: "reset", class: "plain", onclick: resetFilters}, "Reset filters"),
  ];
  byId("filters").replaceChildren(...groups.filter((part) => part !== null));
}

function resetFilters() {
  for (const hidden of Object.values(off)) hidden.clear();
  Object.assign(least, {sources: 1, score: 0, from: "", to: ""});
  Object.assign(also, {undated: true, alone: false, disputed: false});
  showFilters();
  applyFilters();
}

function setPeriod(from, to) {
  Object.assign(least, {from, to});
  for (const key of ["from", "to"]) byId(`day-${key}`).value = least[key];
  applyFilters();
}
