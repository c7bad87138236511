// The articles, with their entities marked, and the sentences that claims come from.

let article = null; // the number of the one that is open

const proofsIn = (place) =>
  documents[place].claims.flatMap((number) =>
    claims[number].proofs.filter((proof) => proof.document === place).map((proof) => ({number, proof})));

// Sentences in the order of the text, each once, with every claim that it proves.
function sentencesIn(place) {
  const found = new Map();
  for (const {number, proof} of proofsIn(place)) {
    const key = `${proof.start} ${proof.end}`;
    if (!found.has(key)) found.set(key, {start: proof.start, end: proof.end, text: proof.text, claims: []});
    found.get(key).claims.push(number);
  }
  return [...found.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

// Stretches of the text: sentences that share letters become one, with all their claims.
function stretchesIn(place) {
  const found = [];
  for (const {start, end, claims: numbers} of sentencesIn(place)) {
    const last = found.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.claims = unique([...last.claims, ...numbers]);
    } else found.push({start, end, claims: unique(numbers)});
  }
  return found;
}

function pressable(element, act) {
  element.setAttribute("role", "button");
  element.setAttribute("tabindex", "0");
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    act();
  });
  element.addEventListener("keydown", (event) => {
    if (event.target !== element || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  return element;
}

function entityMark(text, number) {
  const type = types[entities[number].type];
  const label = make("small", {"aria-hidden": "true"}, type.name);
  const mark = make("mark", {class: "ent", title: `${entities[number].name}, ${type.name}`}, text, label);
  mark.style.setProperty("--tint", type.tint);
  mark.style.setProperty("--colour", type.colour);
  return pressable(mark, () => chooseEntity(number));
}

function articleText(place) {
  const {text, marks} = documents[place];
  const letters = Array.from(text);
  const cut = (start, end) => {
    const inside = marks.filter((mark) => mark[0] >= start && mark[1] <= end)
      .map((mark) => [mark[0] - start, mark[1] - start, mark[2]]);
    return marked(letters.slice(start, end).join(""), inside, entityMark);
  };
  const parts = [];
  let done = 0;
  for (const sentence of stretchesIn(place)) {
    if (sentence.end > letters.length) continue;
    parts.push(...cut(done, sentence.start));
    parts.push(provingSentence(sentence, cut(sentence.start, sentence.end)));
    done = sentence.end;
  }
  parts.push(...cut(done, letters.length));
  return make("div", {class: "text", dir: "auto", lang: documents[place].lang}, ...parts);
}

function provingSentence(sentence, parts) {
  const span = make("span", {class: "proving", "data-claims": sentence.claims.join(" ")}, ...parts);
  span.setAttribute("title", count(sentence.claims.length, "claim"));
  span.addEventListener("click", () => chooseClaims(sentence.claims));
  return span;
}

function articleExcerpt(place) {
  const rows = sentencesIn(place).map((sentence) =>
    make("li", {dir: "auto"}, pressable(provingSentence(sentence, [sentence.text]), () => chooseClaims(sentence.claims))));
  return make("div", {class: "text"},
    make("p", {class: "soft"}, "The text of this article is not in this page. Claims were read from these sentences:"),
    make("ul", {}, ...rows));
}

function showArticle(place) {
  article = place;
  const doc = documents[place];
  for (const button of byId("article-list").querySelectorAll("button"))
    button.setAttribute("aria-current", String(Number(button.dataset.place) === place));
  const about = [doc.source, doc.day, doc.lang].filter(Boolean).join(" · ");
  const numbers = doc.claims;
  byId("article").replaceChildren(...[
    make("h2", {tabindex: "-1"}, name(doc.id)),
    make("p", {class: "soft"}, about),
    doc.text === null ? articleExcerpt(place) : articleText(place),
    claimList("Claims", numbers),
  ].filter((part) => part !== null));
  byId("article").scrollTop = 0;
  markSentences();
}

// Show which sentences prove what is chosen, and go there.
function markSentences({go = false} = {}) {
  const numbers = new Set(chosen.kind === "claims" ? chosen.numbers.map(String) : []);
  let first = null;
  for (const span of byId("article").querySelectorAll(".proving")) {
    const on = span.dataset.claims.split(" ").some((number) => numbers.has(number));
    span.classList.toggle("on", on);
    if (on) first ??= span;
  }
  if (go && first) first.scrollIntoView({block: "center"});
}

function openArticle(place, number = null) {
  openView("articles");
  if (article !== place) showArticle(place);
  if (number === null) byId("article").querySelector("h2").focus();
  else if (chosen.kind !== "claims" || !chosen.numbers.includes(number)) chooseClaims([number]);
  markSentences({go: number !== null});
  if (matchMedia("(max-width: 700px)").matches) byId("details").classList.remove("open");
}

function articleRow(doc, place) {
  return make("li", {}, make("button", {class: "doc", "data-place": place, "aria-current": "false",
    onclick: () => showArticle(place)},
    make("span", {class: "grow"}, name(doc.id)),
    make("span", {class: "total"}, [doc.day, doc.lang, count(doc.claims.length, "claim")].filter(Boolean).join(" · "))));
}

function showArticles() {
  const rows = documents.map(articleRow);
  const list = make("ul", {id: "article-list", "aria-label": "Articles"}, ...rows);
  const find = make("input", {type: "search", placeholder: "Find an article", "aria-label": "Find an article",
    oninput: () => rows.forEach((row, place) => {
      const words = `${documents[place].id} ${documents[place].source ?? ""} ${documents[place].text ?? ""}`;
      row.hidden = !words.toLowerCase().includes(find.value.toLowerCase());
    })});
  byId("view-articles").append(
    make("div", {class: "docs"}, documents.length > 5 ? find : null, list),
    make("article", {id: "article", tabindex: "0", "aria-label": "Article"}));
  on("choose", () => markSentences());
  on("view", (view) => {
    if (view === "articles" && article === null && documents.length) showArticle(0);
  });
}
