/** Order by buttons. Focus stays on the moved item, and its new place is said aloud (words from data-moved on the list). */
export default function order(list) {
  const said = list.parentElement.querySelector("[role=status]");
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault(); // without script the button sends the form and the server moves the item
    const item = button.closest("li");
    if (button.dataset.move === "-1") item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    button.focus();
    const place = [...list.children].indexOf(item) + 1;
    if (said) said.textContent = list.dataset.moved.replace("%1", item.firstElementChild.textContent.trim()).replace("%2", place);
  });
}
