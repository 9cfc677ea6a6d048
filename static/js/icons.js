/** The address of an icon in the sprite. The page knows where the sprite is; it carries a hash we cannot guess. */
export function iconAddress(name) {
  const [sprite] = document.querySelector("svg.icon use").getAttribute("href").split("#");
  return `${sprite}#${name}`;
}
