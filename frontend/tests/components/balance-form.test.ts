import { beforeEach, describe, expect, it, vi } from "vitest";

import { BalanceForm, CLOSE, type CloseEvent } from "../../src/components/balance-form";
import { ASK, AskEvent } from "../../src/model/ask";
import {
  BEAM_Y,
  DRAWING,
  MIDDLE,
  pointOf,
  type Answers,
  type Point,
} from "../../src/model/balance";
import { SITTING, words } from "../fixtures";

customElements.define(BalanceForm.tag, BalanceForm);

/** The drawing is shown at twice its size, at this place. */
const CORNER: Point = { x: 30, y: 70 };
const POINTER = 7;

const asked = vi.fn<(action: string, fields: object) => void>();
const closed = vi.fn<(isSaved: boolean) => void>();
let answer: Promise<boolean>;
let captured: number | null;

beforeEach(() => {
  asked.mockClear();
  closed.mockClear();
  answer = Promise.resolve(true);
  captured = null;
  Element.prototype.setPointerCapture = (pointer) => (captured = pointer);
  Element.prototype.hasPointerCapture = (pointer) => captured === pointer;
});

async function shown(given: Partial<Pick<BalanceForm, "asked" | "axes" | "mayCancel">> = {}) {
  const form = Object.assign(new BalanceForm(), {
    axes: SITTING.content.axes,
    asked: null,
    mayCancel: false,
    words: words(),
    ...given,
  });
  form.addEventListener(ASK, (event) => {
    if (!(event instanceof AskEvent)) return;
    asked(event.detail.action, event.detail.fields);
    event.answer = answer;
  });
  form.addEventListener(CLOSE, (event) => closed((event as CloseEvent).detail));
  document.body.replaceChildren(form);
  await form.updateComplete;
  const drawing = form.renderRoot.querySelector("svg")!;
  drawing.getBoundingClientRect = () =>
    new DOMRect(CORNER.x, CORNER.y, 2 * DRAWING.width, 2 * DRAWING.height);
  return form;
}

async function point(form: BalanceForm, type: string, at: Point, button = 0): Promise<void> {
  form.renderRoot.querySelector("svg")!.dispatchEvent(
    new PointerEvent(type, {
      clientX: CORNER.x + 2 * at.x,
      clientY: CORNER.y + 2 * at.y,
      pointerId: POINTER,
      button,
    }),
  );
  await form.updateComplete;
}

async function tap(form: BalanceForm, foot: "left" | "right", answers: Answers): Promise<void> {
  await point(form, "pointerdown", pointOf(foot, answers));
  captured = null;
}

async function choose(form: BalanceForm, axis: string, value: number): Promise<void> {
  form.renderRoot.querySelectorAll<HTMLInputElement>(`[name=${axis}]`)[value + 2]!.click();
  await form.updateComplete;
}

async function tick(form: BalanceForm, index: number): Promise<void> {
  form.renderRoot.querySelectorAll<HTMLInputElement>("[type=checkbox]")[index]!.click();
  await form.updateComplete;
}

function button(form: BalanceForm, name: string): HTMLButtonElement | undefined {
  return [...form.renderRoot.querySelectorAll("button")].find(
    (each) => each.textContent.trim() === name,
  );
}

async function press(form: BalanceForm, name: string): Promise<void> {
  button(form, name)!.click();
  await form.updateComplete;
  await answer;
  await form.updateComplete;
}

/** What is chosen, by axis. */
function chosen(form: BalanceForm): Answers {
  const groups = form.renderRoot.querySelectorAll(".answers");
  return Object.fromEntries(
    [...groups].flatMap((group) => {
      const choices = [...group.querySelectorAll("input")];
      const index = choices.findIndex((choice) => choice.checked);
      return index < 0 ? [] : [[choices[0]!.name, index - 2]];
    }),
  );
}

describe("a pointer on the feet", () => {
  it("marks both of them, and the questions show it", async () => {
    const form = await shown();
    await tap(form, "right", { heel_toe: 1, inner_outer: -1 });
    expect(chosen(form)).toEqual({ heel_toe: 1, inner_outer: -1 });
  });

  it("marks one foot where each stands on its own", async () => {
    const form = await shown();
    await tick(form, 0);
    await tap(form, "left", { heel_toe: -2, inner_outer: 2 });
    expect(chosen(form)).toEqual({ left_heel_toe: -2, left_inner_outer: 2 });
  });

  it("goes on with the foot that it took, wherever it is dragged", async () => {
    const form = await shown();
    await tick(form, 0);
    await point(form, "pointerdown", MIDDLE.left);
    await point(form, "pointermove", { x: DRAWING.width, y: BEAM_Y });
    expect(chosen(form)).toEqual({ left_heel_toe: -2, left_inner_outer: -2 });
  });

  it("moves the weight along the beam", async () => {
    const form = await shown();
    await point(form, "pointerdown", { x: 120, y: BEAM_Y });
    expect(chosen(form)).toEqual({ left_right: 0 });
    await point(form, "pointermove", { x: 160, y: 20 });
    expect(chosen(form)).toEqual({ left_right: 1 });
  });

  it("marks nothing on its way, after it was let go, or with another button", async () => {
    const form = await shown();
    await point(form, "pointermove", MIDDLE.right);
    await point(form, "pointerdown", MIDDLE.right, 2);
    expect(chosen(form)).toEqual({});
    await tap(form, "left", { heel_toe: 0 });
    await point(form, "pointermove", pointOf("left", { heel_toe: 2 }));
    expect(chosen(form)).toEqual({ heel_toe: 0, inner_outer: 0 });
  });
});

