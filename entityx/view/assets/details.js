// The panel that proves things: an entity with its claims, a claim with its sentences.

const entityLink = (number) =>
  make("button", {class: "entity", onclick: () => chooseEntity(number)},
    typeSymbol(entities[number].type), name(entities[number].name));

function badge(text, kind = "") {
  return make("span", {class: `badge ${kind}`}, text);
}

function badges(claim) {
  const kind = meaning(claim);
  const found = [make("span", {class: `badge ${kind}`}, lineSymbol(kind),
    claim.negated && claim.modality !== "asserted" ? `denied, ${claim.modality}` : kind)];
  const told = claim.documents.length > claim.sources ? ` in ${count(claim.documents.length, "article")}` : "";
  found.push(badge(count(claim.sources, "independent source") + told), badge(period(claim)));
  if (claim.score !== null) found.push(badge(`score ${claim.score.toFixed(2)}`));
  return make("p", {class: "badges"}, ...found);
}

// A claim in a list: one press opens its evidence.
function claimRow(number, {subject = true} = {}) {
  const claim = claims[number];
  const disputed = claim.against.length ? badge("contradicted", "disputed") : null;
  return make("li", {},
    make("button", {class: `claim ${shown.has(number) ? "" : "outside"}`, "data-claim": number,
      onclick: () => chooseClaims([number])},
      lineSymbol(meaning(claim)),
      make("span", {class: "grow"},
        subject ? name(entities[claim.subject].name) : "", " ",
        make("em", {}, verb(claim)), " ", name(entities[claim.object].name)),
      disputed, make("span", {class: "total"}, count(claim.sources, "source"))));
}

function claimList(title, numbers) {
  if (!numbers.length) return null;
  const rows = (from, to) => numbers.slice(from, to).map((number) => claimRow(number));
  const list = make("ul", {class: "claims"}, ...rows(0, 60));
  const rest = numbers.length - 60;
  const more = make("button", {class: "plain", onclick: () => {
    list.append(...rows(60));
    more.remove();
  }}, `Show ${rest} more`);
  return make("section", {}, make("h3", {}, `${title} (${numbers.length})`), list, rest > 0 ? more : null);
}

// Text with some of it marked. Places are counted in characters, not in code units.
function marked(text, marks, mark) {
  const letters = Array.from(text);
  const parts = [];
  let done = 0;
  for (const [start, end, kind] of marks) {
    if (start > done) parts.push(letters.slice(done, start).join(""));
    parts.push(mark(letters.slice(start, end).join(""), kind));
    done = end;
  }
  parts.push(letters.slice(done).join(""));
  return parts;
}

function proofText(proof) {
  return make("blockquote", {dir: "auto"}, ...marked(proof.text, proof.marks,
    (text, kind) => make("mark", {class: `role ${kind}`, title: spaced(kind)}, text)));
}

function proofRow(number, proof) {
  const claim = claims[number];
  const doc = documents[proof.document];
  const speaker = numberOf.get(proof.speaker);
  const said = proof.said === null
    ? "the article itself"
    : speaker === undefined ? name(proof.said) : entityLink(speaker);
  const meant = `${claim.negated ? "denied, " : ""}${proof.modality}`;
  const facts = [
    ["said by", said], ["meant as", meant],
    ...proof.more.map(([role, text]) => [spaced(role), name(text)]),
    ["read by", proof.rule],
  ].filter(([, value]) => value !== "");
  return make("li", {class: "proof"},
    proofText(proof),
    make("dl", {}, ...facts.flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, value)])),
    doc === undefined ? null : make("button", {class: "link", onclick: () => openArticle(proof.document, number)},
      "in ", name(doc.id), doc.source ? ` · ${doc.source}` : "", doc.day ? ` · ${doc.day}` : ""));
}

