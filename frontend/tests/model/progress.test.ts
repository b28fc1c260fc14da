import { describe, expect, it } from "vitest";

import type { SessionState } from "../../src/contract";
import {
  cueAt,
  hintAt,
  isReturning,
  progressOf,
  repetitionAt,
  stillFor,
  wasFinished,
  wholeSeconds,
  type Progress,
} from "../../src/model/progress";
import { NOW, SESSION } from "../fixtures";

const after = (passed: number, lasts = 30): Progress => ({ passed, left: lasts - passed, lasts });
const session = (parts: Partial<SessionState>): SessionState => ({ ...SESSION, ...parts });

describe("the progress of a phase", () => {
  it("follows from when the phase began and how long it lasts", () => {
    expect(progressOf(SESSION, NOW)).toEqual({ passed: 12, left: 18, lasts: 30 });
    expect(progressOf(SESSION, NOW + 1.5)).toEqual({ passed: 13.5, left: 16.5, lasts: 30 });
  });

  it("stays where it was while the session is paused", () => {
    const paused = session({ is_paused: true, ends_at: null, remaining: 18 });
    expect(progressOf(paused, NOW + 600)).toEqual(after(12));
  });

  it("goes on where it was after a pause", () => {
    const resumed = session({ phase_began_at: NOW + 588, ends_at: NOW + 618 });
    expect(progressOf(resumed, NOW + 600)).toEqual(after(12));
  });

  it("has more left, and as much behind it, once a hold takes longer", () => {
    const extended = session({ lasts: 45, ends_at: NOW + 33 });
    expect(progressOf(extended, NOW)).toEqual({ passed: 12, left: 33, lasts: 45 });
  });

  it("stays within the phase, whatever the clock of a device says", () => {
    expect(progressOf(SESSION, NOW - 60)).toEqual(after(0));
    expect(progressOf(SESSION, NOW + 60)).toEqual(after(30));
  });

  it("is none while an answer is waited for", () => {
    const waiting = session({ phase: "balance_before", lasts: null, ends_at: null });
    expect(progressOf(waiting, NOW)).toBeNull();
  });
});

describe("the seconds that are left", () => {
  it.each([
    [0, 30],
    [0.99, 30],
    [1, 29],
    [28.99, 2],
    [29, 1],
    [29.9, 1],
    [30, 0],
  ])("after %s s are %s", (passed, left) => {
    expect(wholeSeconds(after(passed))).toBe(left);
  });

  it("change even when a timer is a little early", () => {
    expect(wholeSeconds(after(0.9995))).toBe(29);
  });
});

describe("a repetition", () => {
  it.each([
    [0, 1],
    [2.9, 1],
    [3, 2],
    [29.9, 10],
    [30, 10],
  ])("after %s s of ten in 30 s is number %s", (passed, number) => {
    expect(repetitionAt(after(passed), 10)).toBe(number);
  });

  it("leads there in its first half, and back in its second", () => {
    const halves = [0, 1.4, 1.5, 2.9, 3, 4.5].map((passed) => isReturning(after(passed), 10));
    expect(halves).toEqual([false, false, true, true, false, true]);
  });
});

describe("the hints of a move", () => {
  it("take turns every ten seconds", () => {
    const shown = [0, 9.9, 10, 20, 30].map((passed) => hintAt(after(passed, 60), 3));
    expect(shown).toEqual([0, 0, 1, 2, 0]);
  });

  it("need not be there", () => {
    expect(hintAt(after(12), 0)).toBe(0);
  });
});

describe("the cue that came last", () => {
  const ANNOUNCED = ["half_way", "last_ten"] as const;

  it.each([
    [14.9, undefined],
    [15, "half_way"],
    [19.9, "half_way"],
    [20, "last_ten"],
    [30, "last_ten"],
  ])("after %s s is %s", (passed, cue) => {
    expect(cueAt(SESSION, after(passed), ANNOUNCED)).toBe(cue);
  });

  it("is none of those that this phase does not have", () => {
    expect(cueAt(session({ cues: [{ cue: "begin", after: 0 }] }), after(30), ANNOUNCED)).toBe(
      undefined,
    );
  });
});

describe("what is seen stands still", () => {
  it("for a fifth of a second in a phase of half a minute", () => {
    expect(stillFor(after(12), false)).toBeCloseTo(0.25);
    expect(stillFor(after(12.15), false)).toBeCloseTo(0.1);
  });

  it("for longer in a long phase, whose ring moves slowly", () => {
    expect(stillFor(after(12, 300), false)).toBeCloseTo(0.5);
    expect(stillFor(after(12, 900), false)).toBeCloseTo(1);
  });

  it("for a second where somebody wants less to move", () => {
    expect(stillFor(after(12), true)).toBeCloseTo(1);
    expect(stillFor(after(12.3), true)).toBeCloseTo(0.7);
  });

  it("until the next step, when a timer came a little early", () => {
    expect(stillFor(after(11.9995), true)).toBeCloseTo(1.0005);
  });

  it("to the very end, and from then on", () => {
    expect(stillFor(after(29.999), false)).toBeCloseTo(0.001);
    expect(stillFor(after(30), false)).toBeNull();
  });
});

describe("a session that is gone", () => {
  const last = session({ number: 3, counted: [true, true, false] });

  it("was finished when its last move came to its end", () => {
    expect(wasFinished(last, NOW + 18)).toBe(true);
    expect(wasFinished(last, NOW + 17.8)).toBe(true);
  });

  it("was not when it was stopped before", () => {
    expect(wasFinished(last, NOW + 10)).toBe(false);
  });

  it("was not when it was stopped while it was paused at the very end", () => {
    const paused = { ...last, is_paused: true, ends_at: null, remaining: 0.2 };
    expect(wasFinished(paused, NOW)).toBe(false);
  });

  it("was not when a move was left out", () => {
    const without = session({ number: 3, counted: [true, false, false] });
    expect(wasFinished(without, NOW + 18)).toBe(false);
  });

  it("was not in the rest before its last move", () => {
    const rest = session({ phase: "rest", number: 3, counted: [true, true, false] });
    expect(wasFinished(rest, NOW + 18)).toBe(false);
  });

  it("was finished when only the last balance test was missing", () => {
    const answered = session({
      phase: "balance_after",
      number: 4,
      counted: [true, true, true],
      lasts: null,
      ends_at: null,
    });
    expect(wasFinished(answered, NOW + 90)).toBe(true);
  });
});
