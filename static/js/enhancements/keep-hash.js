/** A link that takes along what stands after the # of this page: no server ever sees it. */
export default function keepHash(link) {
  link.hash = location.hash;
}
