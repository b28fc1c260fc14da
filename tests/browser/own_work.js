// Counts what the card does by itself: timers that it sets, elements that it draws, changes in them.
(() => {
  const FOLDER = "/posture_coach_static/";
  const work = (window.ownWork = { timers: 0, waiting: 0, frames: 0, told: 0, drawn: 0, changed: 0 });
  Error.stackTraceLimit = 100;
  const isOurs = () => new Error().stack.includes(FOLDER);

  const waiting = new Set();
  const done = (id) => {
    waiting.delete(id);
    work.waiting = waiting.size;
  };
  for (const name of ["setTimeout", "setInterval"]) {
    const set = window[name];
    window[name] = (then, ...given) => {
      if (!isOurs()) return set(then, ...given);
      const id = set((...passed) => {
        if (name === "setTimeout") done(id);
        then(...passed);
      }, ...given);
      waiting.add(id);
      work.timers += 1;
      work.waiting = waiting.size;
      return id;
    };
  }
  for (const name of ["clearTimeout", "clearInterval"]) {
    const clear = window[name];
    window[name] = (id) => {
      done(id);
      clear(id);
    };
  }
  for (const name of ["requestAnimationFrame", "requestIdleCallback"]) {
    const ask = window[name];
    window[name] = (...given) => {
      if (isOurs()) work.frames += 1;
      return ask(...given);
    };
  }

  const everyElement = function* (root) {
    for (const element of root.querySelectorAll("*")) {
      yield element;
      if (element.shadowRoot) yield* everyElement(element.shadowRoot);
    }
  };
  // Called with the card as soon as it has drawn what is to be seen.
  window.watchWork = (card) => {
    const told = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(card), "hass").set;
    Object.defineProperty(card, "hass", {
      set(hass) {
        work.told += 1;
        told.call(card, hass);
      },
    });
    for (const element of [card, ...everyElement(card.shadowRoot)]) {
      if (!element.shadowRoot || !element.localName.startsWith("posture-coach")) continue;
      const draw = element.performUpdate;
      element.performUpdate = function () {
        work.drawn += 1;
        return draw.call(this);
      };
      new MutationObserver((changes) => (work.changed += changes.length)).observe(
        element.shadowRoot,
        { attributes: true, characterData: true, childList: true, subtree: true },
      );
    }
    return Object.assign(work, { timers: 0, frames: 0 });
  };
})();
