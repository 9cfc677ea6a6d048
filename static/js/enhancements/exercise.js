/** An exercise, or a step of a practice conversation: the server grades, and the block it sends back takes the old one's place.

    What the server did not hear is sent again as the same save, until it does, or until a newer answer takes over.
    What stands in it before it is sent is kept as a draft ([data-draft]), to go on with on another device. */
import { replace } from "../fragment.js";
import { newId } from "../new-id.js";
import { anotherTry, isUnheard } from "../online.js";
import { post } from "../post.js";

const PAUSE = 1000;

export default function exercise(form) {
  let latest;
  let timer;
  let drafted = true; // what stands here is kept, or was never touched

  async function keep() {
    clearTimeout(timer);
    if (drafted) return;
    drafted = true;
    const draft = document.createElement("form");
    draft.action = form.dataset.draft;
    const answer = await post(draft, null, new URLSearchParams(new FormData(form)));
    if (isUnheard(answer)) drafted = false;
  }

  function touched() {
    drafted = false;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  }

  if (form.dataset.draft) {
    form.addEventListener("input", touched);
    addEventListener("online", () => form.isConnected && keep());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "hidden" || drafted || !form.isConnected) return;
      drafted = navigator.sendBeacon(form.dataset.draft, new URLSearchParams(new FormData(form)));
    });
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    drafted = true;
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
