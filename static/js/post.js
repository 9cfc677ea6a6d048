/** Posts a form as the page itself would, and says in the save line how it went. */
import { show } from "./save-state.js";

/** Return { ok, status, html, version, rowVersions } of the answer, or null when the server could not be reached or had logged us out.
    `body` is what to send when it is not what the form holds now. */
export async function post(form, submitter = null, body = new URLSearchParams(new FormData(form, submitter))) {
  const button = submitter?.hasAttribute("formaction") ? submitter : form;
  show("saving");
  let answer;
  try {
    answer = await fetch(button.getAttribute(button === form ? "action" : "formaction") || location.href, {
      method: "POST",
      body,
      headers: { "X-Requested-With": "fetch" },
      keepalive: true, // an answer given just before the page is left still arrives
    });
  } catch {
    show("failed");
    return null;
  }
  if (answer.redirected) {
    show("signed-out");
    return null;
  }
  if (answer.ok) {
    const login = answer.headers.get("X-Log-In"); // the login ran out; what was sent is kept all the same
    show(login ? "kept" : "saved", answer.headers.get("X-Saved-At") ?? "", login);
    document.dispatchEvent(new Event("saved"));
  } else show(answer.status < 500 ? "refused" : "failed");
  return {
    ok: answer.ok,
    status: answer.status,
    html: await answer.text(),
    version: answer.headers.get("X-Version"),
    rowVersions: new URLSearchParams(answer.headers.get("X-Row-Versions") ?? ""),
  };
}
