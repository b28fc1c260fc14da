import { describe, expect, it } from "vitest";

import type { ReadingHabits } from "../../src/ha/home-assistant";
import { localeOf } from "../../src/localize/locale";
import { Words } from "../../src/localize/words";
import { NOW } from "../fixtures";

const HABITS: ReadingHabits = {
  language: "de",
  number_format: "language",
  time_format: "language",
  time_zone: "server",
};

const locale = (habits: Partial<ReadingHabits>) => localeOf({ ...HABITS, ...habits }, "Asia/Tokyo");

describe("how somebody reads", () => {
  it.each([
    ["language", "12.345,6"],
    ["comma_decimal", "12,345.6"],
    ["decimal_comma", "12.345,6"],
    ["space_comma", "12 345,6"],
    ["quote_decimal", "12'345.6"],
    ["none", "12345.6"],
    ["a_new_one", "12.345,6"],
  ])("numbers: %s", (number_format, text) => {
    const written = new Words(locale({ number_format })).number(12345.6, 1);
    // Which blank and which quotation mark it is depends on the browser.
    expect(written.replace(/[\u00a0\u202f]/g, " ").replace("’", "'")).toBe(text);
  });

  it("numbers as the browser has them", () => {
    expect(locale({ number_format: "system" }).numbers).toBeUndefined();
  });

  it.each([
    ["12", "de", true],
    ["24", "en", false],
    ["language", "en", true],
    ["language", "de", false],
    [
      "system",
      "de",
      new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hour12,
    ],
  ])("times: %s in %s", (time_format, language, hour12) => {
    expect(locale({ time_format, language }).hour12).toBe(hour12);
  });

  it("the clock of the house, or of this device", () => {
    expect(new Words(locale({})).clock(NOW)).toBe("19:00");
    expect(locale({ time_zone: "local" }).timeZone).toBeUndefined();
  });
});
