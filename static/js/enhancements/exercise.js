/** An exercise, or a step of a practice conversation: the server grades, and the block it sends back takes the old one's place. */
import { replace } from "../fragment.js";
import { post } from "../post.js";

export default function exercise(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await post(form, event.submitter);
    // Only a block may take a block's place: an error page of the server would otherwise land in the lesson.
    if (answer && (answer.ok || answer.status === 422)) replace(form.closest("[data-block]") ?? form, answer.html);
  });
}
