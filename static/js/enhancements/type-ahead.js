/** Suggests names while one types (the combobox pattern of WAI-ARIA). Without it the form is a plain search.

    The form knows the address of the names (data-source) and the words to say (data-text-none, -one, -many). */
const PAUSE = 120;

export default function typeAhead(form) {
  const input = form.querySelector("input");
  const status = form.querySelector("[data-status]");
  const list = document.createElement("ul");
  list.id = `${input.id}-list`;
  list.className = "finder__list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  input.after(list);
  const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);

  let timer;
  let request;

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  async function look() {
    request?.abort();
    const text = input.value.trim();
    if (!text) return close();
    request = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.source}?q=${encodeURIComponent(text)}`, { signal: request.signal });
      if (answer.ok) show((await answer.json()).municipalities);
    } catch {
      list.hidden = true; // the search button still works
    }
  }

  function show(found) {
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    const words = ["none", "one"][found.length] ?? "many";
    status.textContent = form.getAttribute(`data-text-${words}`).replace("%s", found.length);
  }

  function option(place, index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.className = "finder__option";
    item.dataset.url = place.url;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const name = document.createElement("strong");
    name.textContent = place.name;
    const county = document.createElement("span");
    county.className = "muted";
    county.textContent = place.county;
    item.append(name, " ", county);
    return item;
  }

  function move(step) {
    const options = [...list.children];
    if (list.hidden || !options.length) return look();
    const now = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const next = options.at((now + step + (now < 0 && step < 0 ? 1 : 0)) % options.length);
    for (const one of options) one.setAttribute("aria-selected", String(one === next));
    input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter") {
      const chosen = list.hidden ? null : list.querySelector("[aria-selected=true]");
      if (!chosen) return;
      event.preventDefault();
      location.assign(chosen.dataset.url);
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps its focus
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) location.assign(chosen.dataset.url);
  });
}
