import { describe, expect, it } from "vitest";

import { moveAt, repetitionsOf } from "../../src/model/move";
import { SESSION, SITTING } from "../fixtures";

const { content } = SITTING;

describe("a move of a session", () => {
  it("is known by its number", () => {
    expect(moveAt(SESSION, content, 1)).toMatchObject({ name: "Wall elbow curl", dose: 10 });
    expect(moveAt(SESSION, content, 3)).toMatchObject({ name: "Downward dog", dose: 20 });
  });

  it("is none after the last one", () => {
    expect(moveAt(SESSION, content, 4)).toBeUndefined();
  });

  it("is called by its id when it is no longer there to be chosen", () => {
    const move = moveAt({ ...SESSION, steps: [{ exercise: "gone", dose: 20 }] }, content, 1);
    expect(move).toEqual({ name: "gone", dose: 20, content: undefined });
    expect(repetitionsOf(move)).toBeNull();
  });

  it("has repetitions, or is held", () => {
    expect(repetitionsOf(moveAt(SESSION, content, 1))).toBe(10);
    expect(repetitionsOf(moveAt(SESSION, content, 2))).toBeNull();
    expect(repetitionsOf(undefined)).toBeNull();
  });
});
