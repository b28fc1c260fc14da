import { beforeEach, describe, expect, it } from "vitest";

import { CheckIn } from "../../src/components/check-in";
import { RoutineFace } from "../../src/components/routine-face";
import type { CardState } from "../../src/contract";
import { ASK, AskEvent } from "../../src/model/ask";
import { ServerClock } from "../../src/model/server-clock";
import { changed, inSession, NOW, SITTING, words } from "../fixtures";

customElements.define(RoutineFace.tag, RoutineFace);
customElements.define(CheckIn.tag, CheckIn);

const ONLY_ONE = { upper_back_three: { name: "Upper back", description: "" } };
const DONE = changed({
  practice: { is_done_today: true, done_today: ["wall_elbow_curl", "overhead_extension"] },
});

let asked: AskEvent["detail"][];
let finish: (isDone: boolean) => void;

beforeEach(() => {
  asked = [];
});

async function shown(state: CardState): Promise<RoutineFace> {
  const clock = new ServerClock(() => NOW);
  const face = Object.assign(new RoutineFace(), { state, words: words(), clock });
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

function texts(face: RoutineFace, selector: string): string[] {
  return [...face.renderRoot.querySelectorAll(selector)].map(said);
}

function button(face: RoutineFace, name: string): HTMLButtonElement {
  return [...face.renderRoot.querySelectorAll("button")].find((each) => said(each) === name)!;
}

async function press(face: RoutineFace, name: string): Promise<void> {
  button(face, name).click();
  await face.updateComplete;
}

async function answer(face: RoutineFace, isDone: boolean): Promise<void> {
  finish(isDone);
  await new Promise((resolve) => setTimeout(resolve));
  await face.updateComplete;
}

function select(face: RoutineFace): HTMLSelectElement {
  return face.renderRoot.querySelector("select")!;
}

async function choose(face: RoutineFace, routine: string): Promise<void> {
  select(face).value = routine;
  select(face).dispatchEvent(new Event("change"));
  await face.updateComplete;
}

async function test(face: RoutineFace): Promise<void> {
  const box = face.renderRoot.querySelector<HTMLInputElement>("[type=checkbox]")!;
  box.checked = true;
  box.dispatchEvent(new Event("change"));
  await face.updateComplete;
}

describe("today's routine", () => {
  it("has its name, whether it is planned, and what was done", async () => {
    const face = await shown(SITTING);
    expect(texts(face, "h2")).toEqual(["Upper back in three moves"]);
    expect(texts(face, ".facts span")).toEqual(["Planned today", "Streak: 4 days", "1 this week"]);
  });

  it("leaves out what is not known, and a streak of nothing", async () => {
    const unknown = { is_scheduled_today: false, is_done_today: null, routines_this_week: null };
    const face = await shown(changed({ practice: { ...unknown, streak: 0 } }));
    expect(texts(face, ".facts span")).toEqual(["Not planned today"]);
  });

  it("lists the moves of the plan, and ticks what was done", async () => {
    const face = await shown(changed({ practice: { done_today: ["overhead_extension"] } }));
    expect(texts(face, ".name")).toEqual([
      "Wall elbow curl 10 times",
      "Overhead extension 30 s Done",
      "Downward dog 20 s",
    ]);
  });

  it("is done, and can be done again", async () => {
    const face = await shown(DONE);
    expect(texts(face, ".over")).toEqual(["Done for today"]);
    expect(texts(face, ".facts span")[0]).toBe("Streak: 4 days");
    expect(button(face, "Start").className).toBe("");
    expect(button(face, "I have done it already")).toBeUndefined();
  });

  it("without moves says what to do", async () => {
    const face = await shown(changed({ practice: { plan: [] } }));
    expect(texts(face, ".stack > p")).toEqual([
      "This routine has no moves. Choose another one, or add moves in the settings.",
    ]);
    expect(button(face, "Start")).toBeUndefined();
  });

  it("that is no longer there is named by its id", async () => {
    const face = await shown(changed({ practice: { routine: "gone" } }));
    expect(texts(face, "option")).toEqual(["gone", "Upper back in three moves", "Desk reset"]);
  });

  it("is the only one where there is no other to choose", async () => {
    const face = await shown(changed({ content: { routines: ONLY_ONE } }));
    expect(select(face)).toBeNull();
    expect(texts(face, "h2:not(.hidden)")).toEqual(["Upper back"]);
  });

  it("comes with what is to be known before", async () => {
    const face = await shown(SITTING);
    expect(texts(face, ".stack > details > p")).toEqual([SITTING.content.safety]);
  });
});

describe("the start", () => {
  it("is that of today's routine", async () => {
    const face = await shown(SITTING);
    expect(button(face, "Start").className).toBe("main");
    await press(face, "Start");
    expect(asked).toEqual([{ action: "start_routine", fields: {} }]);
  });

  it("may be with a balance test", async () => {
    const face = await shown(SITTING);
    await test(face);
    await press(face, "Start");
    expect(asked).toEqual([{ action: "start_routine", fields: { balance_test: true } }]);
  });

  it("is not asked for twice", async () => {
    const face = await shown(SITTING);
    await press(face, "Start");
    expect(button(face, "Start").disabled).toBe(true);
    await answer(face, false);
    expect(button(face, "Start").disabled).toBe(false);
  });

  it("waits for the end of a session that runs", async () => {
    const face = await shown(inSession());
    expect(button(face, "Start")).toBeUndefined();
    expect(button(face, "I have done it already")).toBeUndefined();
    expect(texts(face, ".stack > p.quiet")).toContain("A routine is being led.");
  });
});

describe("another routine", () => {
  it("is described, since its moves are not known yet", async () => {
    const face = await shown(DONE);
    await choose(face, "desk_reset");
    expect(texts(face, "h2")).toEqual(["Desk reset"]);
    expect(texts(face, ".stack > p")).toEqual(["Without the floor."]);
    expect(texts(face, ".name")).toEqual([]);
  });

  it("is started and recorded by its name", async () => {
    const face = await shown(DONE);
    await choose(face, "desk_reset");
    await press(face, "I have done it already");
    await press(face, "Start");
    expect(asked).toEqual([
      { action: "log_routine", fields: { routine: "desk_reset" } },
      { action: "start_routine", fields: { routine: "desk_reset" } },
    ]);
  });

  it("gives way to today's once it was started", async () => {
    const face = await shown(SITTING);
    await choose(face, "desk_reset");
    await press(face, "Start");
    await answer(face, true);
    expect(select(face).value).toBe("upper_back_three");
  });

  it("stays chosen when the start was refused", async () => {
    const face = await shown(SITTING);
    await choose(face, "desk_reset");
    await press(face, "Start");
    await answer(face, false);
    expect(select(face).value).toBe("desk_reset");
  });

  it("is no choice any more when it is gone", async () => {
    const face = await shown(SITTING);
    await choose(face, "desk_reset");
    face.state = changed({ content: { routines: ONLY_ONE } });
    await face.updateComplete;
    await press(face, "Start");
    expect(asked).toEqual([{ action: "start_routine", fields: {} }]);
  });

  it("can be taken back", async () => {
    const face = await shown(SITTING);
    await choose(face, "desk_reset");
    await choose(face, "upper_back_three");
    expect(texts(face, ".name")).toHaveLength(3);
  });
});

it("records what was done without being led", async () => {
  const face = await shown(SITTING);
  await press(face, "I have done it already");
  expect(asked).toEqual([{ action: "log_routine", fields: {} }]);
  expect(button(face, "I have done it already").disabled).toBe(true);
});

describe("the check-in", () => {
  it("takes the place of the routine, and knows the last pains", async () => {
    const face = await shown(SITTING);
    await press(face, "Check-in");
    expect(face.renderRoot.querySelector<CheckIn>(CheckIn.tag)!.pains).toEqual({ neck_pain: 3 });
    expect(texts(face, ".name")).toEqual([]);
  });

  it("gives it back when it is closed, and the keyboard is where it was", async () => {
    const face = await shown(SITTING);
    await press(face, "Check-in");
    face.renderRoot.querySelector(CheckIn.tag)!.dispatchEvent(new CustomEvent("close"));
    await new Promise((resolve) => setTimeout(resolve));
    expect(texts(face, ".name")).toHaveLength(3);
    expect(face.shadowRoot?.activeElement).toBe(button(face, "Check-in"));
  });
});
