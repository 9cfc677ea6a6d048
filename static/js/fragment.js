/** Puts a fragment from the server in the place of `part`, starts what it asks for, and moves focus where it says. */
import { enhance } from "./enhance.js";

export function replace(part, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  const fresh = holder.content.firstElementChild;
  if (!fresh) return;
  part.replaceWith(fresh);
  enhance(fresh);
  fresh.querySelector("[data-focus]")?.focus();
}
