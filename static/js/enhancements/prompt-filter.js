/** Shows what fits as soon as something is chosen. The server finds; we put its list in the place of ours.

    The address follows, so that it can be shared and the way back keeps the choice. */
import { enhance } from "../enhance.js";

export default function promptFilter(form) {
  const count = form.querySelector("[role=status]");
  let asked; // the latest question to the server; an older answer must not overtake it

  async function find() {
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    const address = form.action + (chosen.length ? `?${new URLSearchParams(chosen)}` : "");
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(address, { signal: asked.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const list = page.getElementById("treff");
      document.getElementById("treff").replaceWith(list);
      enhance(list);
      count.textContent = page.querySelector(".finder__count").textContent;
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") form.submit(); // the browser says itself what is wrong
    }
  }

  form.querySelector("[data-show]").hidden = true;
  form.addEventListener("change", find);
}
