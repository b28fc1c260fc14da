import { beforeEach, describe, expect, it, vi } from "vitest";

import { FakeHass } from "./ha/fake-hass";

interface Listed {
  type: string;
  name: string;
  documentationURL: string;
  getEntitySuggestion: (hass: FakeHass, entityId: string) => unknown;
}

const listed = () => window.customCards as unknown as Listed[];
const load = () => import("../src/index");

class House extends HTMLElement {}

beforeEach(() => {
  vi.resetModules();
});

// One after the other: what is defined in a browser stays so.
describe("the file", () => {
  it("lists the card at once, but has no element before the frontend is there", async () => {
    const evaluated = vi.fn();
    vi.doMock("../src/elements", () => {
      evaluated();
      return { ELEMENTS: [] };
    });
    await load();
    expect(listed().map(({ type, name }) => [type, name])).toEqual([
      ["posture-coach-card", "Posture Coach"],
    ]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(evaluated).not.toHaveBeenCalled();
    vi.doUnmock("../src/elements");
  });

  it("defines the elements when the frontend is there", async () => {
    class Element extends HTMLElement {
      static readonly tag = "posture-coach-card";
    }
    vi.doMock("../src/elements", () => ({ ELEMENTS: [Element] }));
    await load();
    customElements.define("home-assistant", House);
    await vi.waitFor(() => expect(customElements.get("posture-coach-card")).toBe(Element));
  });

  it("may be loaded from two addresses", async () => {
    const before = customElements.get("posture-coach-card");
    class Other extends HTMLElement {
      static readonly tag = "posture-coach-card";
    }
    class Further extends HTMLElement {
      static readonly tag = "posture-coach-further";
    }
    vi.doMock("../src/elements", () => ({ ELEMENTS: [Other, Further] }));
    await load();
    await vi.waitFor(() => expect(customElements.get("posture-coach-further")).toBe(Further));
    expect(customElements.get("posture-coach-card")).toBe(before);
    expect(listed()).toHaveLength(1);
  });
});

describe("the suggestion for an entity", () => {
  const hass = new FakeHass();
  hass.entities = {
    "sensor.alex_status": { platform: "posture_coach", device_id: "device" },
    "sensor.sam_status": { platform: "posture_coach" },
    "sensor.lamp": { platform: "hue", device_id: "device" },
  };
  hass.devices = { device: { config_entry_id: "alex" } };

  it.each([
    ["sensor.alex_status", { config: { type: "custom:posture-coach-card", person: "alex" } }],
    [
      "sensor.sam_status",
      { config: { type: "custom:posture-coach-card", person: "sensor.sam_status" } },
    ],
    ["sensor.lamp", null],
    ["sensor.gone", null],
  ])("of %s", async (entityId, suggestion) => {
    await load();
    expect(listed()[0]!.getEntitySuggestion(hass, entityId)).toEqual(suggestion);
  });
});
