/** A text with blanks: `*grey/gray*` is a blank with two right answers. */
(function () {
  "use strict";

  const { Exercise, Question } = window.Byggestein;
  const { asList, element, fill, markup, plain } = Exercise;
  const BLANK = /\*([^*\n]+)\*/;
  /** Of all the ways to answer right, so many are listed in a statement; alternatives multiply. */
  const PATTERNS = 50;

  window.Byggestein.FillIn = Exercise.type(Question, {
    english: {
      check: "Check the answer", solution: "Show the answer", retry: "Try again", right: "Correct", partly: "Partly correct",
      wrong: "Not correct", score: "@score of @max points", unanswered: "Answer before you check.",
      blank: "Blank @number of @total", markRight: "correct", markWrong: "not correct", rightAnswer: "Correct answer: @answer",
    },

    field() {
      const id = `${this.prefix}-task`;
      this.blanks = [];
      const text = markup(this.params.text);
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      for (const node of nodes) {
        // Every second part is what stood between asterisks.
        const parts = node.data.split(BLANK);
        node.replaceWith(...parts.map((part, place) => (place % 2 ? this.blank(part) : part)));
      }
      const width = Math.max(4, ...this.blanks.flatMap((blank) => blank.answers).map((answer) => answer.length));
      this.blanks.forEach(({ input }, place) => {
        input.size = Math.min(width + 2, 30); // the same for all, so that it gives nothing away
        input.setAttribute("aria-label", fill(this.texts.blank, { number: place + 1, total: this.blanks.length }));
      });
      return element(
        "div",
        this.params.task ? { role: "group", "aria-labelledby": id } : {},
        this.params.task ? markup(this.params.task, "div", { id }) : "",
        text,
      );
    },

    blank(part) {
      const id = `${this.prefix}-mark-${this.blanks.length}`;
      const answers = part.split("/").map((answer) => answer.trim()).filter(Boolean);
      const input = element("input", {
        type: "text", class: "bst-blank", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": id,
      });
      const mark = element("span", { class: "bst-mark", id });
      input.addEventListener("change", () => this.changed());
      input.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) this.check(); });
      this.blanks.push({ answers, input, mark });
      return element("span", { class: "bst-blank-place" }, input, mark);
    },

    isRight({ answers, input }) {
      return answers.some((answer) => this.normal(answer) === this.normal(input.value));
    },

    normal(text) {
      const tidy = text.normalize("NFC").trim().replace(/\s+/g, " ");
      return this.behaviour.caseMatters === true ? tidy : tidy.toLowerCase();
    },

    lock(on) {
      for (const { input } of this.blanks) input.readOnly = on; // still to be reached and read
    },

    mark(revealed) {
      for (const blank of this.blanks) {
        const right = this.isRight(blank);
        const solution = revealed && !right ? `. ${fill(this.texts.rightAnswer, { answer: blank.answers[0] })}` : "";
        Question.setMark(blank.mark, right ? "right" : "wrong", `${right ? this.texts.markRight : this.texts.markWrong}${solution}`);
        blank.input.setAttribute("aria-invalid", String(!right));
      }
    },

    unmark() {
      for (const { input, mark } of this.blanks) {
        Question.setMark(mark, "");
        input.removeAttribute("aria-invalid");
      }
    },

    answered() {
      return this.blanks.some(({ input }) => input.value.trim());
    },

    answer() {
      return this.blanks.map(({ input }) => input.value);
    },

    restore(answer) {
      const values = asList(answer);
      this.blanks.forEach(({ input }, place) => { input.value = typeof values[place] === "string" ? values[place] : ""; });
    },

    clear() {
      this.restore([]);
    },

    getScore() {
      return this.blanks.filter((blank) => this.isRight(blank)).length;
    },

    getMaxScore() {
      return this.blanks.length;
    },

    isSuccess() {
      return this.getScore() === this.getMaxScore();
    },

    definition() {
      const ways = this.blanks.reduce(
        (before, { answers }) => before.flatMap((way) => answers.map((answer) => [...way, answer])).slice(0, PATTERNS),
        [[]],
      );
      const cases = `{case_matters=${this.behaviour.caseMatters === true}}`;
      const text = plain(this.params.text).replace(new RegExp(BLANK, "g"), "__________");
      return {
        type: "http://adlnet.gov/expapi/activities/cmi.interaction",
        interactionType: "fill-in",
        description: { "en-US": `${plain(this.params.task)} ${text}`.trim() },
        correctResponsesPattern: ways.map((way) => cases + way.join("[,]")),
      };
    },

    response() {
      return this.answered() ? this.answer().join("[,]") : undefined;
    },
  });
})();
