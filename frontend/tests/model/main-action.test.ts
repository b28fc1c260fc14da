import { describe, expect, it } from "vitest";

import { mainActions } from "../../src/model/main-action";
import { changed, inSession } from "../fixtures";

const due = (coaching: object = {}) =>
  changed({ coaching: { status: "break_due", is_due: true, ...coaching } });

describe("what is most useful to do", () => {
  it.each([
    ["a routine is to be done", changed({}), ["start_routine"]],
    ["it was done", changed({ practice: { is_done_today: true } }), []],
    ["nobody knows whether it was done", changed({ practice: { is_done_today: null } }), []],
    ["it is another day's", changed({ practice: { is_scheduled_today: false } }), []],
    ["a break is taken", changed({ coaching: { status: "on_break" } }), []],
    ["a break is due", due(), ["take_break", "snooze_break"]],
    ["it cannot be snoozed", due({ snoozes_left: 0 }), ["take_break"]],
    ["it is snoozed", due({ status: "snoozed" }), ["take_break"]],
    ["it is being taken", due({ status: "on_break" }), []],
    ["coaching is paused", due({ is_coaching: false }), ["resume_coaching"]],
    ["a session goes on", inSession(), ["pause_routine", "next_exercise"]],
    ["it is paused", inSession({ is_paused: true }), ["resume_routine", "next_exercise"]],
    [
      "it waits for an answer",
      inSession({ phase: "balance_before" }),
      ["next_exercise", "stop_routine"],
    ],
  ] as const)("when %s", (_, state, actions) => {
    expect(mainActions(state)).toEqual(actions);
  });
});
