import { describe, expect, it } from "vitest";

import { areSame, surroundingsOf } from "../../src/ha/surroundings";
import { FakeConnection, FakeHass } from "./fake-hass";

const hass = new FakeHass();
const { config, locale } = hass;

describe("what the card depends on", () => {
  it.each([
    ["a state", {}],
    ["what else is set up", { config: { ...config, components: ["light", "posture_coach"] } }],
  ])("is not %s", (_, change) => {
    expect(areSame(surroundingsOf(hass), surroundingsOf(hass.with(change)))).toBe(true);
  });

  it.each([
    ["the language", { language: "de" }],
    ["how numbers and times are read", { locale: { ...locale, time_format: "12" } }],
    ["the connection", { connection: new FakeConnection() }],
    ["the time zone", { config: { ...config, time_zone: "Asia/Tokyo" } }],
    ["whether the house is up", { config: { ...config, state: "STARTING" } }],
    ["whether Posture Coach is there", { config: { ...config, components: [] } }],
  ])("is %s", (_, change) => {
    expect(areSame(surroundingsOf(hass), surroundingsOf(hass.with(change)))).toBe(false);
  });
});
