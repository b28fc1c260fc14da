import { beforeEach, describe, expect, it, vi } from "vitest";

import { ANSWER, AxisAnswer, type AnswerEvent } from "../../src/components/axis-answer";
import { SITTING, words } from "../fixtures";

customElements.define(AxisAnswer.tag, AxisAnswer);

const CONTENT = SITTING.content.axes["heel_toe"]!;
const told = vi.fn<(value: number | null) => void>();

async function asked(value?: number, foot?: string) {
  const axis = Object.assign(new AxisAnswer(), { content: CONTENT, words: words(), value, foot });
  axis.addEventListener(ANSWER, (event) => told((event as AnswerEvent).detail));
  document.body.replaceChildren(axis);
  await axis.updateComplete;
  return axis;
}

function choices(axis: AxisAnswer): readonly HTMLInputElement[] {
  return [...axis.renderRoot.querySelectorAll("input")];
}

function text(axis: AxisAnswer, selector: string): string | undefined {
  return axis.renderRoot.querySelector(selector)?.textContent.replace(/\s+/g, " ").trim();
}

beforeEach(() => told.mockClear());

describe("a question about an axis", () => {
  it("has its five answers as the names of the choices", async () => {
    const axis = await asked();
    expect(text(axis, "legend")).toBe(CONTENT.question);
    expect(choices(axis).map((choice) => choice.ariaLabel)).toEqual(CONTENT.answers);
  });

  it("names the foot before the question", async () => {
    const axis = await asked(0, "Left");
    expect(text(axis, "legend")).toBe(`Left: ${CONTENT.question}`);
    expect(axis.renderRoot.querySelector("button")?.ariaLabel).toBe(
      `Don’t know: Left: ${CONTENT.question}`,
    );
  });

  it("has nothing chosen before it is answered, and says so", async () => {
    const axis = await asked();
    expect(choices(axis).some((choice) => choice.checked)).toBe(false);
    expect(text(axis, ".said")).toBe("Not answered");
    expect(axis.renderRoot.querySelector("button")).toBeNull();
  });

  it("shows its answer in words", async () => {
    const axis = await asked(-1);
    expect(choices(axis).map((choice) => choice.checked)).toEqual([
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(text(axis, ".said")).toBe("A little the heels");
  });

  it("tells what is chosen, which a key does as well as a pointer", async () => {
    const axis = await asked();
    choices(axis)[4]?.click();
    expect(told).toHaveBeenLastCalledWith(2);
  });

  it("can be left unanswered again; the focus stays with the question", async () => {
    const axis = await asked(1);
    axis.renderRoot.querySelector("button")?.click();
    expect(told).toHaveBeenLastCalledWith(null);
    expect(axis.shadowRoot?.activeElement).toBe(choices(axis)[0]);
  });
});
