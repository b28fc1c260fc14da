import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { SessionDevice } from "../../src/card/session-device";
import type { SessionState } from "../../src/contract";
import { ServerClock } from "../../src/model/server-clock";
import { SOUND, type SoundState } from "../../src/model/sound";
import { inSession, NOW, SITTING } from "../fixtures";
import { fakeAudio } from "./fake-audio";

customElements.define(SessionDevice.tag, SessionDevice);

const PAUSED: Partial<SessionState> = { is_paused: true, ends_at: null, remaining: 18 };
/** The last move, from its beginning. */
const LAST: Partial<SessionState> = {
  number: 3,
  counted: [true, true, false],
  phase_began_at: NOW,
  ends_at: NOW + 30,
};
const BEGIN = { cue: "begin", after: 0 } as const;
const COUNTDOWN = { cue: "countdown", after: 27 } as const;

let audio: ReturnType<typeof fakeAudio>;

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ now: NOW * 1000 });
  audio = fakeAudio();
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A device, in a state, with the addresses in our sounds shortened to their names. */
async function device(session: Partial<SessionState> | null = {}, wantsSounds = true) {
  const element = new SessionDevice();
  const content = {
    ...SITTING.content,
    sounds: { begin: "begin", countdown: "countdown", finished: "finished", rest: "missing" },
  };
  const told: SoundState[] = [];
  element.addEventListener(SOUND, (event) => {
    if (event instanceof CustomEvent) told.push(event.detail as SoundState);
  });
  const hear = async (next: Partial<SessionState> | null) => {
    element.state = { ...(next ? inSession(next) : SITTING), content };
    await vi.advanceTimersByTimeAsync(0);
  };
  Object.assign(element, { clock: new ServerClock(), wantsSounds });
  element.state = { ...(session ? inSession(session) : SITTING), content };
  document.body.append(element);
  await vi.advanceTimersByTimeAsync(0);
  return { element, hear, told, sounds: element.sounds };
}

const later = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
const at = (seconds: number) => (NOW + seconds) * 1000;

describe("the sounds of a session", () => {
  it("come at their instants, to the millisecond", async () => {
    await device({ phase_began_at: NOW, ends_at: NOW + 30 });
    await later(30);
    expect(audio.heard()).toEqual([
      ["begin", at(0)],
      ["countdown", at(27)],
    ]);
  });

  it("leave out what is too late to be true", async () => {
    await device({ phase_began_at: NOW - 27.4, ends_at: NOW + 2.6 });
    await later(3);
    expect(audio.heard()).toEqual([["countdown", at(0)]]);
    audio.sounded.length = 0;
    await device({ phase_began_at: NOW - 25.5 });
    await later(5);
    expect(audio.heard()).toEqual([]);
  });

  it("leave out what was missed while the device slept", async () => {
    await device();
    vi.setSystemTime(at(20));
    await later(60);
    expect(audio.heard()).toEqual([]);
  });

  it("do not sound in a pause, and come later after it", async () => {
    const { hear } = await device();
    await later(14);
    await hear(PAUSED);
    await later(60);
    expect(audio.heard()).toEqual([]);
    await hear({ phase_began_at: NOW + 62, ends_at: NOW + 92 });
    await later(16);
    expect(audio.heard()).toEqual([["countdown", at(89)]]);
  });

  it("are cut off by a pause, and by whoever goes on", async () => {
    const { hear } = await device();
    await later(16);
    await hear(PAUSED);
    expect(audio.sounded).toMatchObject([{ address: "countdown", isCut: true }]);
  });

  it("sound to their end when the phase comes to its own", async () => {
    const { hear } = await device();
    await later(18);
    await hear({ phase: "rest", phase_began_at: NOW + 18, ends_at: NOW + 28, cues: [] });
    expect(audio.heard()).toEqual([["countdown", at(15)]]);
  });

  it("come later when a hold takes longer", async () => {
    const { hear } = await device();
    await later(14);
    await hear({ lasts: 45, ends_at: NOW + 33, cues: [BEGIN, { ...COUNTDOWN, after: 42 }] });
    await later(20);
    expect(audio.heard()).toEqual([["countdown", at(30)]]);
  });

  it("come once, however often the same is told", async () => {
    const { hear } = await device({ phase_began_at: NOW, ends_at: NOW + 30 });
    await hear({ phase_began_at: NOW, ends_at: NOW + 30 });
    await later(26);
    await hear({ phase_began_at: NOW, ends_at: NOW + 30 });
    await later(4);
    expect(audio.heard().map(([address]) => address)).toEqual(["begin", "countdown"]);
  });

  it("are fetched ahead, each once", async () => {
    await device();
    expect(audio.fetch.mock.calls.map(([address]) => address)).toEqual([
      "begin",
      "countdown",
      "finished",
      "missing",
    ]);
    await later(20);
    expect(audio.fetch).toHaveBeenCalledTimes(4);
  });

  it("may be missing", async () => {
    await device({ phase: "rest", phase_began_at: NOW, cues: [{ cue: "rest", after: 0 }] });
    await later(1);
    expect(audio.heard()).toEqual([]);
  });
});

