import { describe, expect, it } from "vitest";

import { breakOffer, otherSnoozes, reasonIn } from "../../src/model/coaching";
import { changed, NOW, SITTING, words } from "../fixtures";

const { coaching } = SITTING;

function reason(of: Partial<typeof coaching>): string | undefined {
  return reasonIn(words(), { ...coaching, ...of }, NOW);
}

describe("the reason", () => {
  it("is said as it is", () => {
    expect(reason({})).toBe("Somebody is sitting, and no break is due yet.");
  });

  it("tells what comes next where that is known", () => {
    const due = { reason: "reason_break_due" };
    expect(reason({ ...due, until: NOW + 300 })).toBe(
      "A break is due. The next reminder comes at 10:05.",
    );
    expect(reason(due)).toBe("A break is due.");
  });

  it("says until when, with the day where it is another", () => {
    expect(reason({ reason: "reason_paused_until", until: NOW + 86400 })).toBe(
      "Coaching is paused until Tue 10:00.",
    );
  });

  it("leaves no placeholder where no time is known", () => {
    expect(reason({ reason: "reason_paused_until" })).toBe("Coaching is paused until .");
  });

  it("names the sensors behind it", () => {
    expect(reason({ reason: "reason_busy", sources: ["Camera", "Microphone"] })).toBe(
      "A break is due. It waits as long as this is on: Camera and Microphone.",
    );
  });

  it("is not said where there is no text for it", () => {
    expect(reason({ reason: "reason_of_tomorrow", until: NOW })).toBeUndefined();
  });
});

describe("what is offered", () => {
  const offer = (of: Parameters<typeof changed>[0]) => breakOffer(changed(of));

  it("is a break at any time at the desk", () => {
    expect(offer({})).toBe("take");
  });

  it("is an answer when a break is due", () => {
    expect(offer({ coaching: { status: "on_hold", is_due: true } })).toBe("answer");
  });

  it("is only the break itself while coaching is paused", () => {
    expect(offer({ coaching: { status: "paused", is_due: true, is_coaching: false } })).toBe(
      "take",
    );
  });

  it("is an answer even to somebody who is not seen, for a break is owed", () => {
    expect(offer({ coaching: { is_due: true }, clock: { posture: "away" } })).toBe("answer");
  });

  it("is nothing to whoever is away", () => {
    expect(offer({ coaching: { status: "away" }, clock: { posture: "away" } })).toBeNull();
  });

  it.each(["on_break", "in_routine"] as const)("is nothing while %s", (status) => {
    expect(offer({ coaching: { status, is_due: true } })).toBeNull();
  });

  it("has other snoozes than the usual one", () => {
    expect(otherSnoozes(coaching)).toEqual([300, 900]);
    expect(otherSnoozes({ ...coaching, snooze_for: 420 })).toEqual([300, 600, 900]);
  });
});
