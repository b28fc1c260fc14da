import { beforeEach, describe, expect, it } from "vitest";

import { BalanceMeasured } from "../../src/components/balance-measured";
import type { BalanceState, Measurement } from "../../src/contract";
import { ASK, AskEvent } from "../../src/model/ask";
import { ServerClock } from "../../src/model/server-clock";
import { NOW, SITTING, words } from "../fixtures";

customElements.define(BalanceMeasured.tag, BalanceMeasured);

const CLOCK = new ServerClock(() => NOW);
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

async function shown(balance: Partial<BalanceState>): Promise<BalanceMeasured> {
  const measured = Object.assign(new BalanceMeasured(), {
    balance: { ...SITTING.balance, ...balance },
    words: words(),
    clock: CLOCK,
  });
  measured.addEventListener(ASK, (event) => {
    if (!(event instanceof AskEvent)) return;
    asked.push(event.detail.action);
    event.answer = new Promise((resolve) => (finish = resolve));
  });
  document.body.replaceChildren(measured);
  await measured.updateComplete;
  return measured;
}

function texts(measured: BalanceMeasured, selector: string): string[] {
  return [...measured.renderRoot.querySelectorAll(selector)].map((each) =>
    each.textContent.replace(/\s+/g, " ").trim(),
  );
}

describe("load cells", () => {
  it("are asked by a button, which is away while they measure", async () => {
    const measured = await shown({ can_measure: true });
    expect(texts(measured, "[role=status]")).toEqual([""]);
    measured.renderRoot.querySelector("button")?.click();
    await measured.updateComplete;
    expect(asked).toEqual(["measure_balance"]);
    expect(texts(measured, "button")).toEqual([]);
    expect(texts(measured, "[role=status]")).toEqual(["Measuring. Stand as you usually do."]);
    expect(measured.renderRoot.querySelector(".unknown")).not.toBeNull();
    finish(true);
    await Promise.resolve();
    await Promise.resolve();
    await measured.updateComplete;
    expect(texts(measured, "button")).toEqual(["Measure for 20 s"]);
  });

  it("move a beam while they measure, whoever asked them to", async () => {
    const measured = await shown({ can_measure: true, live_left_right: -0.25 });
    const board = () => measured.renderRoot.querySelector(".board")?.getAttribute("style");
    expect(board()).toContain("rotate(-1.5deg)");
    expect(texts(measured, "strong")).toEqual(["63% left"]);
    expect(texts(measured, "button")).toEqual([]);
    measured.balance = { ...measured.balance, live_left_right: 0 };
    await measured.updateComplete;
    expect(board()).toContain("rotate(0deg)");
    expect(texts(measured, "strong")).toEqual(["Left and right the same"]);
  });

  it("say how somebody stood", async () => {
    const measured = await shown({ measurement: MEASUREMENT });
    expect(texts(measured, "strong")).toEqual(["52% right"]);
    expect(texts(measured, "li")).toEqual(["Sway 1.2%", "09:00"]);
    expect(texts(measured, "button")).toEqual([]);
  });

  it("say what the toes bear, and what they usually do", async () => {
    const measured = await shown({
      measurement: { ...MEASUREMENT, left_toe: 0.42, left_toe_usual: 0.45, right_toe: 0.5 },
    });
    expect(texts(measured, "li").slice(1, -1)).toEqual([
      "Toes of the left foot 42% (usually 45%)",
      "Toes of the right foot 50%",
    ]);
  });

  it("have said nothing before the first measurement", async () => {
    const measured = await shown({ can_measure: true });
    expect(texts(measured, "li, strong")).toEqual([]);
  });
});
