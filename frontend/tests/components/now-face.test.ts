import { beforeEach, describe, expect, it } from "vitest";

import { NowFace } from "../../src/components/now-face";
import { Ring } from "../../src/components/ring";
import type { CardState } from "../../src/contract";
import type { Words } from "../../src/localize/words";
import { ASK, AskEvent } from "../../src/model/ask";
import { ServerClock } from "../../src/model/server-clock";
import { changed, NOW, SITTING, words } from "../fixtures";

customElements.define(NowFace.tag, NowFace);
customElements.define(Ring.tag, Ring);

const IS_DUE = {
  status: "break_due",
  reason: "reason_break_due",
  is_due: true,
  due_at: NOW - 240,
} as const;
const DUE = changed({ coaching: IS_DUE });

let asked: AskEvent["detail"][];
let finish: (isDone: boolean) => void;

beforeEach(() => {
  asked = [];
});

async function shown(state: CardState, said: Words = words()): Promise<NowFace> {
  const clock = new ServerClock(() => NOW);
  const face = Object.assign(new NowFace(), { state, words: said, clock });
  face.addEventListener(ASK, (event) => {
    if (!(event instanceof AskEvent)) return;
    asked.push(event.detail);
    event.answer = new Promise((resolve) => (finish = resolve));
  });
  document.body.replaceChildren(face);
  await face.updateComplete;
  return face;
}

function said(element: Element): string {
  return element.textContent.replace(/\s+/g, " ").trim();
}

function texts(face: NowFace, selector: string): string[] {
  return [...face.renderRoot.querySelectorAll(selector)].map(said);
}

function ring(face: NowFace): Ring {
  return face.renderRoot.querySelector<Ring>(Ring.tag)!;
}

function button(face: NowFace, name: string): HTMLButtonElement {
  const all = [...face.renderRoot.querySelectorAll("button")];
  return all.find((each) => (each.ariaLabel ?? said(each)) === name)!;
}

async function press(face: NowFace, name: string): Promise<void> {
  button(face, name).click();
  await face.updateComplete;
}

async function answer(face: NowFace, isDone: boolean): Promise<void> {
  finish(isDone);
  await new Promise((resolve) => setTimeout(resolve));
  await face.updateComplete;
}

describe("the ring", () => {
  it("shows the minutes of the limit", async () => {
    const face = await shown(SITTING);
    expect(said(ring(face))).toBe("23 of 30 min");
    expect(ring(face).share).toBeCloseTo(23 / 30);
    expect(ring(face).className).toBe("");
  });

  it("is looked at anew with each message", async () => {
    const face = await shown(SITTING);
    face.clock = new ServerClock(() => NOW + 60);
    await face.updateComplete;
    expect(said(ring(face))).toBe("24 of 30 min");
  });

  it("warns when a break is due", async () => {
    expect(ring(await shown(DUE)).className).toBe("due");
  });

  it("has another colour for somebody who stands", async () => {
    const state = changed({
      clock: { posture: "standing", is_running: false, runs_from: null, sat_for: 60 },
    });
    expect(ring(await shown(state)).className).toBe("standing");
  });
});

describe("what is said", () => {
  it("is the status, the reason, since when and until when", async () => {
    const face = await shown(SITTING);
    expect(texts(face, "h2")).toEqual(["Watching"]);
    expect(texts(face, ".words p")).toEqual([
      "Somebody is sitting, and no break is due yet.",
      "Sitting since 09:37",
      "Next break: 10:07",
    ]);
  });

  it("is since when a break is due", async () => {
    expect(texts(await shown(DUE), ".words p")).toContain("Due since 09:56");
  });

  it("is nothing of a posture that is not known", async () => {
    const face = await shown(
      changed({
        clock: { posture: "unknown", is_running: false, runs_from: null, sat_for: 60 },
        coaching: {
          status: "sensors_unavailable",
          reason: "reason_no_evidence",
          due_at: null,
        },
      }),
    );
    expect(texts(face, ".words p")).toEqual(["No sensor tells whether somebody is there."]);
  });

  it("promises no break while coaching is paused", async () => {
    const face = await shown(
      changed({ coaching: { status: "paused", reason: "reason_paused", is_coaching: false } }),
    );
    expect(texts(face, ".words p").join()).not.toContain("Next break");
  });

  it("stays readable where a status, a posture or a reason is not known", async () => {
    const state = changed({
      clock: { posture: "lying" as "sitting" },
      coaching: { status: "daydreaming" as "watching", reason: "reason_of_tomorrow" },
    });
    expect(said(ring(await shown(state)))).toBe("23 of 30 min");
  });
});

describe("today in figures", () => {
  it("is what was sat, stood and taken, and the streak", async () => {
    const face = await shown(SITTING);
    expect(texts(face, "dt")).toEqual([
      "Sitting today",
      "Standing today",
      "Breaks today",
      "Streak",
    ]);
    expect(texts(face, "dd")).toEqual(["1 hr 35 min", "20 min", "2", "4 days"]);
  });

  it("leaves out what is not known, and what there was none of", async () => {
    const face = await shown(
      changed({
        clock: { standing_today: 0 },
        coaching: { breaks_taken_today: null },
        practice: { streak: null },
      }),
    );
    expect(texts(face, "dt")).toEqual(["Sitting today"]);
  });

  it("tells of no break when none was taken", async () => {
    expect(texts(await shown(changed({ coaching: { breaks_taken_today: 0 } })), "dd")).toContain(
      "0",
    );
  });
});

