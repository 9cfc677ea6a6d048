/** A bookmark: the server sends back the line below the part, which takes the old one's place. */
import { replace } from "../fragment.js";
import { post } from "../post.js";

export default function mark(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await post(form, event.submitter);
    if (answer?.ok) replace(form.closest("[data-marks]"), answer.html);
  });
}
