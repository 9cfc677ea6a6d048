/** Lists that change in place: by buttons, which the keyboard reaches, and by dragging. */
import { replace } from "./inputs.js";

const PASSED = 16; // pixels into a neighbour before it gives way; elements may be taller than the screen

export function lists(editor) {
  const { form } = editor;
  for (const handle of form.querySelectorAll("[data-handle]")) handle.hidden = false;
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    const [verb, ...rest] = (button?.value ?? "").split(" ");
    const act = { add, up, down, remove, clear }[verb];
    if (!act) return;
    event.preventDefault();
    act(editor, button, rest.join(" "));
  });
  dragging(editor);
}

const elements = (list) => [...list.querySelectorAll(":scope > ol > [data-element]")];
const listOf = (button) => button.closest("li[data-element]").parentElement.closest("fieldset");

async function add(editor, button) {
  const list = button.closest("[data-list]");
  const fresh = await editor.ask(button.value);
  if (!fresh) return;
  list.querySelector(":scope > ol").append(fresh);
  for (const handle of fresh.querySelectorAll("[data-handle]")) handle.hidden = false;
  editor.enhance(fresh);
  renumber(list);
  fresh.scrollIntoView({ block: "nearest" });
  fresh.querySelector("input:not([type=hidden]), textarea, select, summary")?.focus();
  editor.say(editor.form.dataset.added);
}

function up(editor, button) {
  const element = button.closest("[data-element]");
  element.previousElementSibling?.before(element);
  moved(editor, element, button);
}

function down(editor, button) {
  const element = button.closest("[data-element]");
  element.nextElementSibling?.after(element);
  moved(editor, element, button);
}

function moved(editor, element, button) {
  const list = element.parentElement.closest("fieldset");
  const all = elements(list);
  renumber(list);
  button?.focus();
  const { moved: text } = editor.form.dataset;
  editor.say(text.replace("{n}", all.indexOf(element) + 1).replace("{all}", all.length));
  editor.changed();
}

function remove(editor, button) {
  const list = listOf(button);
  const element = button.closest("[data-element]");
  const next = element.nextElementSibling ?? element.previousElementSibling;
  element.remove();
  renumber(list);
  (next?.querySelector("summary, input:not([type=hidden]), textarea, button") ?? list).focus();
  editor.say(editor.form.dataset.removed);
  editor.changed();
}

async function clear(editor, button, name) {
  const field = button.closest("[data-node]");
  replace(editor, field, await editor.ask(button.value));
}

/** Numbers follow the order, and the button to add one is there while there is room. */
function renumber(list) {
  const all = elements(list);
  all.forEach((element, index) => {
    for (const number of element.querySelectorAll("[data-number]")) {
      if (number.closest("[data-element]") === element) number.textContent = index + 1;
    }
  });
  const full = list.dataset.most !== undefined && all.length >= Number(list.dataset.most);
  const button = list.querySelector(":scope > .h5p-list__add");
  if (button) button.hidden = full;
  const told = list.querySelector(":scope > .h5p-list__full");
  if (told) told.hidden = !full;
}

function dragging(editor) {
  const { form } = editor;
  let dragged = null;
  form.addEventListener("dragstart", (event) => {
    const handle = event.target.closest?.("[data-handle]");
    if (!handle) return;
    dragged = handle.closest("[data-element]");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    event.dataTransfer.setDragImage(dragged, 0, 0);
  });
  form.addEventListener("dragover", (event) => {
    const over = dragged && event.target.closest("[data-element]");
    const target = over && [...dragged.parentElement.children].find((each) => each.contains(over));
    if (!target) return;
    event.preventDefault();
    if (target === dragged) return;
    const { top, bottom, height } = target.getBoundingClientRect();
    const into = Math.min(height / 2, PASSED);
    const isBelow = dragged.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (isBelow && event.clientY > top + into) target.after(dragged);
    else if (!isBelow && event.clientY < bottom - into) target.before(dragged);
  });
  form.addEventListener("drop", (event) => dragged && event.preventDefault());
  form.addEventListener("dragend", () => {
    if (dragged) moved(editor, dragged, null);
    dragged = null;
  });
}
