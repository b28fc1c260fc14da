import { describe, expect, it } from "vitest";

import { bandsOf, hoursOf, totalsOf } from "../../src/model/strip";
import { STRIP } from "../fixtures";

const HOUR = 3600;

describe("A strip of a day", () => {
  it("has its bands where they were on the day", () => {
    const [night, sitting] = bandsOf(STRIP);
    expect(night).toEqual({ posture: "away", from: 0, share: 8 / 24 });
    expect(sitting?.from).toBeCloseTo(8 / 24);
    expect(sitting?.share).toBeCloseTo(0.5 / 24);
  });

  it("adds up each posture, and leaves out what did not happen", () => {
    expect(totalsOf(STRIP)).toEqual({ away: 8 * HOUR, sitting: 1.5 * HOUR, standing: 0.5 * HOUR });
  });

  it("has a mark at each quarter of the day", () => {
    expect(hoursOf(STRIP).map(({ from }) => from)).toEqual([0.25, 0.5, 0.75]);
    expect(hoursOf(STRIP)[0]?.at).toBe(STRIP.starts_at + 6 * HOUR);
  });

  it("has no mark too near to the end of a longer day", () => {
    const longer = { ...STRIP, ends_at: STRIP.starts_at + 25 * HOUR };
    expect(hoursOf(longer)).toHaveLength(3);
  });
});
