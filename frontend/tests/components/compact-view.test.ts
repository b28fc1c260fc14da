import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CompactView } from "../../src/components/compact-view";
import { Ring } from "../../src/components/ring";
import type { CardState } from "../../src/contract";
import { ASK, AskEvent } from "../../src/model/ask";
import { ServerClock } from "../../src/model/server-clock";
import { NOW, SITTING, changed, inSession, words } from "../fixtures";

customElements.define(CompactView.tag, CompactView);
customElements.define(Ring.tag, Ring);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW * 1000 });
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

async function shown(state: CardState) {
  const view = new CompactView();
  Object.assign(view, { state, words: words(), clock: new ServerClock() });
  document.body.append(view);
  await view.updateComplete;
  const root = view.renderRoot;
  const texts = () => [...root.querySelectorAll("p")].map((each) => each.textContent);
  const buttons = [...root.querySelectorAll("button")];
  const ring = root.querySelector<Ring>(Ring.tag)!;
  return { view, texts, buttons, names: buttons.map((each) => each.ariaLabel ?? each.title), ring };
}

describe("the compact view", () => {
  it("says how long somebody has been sitting and when the next break is", async () => {
    const { texts, ring, names } = await shown(changed({ practice: { is_done_today: true } }));
    expect(texts()).toEqual(["Watching", "Next break: 10:07"]);
    expect(ring.textContent).toBe("23");
    expect(ring.share).toBeCloseTo(23 / 30);
    expect(names).toEqual([]);
  });

  it("says why nothing else is to be said", async () => {
    const { texts } = await shown(
      changed({ coaching: { status: "paused", reason: "reason_paused", is_coaching: false } }),
    );
    expect(texts()).toEqual(["Paused", "Coaching is paused until it is resumed."]);
  });

  it("does without a reason that it does not know", async () => {
    const { texts } = await shown(changed({ coaching: { status: "away", reason: "reason_new" } }));
    expect(texts()).toEqual(["Away", ""]);
  });

  it("offers what is to be done about a break", async () => {
    const { names, buttons, view } = await shown(
      changed({ coaching: { status: "break_due", reason: "reason_break_due", is_due: true } }),
    );
    expect(names).toEqual(["Take a break", "Snooze 10 min"]);
    const asked = vi.fn();
    view.addEventListener(ASK, (event) => {
      if (event instanceof AskEvent) asked(event.detail.action);
    });
    buttons[1]!.click();
    expect(asked).toHaveBeenCalledWith("snooze_break");
  });

  it("counts a session down, second by second", async () => {
    const { texts, ring, names } = await shown(inSession());
    expect(texts()).toEqual(["Overhead extension", "Exercise"]);
    expect(ring.textContent).toBe("0:18");
    expect(names).toEqual(["Pause", "Next move"]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(ring.textContent).toBe("0:16");
    expect(ring.share).toBeCloseTo(14 / 30);
  });

  it("shows no time where none is running, and needs none", async () => {
    const { texts, ring } = await shown(
      inSession({ phase: "balance_after", lasts: null, ends_at: null, number: 4 }),
    );
    expect(texts()).toEqual(["Balance test after", ""]);
    expect(ring.textContent).toBe("");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stands still in a pause", async () => {
    const { texts, ring } = await shown(
      inSession({ is_paused: true, ends_at: null, remaining: 5 }),
    );
    expect(texts()).toEqual(["Overhead extension", "Paused"]);
    expect(ring.textContent).toBe("0:05");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("needs no time at the desk", async () => {
    await shown(SITTING);
    expect(vi.getTimerCount()).toBe(0);
  });
});
