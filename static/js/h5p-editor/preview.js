/** The preview beside the form: asked for once, it follows what is written. */
import h5pFrame from "../enhancements/h5p-frame.js";

const PAUSE = 1500; // milliseconds without a change before the preview is made anew

export function preview(editor) {
  const { form } = editor;
  const button = form.querySelector("button[value=preview]");
  const frame = form.querySelector("#h5p-preview");
  h5pFrame(form.querySelector("[data-h5p-preview]")); // the frame's height is what is in it
  let waiting = 0;
  let asked = false;

  async function show() {
    clearTimeout(waiting);
    await editor.settled();
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    body.set("do", "preview");
    try {
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Fragment": "1" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      frame.hidden = false;
      frame.src = (await answer.json()).address;
      asked = true;
    } catch {
      editor.say(form.dataset.failed);
    }
  }

  button.addEventListener("click", (event) => {
    event.preventDefault();
    show();
  });
  form.addEventListener("h5p-changed", () => {
    clearTimeout(waiting);
    if (asked) waiting = setTimeout(show, PAUSE);
  });
}