function claimDetails(number) {
  const claim = claims[number];
  const against = claim.against.map((other) => claimRow(other));
  return make("article", {class: "claim-details", "data-claim": number},
    make("h3", {class: "triple"}, entityLink(claim.subject), make("em", {}, verb(claim)), entityLink(claim.object)),
    badges(claim),
    against.length
      ? make("section", {class: "against"}, make("h4", {}, claim.negated ? "This denies:" : "Denied by:"),
          make("ul", {class: "claims"}, ...against))
      : null,
    make("h4", {}, count(claim.proofs.length, "sentence")),
    make("ol", {class: "proofs"}, ...claim.proofs.map((proof) => proofRow(number, proof))));
}

function entityDetails(number) {
  const entity = entities[number];
  const mine = entity.claims.filter((claim) => shown.has(claim));
  const hidden = entity.claims.length - mine.length;
  const others = entity.names.filter((other) => other !== entity.name);
  const docs = documents.map((doc, place) => [doc, place]).filter(([doc]) =>
    doc.marks.some((mark) => mark[2] === number)).map(([, place]) => place);
  const facts = [
    ["type", types[entity.type].name], ["id", entity.id], ["knowledge base", entity.kb],
    ["known", entity.known ? "in entityx's lists" : "new in these articles"],
    ["also written", others.length ? others.join(", ") : null],
  ].filter(([, value]) => value !== null && value !== undefined);
  return [
    make("dl", {}, ...facts.flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, name(value))])),
    claimList("As subject", mine.filter((claim) => claims[claim].subject === number)),
    claimList("As object", mine.filter((claim) => claims[claim].object === number && claims[claim].subject !== number)),
    hidden ? make("p", {class: "soft"}, `${count(hidden, "claim")} hidden by filters.`) : null,
    docs.length ? make("section", {}, make("h3", {}, `Articles (${docs.length})`),
      make("ul", {class: "claims"}, ...docs.slice(0, 40).map((place) => make("li", {},
        make("button", {class: "link", onclick: () => openArticle(place)}, name(documents[place].id)))))) : null,
  ];
}

function overview() {
  const ranked = entities.map((entity, number) => [entity.claims.filter((c) => shown.has(c)).length, number])
    .filter(([total]) => total).sort((a, b) => b[0] - a[0]).slice(0, 12);
  const disputed = claims.filter((c) => c.against.length && !c.negated && shown.has(c.number)).map((c) => c.number);
  return [
    make("p", {class: "soft"}, "Choose an entity or a line to see the sentences behind it."),
    ...data.notes.map((note) => make("p", {class: "note"}, note)),
    claimList("Claimed and denied", disputed),
    make("section", {}, make("h3", {}, "Most claims"),
      make("ul", {class: "claims"}, ...ranked.map(([total, number]) => make("li", {class: "row"},
        entityLink(number), make("span", {class: "total"}, String(total)))))),
  ];
}

function showDetails() {
  const {kind, numbers} = chosen;
  const panel = byId("details");
  panel.classList.toggle("open", kind !== "none");
  const back = make("button", {class: "plain", id: "back", "aria-label": "Back",
    onclick: () => {
      const last = past.pop();
      choose(last.kind, last.numbers, {remember: false});
    }}, "‹");
  const close = make("button", {class: "plain", id: "close", "aria-label": "Close details", onclick: clearChoice}, "×");
  const title = make("h2", {tabindex: "-1"});
  const body = make("div", {class: "scroll"});
  if (kind === "entity") {
    title.append(typeSymbol(entities[numbers[0]].type), name(entities[numbers[0]].name));
    body.append(...entityDetails(numbers[0]).filter((part) => part !== null));
  } else if (kind === "claims") {
    title.append(numbers.length === 1 ? "Claim" : count(numbers.length, "claim"));
    body.append(...numbers.map(claimDetails));
  } else {
    title.append("Overview");
    body.append(...overview().filter((part) => part !== null));
  }
  panel.replaceChildren(
    make("div", {class: "bar"}, past.length ? back : null, title, kind === "none" ? null : close), body);
  if (kind !== "none") title.focus({preventScroll: true});
}
