// Views, search, theme: everything starts here.

const VIEWS = ["graph", "claims", "timeline", "articles"];

function openView(view) {
  for (const other of VIEWS) {
    const on = other === view;
    byId(`view-${other}`).hidden = !on;
    byId(`tab-${other}`).setAttribute("aria-selected", String(on));
    byId(`tab-${other}`).tabIndex = on ? 0 : -1;
  }
  if (view === "graph") cy?.resize();
  tell("view", view);
}

function listenToTabs() {
  VIEWS.forEach((view, place) => {
    const tab = byId(`tab-${view}`);
    tab.onclick = () => openView(view);
    tab.onkeydown = (event) => {
      const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (!step) return;
      const next = VIEWS[(place + step + VIEWS.length) % VIEWS.length];
      openView(next);
      byId(`tab-${next}`).focus();
    };
  });
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
// Devanagari vowels are marks too: look for the name as written as well.
const written = (text) => text.normalize("NFC").toLowerCase();

function hitsFor(query) {
  const [soft, exact] = [plain(query), written(query)];
  if (!exact.trim()) return [];
  const found = [];
  entities.forEach((entity, number) => {
    const names = [entity.name, ...entity.names, entity.id];
    const fit = names.some((n) => written(n).includes(exact) || (soft && plain(n).includes(soft)));
    const begins = names.some((n) => written(n).startsWith(exact));
    if (fit) found.push([begins ? 0 : 1, -entity.claims.length, number]);
  });
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).slice(0, 12).map((hit) => hit[2]);
}

function listenToSearch() {
  const [query, hits] = [byId("query"), byId("hits")];
  let at = -1;
  const close = () => {
    hits.hidden = true;
    query.setAttribute("aria-expanded", "false");
    query.removeAttribute("aria-activedescendant");
    at = -1;
  };
  const take = (number) => {
    query.value = "";
    close();
    chooseEntity(number);
    bringIntoView();
  };
  const fill = () => {
    const found = hitsFor(query.value);
    hits.replaceChildren(...found.map((number, place) => make("li", {role: "option", id: `hit-${place}`,
      "data-number": number, "aria-selected": "false", onmousedown: (event) => {
        event.preventDefault();
        take(number);
      }}, typeSymbol(entities[number].type), name(entities[number].name),
      make("span", {class: "total"}, count(entities[number].claims.length, "claim")))));
    if (!found.length && query.value.trim()) hits.append(make("li", {class: "soft"}, "No such entity"));
    hits.hidden = !hits.children.length;
    query.setAttribute("aria-expanded", String(!hits.hidden));
    at = -1;
  };
  const move = (step) => {
    const rows = [...hits.querySelectorAll("[role=option]")];
    if (!rows.length) return;
    at = (at + step + rows.length) % rows.length;
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === at)));
    query.setAttribute("aria-activedescendant", rows[at].id);
    rows[at].scrollIntoView({block: "nearest"});
  };
  query.oninput = fill;
  query.onblur = close;
  query.onkeydown = (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(at < 0 ? 0 : -1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter") {
      const row = hits.querySelectorAll("[role=option]")[Math.max(at, 0)];
      if (row) take(Number(row.dataset.number));
    } else return;
    event.preventDefault();
  };
}

function listenToTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let own = null; // what the reader wants, where that is not what the system says
  const show = () => {
    const on = own ?? dark.matches;
    document.documentElement.dataset.theme = on ? "dark" : "light";
    byId("theme").textContent = on ? "Light" : "Dark";
    byId("theme").setAttribute("aria-label", on ? "Light colours" : "Dark colours");
    tell("theme");
  };
  dark.addEventListener("change", show);
  byId("theme").onclick = () => {
    own = !(own ?? dark.matches);
    show();
  };
  show();
}

function listenToFilters() {
  const button = byId("show-filters");
  button.onclick = () => {
    const open = document.body.classList.toggle("filtering");
    button.setAttribute("aria-expanded", String(open));
    if (open) byId("filters").querySelector("input")?.focus();
  };
  byId("filters").onsubmit = (event) => event.preventDefault();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.body.classList.contains("filtering")) return;
    button.click();
    button.focus();
  });
}

byId("title").textContent = data.title;
listenToTheme();
listenToTabs();
listenToSearch();
listenToFilters();
showLegend();
showFilters();
showPicture();
showClaims();
showTimeline();
showArticles();
on("choose", showDetails);
on("filter", () => chosen.kind !== "claims" && showDetails());
applyFilters();
fitAll();
document.documentElement.dataset.ready = "yes";
