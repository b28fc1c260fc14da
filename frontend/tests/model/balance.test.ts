import { describe, expect, it } from "vitest";

import {
  answersAt,
  BEAM_Y,
  DRAWING,
  FEET,
  heavier,
  inForm,
  lacking,
  lean,
  MIDDLE,
  noticeable,
  partAt,
  pointOf,
  questions,
  without,
  type Answers,
} from "../../src/model/balance";

const STEPS = [-2, -1, 0, 1, 2];
const EACH: Answers = {
  left_right: -1,
  left_heel_toe: -2,
  right_heel_toe: 1,
  left_inner_outer: 0,
  right_inner_outer: 2,
};

describe("what is asked", () => {
  it("is three things in the short form", () => {
    expect(questions(false).map(({ axis }) => axis)).toEqual([
      "left_right",
      "heel_toe",
      "inner_outer",
    ]);
  });

  it("is every foot on its own in the long form, the left one first", () => {
    expect(questions(true).map(({ axis, foot }) => [axis, foot])).toEqual([
      ["left_right", null],
      ["left_heel_toe", "left"],
      ["right_heel_toe", "right"],
      ["left_inner_outer", "left"],
      ["right_inner_outer", "right"],
    ]);
  });
});

describe("the drawing", () => {
  it("gives back every answer about each foot from the point where it is drawn", () => {
    for (const foot of FEET)
      for (const heelToe of STEPS)
        for (const innerOuter of STEPS) {
          const given: Answers = {
            [`${foot}_heel_toe`]: heelToe,
            [`${foot}_inner_outer`]: innerOuter,
          };
          expect(answersAt(foot, pointOf(foot, given), true)).toEqual(given);
        }
  });

  it("mirrors the edges: outer is away from the other foot, on both sides", () => {
    const outer: Answers = { inner_outer: 2 };
    expect(pointOf("left", outer).x).toBeLessThan(MIDDLE.left.x);
    expect(pointOf("right", outer).x).toBeGreaterThan(MIDDLE.right.x);
    expect(answersAt("left", pointOf("left", outer), false)).toMatchObject(outer);
    expect(answersAt("right", pointOf("right", outer), false)).toMatchObject(outer);
  });

  it("has the toes above the heels", () => {
    expect(pointOf("left", { heel_toe: 1 }).y).toBeLessThan(pointOf("left", { heel_toe: -1 }).y);
  });

  it("takes the nearest answer, and the last one for what is beyond", () => {
    const { x, y } = MIDDLE.right;
    expect(answersAt("right", { x: x + 5, y: y - 12 }, false)).toEqual({
      heel_toe: 0,
      inner_outer: 1,
    });
    expect(answersAt("right", { x: x - 500, y: y + 500 }, false)).toEqual({
      heel_toe: -2,
      inner_outer: -2,
    });
  });

  it("has a beam for the side that bears more", () => {
    const x = DRAWING.width / 2;
    expect(answersAt("beam", { x: 0, y: BEAM_Y }, true)).toEqual({ left_right: -2 });
    expect(answersAt("beam", { x: x - 1, y: BEAM_Y }, true)).toEqual({ left_right: 0 });
    expect(answersAt("beam", { x: x + 40, y: BEAM_Y }, true)).toEqual({ left_right: 1 });
  });

  it("is two feet next to each other above a beam", () => {
    expect(partAt(MIDDLE.left)).toBe("left");
    expect(partAt(MIDDLE.right)).toBe("right");
    expect(partAt({ x: 10, y: BEAM_Y })).toBe("beam");
  });

  it("draws what is not known in the middle", () => {
    expect(pointOf("left", {})).toEqual(MIDDLE.left);
  });
});

describe("answers", () => {
  it("to the short form hold for each foot", () => {
    expect(inForm(true, { left_right: 2, heel_toe: -1 })).toEqual({
      left_right: 2,
      left_heel_toe: -1,
      right_heel_toe: -1,
    });
  });

  it("hold for both feet only where the feet agree", () => {
    expect(inForm(false, { ...EACH, right_heel_toe: -2 })).toEqual({
      left_right: -1,
      heel_toe: -2,
    });
    expect(inForm(false, { left_heel_toe: 1 })).toEqual({});
  });

  it("can be taken back", () => {
    expect(without({ left_right: 1, heel_toe: -2 }, "left_right")).toEqual({ heel_toe: -2 });
  });

  it.each<[Answers, ReturnType<typeof lacking>]>([
    [{}, "both"],
    [{ heel_toe: 0 }, "side"],
    [{ left_right: 0 }, "more"],
    [{ left_right: 0, right_inner_outer: 0 }, null],
  ])("%j lack %s", (answers, missing) => {
    expect(lacking(answers)).toBe(missing);
  });
});

describe("figures", () => {
  it.each([
    [8.3, 8],
    [-16.7, -17],
    [2.9, 0],
    [-2.9, 0],
    [0, 0],
  ])("a change of %f is told as %i", (change, points) => {
    expect(noticeable(change)).toBe(points);
  });

  it.each([
    [0.04, "right", 52],
    [-0.3, "left", 65],
    [0.004, "even", 50],
    [-0.004, "even", 50],
    [1, "right", 100],
  ])("a measured %f is %s with %i percent", (leftRight, side, share) => {
    expect(heavier(leftRight)).toEqual({ side, share });
  });

  it.each([
    [0.1, 0.2],
    [-0.25, -0.5],
    [0.9, 1],
    [-0.9, -1],
  ])("a measured %f leans by %f", (leftRight, leaning) => {
    expect(lean(leftRight)).toBeCloseTo(leaning);
  });
});