describe("a break", () => {
  it("can be taken at any time", async () => {
    const face = await shown(SITTING);
    expect(texts(face, ".actions button")).toEqual(["Take a break now", "Pause coaching"]);
    await press(face, "Take a break now");
    expect(asked).toEqual([{ action: "take_break", fields: {} }]);
  });

  it("that is due can be taken, snoozed and skipped", async () => {
    const face = await shown(DUE);
    expect(button(face, "Take a break").className).toBe("main");
    await press(face, "Take a break");
    await press(face, "Snooze 10 min");
    await press(face, "Skip");
    expect(asked).toEqual([
      { action: "take_break", fields: {} },
      { action: "snooze_break", fields: { duration: { seconds: 600 } } },
      { action: "skip_break", fields: {} },
    ]);
  });

  it("cannot be skipped where that is not allowed", async () => {
    const face = await shown(changed({ coaching: { ...IS_DUE, may_skip: false } }));
    expect(button(face, "Skip")).toBeUndefined();
  });

  it("can be snoozed for another time", async () => {
    const face = await shown(DUE);
    await press(face, "Snooze for longer or shorter");
    expect(texts(face, ".choices button")).toEqual(["5 min", "15 min"]);
    await press(face, "15 min");
    expect(asked).toEqual([{ action: "snooze_break", fields: { duration: { seconds: 900 } } }]);
    await answer(face, true);
    expect(texts(face, ".choices")).toEqual([]);
  });

  it("cannot be snoozed for ever", async () => {
    const face = await shown(changed({ coaching: { ...IS_DUE, snoozes_left: 0 } }));
    expect(button(face, "No snooze left").disabled).toBe(true);
    expect(button(face, "Snooze for longer or shorter")).toBeUndefined();
  });

  it("has nothing to be asked of whoever takes it already", async () => {
    const face = await shown(changed({ coaching: { ...IS_DUE, status: "on_break" } }));
    expect(texts(face, ".actions button")).toEqual(["Pause coaching"]);
  });
});

describe("coaching", () => {
  it.each([
    ["30 min", { until: "2026-03-02T10:30:00.000Z" }],
    ["1 hr", { until: "2026-03-02T11:00:00.000Z" }],
    ["Until I resume it", {}],
  ])("can be paused for: %s", async (choice, fields) => {
    const face = await shown(SITTING);
    await press(face, "Pause coaching");
    expect(button(face, "Pause coaching").getAttribute("aria-expanded")).toBe("true");
    await press(face, choice);
    expect(asked).toEqual([{ action: "pause_coaching", fields }]);
  });

  it("is resumed by the button that stands in the first place", async () => {
    const face = await shown(changed({ coaching: { ...IS_DUE, is_coaching: false } }));
    expect(texts(face, ".actions button")).toEqual(["Resume coaching", "Take a break now"]);
    await press(face, "Resume coaching");
    expect(asked).toEqual([{ action: "resume_coaching", fields: {} }]);
  });
});

describe("what is opened", () => {
  it("closes when it is pressed again", async () => {
    const face = await shown(SITTING);
    await press(face, "Pause coaching");
    await press(face, "Pause coaching");
    expect(texts(face, ".choices")).toEqual([]);
  });

  it("closes with a choice, and the keyboard is where the status is read", async () => {
    const face = await shown(SITTING);
    await press(face, "Pause coaching");
    await press(face, "1 hr");
    await answer(face, true);
    expect(texts(face, ".choices")).toEqual([]);
    expect(face.shadowRoot?.activeElement).toBe(face.renderRoot.querySelector("h2"));
  });

  it("leaves the keyboard alone where nothing was opened", async () => {
    const face = await shown(DUE);
    await press(face, "Snooze 10 min");
    await answer(face, true);
    expect(face.shadowRoot?.activeElement).toBeNull();
  });

  it("stays when what was chosen was refused", async () => {
    const face = await shown(SITTING);
    await press(face, "Pause coaching");
    await press(face, "1 hr");
    await answer(face, false);
    expect(button(face, "1 hr").disabled).toBe(false);
  });

  it("closes when there is nothing to choose any more", async () => {
    const face = await shown(DUE);
    await press(face, "Snooze for longer or shorter");
    face.state = SITTING;
    await face.updateComplete;
    face.state = DUE;
    await face.updateComplete;
    expect(texts(face, ".choices")).toEqual([]);
  });
});

it("lets a button rest while its action is waited for", async () => {
  const face = await shown(DUE);
  await press(face, "Skip");
  expect(button(face, "Skip").disabled).toBe(true);
  expect(button(face, "Take a break").disabled).toBe(false);
  await answer(face, false);
  expect(button(face, "Skip").disabled).toBe(false);
});
