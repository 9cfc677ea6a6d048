/** The form of an H5P content in the CMS. It works without this script; with it, lists change in place, files come in
    at once, the rich-text editor is there, and the preview follows what is written. All words come from the page. */
import { conditions } from "./h5p-editor/conditions.js";
import { inputs } from "./h5p-editor/inputs.js";
import { lists } from "./h5p-editor/lists.js";
import { preview } from "./h5p-editor/preview.js";

const form = document.querySelector("[data-h5p-editor]");
const INPUTS = "[contenteditable=true], input:not([type=hidden]), select, textarea, summary";
/** The rich-text editor writes what was typed into the form a moment later (see h5p_django/editor/rich.py). */
const SETTLES = 100; // milliseconds
const settled = () => new Promise((done) => setTimeout(done, SETTLES));
const status = form.querySelector("[data-status]");

/** What the parts share: the form, a way to say something, and a way to ask the server for a part of the form. */
const editor = {
  form,
  unsaved: form.dataset.unsaved === "true",
  say(text) {
    status.textContent = text;
  },
  /** Starts what a new part of the form asks for. */
  enhance(part) {
    inputs(editor, part);
    conditions(editor, part);
  },
  changed() {
    editor.unsaved = true;
    form.dispatchEvent(new CustomEvent("h5p-changed"));
  },
  settled,
  /** Returns the part of the form that `command` changes, as an element; null when the server did not answer with one. */
  async ask(command, file = null) {
    await settled();
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File && name !== file) body.delete(name);
    body.set("do", command);
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Fragment": "1" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      const holder = document.createElement("template");
      holder.innerHTML = await answer.text();
      form.elements.session.value = holder.content.querySelector("[data-part=session]").textContent.trim();
      panels(holder.content.querySelector("#h5p-panels"));
      editor.changed();
      return holder.content.querySelector("[data-part=node]").firstElementChild;
    } catch {
      editor.say(form.dataset.failed);
      return null;
    } finally {
      form.removeAttribute("aria-busy");
    }
  },
};

/** Common texts of a library that came into the content get their panel; those there are stay as they are. */
function panels(fresh) {
  const names = (part) => [...part.querySelectorAll("[name='c#']")].map((input) => input.value).join("\n");
  const old = form.querySelector("#h5p-panels");
  if (!fresh || names(fresh) === names(old)) return;
  old.replaceWith(fresh);
  editor.enhance(fresh);
}

form.classList.add("h5p-editor--script");
editor.enhance(form);
lists(editor);
preview(editor);

form.addEventListener("input", editor.changed);
form.addEventListener("change", editor.changed);
form.addEventListener("keydown", (event) => {
  // Enter in a line of text would press the first button of the form.
  if (event.key === "Enter" && event.target.matches("input:not([type=checkbox])")) event.preventDefault();
});
let leaving = false;
form.addEventListener("submit", async (event) => {
  if (leaving) return;
  event.preventDefault();
  await settled();
  leaving = true;
  form.requestSubmit(event.submitter);
});
addEventListener("pageshow", () => {
  leaving = false;
});
addEventListener("beforeunload", (event) => {
  if (editor.unsaved && !leaving) event.preventDefault();
});
// A link of the summary leads to a field that may lie in a closed part.
form.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link) show(field(link.hash.slice(1)), event);
});

/** A rich-text editor has taken the place of the input that has the id. */
function field(id) {
  return document.getElementById(id) ?? document.getElementById(`${id}-field`);
}

function show(field, event) {
  if (!field) return;
  event?.preventDefault();
  for (let at = field.parentElement; at; at = at.parentElement) if (at.matches("details")) at.open = true;
  const target = field.matches("input:not([type=hidden]), select, textarea:not([hidden]), fieldset, details > summary")
    ? field
    : (field.closest(".h5p-field")?.querySelector(INPUTS) ?? field);
  target.scrollIntoView({ block: "center" });
  target.focus();
}

const first = form.querySelector("[data-focus]");
if (first) first.focus();
else if (form.dataset.goTo) show(field(form.dataset.goTo));
