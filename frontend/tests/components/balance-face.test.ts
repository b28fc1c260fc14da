import { beforeEach, describe, expect, it, vi } from "vitest";

import { AxisAnswer } from "../../src/components/axis-answer";
import { BalanceFace } from "../../src/components/balance-face";
import { BalanceForm } from "../../src/components/balance-form";
import { BalanceMeasured } from "../../src/components/balance-measured";
import { BalanceResult } from "../../src/components/balance-result";
import { Feet, MARK } from "../../src/components/feet";
import type { BalanceState, CardState } from "../../src/contract";
import { ASK, AskEvent } from "../../src/model/ask";
import type { Answers } from "../../src/model/balance";
import { ServerClock } from "../../src/model/server-clock";
import { changed, inSession, NOW, SITTING, TEST, words } from "../fixtures";

for (const element of [AxisAnswer, BalanceFace, BalanceForm, BalanceMeasured, BalanceResult, Feet])
  customElements.define(element.tag, element);

const asked = vi.fn<(action: string, fields: object) => void>();
let answer: Promise<boolean>;
const TESTED: Partial<BalanceState> = { last: TEST };

beforeEach(() => {
  asked.mockClear();
  answer = Promise.resolve(true);
});

async function settled(): Promise<void> {
  // Each element inside is drawn one turn after the one around it.
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

async function shown(state: CardState): Promise<BalanceFace> {
  const clock = new ServerClock(() => NOW);
  const face = Object.assign(new BalanceFace(), { state, words: words(), clock });
  face.addEventListener(ASK, (event) => {
    if (!(event instanceof AskEvent)) return;
    asked(event.detail.action, event.detail.fields);
    event.answer = answer;
  });
  document.body.replaceChildren(face);
  await settled();
  return face;
}

async function told(face: BalanceFace, state: CardState): Promise<void> {
  face.state = state;
  await settled();
}

/** Everything that is to be seen, in the elements inside as well. */
function inside(root: ParentNode): Element[] {
  return [...root.querySelectorAll("*")].flatMap((each) => [
    each,
    ...(each.shadowRoot ? inside(each.shadowRoot) : []),
  ]);
}

function all(face: BalanceFace, selector: string): Element[] {
  return inside(face.renderRoot).filter((each) => each.matches(selector));
}

function texts(face: BalanceFace, selector: string): string[] {
  return all(face, selector).map((each) => each.textContent.replace(/\s+/g, " ").trim());
}

function button(face: BalanceFace, name: string): HTMLButtonElement | undefined {
  return all(face, "button").find((each) => each.textContent.trim() === name) as
    HTMLButtonElement | undefined;
}

async function press(face: BalanceFace, name: string): Promise<void> {
  button(face, name)!.click();
  await settled();
}

/** Choose the answer with this number, from 0, of the question with this one. */
async function choose(face: BalanceFace, question: number, answer: number): Promise<void> {
  const axis = all(face, AxisAnswer.tag)[question]!;
  axis.shadowRoot!.querySelectorAll("input")[answer]!.click();
  await settled();
}

async function mark(face: BalanceFace, detail: Answers): Promise<void> {
  all(face, Feet.tag)[0]!.dispatchEvent(new CustomEvent(MARK, { detail }));
  await settled();
}

async function tick(face: BalanceFace, name: string): Promise<void> {
  const label = all(face, "label").find((each) => each.textContent.trim() === name)!;
  label.querySelector("input")!.click();
  await settled();
}

describe("the balance test on its own", () => {
  it("asks at once where there is no test yet, with nothing answered", async () => {
    const face = await shown(SITTING);
    expect(texts(face, "h2")).toEqual(["How do you stand?"]);
    expect(texts(face, ".said")).toEqual(["Not answered", "Not answered", "Not answered"]);
    expect(button(face, "Cancel")).toBeUndefined();
    expect(button(face, "Skip the test")).toBeUndefined();
  });

  it("says what is missing on its button, and saves what was answered", async () => {
    const face = await shown(SITTING);
    expect(button(face, "Left or right, and one more answer")?.disabled).toBe(true);
    await choose(face, 1, 3);
    expect(button(face, "Left or right is still missing")?.disabled).toBe(true);
    await choose(face, 0, 2);
    await press(face, "Save");
    expect(asked.mock.calls).toEqual([
      ["record_balance_test", { left_right: 0, heel_toe: 1, eyes_closed: true }],
    ]);
    expect(texts(face, "[role=status]")).toContain("Saved");
  });

  it("knows that left or right alone is not enough", async () => {
    const face = await shown(SITTING);
    await choose(face, 0, 0);
    expect(button(face, "One more answer")?.disabled).toBe(true);
  });

  it("shows in words what was marked on the drawing, and on it what was answered in words", async () => {
    const face = await shown(SITTING);
    await mark(face, { heel_toe: 2, inner_outer: -1 });
    expect(texts(face, ".said")).toEqual([
      "Not answered",
      "Clearly the toes",
      "A little the inner",
    ]);
    await choose(face, 0, 4);
    expect((all(face, Feet.tag)[0] as Feet).answers).toEqual({
      left_right: 2,
      heel_toe: 2,
      inner_outer: -1,
    });
  });

  it("leaves out what somebody does not know", async () => {
    const face = await shown(SITTING);
    await mark(face, { left_right: 1, heel_toe: 2, inner_outer: -1 });
    all(face, AxisAnswer.tag)[1]!.shadowRoot!.querySelector("button")!.click();
    await settled();
    await press(face, "Save");
    expect(asked.mock.calls[0]?.[1]).toEqual({ left_right: 1, inner_outer: -1, eyes_closed: true });
  });

  it("asks about each foot on its own, and starts with what holds for both", async () => {
    const face = await shown(SITTING);
    await mark(face, { left_right: 0, heel_toe: 1 });
    await tick(face, "Each foot on its own");
    expect((all(face, Feet.tag)[0] as Feet).isEach).toBe(true);
    expect(texts(face, ".said")).toHaveLength(5);
    await choose(face, 2, 0);
    await tick(face, "My eyes were closed");
    await press(face, "Save");
    expect(asked.mock.calls[0]?.[1]).toEqual({
      left_right: 0,
      left_heel_toe: 1,
      right_heel_toe: -2,
      eyes_closed: false,
    });
  });

  it("keeps the answers when they could not be saved", async () => {
    answer = Promise.resolve(false);
    const face = await shown(SITTING);
    await mark(face, { left_right: 0, heel_toe: 1 });
    await press(face, "Save");
    expect(texts(face, "[role=status]")).toEqual([""]);
    expect(button(face, "Save")?.disabled).toBe(false);
  });

  it("saves once, however often it is pressed", async () => {
    answer = new Promise(() => undefined);
    const face = await shown(SITTING);
    await mark(face, { left_right: 0, heel_toe: 1 });
    await press(face, "Save");
    await press(face, "Save");
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("leaves out an axis that has no texts", async () => {
    const { left_right } = SITTING.content.axes;
    const face = await shown(changed({ content: { axes: { left_right: left_right! } } }));
    expect(all(face, AxisAnswer.tag)).toHaveLength(1);
  });
});

describe("the last test", () => {
  it("is shown with its points and what it was about", async () => {
    const face = await shown(changed({ balance: TESTED }));
    expect(texts(face, "figcaption")).toEqual(["Last test 67 points 09:59"]);
    expect(all(face, "[role=img]").map((each) => each.getAttribute("aria-label"))).toEqual([
      [
        "Which foot carries more of your weight? A little the left",
        "Do you stand more on your heels or your toes? A little the toes",
        "Do you stand more on the inner or the outer edges? Both the same",
      ].join(". "),
    ]);
  });

  it("names the foot of an answer about one, and bears an axis without texts", async () => {
    const last = { ...TEST, axes: { left_heel_toe: 1 } };
    const known = await shown(changed({ balance: { last } }));
    const unknown = await shown(changed({ balance: { last }, content: { axes: {} } }));
    const [one, other] = [known, unknown].map((face) =>
      all(face, "[role=img]")[0]?.getAttribute("aria-label")?.trim(),
    );
    expect(one).toBe("Left: Do you stand more on your heels or your toes? A little the toes");
    expect(other).toBe("Left:");
  });

  it("is out of sight while another one is answered", async () => {
    const face = await shown(changed({ balance: TESTED }));
    await press(face, "New test");
    expect(all(face, BalanceResult.tag)).toEqual([]);
    await press(face, "Cancel");
    expect(all(face, BalanceResult.tag)).toHaveLength(1);
    expect(texts(face, "[role=status]")).toEqual([""]);
  });

  it("comes back when the new one is saved", async () => {
    const face = await shown(changed({ balance: TESTED }));
    await press(face, "New test");
    await mark(face, { left_right: 0, heel_toe: 0 });
    await press(face, "Save");
    expect(texts(face, "figcaption")).toHaveLength(1);
    expect(texts(face, "[role=status]")).toEqual(["Saved"]);
    await press(face, "New test");
    expect(texts(face, "[role=status]")).toEqual([""]);
  });

  it.each([
    [8.3, "8 points more even"],
    [-5, "5 points less even"],
    [-2, "About the same"],
  ])("stands next to the one before: %f is %s", async (change, said) => {
    const before = { ...TEST, at: NOW - 600, evenness: 50 };
    const face = await shown(changed({ balance: { last: TEST, before, change } }));
    expect(texts(face, "figcaption")).toEqual(["Before 50 points 09:50", "After 67 points 09:59"]);
    expect(texts(face, "p strong")).toEqual([said]);
  });

  it("is nothing where there is none", async () => {
    const { balance } = SITTING;
    const result = Object.assign(new BalanceResult(), { balance, words: words() });
    document.body.replaceChildren(result);
    await result.updateComplete;
    expect(result.renderRoot.querySelector("*")).toBeNull();
  });
});

describe("a session that waits for a test", () => {
  const before = inSession({ phase: "balance_before" });
  const after = {
    ...inSession({ phase: "balance_after" }),
    balance: changed({ balance: TESTED }).balance,
  };

  it("says which one", async () => {
    const face = await shown(before);
    expect(texts(face, "h2")).toEqual(["Before the moves: how do you stand?"]);
    await told(face, after);
    expect(texts(face, "h2")).toEqual(["After the moves: how do you stand now?"]);
  });

  it("asks for it without showing the one before", async () => {
    const face = await shown(after);
    expect(all(face, BalanceResult.tag)).toEqual([]);
    expect(all(face, BalanceForm.tag)).toHaveLength(1);
    expect(button(face, "Cancel")).toBeUndefined();
  });

  it("can do without", async () => {
    const face = await shown(before);
    await press(face, "Skip the test");
    expect(asked.mock.calls).toEqual([["next_exercise", {}]]);
  });

  it("leaves it to Home Assistant which one is saved", async () => {
    const face = await shown(before);
    await mark(face, { left_right: 0, heel_toe: 1 });
    await press(face, "Save");
    expect(asked.mock.calls[0]?.[1]).not.toHaveProperty("phase");
    expect(texts(face, "[role=status]")).toEqual([""]);
  });

  it("forgets what was answered for the other one", async () => {
    const face = await shown(before);
    await mark(face, { left_right: 0, heel_toe: 1 });
    await told(face, after);
    expect((all(face, Feet.tag)[0] as Feet).answers).toEqual({});
  });
});

describe("load cells", () => {
  it("have their place only where there are some, or have been", async () => {
    const face = await shown(SITTING);
    expect(all(face, BalanceMeasured.tag)).toEqual([]);
    await told(face, changed({ balance: { can_measure: true } }));
    expect(texts(face, "h3")).toEqual(["Measured"]);
    expect(button(face, "Measure for 20 s")).toBeDefined();
  });
});
