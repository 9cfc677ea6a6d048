/** An exercise, or a step of a practice conversation: the server grades, and the block it sends back takes the old one's place.

    What the server did not hear is sent again as the same save, until it does, or until a newer answer takes over. */
import { replace } from "../fragment.js";
import { newId } from "../new-id.js";
import { anotherTry, isUnheard } from "../online.js";
import { post } from "../post.js";

export default function exercise(form) {
  let latest;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const mine = new URLSearchParams(new FormData(form, event.submitter));
    mine.set("save_id", newId());
    latest = mine;
    let answer = await post(form, event.submitter, mine);
    while (isUnheard(answer) && latest === mine) {
      await anotherTry();
      if (latest === mine) answer = await post(form, event.submitter, mine);
    }
    // Only a block may take a block's place: an error page of the server would otherwise land in the lesson.
    if (latest === mine && (answer.ok || answer.status === 422)) replace(form.closest("[data-block]") ?? form, answer.html);
  });
}
