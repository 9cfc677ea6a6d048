/** Shows a field only when others have the values it asks for (data-shown-when). */
const watched = new WeakSet();

export function conditions(editor, part) {
  const { form } = editor;
  for (const field of part.querySelectorAll("[data-shown-when]")) field.hidden = !isMet(form, field);
  if (watched.has(form)) return;
  watched.add(form);
  form.addEventListener("change", () => {
    for (const field of form.querySelectorAll("[data-shown-when]")) field.hidden = !isMet(form, field);
  });
}

function isMet(form, field) {
  const { rules, every } = JSON.parse(field.dataset.shownWhen);
  const met = rules.map(([name, wanted]) => wanted.includes(value(form, name)));
  return every ? met.every(Boolean) : met.some(Boolean);
}

function value(form, name) {
  const named = [...form.elements].filter((input) => input.name === name || input.name === `${name}@`);
  const input = named.find((each) => each.type === "checkbox") ?? named.at(-1);
  if (!input) return "";
  return input.type === "checkbox" ? (input.checked ? "on" : "") : input.value;
}
