import { beforeEach, describe, expect, it } from "vitest";

import { BalanceFace } from "../../src/components/balance-face";
import { BalanceForm, CLOSE } from "../../src/components/balance-form";
import type { CardState, Measurement } from "../../src/contract";
import { ASK, AskEvent } from "../../src/model/ask";
import { ServerClock } from "../../src/model/server-clock";
import { changed, inSession, NOW, SITTING, TEST, words } from "../fixtures";

customElements.define(BalanceFace.tag, BalanceFace);
customElements.define(BalanceForm.tag, BalanceForm);

const TESTED = changed({ balance: { last: TEST } });
const MEASUREMENT: Measurement = {
  at: NOW - 3600,
  left_right: 0.04,
  sway: 0.0123,
  left_toe: null,
  right_toe: null,
  left_toe_usual: null,
  right_toe_usual: null,
};

let asked: string[];
let finish: (isDone: boolean) => void;

beforeEach(() => {
  asked = [];
});

async function shown(state: CardState): Promise<BalanceFace> {
  const clock = new ServerClock(() => NOW);
  const face = Object.assign(new BalanceFace(), { state, words: words(), clock });
  face.addEventListener(ASK, (event) => {
    if (!(event instanceof AskEvent)) return;
    asked.push(event.detail.action);
    event.answer = new Promise((resolve) => (finish = resolve));
  });
  document.body.replaceChildren(face);
  await face.updateComplete;
  return face;
}

async function told(face: BalanceFace, state: CardState): Promise<void> {
  face.state = state;
  await face.updateComplete;
}

function texts(face: BalanceFace, selector: string): string[] {
  return [...face.renderRoot.querySelectorAll(selector)].map((each) =>
    each.textContent.replace(/\s+/g, " ").trim(),
  );
}

function form(face: BalanceFace): BalanceForm | null {
  return face.renderRoot.querySelector<BalanceForm>(BalanceForm.tag);
}

async function press(face: BalanceFace): Promise<void> {
  face.renderRoot.querySelector("button")!.click();
  await face.updateComplete;
}

async function close(face: BalanceFace, isSaved: boolean): Promise<void> {
  form(face)!.dispatchEvent(new CustomEvent(CLOSE, { detail: isSaved }));
  await face.updateComplete;
}

