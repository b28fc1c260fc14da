import { describe, expect, it } from "vitest";

import { recorded } from "../../src/model/check-in";

describe("what is recorded of a check-in", () => {
  it("is what was answered", () => {
    expect(recorded({ neck_pain: 0, forward_head: false }, "")).toEqual({
      neck_pain: 0,
      forward_head: false,
    });
  });

  it("is without what was taken back", () => {
    expect(recorded({ neck_pain: null, shoulder_pain: 4, rounded_shoulders: null }, "")).toEqual({
      shoulder_pain: 4,
    });
  });

  it("has the note without the blanks around it", () => {
    expect(recorded({}, "  Slept badly.\n")).toEqual({ note: "Slept badly." });
  });

  it("is nothing when nothing was answered", () => {
    expect(recorded({}, "")).toBeNull();
    expect(recorded({ neck_pain: null }, "  \n ")).toBeNull();
  });
});
