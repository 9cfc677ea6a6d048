/** A private note: kept while you write; stops softly at what looks like a national id or a phone number.

    The server has the last word (base/personal_data.py); this only says it sooner. The words stand in [data-stop].
    `replaces` follows the revision the server last gave, so that another window's text is never written over. */
import { replace } from "../fragment.js";
import { anotherTry, isUnheard } from "../online.js";
import { post } from "../post.js";
import { show } from "../save-state.js";

const PAUSE = 800;
const PERSONAL = /(?<!\d)(?:\d{6}[ .-]?\d{5}|[2-9]\d{2} \d{2} \d{3}|[2-9]\d(?: \d{2}){3}|[49]\d{2}[ .]?\d{2}[ .]?\d{3})(?!\d)/;

export default function note(form) {
  const area = form.querySelector("textarea");
  const stop = form.querySelector("[data-stop]");
  let changed = false;
  let saving = false;
  let timer;

  function isPersonal() {
    const personal = PERSONAL.test(area.value);
    stop.hidden = !personal;
    area.setAttribute("aria-invalid", String(personal));
    if (personal) show("refused");
    return personal;
  }

  async function save() {
    clearTimeout(timer);
    if (saving) return;
    saving = true;
    while (changed && form.isConnected && !isPersonal()) {
      changed = false;
      const answer = await post(form);
      if (isUnheard(answer)) {
        changed = true;
        await anotherTry();
      } else if (answer.version) form.elements.replaces.value = answer.version;
      else if (!changed && [409, 422].includes(answer.status)) replace(form.closest("[data-marks]") ?? form, answer.html);
    }
    saving = false;
  }

  area.addEventListener("input", () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // a save that is going on would make this one come too late
    changed = true;
    save();
  });
  addEventListener("pagehide", () => {
    if (changed && form.isConnected && !isPersonal()) navigator.sendBeacon(form.action, new URLSearchParams(new FormData(form)));
  });
}
