import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { CONTRACT } from "../../src/contract";
import { ask } from "../../src/model/ask";
import { NOW, SITTING } from "../fixtures";
import { FakeHass } from "../ha/fake-hass";
import { faceOf, part, said, settled, shown, type Shown } from "./shown";

beforeEach(() => {
  vi.useFakeTimers({ now: NOW * 1000 });
});

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

function house(config: Partial<FakeHass["config"]>): FakeHass {
  const hass = new FakeHass();
  hass.config = { ...hass.config, ...config };
  return hass;
}

async function refused(code: string, hass = new FakeHass(), message = ""): Promise<Shown> {
  const found = await shown({}, hass);
  hass.connection.last.refused(code, message);
  await settled(found.card);
  return found;
}

describe("a person who is not there", () => {
  it.each([
    ["disabled", "Posture Coach is switched off for Alex."],
    ["failed", "Posture Coach could not start for Alex."],
    ["starting", "Posture Coach is starting for Alex."],
    ["removed", "Alex is no longer coached."],
    ["asleep", "Nothing is known about Alex at the moment."],
  ])("is told of: %s", async (reason, text) => {
    const { card, hass } = await shown();
    hass.connection.last.accepted().tells({ kind: "absent", name: "Alex", reason });
    await settled(card);
    expect(said(card)).toContain(text);
    expect(faceOf(card)).toBeUndefined();
  });

  it("is shown again as soon as they are back", async () => {
    const { card, hass } = await shown();
    const { last } = hass.connection;
    last.accepted().tells({ kind: "absent", name: "Alex", reason: "starting" });
    last.tellsAll();
    await settled(card);
    expect(faceOf(card)).toBe("now");
  });
});

describe("a refusal", () => {
  it.each([
    ["person_unknown", "The person of this card is not known."],
    ["not_allowed", "Only that person"],
    ["nobody", "Nobody can be shown here yet."],
    ["not_loaded", "Posture Coach is not running for this person."],
    ["unknown_command", "Posture Coach was updated. Restart Home Assistant"],
    ["tired", "Home Assistant does not answer as expected: Too late."],
  ])("says what is wrong and what to do: %s", async (code, text) => {
    const { card } = await refused(code, new FakeHass(), "Too late.");
    expect(said(card)).toContain(text);
  });

  it("is asked about again when somebody wants that", async () => {
    const { card, hass } = await refused("nobody");
    part(card, "problem")!.renderRoot.querySelector("button")!.click();
    expect(hass.connection.subscriptions).toHaveLength(2);
  });

  it("of a house without Posture Coach ends when it is set up", async () => {
    const hass = house({ components: [] });
    const { card } = await refused("unknown_command", hass);
    expect(said(card)).toContain("Posture Coach is not set up.");
    card.hass = hass.with({ config: { ...hass.config, components: ["posture_coach"] } });
    expect(hass.connection.subscriptions).toHaveLength(2);
  });
});

describe("a house that starts", () => {
  it("is waited for", async () => {
    const hass = house({ state: "STARTING", components: [] });
    const { card } = await refused("unknown_command", hass);
    expect(said(card)).toContain("Home Assistant is starting.");
    card.hass = hass.with({ config: { ...hass.config, components: ["posture_coach"] } });
    hass.connection.last.tellsAll();
    await settled(card);
    expect(faceOf(card)).toBe("now");
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a lost connection", () => {
  const isInert = (card: Shown["card"]) =>
    card.renderRoot.querySelector(".panel")?.hasAttribute("inert");

  it("leaves what was known in sight, and nothing to press", async () => {
    const { card, hass } = await shown();
    hass.connection.last.tellsAll();
    await settled(card);
    hass.connection.isLost();
    await settled(card);
    expect(said(card)).toContain("Reconnecting…");
    expect(faceOf(card)).toBe("now");
    expect(isInert(card)).toBe(true);
    hass.connection.isBack();
    hass.connection.last.tellsAll();
    await settled(card);
    expect(said(card)).not.toContain("Reconnecting…");
    expect(isInert(card)).toBe(false);
  });
});

describe("an update", () => {
  it("of the integration asks for the page to be loaded anew", async () => {
    const reload = vi.fn();
    vi.stubGlobal("location", { reload });
    const { card, hass } = await shown();
    hass.connection.last.tellsAll({ ...SITTING, contract: CONTRACT + 1 });
    await settled(card);
    expect(said(card)).toContain("Load this page anew.");
    part(card, "problem")!.renderRoot.querySelector("button")!.click();
    expect(reload).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it("of the card alone asks for Home Assistant to be restarted", async () => {
    const { card, hass } = await shown();
    hass.connection.last.tellsAll({ ...SITTING, contract: CONTRACT - 1 });
    await settled(card);
    expect(said(card)).toContain("Restart Home Assistant");
    expect(part(card, "problem")!.renderRoot.querySelector("button")).toBeNull();
  });
});

describe("what is asked", () => {
  const asking = async () => {
    const found = await shown();
    found.hass.connection.last.tellsAll();
    await settled(found.card);
    return { ...found, face: part(found.card, "now") ?? found.card };
  };
  const alert = (card: Shown["card"]) => card.renderRoot.querySelector("[role=alert]")!;

  it("is an action for that very person", async () => {
    const { hass, face } = await asking();
    await expect(ask(face, "snooze_break", { duration: { minutes: 5 } })).resolves.toBe(true);
    expect(hass.called).toEqual([
      [
        "posture_coach",
        "snooze_break",
        { config_entry_id: "alex", duration: { minutes: 5 } },
        undefined,
        false,
        false,
      ],
    ]);
  });

  it("is refused in words that can be put away", async () => {
    const { card, hass, face } = await asking();
    hass.does = () => {
      throw Object.assign(new Error("Not now."), { code: "service_validation_error" });
    };
    await expect(ask(face, "skip_break")).resolves.toBe(false);
    await settled(card);
    expect(alert(card).textContent).toContain("Not now.");
    alert(card).querySelector("button")!.click();
    await settled(card);
    expect(alert(card).textContent).toBe("");
  });

  it("puts the words away by itself when it is done the next time", async () => {
    const { card, hass, face } = await asking();
    hass.does = () => {
      throw new Error("Not now.");
    };
    await ask(face, "skip_break");
    hass.does = () => ({ context: {} });
    await ask(face, "skip_break");
    await settled(card);
    expect(alert(card).textContent).toBe("");
  });

  it("says when it could be kept, but is not on disk", async () => {
    const { card, hass, face } = await asking();
    hass.does = () => ({ context: {}, response: { saved: false } });
    await expect(ask(face, "record_check_in", { neck_pain: 2 })).resolves.toBe(true);
    await settled(card);
    expect(said(card)).toContain("Kept, but not on disk yet.");
    expect(hass.called[0]?.at(-1)).toBe(true);
  });

  it("cannot be done as long as nobody is known", async () => {
    const { card, hass } = await shown();
    await expect(ask(card, "take_break")).resolves.toBe(false);
    expect(hass.called).toEqual([]);
  });
});
