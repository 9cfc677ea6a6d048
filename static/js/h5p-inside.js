/** Runs in the frame of an H5P content, before its core: gives core what it needs, and carries between it and our page.

    All it can do is send messages. Our page believes none of them unread (enhancements/h5p-frame.js); the scripts of
    a package can send the same. */
import { newId } from "./new-id.js";

const told = document.getElementById("integration");
const PAGE = told.dataset.page;
const STILL = matchMedia("(prefers-reduced-motion: reduce)");
/** After an answer its state is saved at once and again when the type is done with it, not at the next turn of core's
    clock: the tab may be closed now. */
const AT_ONCE = [0, 150];

window.H5PIntegration = JSON.parse(told.textContent);
const [key] = Object.keys(window.H5PIntegration.contents);
const contentId = key.slice("cid-".length);
let touched = false;

standIn("localStorage");
standIn("sessionStorage");
for (const kind of ["pointerdown", "keydown", "input", "change"])
  addEventListener(kind, (event) => { touched ||= event.isTrusted; }, { capture: true, passive: true });
addEventListener("error", ({ filename }) => { if (filename?.endsWith(told.dataset.rest.replace(".json", ".js"))) oneByOne(); });
addEventListener("message", ({ source, origin, data }) => {
  if (source === parent && origin === PAGE && data?.byggestein === "h5p" && data.kind === "scheme") follow(data.scheme);
});
// Core starts at this event too; being asked first, all of this is in place when it does.
document.addEventListener("DOMContentLoaded", start);

function send(message) {
  parent.postMessage({ byggestein: "h5p", ...message }, PAGE);
}

function start() {
  const { H5P } = window;
  const $ = H5P.jQuery;
  if (STILL.matches) calm($);
  $.ajaxTransport("+*", transport);
  H5P.externalDispatcher.on("xAPI", (event) => {
    send({ kind: "statement", touched, statement: { id: newId(), ...event.data.statement } });
    for (const wait of AT_ONCE) setTimeout(save, wait, H5P);
  });
  addEventListener("load", () => measure(H5P));
}

/** A script has stopped the joined file. Those after it are fetched by themselves, then core may begin; a file that
    cannot be read at all (`h5pAt` was never set) has run none. Later faults, when all have run, change nothing. */
async function oneByOne() {
  if (oneByOne.done) return;
  oneByOne.done = true;
  const { H5P } = window;
  H5P.preventInit = true;
  const from = (window.h5pAt ?? -1) + 1;
  const scripts = (await (await fetch(told.dataset.rest)).json()).slice(from);
  await Promise.all(scripts.map((src) => new Promise((resolve) => {
    const script = Object.assign(document.createElement("script"), { src, async: false, onload: resolve, onerror: resolve });
    document.body.append(script);
  })));
  const begin = () => H5P.init(document.body);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}

/** Dark or light as the page around has it, where the content can be either. */
function follow(scheme) {
  const { dataset } = document.documentElement;
  if (dataset.scheme && ["light", "dark", "auto"].includes(scheme)) dataset.scheme = scheme;
}

/** Core posts state to addresses that begin with `bridge:`; hand it to our page instead. */
function transport(options) {
  if (!options.url.startsWith("bridge:")) return undefined;
  return {
    send(_headers, complete) {
      const [kind, dataType, subContent] = options.url.slice("bridge:".length).split("/");
      if (kind === "state" && options.type === "POST") post(dataType, subContent, new URLSearchParams(options.data));
      complete(200, "OK", { text: JSON.stringify({ success: true, data: false }) }, "Content-Type: application/json");
    },
    abort() {},
  };
}

/** State of one who has only looked is no news to anybody. */
function post(dataType, subContent, fields) {
  if (!touched) return;
  const { jsonContentHash } = window.H5PIntegration.contents[key];
  send({
    kind: "state",
    dataType,
    subContent,
    data: fields.get("data") ?? "",
    preload: fields.get("preload") ?? "1",
    invalidate: fields.get("invalidate") ?? "1",
    contentHash: jsonContentHash,
  });
}

function save(H5P) {
  for (const instance of H5P.instances) {
    const state = window.H5PIntegration.saveFreq && instance.getCurrentState?.();
    if (state !== undefined && state !== false) H5P.setUserData(contentId, "state", state, { deleteOnChange: true });
  }
}

/** Tell the page how high the content is, whenever that changes; and the content when the page got narrower. */
function measure(H5P) {
  const content = document.querySelector(".h5p-content");
  const tell = () => send({ kind: "height", height: Math.ceil(content.getBoundingClientRect().height) });
  new ResizeObserver(tell).observe(content);
  let width = innerWidth;
  addEventListener("resize", () => {
    if (width === innerWidth && !document.fullscreenElement) return;
    width = innerWidth;
    for (const instance of H5P.instances) H5P.trigger(instance, "resize");
  });
  tell();
  send({ kind: "ready" });
}

function calm($) {
  $.fx.off = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *::before, *::after { animation-duration: .01ms !important; animation-iteration-count: 1 !important; transition-duration: .01ms !important; scroll-behavior: auto !important; }");
  document.adoptedStyleSheets.push(sheet);
}

/** A frame without an origin has no storage, and merely asking for it fails; types ask. */
function standIn(name) {
  const kept = new Map();
  const storage = {
    getItem: (item) => kept.get(String(item)) ?? null,
    setItem: (item, value) => kept.set(String(item), String(value)),
    removeItem: (item) => kept.delete(String(item)),
    clear: () => kept.clear(),
    key: (place) => [...kept.keys()][place] ?? null,
  };
  const value = new Proxy(storage, {
    get: (_, item) => (item === "length" ? kept.size : storage[item] ?? kept.get(String(item))),
    set: (_, item, given) => { kept.set(String(item), String(given)); return true; },
    has: (_, item) => item in storage || kept.has(item),
    deleteProperty: (_, item) => { kept.delete(item); return true; },
  });
  Object.defineProperty(window, name, { value, configurable: true });
}
