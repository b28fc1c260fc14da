import { describe, expect, it } from "vitest";

import { chosenAfter, faceFor, facesIn } from "../../src/model/face-choice";
import { SESSION } from "../fixtures";

const TESTING = { ...SESSION, phase: "balance_before" } as const;
const LATER = { ...SESSION, started_at: SESSION.started_at + 600 };

describe("the faces there are", () => {
  it("have one more in a session", () => {
    expect(facesIn(null)).toEqual(["now", "routine", "balance", "week"]);
    expect(facesIn(SESSION)).toEqual(["live", "now", "routine", "balance", "week"]);
  });
});

describe("the face that is shown", () => {
  it.each([
    ["nothing goes on", null, null, "auto", "now"],
    ["the card was made for another", null, null, "week", "week"],
    ["somebody chose another", null, "balance", "week", "balance"],
    ["a session goes on", SESSION, null, "week", "live"],
    ["somebody looks elsewhere during a session", SESSION, "week", "auto", "week"],
    ["a session waits for the balance test", TESTING, null, "auto", "balance"],
    ["a session waits, and somebody looks at it", TESTING, "live", "auto", "live"],
    ["a session was looked at that is over", null, "live", "auto", "now"],
  ] as const)("when %s", (_, session, chosen, made, face) => {
    expect(faceFor(session, chosen, made)).toBe(face);
  });
});

describe("what somebody chose", () => {
  it.each([
    ["stays", "week", null, null, "week"],
    ["stays during a session", "week", SESSION, SESSION, "week"],
    ["is forgotten when a session begins", "week", null, SESSION, null],
    ["is forgotten when another session begins", "week", SESSION, LATER, null],
    ["gives way to what was done when a session ends", "week", SESSION, null, "routine"],
    ["is nothing when it would be shown anyway", "now", null, null, null],
    ["is nothing when the session is gone back to", "live", SESSION, SESSION, null],
  ] as const)("%s", (_, chosen, before, now, after) => {
    expect(chosenAfter(chosen, before, now, "auto")).toBe(after);
  });
});
