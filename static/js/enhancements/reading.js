/** Tells the server how far one has read, so that the lesson opens there next time.

    Only for those who have a record: somebody who only reads leaves no trace. The page says so (data-record), or the
    first answer that is saved does; what was read before it on this page then counts too. A part is read when its end
    has been in sight for a second. */
const IN_SIGHT = 1000;
const SEND_EVERY = 10_000;

export default function reading(lesson) {
  const parts = () => [...lesson.querySelectorAll(":scope > [data-block]")];
  const passed = new Set();
  const told = new Set();
  const waiting = new Map();
  let hasRecord = "record" in lesson.dataset;
  let toldHere;

  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, boundingClientRect, rootBounds } of entries) {
        clearTimeout(waiting.get(target));
        if (!isIntersecting || boundingClientRect.bottom > (rootBounds?.bottom ?? innerHeight) + 1) continue;
        waiting.set(target, setTimeout(() => passed.add(target.dataset.block), IN_SIGHT));
      }
    },
    { threshold: [0, 0.25, 0.5, 0.75, 1] },
  );
  for (const part of parts()) watcher.observe(part);

  /** The part one is at: the first that is not mostly scrolled past. */
  const here = () => parts().find((part) => part.getBoundingClientRect().bottom > innerHeight * 0.3)?.dataset.block;

  function tell() {
    const at = here();
    const news = [...passed].filter((block) => !told.has(block));
    if (!hasRecord || !at || (!news.length && at === toldHere)) return;
    const body = new URLSearchParams({ here: at });
    for (const block of news) body.append("block", block);
    if (!navigator.sendBeacon(lesson.dataset.reading, body)) return;
    for (const block of news) told.add(block);
    toldHere = at;
  }

  document.addEventListener("saved", () => { hasRecord = true; });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
  setInterval(() => passed.size > told.size && tell(), SEND_EVERY);
}
