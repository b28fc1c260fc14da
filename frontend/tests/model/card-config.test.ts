import { describe, expect, it } from "vitest";

import { readConfig } from "../../src/model/card-config";

const USUAL = { person: null, face: "auto", isCompact: false, hasSounds: false };

describe("the configuration of a card", () => {
  it("may be empty", () => {
    expect(readConfig({ type: "custom:posture-coach-card" })).toEqual({
      config: USUAL,
      faults: [],
    });
  });

  it("is read", () => {
    const written = { person: "sensor.alex_status", face: "week", compact: true, sounds: true };
    expect(readConfig(written)).toEqual({
      config: { person: "sensor.alex_status", face: "week", isCompact: true, hasSounds: true },
      faults: [],
    });
  });

  it("takes a person that was emptied for nobody in particular", () => {
    expect(readConfig({ person: "" })).toEqual({ config: USUAL, faults: [] });
    expect(readConfig({ person: null })).toEqual({ config: USUAL, faults: [] });
  });

  it("leaves alone what others write beside", () => {
    const written = {
      type: "custom:posture-coach-card",
      disabled: false,
      visibility: [],
      view_layout: { position: "sidebar" },
      card_mod: { style: "" },
      layout_options: null,
    };
    expect(readConfig(written).faults).toEqual([]);
  });

  it.each([
    [{ person: 7 }, { key: "person", may: [] }],
    [{ face: "moon" }, { key: "face", may: ["auto", "now", "routine", "balance", "week"] }],
    [{ face: "live" }, { key: "face", may: ["auto", "now", "routine", "balance", "week"] }],
    [{ compact: "yes" }, { key: "compact", may: ["true", "false"] }],
    [{ sounds: 1 }, { key: "sounds", may: ["true", "false"] }],
    [{ persn: "alex" }, { key: "persn" }],
  ])("tells what is wrong with %j, and goes on without", (written, fault) => {
    expect(readConfig(written)).toEqual({ config: USUAL, faults: [fault] });
  });

  it.each([
    [{ rows: 1 }, true],
    [{ rows: 2 }, true],
    [{ rows: 3 }, false],
    [{ rows: "auto" }, false],
    [{ columns: 6 }, false],
    [null, false],
    ["odd", false],
  ])("makes the card compact where there is room for no more: %j", (options, isCompact) => {
    expect(readConfig({ grid_options: options }).config.isCompact).toBe(isCompact);
  });
});
