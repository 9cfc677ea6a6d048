/** Remembers the cards laid out for a talk, on this device only. The list ticks them; the deck's own page changes them. */
const KEY = "byggestein.deck";

const read = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? [];
  } catch {
    return []; // storage is closed, or holds something else
  }
};
const write = (codes) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(codes));
  } catch {
    // without storage the deck still lies in the address
  }
};
const codesOf = (address) => (new URL(address, location).searchParams.get("kort") ?? "").split(".").filter(Boolean);

export default function deck(part) {
  if (part instanceof HTMLFormElement) listOfPrompts(part);
  else deckPage(part);
}

function listOfPrompts(form) {
  const count = form.querySelector("[data-deck-count]");
  const tell = (codes) => count && (count.textContent = codes.length ? `(${codes.length})` : "");
  let codes = read();
  for (const box of form.querySelectorAll("[name=kort]")) box.checked = codes.includes(box.value);
  tell(codes);
  form.addEventListener("change", ({ target }) => {
    if (target.name !== "kort") return;
    codes = read().filter((code) => code !== target.value);
    if (target.checked) codes.push(target.value);
    write(codes);
    tell(codes);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // the form holds only what is in sight; the deck may hold more
    location.assign(`${form.action}?kort=${codes.join(".")}`);
  });
}

function deckPage(part) {
  const opened = !new URLSearchParams(location.search).has("kort") && read();
  if (opened.length) location.replace(`?kort=${opened.join(".")}`);
  part.addEventListener("click", ({ target }) => {
    const link = target.closest("[data-deck-change]");
    if (link) write(codesOf(link.href));
  });
}
