import { afterEach, describe, expect, it, vi } from "vitest";

import { LiveControls } from "../../src/components/live-controls";
import type { SessionState } from "../../src/contract";
import { ASK, AskEvent } from "../../src/model/ask";
import { TOGGLE_SOUND, type SoundState } from "../../src/model/sound";
import { SESSION, words } from "../fixtures";

customElements.define(LiveControls.tag, LiveControls);

afterEach(() => {
  document.body.replaceChildren();
});

async function shown(
  session: Partial<SessionState> = {},
  { mayExtend = false, sound = "absent" }: { mayExtend?: boolean; sound?: SoundState } = {},
) {
  const controls = new LiveControls();
  Object.assign(controls, {
    session: { ...SESSION, ...session },
    mayExtend,
    sound,
    words: words(),
  });
  const asked: string[] = [];
  const answer = vi.fn(() => Promise.resolve(true));
  controls.addEventListener(ASK, (event) => {
    if (!(event instanceof AskEvent)) return;
    asked.push(event.detail.action);
    event.answer = answer();
  });
  document.body.append(controls);
  await controls.updateComplete;
  const named = (name: string) =>
    [...controls.renderRoot.querySelectorAll("button")].find(
      (button) => (button.getAttribute("aria-label") ?? button.textContent.trim()) === name,
    );
  const press = async (name: string) => {
    named(name)!.click();
    await new Promise((done) => setTimeout(done));
    await controls.updateComplete;
  };
  const focused = () => controls.shadowRoot?.activeElement?.textContent.trim();
  return { controls, asked, answer, named, press, focused };
}

describe("the buttons of a session", () => {
  it("ask for what they say", async () => {
    const { asked, press } = await shown({}, { mayExtend: true });
    const buttons = ["Pause", "Next move", "Previous move", "Explain", "+15 s"];
    for (const name of buttons) await press(name);
    expect(asked).toEqual([
      "pause_routine",
      "next_exercise",
      "previous_exercise",
      "repeat_instructions",
      "extend_hold",
    ]);
  });

  it("go on after a pause", async () => {
    const { asked, named, press } = await shown({ is_paused: true });
    expect(named("Pause")).toBeUndefined();
    await press("Go on");
    expect(asked).toEqual(["resume_routine"]);
  });

  it("name the keys that do the same", async () => {
    const { named } = await shown();
    const keys = ["Previous move", "Pause", "Next move"].map((name) =>
      named(name)?.getAttribute("aria-keyshortcuts"),
    );
    expect(keys).toEqual(["ArrowLeft", "Space", "ArrowRight"]);
  });

  it.each(["get_ready", "balance_before"] as const)(
    "do not lead back from %s, where there is nothing before",
    async (phase) => {
      const { asked, controls, named } = await shown({ phase });
      expect(named("Previous move")?.disabled).toBe(true);
      expect(named("Next move")?.disabled).toBe(false);
      await controls.press("previous_exercise");
      expect(asked).toEqual([]);
    },
  );

  it.each(["prepare", "work", "rest", "balance_after"] as const)(
    "lead back from %s",
    async (phase) => {
      const { named } = await shown({ phase });
      expect(named("Previous move")?.disabled).toBe(false);
    },
  );

  it("make nothing longer but a hold", async () => {
    const { named } = await shown();
    expect(named("+15 s")?.disabled).toBe(true);
  });

  it("wait for the answer, so that nothing is asked for twice", async () => {
    const { answer, asked, press } = await shown();
    let done: (isDone: boolean) => void = () => undefined;
    answer.mockReturnValueOnce(new Promise((resolve) => (done = resolve)));
    await press("Next move");
    await press("Next move");
    expect(asked).toEqual(["next_exercise"]);
    done(true);
    await new Promise((turn) => setTimeout(turn));
    await press("Next move");
    expect(asked).toEqual(["next_exercise", "next_exercise"]);
  });
});

describe("the button that stops", () => {
  it("asks once, and says that nothing is lost", async () => {
    const { asked, controls, press } = await shown();
    await press("Stop");
    expect(asked).toEqual([]);
    expect(controls.renderRoot.textContent).toContain("Stop? What you did is kept.");
    await press("Stop");
    expect(asked).toEqual(["stop_routine"]);
  });

  it("takes no for an answer", async () => {
    const { asked, controls, focused, press } = await shown();
    await press("Stop");
    expect(focused()).toBe("Keep going");
    await press("Keep going");
    expect(controls.renderRoot.textContent).not.toContain("Stop?");
    expect(focused()).toBe("Stop");
    expect(asked).toEqual([]);
  });

  it("takes Escape for a no", async () => {
    const { controls, press } = await shown();
    await press("Stop");
    const key = (name: string) => {
      const event = new KeyboardEvent("keydown", { key: name, bubbles: true });
      controls.renderRoot.querySelector("#stay")!.dispatchEvent(event);
      return controls.updateComplete;
    };
    await key("Tab");
    expect(controls.renderRoot.textContent).toContain("Stop?");
    await key("Escape");
    expect(controls.renderRoot.textContent).not.toContain("Stop?");
  });
});

describe("the button for sounds", () => {
  it.each([
    ["on", "Sound", "true"],
    ["off", "Sound", "false"],
    ["blocked", "Press for sound", "true"],
  ] as const)("while they are %s says “%s”", async (sound, name, pressed) => {
    const { controls, named, press } = await shown({}, { sound });
    expect(named(name)?.getAttribute("aria-pressed")).toBe(pressed);
    const toggled = vi.fn();
    controls.addEventListener(TOGGLE_SOUND, toggled);
    await press(name);
    expect(toggled).toHaveBeenCalledOnce();
  });

  it("is not there where there can be none", async () => {
    const { named } = await shown();
    expect(named("Sound")).toBeUndefined();
  });
});
