/** Goes to the card before or after with a swipe or an arrow key. The links do the same without script. */
const FAR = 60; // px; shorter is a tap or a slip
const STEEP = 1.5; // a swipe goes this much more sideways than up or down; otherwise it scrolls

export default function singleCard(part) {
  const go = (where) => part.querySelector(`a[rel=${where}]`)?.click();
  let from = null;

  document.addEventListener("keydown", (event) => {
    const where = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (!where || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(where);
  });
  part.addEventListener("touchstart", ({ touches }) => {
    from = touches.length === 1 ? touches[0] : null; // two fingers zoom
  }, { passive: true });
  part.addEventListener("touchend", ({ changedTouches: [to] }) => {
    if (!from) return;
    const across = to.clientX - from.clientX;
    const down = to.clientY - from.clientY;
    from = null;
    if (Math.abs(across) > FAR && Math.abs(across) > STEEP * Math.abs(down)) go(across < 0 ? "next" : "prev");
  }, { passive: true });
}
