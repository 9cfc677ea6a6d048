/** Starts what the parts inside `root` ask for; called again on every fragment that comes from the server. */
export function enhance(root) {
  const parts = [...root.querySelectorAll("[data-enhance]")];
  if (root instanceof Element && root.matches("[data-enhance]")) parts.unshift(root);
  for (const part of parts) {
    for (const name of part.dataset.enhance.split(" ")) {
      import(`./enhancements/${name}.js`).then((module) => module.default(part)).catch((error) => console.error(name, error));
    }
  }
}
