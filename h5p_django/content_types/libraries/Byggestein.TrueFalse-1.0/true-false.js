/** A statement, and whether it is true. */
(function () {
  "use strict";

  const { Exercise, Question } = window.Byggestein;
  const { element, markup, plain } = Exercise;
  const VALUES = ["true", "false"];

  window.Byggestein.TrueFalse = Exercise.type(Question, {
    english: {
      check: "Check the answer", solution: "Show the answer", retry: "Try again", right: "Correct", partly: "Partly correct",
      wrong: "Not correct", score: "@score of @max points", unanswered: "Answer before you check.", true: "True", false: "False",
    },

    field() {
      const id = `${this.prefix}-question`;
      this.options = VALUES.map((value) =>
        Question.option("radio", this.prefix, this.texts[value], () => this.changed()));
      return element(
        "div",
        { role: "radiogroup", "aria-labelledby": id },
        markup(this.params.question, "div", { id }),
        ...this.options.map((option) => option.line),
      );
    },

    chosen() {
      return VALUES.find((_, place) => this.options[place].input.checked);
    },

    correct() {
      return this.params.correct === "false" ? "false" : "true";
    },

    lock(on) {
      for (const { input } of this.options) input.disabled = on;
    },

    mark(revealed) {
      VALUES.forEach((value, place) => {
        const right = value === this.correct();
        const { mark } = this.options[place];
        if (value === this.chosen()) Question.setMark(mark, right ? "right" : "wrong", this.texts[right ? "right" : "wrong"]);
        else if (revealed && right) Question.setMark(mark, "missed", this.texts.right);
      });
    },

    unmark() {
      for (const { mark } of this.options) Question.setMark(mark, "");
    },

    feedback() {
      const html = this.isSuccess() ? this.params.whenRight : this.params.whenWrong;
      return html ? [markup(html)] : [];
    },

    answered() {
      return this.chosen() !== undefined;
    },

    answer() {
      return this.chosen() || null;
    },

    restore(answer) {
      VALUES.forEach((value, place) => { this.options[place].input.checked = value === answer; });
    },

    clear() {
      this.restore(null);
    },

    getScore() {
      return this.isSuccess() ? 1 : 0;
    },

    getMaxScore() {
      return 1;
    },

    isSuccess() {
      return this.chosen() === this.correct();
    },

    definition() {
      return {
        type: "http://adlnet.gov/expapi/activities/cmi.interaction",
        interactionType: "true-false",
        description: { "en-US": plain(this.params.question) },
        correctResponsesPattern: [this.correct()],
      };
    },

    response() {
      return this.chosen();
    },
  });
})();
