/** A private note: kept while you write; stops softly at what looks like a national id or a phone number.

    The server has the last word (base/personal_data.py); this only says it sooner. The words stand in [data-stop]. */
import { post } from "../post.js";
import { show } from "../save-state.js";

const PAUSE = 800;
const PERSONAL = /(?<!\d)(?:\d{6}[ .-]?\d{5}|[2-9]\d{2} \d{2} \d{3}|[2-9]\d(?: \d{2}){3}|[49]\d{2}[ .]?\d{2}[ .]?\d{3})(?!\d)/;

export default function note(form) {
  const area = form.querySelector("textarea");
  const stop = form.querySelector("[data-stop]");
  let timer;
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const personal = PERSONAL.test(area.value);
      stop.hidden = !personal;
      area.setAttribute("aria-invalid", String(personal));
      if (personal) show("refused");
      else post(form);
    }, PAUSE);
  });
}
