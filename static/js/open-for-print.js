/** Where the sheet cannot open closed details on paper (::details-content), they are opened while printing. */
export function openForPrint() {
  if (CSS.supports("selector(::details-content)")) return;
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });
}