describe("the balance test on its own", () => {
  it("is asked for at once where there is none yet", async () => {
    const face = await shown(SITTING);
    expect(texts(face, "h2")).toEqual(["How do you stand?"]);
    expect(form(face)).toMatchObject({ asked: null, mayCancel: false });
    expect(texts(face, "figure")).toEqual([]);
  });

  it("is shown as it was last, with its points", async () => {
    const face = await shown(TESTED);
    expect(texts(face, "figcaption")).toEqual(["Last test 67 points 09:59"]);
    expect(texts(face, "strong")).toEqual(["67 points"]);
    expect(form(face)).toBeNull();
  });

  it("says what its drawing shows", async () => {
    const label = async (state: CardState) =>
      (await shown(state)).renderRoot.querySelector("[role=img]")?.ariaLabel;
    expect(await label(TESTED)).toBe(
      [
        "Which foot carries more of your weight? A little the left",
        "Do you stand more on your heels or your toes? A little the toes",
        "Do you stand more on the inner or the outer edges? Both the same",
      ].join(". "),
    );
    const last = { ...TEST, axes: { right_heel_toe: 1 } };
    expect(await label(changed({ balance: { last } }))).toBe(
      "Right Do you stand more on your heels or your toes? A little the toes",
    );
    expect(await label(changed({ balance: { last }, content: { axes: {} } }))).toBe(
      "Right right_heel_toe 1",
    );
  });

  it("is out of sight while a new one is answered", async () => {
    const face = await shown(TESTED);
    await press(face);
    expect(texts(face, "figure")).toEqual([]);
    expect(form(face)).toMatchObject({ asked: null, mayCancel: true });
    await close(face, false);
    expect(texts(face, "figure")).toHaveLength(1);
    expect(texts(face, "[role=status]")).toEqual([""]);
  });

  it("is said to be saved, until the next one", async () => {
    const face = await shown(TESTED);
    await press(face);
    await close(face, true);
    expect(texts(face, "figure")).toHaveLength(1);
    expect(texts(face, "[role=status]")).toEqual(["Saved"]);
    await press(face);
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
});

describe("a session that waits for a test", () => {
  const { balance } = TESTED;
  const before = { ...inSession({ phase: "balance_before" }), balance };
  const after = { ...inSession({ phase: "balance_after" }), balance };

  it("says which one it is", async () => {
    const face = await shown(before);
    expect(texts(face, "h2")).toEqual(["Before the moves: how do you stand?"]);
    expect(form(face)?.asked).toBe("before");
    await told(face, after);
    expect(texts(face, "h2")).toEqual(["After the moves: how do you stand now?"]);
    expect(form(face)?.asked).toBe("after");
  });

  it("does not show the one before until the one after is saved", async () => {
    const face = await shown(after);
    expect(texts(face, "figure")).toEqual([]);
    await close(face, true);
    expect(texts(face, "[role=status]")).toEqual([""]);
    await told(face, changed({ balance: { last: TEST, before: TEST, change: 0 } }));
    expect(texts(face, "figure")).toHaveLength(2);
  });
});

describe("load cells", () => {
  it("have their place only where there are some, or have been", async () => {
    const face = await shown(SITTING);
    expect(texts(face, "section")).toEqual([]);
    await told(face, changed({ balance: { can_measure: true } }));
    expect(texts(face, "section")).toEqual(["Measured Measure for 20 s"]);
    await told(face, changed({ balance: { measurement: MEASUREMENT } }));
    expect(texts(face, "section button")).toEqual([]);
    expect(texts(face, "section strong")).toEqual(["52% right"]);
  });

  it("are asked by a button, which is away while they measure", async () => {
    const face = await shown(changed({ balance: { can_measure: true } }));
    await press(face);
    expect(asked).toEqual(["measure_balance"]);
    expect(texts(face, "section button")).toEqual([]);
    expect(texts(face, "section [role=status]")).toEqual(["Measuring. Stand as you usually do."]);
    expect(face.renderRoot.querySelector("section .unknown")).not.toBeNull();
    finish(true);
    await new Promise((resolve) => setTimeout(resolve));
    expect(texts(face, "section button")).toEqual(["Measure for 20 s"]);
  });

  it("move a beam while they measure, whoever asked them to", async () => {
    const face = await shown(changed({ balance: { can_measure: true, live_left_right: -0.25 } }));
    const board = () => face.renderRoot.querySelector("section .board")?.getAttribute("style");
    expect(board()).toContain("rotate(-1.5deg)");
    expect(texts(face, "section strong")).toEqual(["63% left"]);
    expect(texts(face, "section button")).toEqual([]);
    await told(face, changed({ balance: { can_measure: true, live_left_right: 0 } }));
    expect(board()).toContain("rotate(0deg)");
    expect(texts(face, "section strong")).toEqual(["Left and right the same"]);
  });

  it("say how much somebody swayed", async () => {
    const face = await shown(changed({ balance: { measurement: MEASUREMENT } }));
    expect(texts(face, "li")).toEqual(["Sway 1.2%", "09:00"]);
  });

  it("say what the toes bear, and what they usually do", async () => {
    const measurement = { ...MEASUREMENT, left_toe: 0.42, left_toe_usual: 0.45, right_toe: 0.5 };
    const face = await shown(changed({ balance: { measurement } }));
    expect(texts(face, "li").slice(1, -1)).toEqual([
      "Toes of the left foot 42% (usually 45%)",
      "Toes of the right foot 50%",
    ]);
  });
});
