import { describe, expect, it } from "vitest";

import { ASK, AskEvent, ask } from "../../src/model/ask";

describe("asking", () => {
  it("reaches whoever can do it, out of any element, and brings the answer back", async () => {
    const outside = document.createElement("div");
    const root = outside.appendChild(document.createElement("span")).attachShadow({ mode: "open" });
    const inside = root.appendChild(document.createElement("i"));
    let asked: AskEvent | undefined;
    outside.addEventListener(ASK, (event) => {
      if (!(event instanceof AskEvent)) return;
      asked = event;
      event.answer = Promise.resolve(true);
    });
    await expect(ask(inside, "snooze_break", { duration: 5 })).resolves.toBe(true);
    expect(asked?.detail).toEqual({ action: "snooze_break", fields: { duration: 5 } });
  });

  it("is in vain where nobody hears it", async () => {
    await expect(ask(document.createElement("i"), "take_break")).resolves.toBe(false);
  });
});
