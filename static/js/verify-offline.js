/** Checks the signature of a certificate's QR code in the browser, without asking anyone.

    The form of the payload is told in courses/certificates/domain/payload.py. What is said of it stands in the page
    as templates, and so do the public keys: once the page is open it needs no network. */

const VERSION = 1;
const KEY_ID = 4;
const SIGNATURE = 64;
const HEAD = 1 + KEY_ID + SIGNATURE;
const CONTEXT = new TextEncoder().encode("byggestein certificate\n");
const FIELDS = ["code", "name", "title", "course", "version", "minutes", "completed", "expires"];

const page = document.querySelector("#offline");
const form = document.querySelector("#offline-form");
const field = document.querySelector("#qr");

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  check(field.value);
});
window.addEventListener("hashchange", readAddress);
readAddress();

/** Somebody may have followed the address of a QR code here, with its payload after the #. */
function readAddress() {
  if (location.hash.length < HEAD) return;
  field.value = location.hash.slice(1);
  check(field.value);
}

async function check(text) {
  const payload = read(text);
  if (!payload) return say("unreadable");
  const known = document.querySelector(`#key-${hex(payload.keyId)}`);
  if (!known) return say("key");
  let key;
  try {
    key = await crypto.subtle.importKey("raw", bytesOfHex(known.value), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return say("browser"); // an old browser, or a page that is not served over https
  }
  const good = await crypto.subtle.verify({ name: "Ed25519" }, key, payload.signature, payload.signed);
  return good ? sayGenuine(payload.body) : say("forged");
}

/** Returns the parts of a payload, or null for a text that cannot be one. The whole address may be pasted. */
function read(text) {
  const encoded = text.trim().split("#").pop().replace(/\s+/g, "");
  if (!/^[A-Za-z0-9_-]+$/.test(encoded)) return null;
  let raw;
  try {
    raw = Uint8Array.from(atob(encoded.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
  if (raw.length <= HEAD || raw[0] !== VERSION) return null;
  const keyId = raw.slice(1, 1 + KEY_ID);
  const body = raw.slice(HEAD);
  return { keyId, body, signature: raw.slice(1 + KEY_ID, HEAD), signed: joined(CONTEXT, raw.slice(0, 1 + KEY_ID), body) };
}

/** Shows what the certificate says. Only a body whose signature is good comes here. */
function sayGenuine(body) {
  const values = JSON.parse(new TextDecoder().decode(body));
  const statement = Object.fromEntries(FIELDS.map((name, place) => [name, values[place]]));
  const result = say("genuine");
  const shown = { ...statement, version: `${statement.course}, ${statement.version}` };
  for (const name of ["completed", "expires"]) shown[name] = statement[name] && day(statement[name]);
  for (const part of result.querySelectorAll("[data-say]")) part.textContent = shown[part.dataset.say];
  if (statement.expires) result.querySelector("[data-if=expires]").dataset.shown = "";
  if (statement.expires && statement.expires < today()) result.querySelector("[data-if=expired]").dataset.shown = "";
}

function say(what) {
  const result = document.querySelector("#offline-result");
  result.replaceChildren(document.querySelector(`#say-${what}`).content.cloneNode(true));
  return result;
}

/** Dates are read as days of the calendar, not as moments. */
function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return new Date(year, month - 1, date).toLocaleDateString(page.dataset.locale, { dateStyle: "long" });
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function joined(...parts) {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytesOfHex(text) {
  return Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
}
