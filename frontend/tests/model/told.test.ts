import { describe, expect, it } from "vitest";

import { NOTHING, toldAfter, type Message } from "../../src/model/told";
import { NOW, SITTING } from "../fixtures";

const ALL: Message = { kind: "snapshot", now: NOW, state: SITTING };
const GONE: Message = { kind: "absent", now: NOW, name: "Alex", reason: "disabled" };

describe("what is known", () => {
  it("is everything at first", () => {
    expect(toldAfter(NOTHING, ALL)).toEqual({ kind: "state", state: SITTING });
  });

  it("is changed in parts, and the others stay the very same", () => {
    const practice = { ...SITTING.practice, streak: 5 };
    const told = toldAfter(toldAfter(NOTHING, ALL), {
      kind: "changes",
      now: NOW,
      state: { practice, session: null },
    });
    expect(told).toEqual({ kind: "state", state: { ...SITTING, practice } });
    expect(told).toHaveProperty("state.content", SITTING.content);
  });

  it("is nothing more after changes to what is not known", () => {
    const changes: Message = { kind: "changes", now: NOW, state: { session: null } };
    expect(toldAfter(NOTHING, changes)).toBe(NOTHING);
  });

  it("is that somebody is absent, until everything is told again", () => {
    const told = toldAfter(toldAfter(NOTHING, ALL), GONE);
    expect(told).toEqual({ kind: "absent", name: "Alex", reason: "disabled" });
    expect(toldAfter(told, ALL)).toEqual({ kind: "state", state: SITTING });
  });

  it("is not changed by a message of a kind that is not known", () => {
    const odd = { kind: "news", now: NOW } as unknown as Message;
    expect(toldAfter(NOTHING, odd)).toBe(NOTHING);
  });
});
