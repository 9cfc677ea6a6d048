/** Saves each answer as it is given: one save at a time, always the newest, again when the network is back.

    The form may hold two hidden fields: `save_id` gets a new id for each save, so that a repeat is harmless, and
    `replaces` follows the version the server last gave. A refusal (409, 422) comes as a fragment for [data-saves]. */
import { replace } from "../fragment.js";
import { post } from "../post.js";

const AGAIN = 20_000;

export default function saveAsYouGo(form) {
  let waiting = false;
  let saving = false;
  let timer;

  async function save() {
    clearTimeout(timer);
    if (saving) return;
    saving = true;
    while (waiting) {
      waiting = false;
      const answer = await post(form);
      if (!answer || answer.status >= 500) {
        waiting = true;
        timer = setTimeout(save, AGAIN);
        break;
      }
      if (answer.version && form.elements.replaces) form.elements.replaces.value = answer.version;
      if (!answer.ok && !waiting) replace(form.closest("[data-saves]") ?? form, answer.html);
    }
    saving = false;
  }

  form.addEventListener("change", () => {
    if (form.elements.save_id) form.elements.save_id.value = newId();
    waiting = true;
    save();
  });
  addEventListener("online", save);
}

/** A random UUID; crypto.randomUUID is missing where the site is shown without https. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
