import { describe, expect, it } from "vitest";

import { satFor, sittingAt } from "../../src/model/sitting";
import { NOW, SITTING } from "../fixtures";

const { clock } = SITTING;
const STANDING_STILL = { ...clock, is_running: false, runs_from: null, sat_for: 754 };

describe("the sitting clock", () => {
  it("runs with the time that passes", () => {
    expect(satFor(clock, NOW)).toBe(23 * 60);
    expect(satFor(clock, NOW + 90)).toBe(23 * 60 + 90);
  });

  it("shows what it is told while it stands", () => {
    expect(satFor(STANDING_STILL, NOW + 90)).toBe(754);
  });

  it("shows nothing where nothing is known", () => {
    expect(satFor({ ...STANDING_STILL, sat_for: null }, NOW)).toBe(0);
  });

  it("never runs backwards", () => {
    expect(satFor({ ...clock, runs_from: NOW + 5 }, NOW)).toBe(0);
  });

  it("is read in whole minutes and as a share of the limit", () => {
    expect(sittingAt(STANDING_STILL, NOW)).toEqual({ minutes: 12, limit: 30, share: 754 / 1800 });
  });

  it("goes beyond the limit", () => {
    expect(sittingAt({ ...clock, runs_from: NOW - 3600 }, NOW).share).toBe(2);
  });

  it("rounds a limit that is shorter by what was snoozed", () => {
    expect(sittingAt({ ...clock, limit: 1270 }, NOW).limit).toBe(21);
  });

  it("does without a limit", () => {
    expect(sittingAt({ ...clock, limit: 0 }, NOW).share).toBe(0);
  });
});
