// All claims as a list: the same as the picture, for eyes, keyboards and screen readers.

const PAGE = 100;

function showClaims() {
  const order = make("select", {id: "claim-order"},
    ...[["sources", "most sources"], ["subject", "subject"], ["first", "oldest"], ["last", "newest"]]
      .map(([value, text]) => make("option", {value}, text)));
  const list = make("ul", {class: "claims wide"});
  const more = make("button", {class: "plain"});
  let rest = [];
  const add = () => {
    list.append(...rest.splice(0, PAGE).map((number) => claimRow(number)));
    more.textContent = `Show ${Math.min(PAGE, rest.length)} more of ${rest.length}`;
    more.hidden = !rest.length;
  };
  const fill = () => {
    rest = sorted([...shown], order.value);
    list.replaceChildren();
    add();
    if (!shown.size) list.append(make("li", {class: "soft"}, "No claim fits these filters."));
  };
  more.onclick = add;
  order.onchange = fill;
  byId("view-claims").append(make("label", {class: "order"}, "Order by ", order), list, more);
  on("filter", fill);
}

function sorted(numbers, order) {
  const last = "9999";
  const keys = {
    sources: (c) => -c.sources,
    subject: (c) => entities[c.subject].name.toLowerCase(),
    first: (c) => c.first ?? last,
    last: (c) => (c.last === null ? 1 : -Number(c.last.replaceAll("-", ""))),
  };
  const key = keys[order];
  return numbers.sort((a, b) => {
    const [one, other] = [key(claims[a]), key(claims[b])];
    return one < other ? -1 : one > other ? 1 : a - b;
  });
}
