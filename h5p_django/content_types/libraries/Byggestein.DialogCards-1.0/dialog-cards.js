/** Cards with two sides. Thinking is done by the one who turns them, so a turned card is a point and nothing is wrong. */
(function () {
  "use strict";

  const { Exercise } = window.Byggestein;
  const { asList, button, element, fill, markup, plain } = Exercise;

  window.Byggestein.DialogCards = Exercise.type(Exercise, {
    english: {
      turn: "Turn the card", turnBack: "Turn it back", previous: "Previous card", next: "Next card", front: "Front", back: "Back",
      place: "Card @number of @total", done: "You have turned all the cards.", retry: "Start again",
    },

    draw() {
      const total = asList(this.params.cards).length;
      const place = Number.isInteger(this.previous.place) ? this.previous.place : 0;
      this.place = Math.max(0, Math.min(place, total - 1));
      this.turned = new Set(asList(this.previous.turned).filter((card) => Number.isInteger(card) && card >= 0 && card < total));
      this.atBack = false;
      this.done = this.previous.done === true && this.turned.size === total;
      this.where = element("p", { class: "bst-place" });
      // What is read out when the card or its side changes; the focus stays on the button that was pressed.
      this.card = element("div", { class: "bst-card", "aria-live": "polite", "aria-atomic": "true" });
      this.over = element("p", { class: "bst-over", role: "status" });
      this.turnButton = button("", () => this.turn());
      this.previousButton = button(this.texts.previous, () => this.go(-1), "quiet");
      this.nextButton = button(this.texts.next, () => this.go(1), "quiet");
      this.retryButton = button(this.texts.retry, () => this.retry(), "quiet");
      this.root.append(
        this.params.task ? markup(this.params.task) : "",
        this.card,
        this.over,
        element("div", { class: "bst-buttons" }, this.turnButton, this.previousButton, this.nextButton, this.retryButton),
      );
      this.show();
    },

    show() {
      const cards = asList(this.params.cards);
      const card = cards[this.place] || {};
      this.where.textContent = `${fill(this.texts.place, { number: this.place + 1, total: cards.length })} – ${this.atBack ? this.texts.back : this.texts.front}`;
      this.card.classList.toggle("bst-card--back", this.atBack);
      this.card.replaceChildren(this.where, markup(this.atBack ? card.back : card.front));
      this.turnButton.textContent = this.atBack ? this.texts.turnBack : this.texts.turn;
      // Not `disabled`: that would take the focus from the one who has just pressed it.
      this.previousButton.setAttribute("aria-disabled", String(this.place === 0));
      this.nextButton.setAttribute("aria-disabled", String(this.place >= cards.length - 1));
      this.over.textContent = this.done ? this.texts.done : "";
      this.retryButton.hidden = !this.done;
      this.trigger("resize");
    },

    turn() {
      this.atBack = !this.atBack;
      this.turned.add(this.place);
      const finished = !this.done && this.getScore() === this.getMaxScore();
      this.done = this.done || finished;
      this.show();
      if (finished) this.report("completed");
      else this.triggerXAPI("interacted");
    },

    go(step) {
      const place = this.place + step;
      if (place < 0 || place >= this.getMaxScore()) return;
      this.place = place;
      this.atBack = false;
      this.show();
      this.triggerXAPI("progressed");
    },

    retry() {
      this.resetTask();
      this.turnButton.focus();
    },

    getScore() {
      return this.turned.size;
    },

    getMaxScore() {
      return asList(this.params.cards).length;
    },

    isDone() {
      return this.done;
    },

    isSuccess() {
      return this.done;
    },

    getAnswerGiven() {
      return this.turned.size > 0;
    },

    showSolutions() {
      this.atBack = true;
      this.show();
    },

    resetTask() {
      this.place = 0;
      this.turned.clear();
      this.atBack = this.done = false;
      this.show();
    },

    getCurrentState() {
      return { place: this.place, turned: [...this.turned], done: this.done };
    },

    /** No interaction of xAPI is like turning cards; there is no answer to tell. */
    definition() {
      return { type: "http://adlnet.gov/expapi/activities/media", description: { "en-US": plain(this.params.task) } };
    },

    response() {
      return undefined;
    },
  });
})();
