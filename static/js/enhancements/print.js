/** A button that prints: the template sheet it stands in, or the whole page. */
export default function print(button) {
  button.hidden = false; // without script there is the browser's own print
  button.addEventListener("click", () => {
    document.body.classList.toggle("print-sheet", Boolean(button.closest(".template-sheet")));
    window.print();
  });
}
