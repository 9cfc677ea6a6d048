/** Saves each answer as it is given: one save at a time, again when the network is back, and once more on leaving.

    The form may hold two hidden fields: `save_id` gets a new id for each save, so that a repeat is harmless, and
    `replaces` follows the version the server last gave, in a table one field a row. A save that was sent but never acknowledged is repeated
    word for word before anything newer goes: it may have arrived, and then the newer one must replace it.
    A refusal (401, 409, 422) comes as a fragment for [data-saves]. */
import { replace } from "../fragment.js";
import { newId } from "../new-id.js";
import { post } from "../post.js";
import { show } from "../save-state.js";

const AGAIN = 20_000;
const REFUSALS = [401, 409, 422]; // only these come with something to show in the form's place

export default function saveAsYouGo(form) {
  let changed = "unsaved" in form.dataset; // typed, but not sent
  let sent = null; // sent, but not acknowledged
  let working = null; // the promise of the save that is going on
  let timer;

  function take() {
    if (form.elements.save_id) form.elements.save_id.value = newId();
    changed = false;
    return new URLSearchParams(new FormData(form));
  }

  async function send() {
    while (changed || sent) {
      sent ??= take();
      const answer = await post(form, null, sent);
      if (!answer || answer.status >= 500) {
        timer = setTimeout(save, AGAIN);
        return false;
      }
      sent = null;
      if (answer.version && form.elements.replaces) form.elements.replaces.value = answer.version;
      for (const [name, version] of answer.rowVersions) if (form.elements[name]) form.elements[name].value = version;
      if (answer.ok) tidy();
      else if (!changed) {
        stop();
        if (REFUSALS.includes(answer.status)) replace(form.closest("[data-saves]") ?? form, answer.html);
        return false;
      }
    }
    return true;
  }

  /** What was wrong a moment ago is put right now. */
  function tidy() {
    const part = form.closest("[data-saves]") ?? form;
    for (const old of part.querySelectorAll(".ds-error-summary, .ds-validation-message, [data-until-saved]")) old.remove();
    for (const field of part.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  }

  /** Save what is not saved; return whether all of it is. */
  function save() {
    clearTimeout(timer);
    working ??= send().finally(() => { working = null; });
    return working;
  }

  /** The page goes away: what is still here leaves with it, without waiting for an answer. */
  function leave() {
    if (changed) sent = take();
    if (sent) navigator.sendBeacon(form.action, sent);
  }

  /** A form that is sent while a save is going on would run into it, and be told that it came too late. */
  async function submit(event) {
    if (!working && !sent) return stop();
    event.preventDefault();
    if (await save()) {
      stop();
      form.requestSubmit(event.submitter);
    }
  }

  function note() {
    changed = true;
  }
  function noteAndSave() {
    changed = true;
    if (complete()) save();
  }

  /** A choice may ask for words in another field ([data-requires] holds its id): lead there, and wait for them. */
  function complete() {
    for (const choice of form.querySelectorAll("[data-requires]")) {
      document.getElementById(choice.dataset.requires).required = choice.checked;
    }
    const empty = form.querySelector("textarea:invalid");
    empty?.focus();
    return !empty;
  }

  const stopped = new AbortController();
  function stop() {
    clearTimeout(timer);
    stopped.abort();
  }
  const { signal } = stopped;
  form.addEventListener("input", note, { signal });
  form.addEventListener("change", noteAndSave, { signal });
  form.addEventListener("submit", submit, { signal });
  addEventListener("online", save, { signal });
  addEventListener("offline", () => { if (changed || sent) show("failed"); }, { signal });
  addEventListener("pagehide", leave, { signal });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); }); // an old page knows an old version
  if (changed) save();
}
