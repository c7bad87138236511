// When what was said: bars over time, and below them what was new on each day.

const EVENTS = 150;

// A day's part of a claim: its sentences of that day.
function eventsOf(claim) {
  const byDay = new Map();
  for (const proof of claim.proofs) {
    const day = proof.document === null ? null : documents[proof.document].day;
    if (!byDay.has(day)) byDay.set(day, []);
    byDay.get(day).push(proof);
  }
  const days = [...byDay.keys()].filter((day) => day !== null).sort();
  let strongest = 9;
  return [...byDay.keys()].sort().map((day) => {
    const rank = Math.min(...byDay.get(day).map((proof) => MEANINGS.indexOf(proof.modality)));
    const news = day === null ? "" : day === days[0] ? "first seen"
      : rank < strongest && !claim.negated ? `now ${MEANINGS[rank]}` : "again";
    strongest = Math.min(strongest, rank);
    return {claim: claim.number, day, news, kind: claim.negated ? "denied" : MEANINGS[rank],
      proofs: byDay.get(day).length};
  });
}

// How finely time is cut: as finely as some sixty bars allow.
function unitOf(days) {
  const span = (new Date(days.at(-1)) - new Date(days[0])) / 86400000;
  return span <= 60 ? 10 : span <= 1800 ? 7 : 4;
}

function slots(first, last, unit) {
  const found = [];
  const at = new Date(`${first}T00:00:00Z`);
  if (unit === 7) at.setUTCDate(1);
  if (unit === 4) at.setUTCMonth(0, 1);
  while (at.toISOString().slice(0, unit) <= last.slice(0, unit)) {
    found.push(at.toISOString().slice(0, unit));
    if (unit === 10) at.setUTCDate(at.getUTCDate() + 1);
    else if (unit === 7) at.setUTCMonth(at.getUTCMonth() + 1);
    else at.setUTCFullYear(at.getUTCFullYear() + 1);
  }
  return found;
}

function lastDay(slot) {
  if (slot.length === 10) return slot;
  if (slot.length === 4) return `${slot}-12-31`;
  const [year, month] = slot.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

const BARS = {asserted: ["asserted"], unsure: ["planned", "wanted", "possible"], denied: ["denied"]};

function bar(slot, events, most) {
  const totals = Object.entries(BARS).map(([kind, kinds]) =>
    [kind, events.filter((event) => kinds.includes(event.kind)).length]);
  const words = totals.filter(([, total]) => total).map(([kind, total]) =>
    `${total} ${kind === "unsure" ? "planned, wanted or possible" : kind}`);
  const pieces = totals.filter(([, total]) => total).map(([kind, total]) => {
    const piece = make("span", {class: `piece ${kind}`});
    piece.style.height = `${(total / most) * 100}%`;
    return piece;
  });
  const text = `${slot}: ${words.join(", ") || "nothing"}`;
  return make("button", {class: "slot", title: text, "aria-label": text, disabled: words.length ? null : "",
    onclick: () => setPeriod(slot + "-01-01".slice(slot.length - 4), lastDay(slot))}, ...pieces);
}

function chart(events) {
  const days = events.map((event) => event.day).filter((day) => day !== null).sort();
  if (!days.length) return null;
  const unit = unitOf(days);
  const bySlot = new Map(slots(days[0], days.at(-1), unit).map((slot) => [slot, []]));
  for (const event of events) if (event.day !== null) bySlot.get(event.day.slice(0, unit)).push(event);
  const most = Math.max(...[...bySlot.values()].map((found) => found.length));
  const key = Object.entries({asserted: "asserted", unsure: "planned, wanted or possible", denied: "denied"})
    .map(([kind, text]) => make("span", {class: "key"}, make("span", {class: `piece ${kind}`}), text));
  const ends = [...bySlot.keys()];
  return make("div", {class: "chart"},
    make("p", {class: "keys"}, ...key, make("span", {class: "soft"}, "A bar chooses its time.")),
    make("div", {class: "bars", role: "group", "aria-label": "Claims over time"},
      ...[...bySlot].map(([slot, found]) => bar(slot, found, most))),
    make("p", {class: "ends soft"}, make("span", {}, ends[0]), make("span", {}, ends.length > 1 ? ends.at(-1) : "")));
}

function eventRow(event) {
  const row = claimRow(event.claim);
  row.querySelector(".total").textContent = count(event.proofs, "sentence");
  if (event.news) row.querySelector(".total").before(badge(event.news, event.news.startsWith("now") ? "news" : ""));
  return row;
}

function dayGroups(events) {
  const byDay = new Map();
  for (const event of events) {
    const day = event.day ?? "No date";
    if (!byDay.has(day)) byDay.set(day, []);
    byDay.get(day).push(event);
  }
  return [...byDay].map(([day, found]) => make("section", {},
    make("h3", {}, day), make("ul", {class: "claims wide"}, ...found.map(eventRow))));
}

function showTimeline() {
  const inside = (event) => event.day === null
    || (event.day >= least.from && (least.to === "" || event.day <= least.to));
  const fill = () => {
    if (byId("view-timeline").hidden) return;
    const events = [...shown].flatMap((number) => eventsOf(claims[number])).filter(inside)
      .sort((a, b) => ((a.day ?? "9") < (b.day ?? "9") ? -1 : (a.day ?? "9") > (b.day ?? "9") ? 1 : a.claim - b.claim));
    const list = make("div", {}, ...dayGroups(events.slice(0, EVENTS)));
    const more = make("button", {class: "plain", onclick: () => {
      list.replaceChildren(...dayGroups(events));
      more.remove();
    }}, `Show all ${events.length}`);
    const narrowed = least.from || least.to
      ? make("button", {class: "plain", id: "whole-time", onclick: () => setPeriod("", "")}, "Show all times") : null;
    const empty = events.length ? null : make("p", {class: "soft"}, "No claim fits these filters.");
    byId("view-timeline").replaceChildren(
      ...[chart(events), narrowed, empty, list, events.length > EVENTS ? more : null].filter((part) => part !== null));
  };
  on("filter", fill);
  on("view", (view) => view === "timeline" && fill());
}
