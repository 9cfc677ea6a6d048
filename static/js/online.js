/** Wait until it is worth trying again: the network is back, or a while has passed. */
const A_WHILE = 20_000;

export function anotherTry() {
  return new Promise((resolve) => {
    setTimeout(resolve, A_WHILE);
    addEventListener("online", resolve, { once: true });
  });
}

/** Say whether an answer of post() means that the server did not take it in: no contact, or a server on its knees. */
export function isUnheard(answer) {
  return !answer || answer.status >= 500;
}
