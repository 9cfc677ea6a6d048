/** The frame of an H5P content: its height, full screen, and what is done in it. Nothing from it is taken unread. */
import { keep } from "../h5p-queue.js";
import { newId } from "../new-id.js";

const TALLEST = 20_000; // px
const LARGEST = 262_144; // characters of one state; the server says the same
/** What counts; the rest of what contents tell is of use to nobody here. */
const TELLING = ["answered", "completed"].map((verb) => `http://adlnet.gov/expapi/verbs/${verb}`);
const isText = (value, most) => typeof value === "string" && value.length <= most;

export default function h5pFrame(part) {
  const frame = part.querySelector("iframe");
  const { iri, begin, origin } = part.dataset;
  const page = document.documentElement;
  const addresses = { state: part.dataset.state, result: part.dataset.result };
  const saves = Boolean(begin || addresses.state);

  const handlers = {
    ready() {
      tellScheme();
      // Only for one whose record there is: to look at something leaves no trace.
      if (addresses.result) take({ id: newId(), verb: { id: "http://adlnet.gov/expapi/verbs/experienced" }, object: { id: iri } });
    },
    height({ height }) {
      if (Number.isFinite(height) && height > 0) frame.style.height = `${Math.min(height, TALLEST)}px`;
    },
    statement({ statement, touched }) {
      const known = addresses.result || touched; // what a content says of itself at the start makes nobody known
      if (known && isText(statement?.id, 36) && TELLING.includes(statement.verb?.id)) take(statement);
    },
    state({ dataType, subContent, data, preload, invalidate, contentHash }) {
      if (!isText(dataType, 127) || !isText(subContent, 40) || !isText(data, LARGEST)) return;
      const fields = { data_type: dataType, sub_content: subContent, data, preload, invalidate, contentHash };
      add("state", `${dataType} ${subContent}`, new URLSearchParams(fields).toString());
    },
  };

  function take(statement) {
    const body = JSON.stringify(statement);
    if (body.length < 65_536) add("result", statement.id, body);
  }

  function add(what, name, body) {
    if (saves) keep({ key: `${iri} ${begin || addresses[what]} ${what} ${name}`, begin, url: addresses[what], what, body });
  }

  /** The frame may have no origin to write to, and what it is told is no secret. */
  function tellScheme() {
    frame.contentWindow.postMessage({ byggestein: "h5p", kind: "scheme", scheme: page.dataset.colorScheme ?? "auto" }, "*");
  }

  new MutationObserver(tellScheme).observe(page, { attributeFilter: ["data-color-scheme"] });
  addEventListener("message", (event) => {
    const message = event.data;
    if (event.source !== frame.contentWindow || event.origin !== origin || message?.byggestein !== "h5p") return;
    if (Object.hasOwn(handlers, message.kind)) handlers[message.kind](message);
  });
  document.addEventListener("h5p-known", ({ detail }) => {
    if (detail.begin === begin) Object.assign(addresses, { state: detail.state, result: detail.result });
  });
  offerFullScreen(part.querySelector("[data-full-screen]"), frame);
}

function offerFullScreen(button, frame) {
  if (!button || !document.fullscreenEnabled) return;
  button.hidden = false;
  button.addEventListener("click", () => frame.requestFullscreen());
}
