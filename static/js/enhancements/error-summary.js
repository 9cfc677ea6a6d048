/** After a refused form the summary takes focus; its links lead into the fields (plain anchors, no script needed). */
export default function errorSummary(summary) {
  summary.focus();
}
