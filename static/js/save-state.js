/** The one line that says what is kept. Its words stand in the page, in the reader's language. */
import { iconAddress } from "./icons.js";

const ICONS = { saving: "klokke", saved: "hake", failed: "uten-nett", refused: "varsel", "signed-out": "las", kept: "las" };

/** Show a state of ICONS; `at` is the time the server said it was saved, such as 14:02, `login` where to log in again. */
export function show(state, at = "", login = null) {
  const line = document.getElementById("save-state");
  if (!line) return;
  line.dataset.state = state;
  line.querySelector("span").textContent = line.getAttribute(`data-text-${state}`).replace("{time}", at);
  const link = line.querySelector("a");
  link.hidden = !login;
  if (login) link.href = login;
  line.querySelector("use").setAttribute("href", iconAddress(ICONS[state]));
}