describe("the sound of the end", () => {
  it("comes when the last move came to its own", async () => {
    const { hear } = await device(LAST);
    await later(30);
    await hear(null);
    expect(audio.heard().at(-1)).toEqual(["finished", at(30)]);
    expect(audio.contexts[0]?.state).toBe("running");
    audio.sounded.at(-1)?.end();
    expect(audio.contexts[0]?.state).toBe("closed");
  });

  it("does not come when the session was stopped", async () => {
    const { hear } = await device(LAST);
    await later(20);
    await hear(null);
    expect(audio.sounded.map(({ address }) => address)).toEqual(["begin"]);
    expect(audio.contexts[0]?.state).toBe("closed");
  });

  it("leaves the next session its sounds", async () => {
    const { hear } = await device(LAST);
    await later(30);
    await hear(null);
    await hear({ phase_began_at: NOW + 30, ends_at: NOW + 60 });
    audio.sounded.find(({ address }) => address === "finished")?.end();
    expect(audio.contexts[0]?.state).toBe("running");
  });
});

describe("whether there are sounds", () => {
  it("is as the card is set, as long as nobody chose otherwise", async () => {
    expect((await device({}, true)).sounds.state).toBe("on");
    expect((await device({}, false)).sounds.state).toBe("off");
  });

  it("is chosen on this device, and remembered there", async () => {
    const { sounds, told } = await device({}, false);
    expect(audio.contexts).toEqual([]);
    sounds.toggle();
    expect(audio.contexts).toHaveLength(1);
    await later(0);
    expect(told).toEqual(["off", "on"]);
    await later(16);
    expect(audio.heard().map(([address]) => address)).toEqual(["countdown"]);
    expect((await device({}, false)).sounds.state).toBe("on");
  });

  it("is chosen against the card, too", async () => {
    const { sounds } = await device();
    await later(16);
    sounds.toggle();
    expect(audio.sounded).toMatchObject([{ isCut: true }]);
    expect(audio.contexts[0]?.state).toBe("closed");
    expect((await device({}, true)).sounds.state).toBe("off");
  });

  it("is chosen for now where a browser keeps nothing", async () => {
    const refusal = () => {
      throw new DOMException("no storage", "SecurityError");
    };
    vi.spyOn(Storage.prototype, "getItem").mockImplementation(refusal);
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(refusal);
    const { sounds } = await device({}, false);
    sounds.toggle();
    expect(sounds.state).toBe("on");
  });

  it("is told to be blocked until somebody touches the page", async () => {
    audio.isAllowed = false;
    const { told } = await device({ phase_began_at: NOW, ends_at: NOW + 30 });
    expect(told.at(-1)).toBe("blocked");
    await later(5);
    document.body.click();
    await later(25);
    expect(told.at(-1)).toBe("on");
    expect(audio.heard()).toEqual([["countdown", at(27)]]);
  });

  it("lets a press on a blocked button unblock them, not switch them off", async () => {
    audio.isAllowed = false;
    const { sounds } = await device();
    sounds.toggle();
    expect(sounds.state).toBe("on");
  });

  it("is nothing to choose where a browser has none", async () => {
    vi.stubGlobal("AudioContext", undefined);
    Reflect.deleteProperty(globalThis, "AudioContext");
    const { sounds, told } = await device();
    expect(sounds.state).toBe("absent");
    expect(told).toEqual([]);
  });

  it("takes nothing while there is no session", async () => {
    await device(null);
    expect(audio.contexts).toEqual([]);
    expect(audio.fetch).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("leaves nothing behind when the card goes away, and begins anew when it is back", async () => {
    const { element } = await device();
    element.remove();
    expect(audio.contexts[0]?.state).toBe("closed");
    expect(vi.getTimerCount()).toBe(0);
    document.body.append(element);
    await later(16);
    expect(audio.heard().map(([address]) => address)).toEqual(["countdown"]);
  });
});
