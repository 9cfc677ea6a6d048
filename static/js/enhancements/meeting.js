/** A page of the meeting that follows along: how many have voted, the clock, and what is up.

    Asks the server once a second, more seldom while nobody looks, and only whether anything is new (ETag). When
    the meeting has moved on, the part is fetched anew and takes the place of the old one. A vote or a note that is
    not saved yet is never taken away: the part waits for it. */
import { enhance } from "../enhance.js";

const OFTEN = 1000;
const SELDOM = 5000;
const NOTICE = 60; // seconds left when it is said aloud

export default function meeting(part) {
  const said = document.getElementById("meeting-said");
  const clock = part.querySelector("[data-clock]");
  let tag = part.dataset.tag;
  let left = Number(part.dataset.left);
  let running = "running" in part.dataset;
  let since = performance.now();
  let timer;
  let ticking;
  let wasOffline = false;
  let everybody = false;

  const say = (text) => { if (text) said.textContent = text; };
  const isOver = () => ["none", "over"].includes(part.dataset.view);
  const pause = () => (document.hidden || isOver() ? SELDOM : OFTEN);
  const next = (wait = pause()) => {
    clearTimeout(timer);
    if (part.isConnected) timer = setTimeout(ask, wait);
  };

  async function ask() {
    if (!part.isConnected) return;
    try {
      const answer = await fetch(part.dataset.state, { headers: { "If-None-Match": `"${tag}"` }, cache: "no-store", redirect: "manual" });
      if (wasOffline) dispatchEvent(new Event("online")); // the server is there again: a vote that waits may go
      wasOffline = false;
      if (answer.type === "opaqueredirect" || answer.status === 404) return renew(); // logged out, or taken out
      if (answer.ok) return take(await answer.json());
    } catch {
      wasOffline = true;
    }
    next();
  }

  function take(state) {
    const changed = state.view !== part.dataset.view || ("decided" in part.dataset && state.decided !== part.dataset.decided);
    if (changed) {
      if (!mustWait()) return renew();
      return next(); // the tag stays as it was, so the change is told again
    }
    ({ tag, left, running } = state);
    since = performance.now();
    for (const name of ["voted", "present"]) {
      for (const place of part.querySelectorAll(`[data-${name}]`)) place.textContent = state[name];
    }
    const all = state.voted > 0 && state.voted >= state.present;
    if (all && !everybody) say(part.dataset.textAll);
    everybody = all;
    tick();
    next();
  }

  /** Something here is on its way to the server, or is being written. */
  function mustWait() {
    if (["saving", "failed"].includes(document.getElementById("save-state")?.dataset.state)) return true;
    const writing = part.contains(document.activeElement) && document.activeElement.matches("textarea");
    const notice = part.querySelector("[data-moved]");
    if (writing && notice) notice.hidden = false;
    return writing;
  }

  async function renew() {
    try {
      const answer = await fetch(part.dataset.page);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-enhance~=meeting]");
      if (!fresh) return location.assign(answer.url); // a login, or the meeting has ended
      const had = part.contains(document.activeElement);
      document.title = page.title;
      part.replaceWith(document.adoptNode(fresh));
      enhance(fresh);
      const heading = fresh.querySelector("h1");
      if (had) heading.focus();
      if (part.dataset.view !== fresh.dataset.view) say(heading.dataset.said);
    } catch {
      wasOffline = true;
      next();
    }
  }

  function tick() {
    clearTimeout(ticking);
    if (!clock || !part.isConnected) return;
    const seconds = Math.max(0, Math.round(left - (running ? (performance.now() - since) / 1000 : 0)));
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (clock.textContent !== text) {
      clock.textContent = text;
      clock.toggleAttribute("data-out", seconds === 0);
      if (running && seconds === NOTICE) say(part.dataset.textMinute);
      if (running && seconds === 0) say(part.dataset.textOut);
    }
    if (running && seconds > 0) ticking = setTimeout(tick, 250);
  }

  for (const spare of part.querySelectorAll("[data-without-script]")) spare.hidden = true;
  document.addEventListener("visibilitychange", () => { if (!document.hidden) next(0); });
  tick();
  next();
}
