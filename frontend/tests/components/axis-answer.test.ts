import { render } from "lit";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { axisAnswer } from "../../src/components/axis-answer";
import type { Question } from "../../src/model/balance";
import { SITTING, words } from "../fixtures";

const BOTH: Question = { axis: "heel_toe", about: "heel_toe", foot: null };
const LEFT: Question = { axis: "left_heel_toe", about: "heel_toe", foot: "left" };
const CONTENT = SITTING.content.axes["heel_toe"]!;
const tell = vi.fn<(value: number | undefined) => void>();

function asked(question: Question, value?: number): HTMLElement {
  const place = document.createElement("div");
  render(axisAnswer(question, CONTENT, value, words(), tell), place);
  return place;
}

function choices(place: HTMLElement): readonly HTMLInputElement[] {
  return [...place.querySelectorAll("input")];
}

beforeEach(() => tell.mockClear());

describe("a question about an axis", () => {
  it("is the name of a group of its five answers", () => {
    const place = asked(BOTH);
    expect(place.querySelector("fieldset")?.ariaLabel).toBe(CONTENT.question);
    expect(choices(place).map((choice) => choice.ariaLabel)).toEqual(CONTENT.answers);
    expect(new Set(choices(place).map((choice) => choice.name))).toEqual(new Set(["heel_toe"]));
  });

  it("names the foot that it is about", () => {
    const place = asked(LEFT, 0);
    const name = `Left: ${CONTENT.question}`;
    expect(place.querySelector("fieldset")?.ariaLabel).toBe(name);
    expect(place.querySelector("button")?.ariaLabel).toBe(`Don’t know: ${name}`);
  });

  it("has nothing chosen before it is answered, and says so", () => {
    const place = asked(BOTH);
    expect(choices(place).some((choice) => choice.checked)).toBe(false);
    expect(place.querySelector(".said")?.textContent.trim()).toBe("Not answered");
    expect(place.querySelector("button")).toBeNull();
  });

  it("shows its answer in words", () => {
    const place = asked(BOTH, -1);
    expect(choices(place).findIndex((choice) => choice.checked)).toBe(1);
    expect(place.querySelector(".said")?.textContent.trim()).toBe("A little the heels");
  });

  it("tells what is chosen, which a key does as well as a pointer", () => {
    const place = asked(BOTH);
    document.body.replaceChildren(place);
    choices(place)[4]?.click();
    expect(tell.mock.calls).toEqual([[2]]);
  });

  it("can be left unanswered again", () => {
    asked(BOTH, 1).querySelector("button")?.click();
    expect(tell.mock.calls).toEqual([[undefined]]);
  });
});