describe("the questions", () => {
  it("move the marks on the drawing", async () => {
    const form = await shown();
    await choose(form, "heel_toe", 2);
    await choose(form, "inner_outer", 1);
    const [left, right] = [...form.renderRoot.querySelectorAll("ellipse")].map((each) =>
      each.getAttribute("style"),
    );
    expect(left).toBe("transform:translate(57px,34px)");
    expect(right).toBe("transform:translate(183px,34px)");
  });

  it("can be left open again; the focus stays with the question", async () => {
    const form = await shown();
    await choose(form, "left_right", 1);
    await choose(form, "heel_toe", 1);
    form.renderRoot.querySelector<HTMLButtonElement>("fieldset button")!.click();
    await form.updateComplete;
    expect(chosen(form)).toEqual({ heel_toe: 1 });
    expect(form.shadowRoot?.activeElement?.getAttribute("name")).toBe("left_right");
  });

  it("are asked of each foot with what holds for both", async () => {
    const form = await shown();
    await choose(form, "heel_toe", 1);
    await tick(form, 0);
    expect(chosen(form)).toEqual({ left_heel_toe: 1, right_heel_toe: 1 });
    await choose(form, "right_heel_toe", 0);
    await tick(form, 0);
    expect(chosen(form)).toEqual({});
  });

  it("are only those that there are texts for", async () => {
    const { left_right } = SITTING.content.axes;
    const form = await shown({ axes: { left_right: left_right! } });
    expect(form.renderRoot.querySelectorAll("fieldset")).toHaveLength(1);
  });
});

describe("the end of the test", () => {
  it("waits for left or right and one more answer, and says so", async () => {
    const form = await shown();
    expect(button(form, "Left or right, and one more answer")?.disabled).toBe(true);
    await choose(form, "heel_toe", 1);
    expect(button(form, "Left or right is still missing")?.disabled).toBe(true);
    await choose(form, "left_right", 0);
    expect(button(form, "Save")?.disabled).toBe(false);
  });

  it("does not come with left or right alone", async () => {
    const form = await shown();
    await choose(form, "left_right", 0);
    expect(button(form, "One more answer")?.disabled).toBe(true);
  });

  it("saves what was answered, and nothing else", async () => {
    const form = await shown();
    await choose(form, "left_right", 0);
    await choose(form, "heel_toe", 1);
    await press(form, "Save");
    expect(asked.mock.calls).toEqual([
      ["record_balance_test", { left_right: 0, heel_toe: 1, eyes_closed: true }],
    ]);
    expect(closed.mock.calls).toEqual([[true]]);
    expect(chosen(form)).toEqual({});
  });

  it("saves each foot on its own, and open eyes", async () => {
    const form = await shown();
    await tick(form, 0);
    await tick(form, 1);
    await choose(form, "left_right", -2);
    await choose(form, "right_inner_outer", 2);
    await press(form, "Save");
    expect(asked.mock.calls[0]?.[1]).toEqual({
      left_right: -2,
      right_inner_outer: 2,
      eyes_closed: false,
    });
  });

  it("keeps the answers when they could not be saved", async () => {
    answer = Promise.resolve(false);
    const form = await shown();
    await choose(form, "left_right", 0);
    await choose(form, "heel_toe", 1);
    await press(form, "Save");
    expect(chosen(form)).toEqual({ left_right: 0, heel_toe: 1 });
    expect(button(form, "Save")?.disabled).toBe(false);
    expect(closed).not.toHaveBeenCalled();
  });

  it("saves once, however often it is pressed", async () => {
    const form = await shown();
    await choose(form, "left_right", 0);
    await choose(form, "heel_toe", 1);
    let saved: (isSaved: boolean) => void = () => undefined;
    answer = new Promise((resolve) => (saved = resolve));
    button(form, "Save")!.click();
    await form.updateComplete;
    button(form, "Save")!.click();
    saved(true);
    await answer;
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("can be without a test", async () => {
    const form = await shown({ mayCancel: true });
    await press(form, "Cancel");
    expect(closed.mock.calls).toEqual([[false]]);
    expect(asked).not.toHaveBeenCalled();
  });

  it("goes on with the session without a test", async () => {
    const form = await shown({ asked: "before", mayCancel: true });
    expect(button(form, "Cancel")).toBeUndefined();
    await press(form, "Skip the test");
    expect(asked.mock.calls).toEqual([["next_exercise", {}]]);
    expect(closed).not.toHaveBeenCalled();
  });

  it("takes no answer over to the test after the session", async () => {
    const form = await shown({ asked: "before" });
    await choose(form, "left_right", 0);
    form.asked = "after";
    await form.updateComplete;
    expect(chosen(form)).toEqual({});
  });
});
