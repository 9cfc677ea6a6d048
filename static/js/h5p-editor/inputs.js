/** Inputs that are more than HTML has: rich text, files that come in at once, the site's own files, suggestions. */
export function inputs(editor, part) {
  for (const field of part.querySelectorAll("[data-rich]")) rich(editor, field);
  for (const holder of part.querySelectorAll("[data-chooser]")) chooser(editor, holder);
  for (const input of part.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => input.files.length && bringIn(editor, input, input.name));
  }
  for (const select of part.querySelectorAll("[data-picks]")) {
    select.addEventListener("change", () => pick(editor, select));
  }
  for (const input of part.querySelectorAll("[data-suggests]")) {
    input.addEventListener("input", () => suggest(editor.form, input.dataset.suggests));
  }
}

/** Puts Wagtail's editor in the place of the text, where the server found that it loses nothing. */
function rich(editor, field) {
  const template = field.querySelector("template");
  if (!template) return;
  const text = field.querySelector("textarea");
  const label = document.getElementById(`${text.id}-label`);
  const described = text.getAttribute("aria-describedby");
  field.replaceChildren(template.content);
  label?.removeAttribute("for");
  const watcher = new MutationObserver(() => {
    const box = field.querySelector("[contenteditable=true]");
    if (!box) return;
    watcher.disconnect();
    box.setAttribute("aria-labelledby", label.id);
    box.setAttribute("aria-multiline", "true");
    if (described) box.setAttribute("aria-describedby", described);
    label.addEventListener("click", () => box.focus());
    const typing = new MutationObserver(() => box.contains(document.activeElement) && editor.changed());
    typing.observe(box, { childList: true, characterData: true, subtree: true });
  });
  watcher.observe(field, { childList: true, subtree: true });
}

function chooser(editor, holder) {
  const start = window[holder.dataset.constructor];
  if (!start) return;
  holder.hidden = false;
  new start(holder.dataset.chooser, JSON.parse(holder.dataset.options));
  const input = holder.querySelector("input[type=hidden]");
  input.addEventListener("change", () => input.value && bringIn(editor, input, null));
}

/** Sends a file, or what was chosen, and shows the field as it is then. */
async function bringIn(editor, input, file) {
  const field = input.closest("[data-node]");
  replace(editor, field, await editor.ask(`show ${field.dataset.node}`, file));
}

/** Shows what the chosen library asks for. */
async function pick(editor, select) {
  const field = select.closest("[data-node]");
  replace(editor, field, await editor.ask(`show ${select.dataset.picks}`));
}

export function replace(editor, field, fresh) {
  if (!fresh) return;
  field.replaceWith(fresh);
  editor.enhance(fresh);
  fresh.querySelector("select, input:not([type=hidden]), summary, fieldset")?.focus();
}

function suggest(form, list) {
  const values = [...form.querySelectorAll(`[data-suggests="${list}"]`)].map((input) => input.value.trim());
  const options = [...new Set(values)].filter(Boolean).map((value) => {
    const option = document.createElement("option");
    option.value = value;
    return option;
  });
  document.getElementById(list)?.replaceChildren(...options);
}
