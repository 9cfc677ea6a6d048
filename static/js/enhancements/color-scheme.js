/** Light, dark, or as the device, at once. Without script the buttons post the choice and the server keeps it. */
const YEAR = 31_536_000;

export default function colorScheme(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = event.submitter.value;
    document.documentElement.dataset.colorScheme = chosen;
    document.cookie = `color_scheme=${chosen}; path=/; max-age=${YEAR}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === chosen));
  });
}
