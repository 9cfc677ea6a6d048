/** The answer from last time: J says that it still holds, N leads to the ladder. The keys work only while focus is in
    the panel (WCAG 2.1.4), which therefore has it from the start. */
export default function stillTrue(panel) {
  panel.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "j") panel.requestSubmit();
    else if (key === "n") document.querySelector("#id_answer input")?.focus();
    else return;
    event.preventDefault();
  });
  if (!document.activeElement || document.activeElement === document.body) panel.focus();
}
