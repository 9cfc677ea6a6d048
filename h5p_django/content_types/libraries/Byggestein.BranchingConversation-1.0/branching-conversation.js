/** A conversation that goes on by what one chooses to say. Nothing is wrong: reaching an end is the point, and the only one. */
(function () {
  "use strict";

  const { Exercise } = window.Byggestein;
  const { asList, button, element, markup, plain } = Exercise;

  window.Byggestein.BranchingConversation = Exercise.type(Exercise, {
    english: {
      choose: "What do you say?", you: "You", feedback: "Feedback", back: "Go back one step", retry: "Start again",
      done: "The conversation is over.",
    },

    draw() {
      this.steps = asList(this.params.steps);
      this.path = this.walkable(asList(this.previous.path));
      this.done = this.previous.done === true;
      this.said = element("ol", { class: "bst-talk" });
      this.now = element("div", { class: "bst-now" });
      this.backButton = button(this.texts.back, () => this.back(), "quiet");
      this.retryButton = button(this.texts.retry, () => this.retry(), "quiet");
      this.root.append(
        this.params.intro ? markup(this.params.intro) : "",
        this.said,
        this.now,
        element("div", { class: "bst-buttons" }, this.backButton, this.retryButton),
      );
      this.show();
    },

    choices(step) {
      return asList(step && step.choices);
    },

    /** Return the step that a choice leads to; none where the author named one that is not there, which is an end too. */
    after(choice) {
      return this.steps.find((step) => step.name === choice.to);
    },

    /** Return the steps met along a path of choices, the one where we are last. */
    met(path) {
      const met = [this.steps[0]];
      for (const place of path) met.push(this.after(this.choices(met[met.length - 1])[place]));
      return met;
    },

    /** Return as much of a saved path as can be walked: the conversation may have been changed since. */
    walkable(path) {
      let step = this.steps[0];
      const end = path.findIndex((place) => {
        const choice = this.choices(step)[place];
        step = choice && this.after(choice);
        return !choice;
      });
      return end < 0 ? path : path.slice(0, end);
    },

    show() {
      const met = this.met(this.path);
      const here = met[met.length - 1];
      this.said.replaceChildren(...this.path.flatMap((place, at) => this.passed(met[at], this.choices(met[at])[place])), this.says(here));
      const left = this.choices(here);
      this.now.replaceChildren(...(left.length ? [this.question(left)] : [element("p", { class: "bst-over" }, this.texts.done)]));
      this.backButton.hidden = this.retryButton.hidden = !this.path.length;
      this.trigger("resize");
    },

    says(step) {
      return markup(step && step.says, "li", { class: "bst-talk__them bst-text", tabindex: "-1" });
    },

    passed(step, choice) {
      const feedback = choice.feedback ? [element("div", { class: "bst-talk__feedback" }, element("strong", {}, this.texts.feedback), markup(choice.feedback))] : [];
      const mine = element("li", { class: "bst-talk__me" }, element("strong", {}, `${this.texts.you}: `), plain(choice.text), ...feedback);
      return [this.says(step), mine];
    },

    question(choices) {
      const id = `${this.prefix}-choose`;
      return element(
        "div",
        { role: "group", "aria-labelledby": id },
        element("p", { id, class: "bst-ask" }, this.texts.choose),
        ...choices.map((choice, place) => button(plain(choice.text), () => this.say(place), "say")),
      );
    },

    say(place) {
      this.path.push(place);
      this.moved();
      const here = this.met(this.path).pop();
      if (this.choices(here).length) {
        this.triggerXAPI("progressed");
      } else if (!this.done) {
        this.done = true;
        this.report("completed");
      }
    },

    back() {
      this.path.pop();
      this.moved();
    },

    retry() {
      this.path = [];
      this.moved();
    },

    /** Show where we are, and bring the one who pressed a button there: first what came of what was said. */
    moved() {
      this.show();
      const news = this.path.length ? this.said.children[this.said.children.length - 2] : this.said.lastElementChild;
      news.setAttribute("tabindex", "-1");
      news.focus();
    },

    getScore() {
      return this.done ? 1 : 0;
    },

    getMaxScore() {
      return 1;
    },

    isDone() {
      return this.done;
    },

    isSuccess() {
      return this.done;
    },

    getAnswerGiven() {
      return this.path.length > 0;
    },

    /** There is no right way through a conversation, so there is nothing to reveal. */
    showSolutions() {},

    resetTask() {
      this.path = [];
      this.done = false;
      this.show();
    },

    getCurrentState() {
      return { path: this.path, done: this.done };
    },

    definition() {
      return {
        type: "http://adlnet.gov/expapi/activities/cmi.interaction",
        interactionType: "other",
        description: { "en-US": plain(this.params.intro) || plain(this.steps[0] && this.steps[0].says) },
      };
    },

    /** The choices made, by their place among those there were, counted from 1. */
    response() {
      return this.path.length ? this.path.map((place) => place + 1).join("[,]") : undefined;
    },
  });
})();
