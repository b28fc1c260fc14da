import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { LiveControls } from "../../src/components/live-controls";
import { LiveFace } from "../../src/components/live-face";
import { Ring } from "../../src/components/ring";
import type { CardState, SessionState } from "../../src/contract";
import { ASK, AskEvent } from "../../src/model/ask";
import { ServerClock } from "../../src/model/server-clock";
import { inSession, NOW, SITTING, words } from "../fixtures";

for (const element of [LiveControls, LiveFace, Ring]) customElements.define(element.tag, element);

/** In the first of three moves: 4 of 10 repetitions of 3 s are done. */
const REPETITIONS: Partial<SessionState> = {
  number: 1,
  counted: [false, false, false],
  cues: [],
};
const PREPARING: Partial<SessionState> = {
  phase: "prepare",
  phase_began_at: NOW,
  lasts: 8,
  ends_at: NOW + 8,
  cues: [],
};
const PAUSED: Partial<SessionState> = { is_paused: true, ends_at: null, remaining: 18 };
const WAITING: Partial<SessionState> = {
  phase: "balance_after",
  number: 4,
  counted: [true, true, true],
  lasts: null,
  ends_at: null,
  cues: [],
};

const calm = { matches: false };

beforeEach(() => {
  calm.matches = false;
  vi.stubGlobal("matchMedia", () => calm);
  vi.useFakeTimers({ now: NOW * 1000 });
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function shown(state: CardState, clock = new ServerClock()) {
  const face = new LiveFace();
  Object.assign(face, { state, clock, words: words() });
  document.body.append(face);
  const root = face.renderRoot;
  const settle = async () => {
    await face.updateComplete;
    for (const each of root.querySelectorAll<Ring>(Ring.tag)) await each.updateComplete;
  };
  await settle();
  return {
    face,
    clock,
    /** So many seconds later. */
    async later(seconds: number) {
      await vi.advanceTimersByTimeAsync(seconds * 1000);
      await settle();
    },
    async hear(session: Partial<SessionState>) {
      face.state = inSession(session);
      await settle();
    },
    number: () => root.querySelector(".count")?.textContent,
    share: () => root.querySelector<Ring>(Ring.tag)?.share,
    announced: () => root.querySelector("[aria-live=polite]")?.textContent,
    said: () => root.querySelector(".stack")?.textContent.replace(/\s+/g, " ").trim(),
    pose: () =>
      root.querySelector(".poses > :not(.away) [role=img]")?.getAttribute("aria-label") ?? null,
  };
}

describe("the countdown", () => {
  it("changes exactly at whole seconds of Home Assistant's clock", async () => {
    const live = await shown(inSession());
    expect(live.number()).toBe("18");
    await live.later(0.99);
    expect(live.number()).toBe("18");
    await live.later(0.01);
    expect(live.number()).toBe("17");
    await live.later(16.99);
    expect(live.number()).toBe("1");
    await live.later(0.01);
    expect(live.number()).toBe("0");
  });

  it("is right at once for whoever comes late", async () => {
    const live = await shown(inSession({ phase_began_at: NOW - 26.4, ends_at: NOW + 3.6 }));
    expect(live.number()).toBe("4");
    await live.later(0.6);
    expect(live.number()).toBe("3");
  });

  it("follows Home Assistant's clock, not that of the device", async () => {
    const clock = new ServerClock();
    clock.heard(NOW + 5);
    const live = await shown(inSession(), clock);
    expect(live.number()).toBe("13");
  });

  it("follows when a quicker message shows that the clock was late", async () => {
    const live = await shown(inSession());
    live.clock.heard(NOW + 3);
    await live.later(0.25);
    expect(live.number()).toBe("15");
  });

  it("shows minutes in a phase of a minute and more", async () => {
    const live = await shown(inSession({ lasts: 75, ends_at: NOW + 63 }));
    expect(live.number()).toBe("1:03");
    await live.later(4);
    expect(live.number()).toBe("0:59");
  });

  it("has more left once a hold takes longer", async () => {
    const live = await shown(inSession());
    await live.later(2);
    await live.hear({ lasts: 45, ends_at: NOW + 33 });
    expect(live.number()).toBe("31");
    expect(live.said()).toContain("45 s");
  });

  it("fills its ring step by step", async () => {
    const live = await shown(inSession());
    expect(live.share()).toBeCloseTo(12 / 30);
    await live.later(0.25);
    expect(live.share()).toBeCloseTo(12.25 / 30);
  });

  it("is a timer that is not read out each second", async () => {
    const { face } = await shown(inSession());
    expect(face.renderRoot.querySelector("[role=timer]")?.getAttribute("aria-live")).toBe("off");
  });
});

describe("repetitions", () => {
  it("are counted with the time that each takes", async () => {
    const live = await shown(inSession(REPETITIONS));
    expect(live.number()).toBe("5");
    expect(live.said()).toContain("of 10");
    await live.later(2.99);
    expect(live.number()).toBe("5");
    await live.later(0.01);
    expect(live.number()).toBe("6");
    await live.later(15);
    expect(live.number()).toBe("10");
  });

  it("show the move there and back", async () => {
    const live = await shown(inSession(REPETITIONS));
    expect(live.pose()).toBe("Wall elbow curl: End");
    await live.later(1.6);
    expect(live.pose()).toBe("Wall elbow curl: Beginning");
    await live.later(1.4);
    expect(live.pose()).toBe("Wall elbow curl: End");
  });

  it("are not counted before the move begins", async () => {
    const live = await shown(inSession({ ...REPETITIONS, ...PREPARING }));
    expect(live.number()).toBe("8");
  });
});

describe("what moves", () => {
  it("moves four times a second", async () => {
    const live = await shown(inSession());
    const times = vi.spyOn(live.clock, "now");
    await live.later(1);
    expect(times).toHaveBeenCalledTimes(4);
  });

  it("moves once a second where somebody wants less of it", async () => {
    calm.matches = true;
    const live = await shown(inSession());
    const times = vi.spyOn(live.clock, "now");
    await live.later(2);
    expect(times).toHaveBeenCalledTimes(2);
    expect(live.number()).toBe("16");
  });

  it.each([
    ["in a pause", inSession(PAUSED)],
    ["while an answer is waited for", inSession(WAITING)],
    ["without a session", SITTING],
    ["when the phase is over and the next is still to come", inSession({ phase_began_at: 0 })],
  ])("stands still %s", async (_, state) => {
    await shown(state);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stands still for nobody, and is right when somebody looks again", async () => {
    const live = await shown(inSession());
    const visibility = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(vi.getTimerCount()).toBe(0);
    await live.later(5);
    expect(live.number()).toBe("18");
    visibility.mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(live.number()).toBe("13");
    expect(vi.getTimerCount()).toBe(1);
  });

  it("stands still once the card is gone, and goes on when it is back", async () => {
    const live = await shown(inSession());
    live.face.remove();
    expect(vi.getTimerCount()).toBe(0);
    await live.later(5);
    document.body.append(live.face);
    await live.later(0);
    expect(live.number()).toBe("13");
    await live.later(1);
    expect(live.number()).toBe("12");
  });

  it("does not begin for a card that went away while it was drawn", async () => {
    const { face } = await shown(inSession(PAUSED));
    face.state = inSession();
    face.remove();
    await face.updateComplete;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stops in a pause at the second where it was, and goes on from there", async () => {
    const live = await shown(inSession());
    await live.later(0.4);
    await live.hear({ is_paused: true, ends_at: null, remaining: 17.6 });
    await live.later(60);
    expect(live.number()).toBe("18");
    await live.hear({ phase_began_at: NOW + 48, ends_at: NOW + 78 });
    await live.later(0.6);
    expect(live.number()).toBe("17");
  });

  it("is all that is drawn while the seconds pass", async () => {
    const live = await shown(inSession());
    const drawn = vi.spyOn(live.face, "render");
    await live.later(2.9);
    expect(drawn).not.toHaveBeenCalled();
  });
});

describe("what is said about a move", () => {
  it("is how to stand, while getting into position", async () => {
    const live = await shown(inSession({ ...PREPARING, number: 1 }));
    expect(live.said()).toContain("Into position");
    expect(live.said()).toContain("Stand with your back against a wall, feet straight.");
    expect(live.said()).toContain("10 times");
    expect(live.pose()).toBe("Wall elbow curl: Beginning");
    expect(live.said()).not.toContain("Open your elbows");
  });

  it("is all of it where the instructions were asked for", async () => {
    const live = await shown(inSession({ ...PREPARING, number: 1, lasts: 25, ends_at: NOW + 25 }));
    expect(live.said()).toContain("Open your elbows wide to the wall.");
  });

  it("is one hint after the other while it is done", async () => {
    const state = inSession({ phase_began_at: NOW, ends_at: NOW + 30 });
    const { exercises } = state.content;
    const move = { ...exercises["overhead_extension"]!, cues: ["Breathe.", "Stay tall."] };
    const content = { ...state.content, exercises: { ...exercises, overhead_extension: move } };
    const live = await shown({ ...state, content });
    expect(live.said()).toContain("Breathe.");
    await live.later(10);
    expect(live.said()).toContain("Stay tall.");
    expect(live.said()).not.toContain("Breathe.");
  });

  it("is what comes next", async () => {
    const live = await shown(inSession());
    expect(live.said()).toContain("Next: Downward dog");
    await live.hear({ phase: "rest", number: 3 });
    expect(live.said()).toContain("Next: Downward dog");
    expect(live.said()).toContain("Start on hands and knees.");
    await live.hear({ number: 3 });
    expect(live.said()).not.toContain("Next:");
  });

  it("is little of a move that is no longer known", async () => {
    const live = await shown(inSession({ steps: [{ exercise: "gone", dose: 20 }], number: 1 }));
    expect(live.said()).toContain("gone");
    expect(live.number()).toBe("18");
    expect(live.pose()).toBeNull();
  });

  it("is where the session is", async () => {
    const { face, said } = await shown(inSession());
    expect(said()).toContain("Move 2 of 3");
    const moves = face.renderRoot.querySelector(".moves");
    expect(moves?.getAttribute("aria-label")).toBe("1 of 3 moves done");
    expect([...moves!.children].map((each) => each.className.trim())).toEqual([
      "counted",
      "current",
      "",
    ]);
  });

  it("is what is waited for, when it is a balance test", async () => {
    const live = await shown(inSession(WAITING));
    expect(live.said()).toContain("Balance test after");
    expect(live.said()).toContain("It goes on when the balance test is answered.");
    expect(live.number()).toBeUndefined();
  });

  it("is at least its name, in a phase of the future", async () => {
    const live = await shown(inSession({ phase: "cool_down" as SessionState["phase"] }));
    expect(live.said()).toContain("cool_down");
    expect(live.number()).toBe("18");
  });
});

describe("what is read out", () => {
  it("is each phase as it begins", async () => {
    const live = await shown(inSession({ ...PREPARING, number: 1 }));
    expect(live.announced()).toBe(
      "Into position. Wall elbow curl. Stand with your back against a wall, feet straight.",
    );
    await live.hear({ ...REPETITIONS, phase_began_at: NOW + 8, ends_at: NOW + 38 });
    expect(live.announced()).toBe("Exercise. Wall elbow curl");
    await live.hear(PAUSED);
    expect(live.announced()).toBe("Paused");
    await live.hear({ phase: "rest", number: 3 });
    expect(live.announced()).toBe("Rest. Next: Downward dog");
    await live.hear(WAITING);
    expect(live.announced()).toBe(
      "Balance test after. It goes on when the balance test is answered.",
    );
  });

  it("is half-way, and the last ten seconds, once each", async () => {
    const live = await shown(inSession());
    expect(live.announced()).toBe("Exercise. Overhead extension");
    await live.later(3);
    expect(live.announced()).toBe("Half-way");
    await live.later(5);
    expect(live.announced()).toBe("10 seconds left");
    await live.later(9);
    expect(live.announced()).toBe("10 seconds left");
  });
});

describe("the keyboard", () => {
  async function pressed(key: string, init: KeyboardEventInit = {}, on?: string) {
    const { face } = await shown(inSession());
    const asked: string[] = [];
    face.addEventListener(ASK, (event) => {
      if (event instanceof AskEvent) asked.push(event.detail.action);
    });
    const options = { key, bubbles: true, composed: true, cancelable: true, ...init };
    const event = new KeyboardEvent("keydown", options);
    face.renderRoot.querySelector(on ?? "[role=group]")!.dispatchEvent(event);
    return { asked, isTaken: event.defaultPrevented };
  }

  it("leads through the session from anywhere on the face", async () => {
    expect(await pressed(" ")).toEqual({ asked: ["pause_routine"], isTaken: true });
    expect(await pressed("ArrowLeft")).toEqual({ asked: ["previous_exercise"], isTaken: true });
    expect(await pressed("ArrowRight", {}, LiveControls.tag)).toEqual({
      asked: ["next_exercise"],
      isTaken: true,
    });
  });

  it("leaves the space bar to a button that has the focus", async () => {
    expect(await pressed(" ", {}, LiveControls.tag)).toEqual({ asked: [], isTaken: false });
  });

  it("leaves everything else to the browser", async () => {
    expect(await pressed("ArrowLeft", { altKey: true })).toEqual({ asked: [], isTaken: false });
    expect(await pressed("ArrowRight", { repeat: true })).toEqual({ asked: [], isTaken: false });
    expect(await pressed("Tab")).toEqual({ asked: [], isTaken: false });
  });
});
