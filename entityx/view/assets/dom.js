// Building elements. Strings become text nodes, always: nothing here reads markup.

const byId = (id) => document.getElementById(id);

// make("button", {class: "plain", "aria-label": "…", onclick: act}, "text", element)
function make(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

function svg(tag, given = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// A name stands alone whatever its direction: Arabic must not turn the words around it.
const name = (text) => make("bdi", {}, text);

const count = (number, one, many = one + "s") =>
  `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

const spaced = (word) => word.replaceAll("_", " ");

function later(act, wait) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
}

const listeners = {};
const on = (event, act) => (listeners[event] ??= []).push(act);
const tell = (event, ...values) => (listeners[event] ?? []).forEach((act) => act(...values));
