/** What H5P contents have to say, kept on the device until the server has said that it is saved.

    One thing is sent at a time, in order, so that an older state never comes after a newer one. What is left when
    a tab is closed is sent from the next page of ours that is opened. */
import { anotherTry } from "./online.js";
import { show } from "./save-state.js";

const PLACE = "h5p-queue";
const MOST = 300;
const TOO_MANY = 429; // the server has not taken it, and will when we have waited
let atHand = null; // where the browser keeps nothing for us
let sending = false;

/** Take in one thing to save: { key, begin, url, what, body }. One with the same key takes the place of an older one.
    `url` is where to send it, or "" for a visitor who is to be made known at `begin`; `what` is state or result. */
export function keep(item) {
  write([...read().filter((other) => other.key !== item.key), { ...item, turn: Date.now() }].slice(-MOST));
  return sendAll();
}

export async function sendAll() {
  if (sending) return;
  sending = true;
  try {
    while (read().length) {
      // Only one of the tabs that share the queue sends, or an older state could come last.
      const heard = await (navigator.locks?.request(PLACE, sendEach) ?? sendEach());
      if (!heard) await anotherTry();
    }
  } finally {
    sending = false;
  }
}

/** Send what waits, until none is left (true) or the server does not hear (false). */
async function sendEach() {
  for (let item = read()[0]; item; item = read()[0]) {
    show("saving");
    const answer = await sendOne(item);
    if (answer === null) {
      show("failed");
      return false;
    }
    drop(item);
    if (answer.savedAt) show("saved", answer.savedAt);
    else show("refused");
  }
  return true;
}

/** Return { savedAt } when the server has taken a stand, or null when it did not hear. */
async function sendOne(item) {
  try {
    const url = item.url || (await begin(item));
    if (!url) return {};
    const type = item.what === "state" ? "application/x-www-form-urlencoded" : "application/json";
    const answer = await fetch(url, { method: "POST", body: item.body, keepalive: item.body.length < 60_000, headers: { "Content-Type": type, "X-Requested-With": "fetch" } });
    if (answer.status >= 500 || answer.status === TOO_MANY) return null;
    return answer.ok ? { savedAt: (await answer.json()).saved_at } : {};
  } catch {
    return null;
  }
}

/** Make a visitor known by the device, at the first thing there is to save; the answer goes to all that waits. */
async function begin(item) {
  const answer = await fetch(item.begin, { method: "POST", headers: { "X-Requested-With": "fetch" } });
  if (answer.status >= 500) throw new Error("unheard");
  if (!answer.ok) return "";
  const addresses = await answer.json();
  write(read().map((other) => (other.begin === item.begin && !other.url ? { ...other, url: addresses[other.what] } : other)));
  document.dispatchEvent(new CustomEvent("h5p-known", { detail: { begin: item.begin, ...addresses } }));
  return addresses[item.what];
}

/** Take out what was sent, unless something newer has taken its place meanwhile. */
function drop(item) {
  write(read().filter((other) => other.key !== item.key || other.turn !== item.turn || other.body !== item.body));
}

function read() {
  try {
    return atHand ?? JSON.parse(localStorage.getItem(PLACE) ?? "[]");
  } catch {
    return (atHand = []);
  }
}

function write(items) {
  try {
    if (!atHand) return localStorage.setItem(PLACE, JSON.stringify(items));
  } catch { /* full, or not allowed */ }
  atHand = items;
}
