// The data of the page, and what can be asked of it. Claims, entities and documents are
// known by their number everywhere.

const data = JSON.parse(byId("data").textContent);
const {types, entities, claims, lines, documents} = data;
const symmetric = new Set(data.symmetric); // read the same from both sides

const MEANINGS = ["asserted", "planned", "wanted", "possible", "denied"];
const MEANT = {
  asserted: "said to be so",
  planned: "planned or agreed",
  wanted: "wanted or asked for",
  possible: "only possible",
  denied: "denied",
};

// How a line is drawn: a denial is another line, whatever is denied.
const meaning = (claim) => (claim.negated ? "denied" : claim.modality);

const unique = (values) => [...new Set(values)];

for (const entity of entities) entity.claims = [];
for (const doc of documents) doc.claims = [];
claims.forEach((claim, number) => {
  claim.number = number;
  entities[claim.subject].claims.push(number);
  if (claim.object !== claim.subject) entities[claim.object].claims.push(number);
  const places = unique(claim.proofs.map((proof) => proof.document));
  claim.documents = places.filter((place) => place !== null);
  for (const place of claim.documents) documents[place].claims.push(number);
  claim.langs = unique(claim.documents.map((place) => documents[place].lang));
  claim.days = unique(claim.documents.map((place) => documents[place].day)).sort();
});

const numberOf = new Map(entities.map((entity, number) => [entity.id, number]));

function verb(claim) {
  return (claim.negated ? "not: " : "") + spaced(claim.predicate);
}

function sentence(claim) {
  const subject = entities[claim.subject].name;
  return `${subject} ${verb(claim)} ${entities[claim.object].name}`;
}

function period(claim) {
  if (claim.first === null) return "no date";
  return claim.first === claim.last ? claim.first : `${claim.first} to ${claim.last}`;
}

// Which claims are shown; filters.js decides, the views follow.
const shown = new Set(claims.map((claim) => claim.number));

// What is looked at now: {kind: "entity" | "claims" | "none", numbers: […]}.
let chosen = {kind: "none", numbers: []};
const past = [];

function choose(kind, numbers, {remember = true} = {}) {
  if (remember && chosen.kind !== "none") past.push(chosen);
  chosen = {kind, numbers};
  tell("choose", chosen);
}
const chooseEntity = (number) => choose("entity", [number]);
const chooseClaims = (numbers) => choose("claims", numbers);
const clearChoice = () => {
  past.length = 0;
  choose("none", [], {remember: false});
};
