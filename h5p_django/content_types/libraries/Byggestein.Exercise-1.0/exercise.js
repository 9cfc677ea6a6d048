/** What every exercise of Byggestein has: its texts, its place in the page, and how it reports.

    Types are plain functions with methods that can be counted up, since H5P's core copies the prototype of a type;
    a class would lose its methods there. */
(function () {
  "use strict";

  const Byggestein = (window.Byggestein = window.Byggestein || {});
  let made = 0;

  function Exercise(params, contentId, extras) {
    H5P.EventDispatcher.call(this);
    this.params = params;
    this.contentId = contentId;
    this.texts = Object.assign({}, this.english, params.texts);
    for (const key of Object.keys(this.texts)) this.texts[key] = plain(this.texts[key]);
    this.title = (extras && extras.metadata && extras.metadata.title) || "";
    this.previous = asObject(extras && extras.previousState);
    this.prefix = `byggestein-${++made}`;
  }

  Exercise.prototype = Object.assign(Object.create(H5P.EventDispatcher.prototype), {
    /** Core calls this with its jQuery object around the place where the exercise stands; a container may do so again. */
    attach($container) {
      const isNew = !this.root;
      this.root = this.root || element("div", { class: "bst" });
      ($container[0] || $container).append(this.root);
      if (!isNew) return;
      this.setActivityStarted();
      this.draw();
    },

    getTitle() {
      return this.title;
    },

    getXAPIData() {
      return { statement: this.statement("answered").data.statement };
    },

    /** Return an event that tells the score so far, what was asked, and what was answered. */
    statement(verb) {
      const event = this.createXAPIEventTemplate(verb);
      event.setScoredResult(this.getScore(), this.getMaxScore(), this, this.isDone(), this.isDone() ? this.isSuccess() : undefined);
      Object.assign(event.data.statement.object.definition, this.definition());
      const response = this.response();
      if (response !== undefined) event.data.statement.result.response = response;
      return event;
    },

    report(verb) {
      this.trigger(this.statement(verb));
    },
  });

  /** Return a type: `methods` on top of those of `Parent`. */
  function type(Parent, methods) {
    function Type(params, contentId, extras) {
      Parent.call(this, params, contentId, extras);
    }
    Type.prototype = Object.assign(Object.create(Parent.prototype), methods);
    return Type;
  }

  /** Return an element; attributes that are false or missing are left out. Strings become text, never markup. */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {}))
      if (value !== false && value !== undefined) made.setAttribute(name, value === true ? "" : value);
    made.append(...children);
    return made;
  }

  function button(text, press, look) {
    const made = element("button", { type: "button", class: `bst-button${look ? ` bst-button--${look}` : ""}` }, text);
    made.addEventListener("click", press);
    return made;
  }

  /** Return an element with markup from a text field that has tags: the host has filtered it. */
  function markup(html, tag, attributes) {
    const made = element(tag || "div", Object.assign({ class: "bst-text" }, attributes));
    made.innerHTML = html || "";
    return made;
  }

  /** Hosts hand plain text over escaped for HTML; return it as people read it. */
  function plain(html) {
    return new DOMParser().parseFromString(String(html || ""), "text/html").body.textContent;
  }

  /** Put values in the places of a text: `fill("@score of 3", { score: 2 })`. */
  function fill(text, values) {
    return text.replace(/@(\w+)/g, (place, name) => (name in values ? values[name] : place));
  }

  function asObject(value) {
    return value && typeof value === "object" && !Array.isArray(value) ? value : {};
  }

  function asList(value) {
    return Array.isArray(value) ? value : [];
  }

  Byggestein.Exercise = Object.assign(Exercise, { type, element, button, markup, plain, fill, asObject, asList });
})();
