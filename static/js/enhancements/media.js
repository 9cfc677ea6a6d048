/** A recording: a sentence of the transcript leads to where it is said, and what is said now is marked.

    Where one has come is told to the server, so that it goes on from there on any device; of one who only reads
    nothing is kept, as for the lesson itself. */
const TELL_EVERY = 10;

export default function media(part) {
  const player = part.querySelector("video, audio");
  if (!player) return;
  const words = part.querySelector(".media__words");
  const sentences = [...part.querySelectorAll(".media__sentence")];
  let hasRecord = Boolean(part.closest("[data-record]"));
  let told = -1;

  part.addEventListener("click", (event) => {
    const link = event.target.closest("[data-at]");
    if (!link) return;
    event.preventDefault();
    player.currentTime = Number(link.dataset.at);
    player.play();
  });

  function mark() {
    const now = sentences.findLast((sentence) => Number(sentence.dataset.at) <= player.currentTime + 0.05);
    for (const sentence of sentences) {
      if (sentence === now) sentence.setAttribute("aria-current", "true");
      else sentence.removeAttribute("aria-current");
    }
    if (now && !player.paused && !words.contains(document.activeElement)) words.scrollTop = now.offsetTop - words.clientHeight / 3;
  }

  function tell() {
    const seconds = Math.floor(player.ended ? 0 : player.currentTime);
    if (!hasRecord || !part.dataset.place || seconds === told || (told < 0 && !player.played.length)) return;
    if (navigator.sendBeacon(part.dataset.place, new URLSearchParams({ seconds }))) told = seconds;
  }

  player.addEventListener("timeupdate", () => {
    mark();
    if (Math.abs(player.currentTime - told) >= TELL_EVERY) tell();
  });
  player.addEventListener("seeked", mark);
  player.addEventListener("pause", tell);
  player.addEventListener("ended", tell);
  player.addEventListener("play", () => { part.querySelector("[data-resumed]")?.setAttribute("hidden", ""); }, { once: true });
  document.addEventListener("saved", () => { hasRecord = true; });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
}
