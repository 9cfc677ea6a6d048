/** A press of a button in the CMS waits for what the CMS is saving by itself.

    A new page gets its address at the first such save. Sent before the answer is here, the form would go to where
    pages are made, and make the page once more: "the slug is in use". */
let saving = false;
let waiting = null;
let leaving = false;

document.addEventListener("w-autosave:save", (event) => {
  if (leaving) event.preventDefault(); // what was pressed saves all of it
  else saving = true;
});

for (const outcome of ["success", "error"]) {
  document.addEventListener(`w-autosave:${outcome}`, () => {
    saving = false;
    const form = waiting;
    waiting = null;
    form?.requestSubmit();
  });
}

window.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches('[data-controller~="w-autosave"]')) return;
  leaving = true;
  if (!saving) return;
  event.preventDefault();
  if (!waiting && event.submitter?.name) keep(form, event.submitter);
  waiting = form;
});

window.addEventListener("pageshow", () => {
  leaving = false;
});

/** The button is made inactive while it works, and is then not sent: what it says is kept beside it. */
function keep(form, button) {
  const said = document.createElement("input");
  Object.assign(said, { type: "hidden", name: button.name, value: button.value });
  form.append(said);
}
