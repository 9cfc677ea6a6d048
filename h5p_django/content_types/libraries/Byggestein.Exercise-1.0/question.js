/** A question: answer, check, see the result, try again or see the answer.

    A type gives `field()` (what one answers in), `lock(on)`, `mark(revealed)` and `unmark()`, `answered()`, `answer()`,
    `restore(answer)`, `clear()`, `getScore()`, `getMaxScore()`, `isSuccess()`, and optionally `feedback()`. */
(function () {
  "use strict";

  const { Exercise } = window.Byggestein;
  const { button, element, fill } = Exercise;

  function Question(params, contentId, extras) {
    Exercise.call(this, params, contentId, extras);
    this.behaviour = Exercise.asObject(params.behaviour);
    this.checked = this.previous.checked === true;
    this.revealed = this.previous.revealed === true;
  }

  Question.prototype = Object.assign(Object.create(Exercise.prototype), {
    draw() {
      this.result = element("div", { class: "bst-result", tabindex: "-1" });
      this.warning = element("p", { class: "bst-warning", role: "alert" });
      this.checkButton = button(this.texts.check, () => this.check());
      this.solutionButton = button(this.texts.solution, () => this.reveal(), "quiet");
      this.retryButton = button(this.texts.retry, () => this.retry(), "quiet");
      this.root.append(
        this.field(),
        this.warning,
        this.result,
        element("div", { class: "bst-buttons" }, this.checkButton, this.solutionButton, this.retryButton),
      );
      if (this.previous.answer !== undefined) this.restore(this.previous.answer);
      this.show();
    },

    show() {
      const unsure = this.checked && !this.isSuccess();
      this.lock(this.checked);
      this.unmark();
      if (this.checked) this.mark(this.revealed);
      this.checkButton.hidden = this.checked;
      this.solutionButton.hidden = !unsure || this.revealed || this.behaviour.solution === false;
      this.retryButton.hidden = !unsure || this.behaviour.retry === false;
      this.warning.textContent = "";
      this.result.hidden = !this.checked;
      this.result.replaceChildren(...(this.checked ? this.verdict() : []));
      this.trigger("resize");
    },

    verdict() {
      const kind = this.isSuccess() ? "right" : this.getScore() > 0 ? "partly" : "wrong";
      const sign = { right: "✓", partly: "◐", wrong: "✕" }[kind];
      const score = fill(this.texts.score, { score: this.getScore(), max: this.getMaxScore() });
      return [
        element(
          "p",
          { class: `bst-verdict bst-verdict--${kind}` },
          element("span", { "aria-hidden": "true" }, `${sign} `),
          element("strong", {}, this.texts[kind]),
          ` – ${score}`,
        ),
        ...this.feedback(),
      ];
    },

    check() {
      if (!this.answered()) {
        this.warning.textContent = this.texts.unanswered;
        this.trigger("resize");
        return;
      }
      this.checked = true;
      this.show();
      this.result.focus(); // what was pressed is gone; what it led to is read out
      this.report("answered");
    },

    reveal() {
      this.showSolutions();
      this.result.focus();
    },

    retry() {
      this.resetTask();
      this.root.querySelector("input").focus();
    },

    /** Something was answered; a warning no longer holds. */
    changed() {
      this.warning.textContent = "";
      this.triggerXAPI("interacted");
    },

    feedback() {
      return [];
    },

    isDone() {
      return this.checked;
    },

    // What hosts and containers ask of a question.

    getAnswerGiven() {
      return this.answered();
    },

    showSolutions() {
      this.checked = this.revealed = true;
      this.show();
    },

    resetTask() {
      this.checked = this.revealed = false;
      this.clear();
      this.show();
    },

    getCurrentState() {
      return { answer: this.answer(), checked: this.checked, revealed: this.revealed };
    },
  });

  /** Return one thing to tick: the whole line is its target, and its mark is part of its name. */
  Question.option = function (kind, name, content, changed) {
    const input = element("input", { type: kind, name, class: "bst-option__input" });
    const mark = element("span", { class: "bst-mark" });
    const line = element("label", { class: "bst-option" }, input, element("span", { class: "bst-option__text" }, content, mark));
    input.addEventListener("change", changed);
    return { input, mark, line };
  };

  /** Say of an answer that it is right or wrong, in words and by a sign; `kind` "" takes it back. */
  Question.setMark = function (mark, kind, text) {
    mark.className = `bst-mark${kind ? ` bst-mark--${kind}` : ""}`;
    const sign = { right: "✓", wrong: "✕", missed: "→" }[kind];
    mark.replaceChildren(...(kind ? [element("span", { "aria-hidden": "true" }, ` ${sign} `), ` ${text}`] : []));
  };

  window.Byggestein.Question = Question;
})();
