/** A question with answers to choose among: one, or several.

    Points: one answer gives 1 or 0. Of several, each right one gives a point and each wrong one takes one, never below 0. */
(function () {
  "use strict";

  const { Exercise, Question } = window.Byggestein;
  const { asList, asObject, element, markup, plain } = Exercise;

  window.Byggestein.Choice = Exercise.type(Question, {
    english: {
      check: "Check the answer", solution: "Show the answer", retry: "Try again", right: "Correct", partly: "Partly correct",
      wrong: "Not correct", score: "@score of @max points", unanswered: "Answer before you check.",
      markRight: "correct", markWrong: "not correct", markMissed: "should have been chosen",
    },

    field() {
      const id = `${this.prefix}-question`;
      this.answers = asList(this.params.answers);
      this.several = this.params.mode === "multiple";
      const kind = this.several ? "checkbox" : "radio";
      this.options = this.answers.map((answer) =>
        Question.option(kind, this.prefix, markup(answer.text, "span"), () => this.changed()));
      this.lines = element("div", {});
      this.arrange(asList(asObject(this.previous.answer).order));
      return element(
        "div",
        { role: this.several ? "group" : "radiogroup", "aria-labelledby": id },
        markup(this.params.question, "div", { id }),
        this.lines,
      );
    },

    /** Put the answers in an order seen before, or else in the author's order or a shuffled one. */
    arrange(before) {
      const places = this.answers.map((_, place) => place);
      const known = before.length === places.length && places.every((place) => before.includes(place));
      this.order = known ? before : this.behaviour.shuffle === true ? H5P.shuffleArray(places) : places;
      this.lines.replaceChildren(...this.order.map((place) => this.options[place].line));
    },

    /** Return the places of what is chosen, in the author's order. */
    chosen() {
      return this.answers.map((_, place) => place).filter((place) => this.options[place].input.checked);
    },

    right() {
      return this.answers.map((_, place) => place).filter((place) => this.answers[place].correct === true);
    },

    lock(on) {
      for (const { input } of this.options) input.disabled = on;
    },

    mark(revealed) {
      this.answers.forEach((answer, place) => {
        const { input, mark } = this.options[place];
        if (input.checked) Question.setMark(mark, answer.correct ? "right" : "wrong", answer.correct ? this.texts.markRight : this.texts.markWrong);
        else if (revealed && answer.correct) Question.setMark(mark, "missed", this.several ? this.texts.markMissed : this.texts.markRight);
      });
    },

    unmark() {
      for (const { mark } of this.options) Question.setMark(mark, "");
    },

    feedback() {
      const given = this.chosen().filter((place) => this.answers[place].feedback);
      if (!this.several) return given.map((place) => markup(this.answers[place].feedback));
      // Of several, each piece of feedback says which answer it is about.
      return given.map((place) =>
        element("div", { class: "bst-text" }, element("strong", {}, `${plain(this.answers[place].text)}: `), markup(this.answers[place].feedback, "span")));
    },

    answered() {
      return this.chosen().length > 0;
    },

    answer() {
      return { chosen: this.chosen(), order: this.order };
    },

    restore(answer) {
      const chosen = asList(asObject(answer).chosen);
      this.options.forEach(({ input }, place) => { input.checked = chosen.includes(place); });
    },

    clear() {
      this.restore(null);
      this.arrange([]);
    },

    getScore() {
      const hits = this.chosen().filter((place) => this.answers[place].correct).length;
      return this.several ? Math.max(0, 2 * hits - this.chosen().length) : hits;
    },

    getMaxScore() {
      return this.several ? this.right().length : 1;
    },

    isSuccess() {
      return this.getScore() === this.getMaxScore();
    },

    definition() {
      return {
        type: "http://adlnet.gov/expapi/activities/cmi.interaction",
        interactionType: "choice",
        description: { "en-US": plain(this.params.question) },
        choices: this.answers.map((answer, place) => ({ id: String(place), description: { "en-US": plain(answer.text) } })),
        // Of one answer, each right one is a whole answer; of several, all of them together are.
        correctResponsesPattern: this.several ? [this.right().join("[,]")] : this.right().map(String),
      };
    },

    response() {
      return this.answered() ? this.chosen().join("[,]") : undefined;
    },
  });
})();
