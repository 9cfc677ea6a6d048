/** A button that shares the address beside it: the device's own way if it has one, otherwise a copy. */
export default function share(part) {
  const button = part.querySelector("button");
  const address = part.querySelector("[data-address]").href;
  if (!navigator.share && !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if (navigator.share) await navigator.share({ title: document.title, url: address });
      else {
        await navigator.clipboard.writeText(address);
        part.querySelector("[role=status]").textContent = button.dataset.copied;
      }
    } catch (error) {
      if (error.name !== "AbortError") throw error; // they changed their mind
    }
  });
}
