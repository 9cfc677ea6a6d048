/** Order by buttons. Focus stays on the moved item, and its new place is said aloud (words from data-moved on the list).

    Without script each item has a list of numbers; with it they follow the buttons, and are what is sent. */
export default function order(list) {
  const said = list.parentElement.querySelector("[data-said]");
  for (const item of list.children) {
    item.querySelector(".order__place").hidden = true;
    item.querySelector(".order__buttons").hidden = false;
  }
  const number = () => [...list.children].forEach((item, i) => (item.querySelector("select").value = i + 1));
  number();
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    const item = button.closest("li");
    if (button.dataset.move === "-1") item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    number();
    button.focus();
    const place = [...list.children].indexOf(item) + 1;
    const text = item.querySelector("[data-text]").textContent.trim();
    said.textContent = list.dataset.moved.replace("%1", text).replace("%2", place);
  });
}
