import { describe, expect, it } from "vitest";

import { CONTRACT } from "../../src/contract";
import english from "../../src/localize/en.json";
import { problemOf } from "../../src/model/problem";
import type { Told } from "../../src/model/told";
import { SITTING } from "../fixtures";

const RUNNING = { isRunning: true, hasComponent: true };
const STARTING = { isRunning: false, hasComponent: false };
const WITHOUT = { isRunning: true, hasComponent: false };

const refused = (code: string): Told => ({ kind: "refused", code, message: "Too late." });
const absent = (reason: string): Told => ({ kind: "absent", name: "Alex", reason });
const told = (contract: number): Told => ({ kind: "state", state: { ...SITTING, contract } });

describe("what is wrong", () => {
  it.each([
    ["nothing was told yet", { kind: "nothing" }],
    ["everything is known", told(CONTRACT)],
  ] as const)("is nothing when %s", (_, known) => {
    expect(problemOf(known, RUNNING)).toBeNull();
  });

  it.each([
    ["person_unknown", RUNNING, "person_unknown"],
    ["not_allowed", RUNNING, "not_allowed"],
    ["nobody", RUNNING, "nobody"],
    ["not_loaded", RUNNING, "not_loaded"],
    ["unknown_command", RUNNING, "older_house"],
    ["unknown_command", WITHOUT, "not_set_up"],
    ["new_refusal", RUNNING, "other"],
  ])("is told of by the refusal %s, and can be tried again", (code, house, text) => {
    expect(problemOf(refused(code), house)).toMatchObject({ text, remedy: "retry" });
  });

  it("is only that Home Assistant starts, as long as it does", () => {
    expect(problemOf(refused("unknown_command"), STARTING)).toEqual({ text: "house_starting" });
  });

  it("is told of by the reason of an absence", () => {
    const problem = { text: "disabled", values: { name: "Alex" } };
    expect(problemOf(absent("disabled"), RUNNING)).toEqual(problem);
    expect(problemOf(absent("new_reason"), RUNNING)).toEqual({ ...problem, text: "absent" });
  });

  it("is told of by another contract", () => {
    expect(problemOf(told(CONTRACT + 1), RUNNING)).toEqual({
      text: "older_page",
      remedy: "reload",
    });
    expect(problemOf(told(CONTRACT - 1), RUNNING)).toEqual({ text: "older_house" });
  });

  it("has a text, whatever it is", () => {
    const codes = ["person_unknown", "not_allowed", "nobody", "not_loaded", "unknown_command", "x"];
    const known = [
      ...codes.map(refused),
      ...["disabled", "failed", "starting", "removed", "x"].map(absent),
      told(CONTRACT + 1),
      told(CONTRACT - 1),
    ];
    for (const house of [RUNNING, STARTING, WITHOUT]) {
      for (const each of known) {
        expect(english).toHaveProperty([`card_problem_${problemOf(each, house)?.text ?? ""}`]);
      }
    }
  });
});
