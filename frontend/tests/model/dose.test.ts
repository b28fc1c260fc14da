import { describe, expect, it } from "vitest";

import { doseIn } from "../../src/model/dose";
import { words } from "../fixtures";

describe("a dose", () => {
  it("is said in times where it is counted", () => {
    expect(doseIn(words(), "repetitions", 10)).toBe("10 times");
    expect(doseIn(words(), "repetitions", 1)).toBe("Once");
  });

  it("is said in seconds where it is held, beyond a minute too", () => {
    expect(doseIn(words(), "hold", 90)).toBe("90 s");
  });
});
