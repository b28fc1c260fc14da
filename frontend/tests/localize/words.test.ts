import { describe, expect, it } from "vitest";

import { filled, type CardText, type CountedText } from "../../src/localize/words";
import { NOW, words } from "../fixtures";

const MIDNIGHT = Date.UTC(2026, 2, 2) / 1000;
const DAY = 24 * 3600;

/** Blanks that do not break, and such, are none of our affair. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("a text", () => {
  it("is in the language that was loaded, else in English", () => {
    const german = words({ language: "de" }, { card_save: "Sichern" });
    expect(german.text("card_save")).toBe("Sichern");
    expect(german.text("card_cancel")).toBe("Cancel");
  });

  it("is its own name where there is none", () => {
    expect(words().text("card_unheard_of" as CardText)).toBe("card_unheard_of");
  });

  it("has its values filled in, and keeps what has none", () => {
    expect(filled("{name} at {time}, {name}", { name: "Alex" })).toBe("Alex at {time}, Alex");
    expect(filled("{count} left", { count: 0 })).toBe("0 left");
    expect(filled("nothing to fill")).toBe("nothing to fill");
  });

  it("that may be missing is missed", () => {
    expect(words().maybe("reason_away")).toBe("Nobody is at the desk.");
    expect(words().maybe("reason_unheard_of")).toBeUndefined();
    const german = words({}, { reason_neu: "Bis {until}." });
    expect(german.maybe("reason_neu", { until: "9" })).toBe("Bis 9.");
  });

  it("of a state is that of the entity", () => {
    expect(words().status("break_due")).toBe("Break due");
    expect(words().posture("standing")).toBe("Standing");
    expect(words().phase("paused")).toBe("Paused");
  });

  it("of a state that is not known is no reason to fail", () => {
    expect(words().status("dancing" as "away")).toBe("status.dancing");
  });
});

describe("a number of things", () => {
  it("has the form that the language has for it", () => {
    expect(words().count("card_days", 1)).toBe("1 day");
    expect(words().count("card_days", 0)).toBe("0 days");
    expect(words().count("card_days", 1200)).toBe("1,200 days");
  });

  it("has the usual form where the special one is not translated", () => {
    const polish = words({ language: "pl" }, { card_days_other: "{count} dnia" });
    expect(polish.count("card_days", 3)).toBe("3 dnia");
  });

  it("has the special form of a language that English has not", () => {
    const polish = words({ language: "pl" }, { card_days_few: "{count} dni" });
    expect(polish.count("card_days", 3)).toBe("3 dni");
  });

  it("may have more values", () => {
    const odd = words({}, { card_days_other: "{count} of {all}" });
    expect(odd.count("card_days" satisfies CountedText, 2, { all: 7 })).toBe("2 of 7");
  });
});

describe("a number", () => {
  it.each([
    ["en", true, "1,234.5"],
    ["de", true, "1.234,5"],
    ["fr", true, "1 234,5"],
    ["en", false, "1234.5"],
  ])("is written as wanted: %s, grouped %s", (numbers, grouping, text) => {
    expect(plain(words({ numbers, grouping }).number(1234.5, 1))).toBe(text);
  });

  it("is whole unless digits are asked for", () => {
    expect(words().number(66.7)).toBe("67");
  });

  it.each([
    [5, "+5"],
    [-5, "-5"],
    [0, "0"],
    [0.2, "0"],
  ])("of a change has a sign: %d", (value, text) => {
    expect(words().signed(value)).toBe(text);
  });
});

describe("a time that passes", () => {
  it.each([
    [0, "0 sec"],
    [59.9, "59 sec"],
    [60, "1 min"],
    [3599, "59 min"],
    [3600, "1 hr"],
    [5.5 * 3600, "5 hr 30 min"],
  ])("of %d seconds is in words", (seconds, text) => {
    expect(words().duration(seconds)).toBe(text);
  });

  it.each([
    [0, "0:00"],
    [-3, "0:00"],
    [0.2, "0:01"],
    [32, "0:32"],
    [31.0005, "0:31"],
    [90, "1:30"],
  ])("of %d seconds is counted down to the end of the second that has begun", (seconds, text) => {
    expect(words().countdown(seconds)).toBe(text);
  });
});

describe("a time of the day", () => {
  it.each([
    ["en", false, NOW, "10:00"],
    ["en", true, NOW, "10:00 AM"],
    ["en-US", false, MIDNIGHT, "00:00"],
    ["en-US", true, MIDNIGHT, "12:00 AM"],
    ["de", false, NOW, "10:00"],
  ])("is written as wanted: %s, twelve hours %s", (language, hour12, at, text) => {
    expect(plain(words({ language, hour12 }).clock(at))).toBe(text);
  });

  it("is that of the time zone", () => {
    expect(words({ timeZone: "Asia/Tokyo" }).clock(NOW)).toBe("19:00");
  });

  it.each([
    [NOW + 3600, "11:00"],
    [NOW + DAY, "Tue 10:00"],
    [NOW - DAY, "Sun 10:00"],
    [NOW + 10 * DAY, "Mar 12 10:00"],
  ])("has the day beside it when that is another", (at, text) => {
    expect(words().when(at, NOW)).toBe(text);
  });
});

describe("a day", () => {
  it("is that day, wherever one is", () => {
    expect(words({ timeZone: "America/Los_Angeles" }).day("2026-03-02")).toBe("Mon");
    expect(words().day("2026-03-02", { day: "numeric", month: "long" })).toBe("March 2");
  });
});

describe("a list", () => {
  it("is one as the language has it", () => {
    expect(words().list(["Chair", "Radar", "PC"])).toBe("Chair, Radar, and PC");
    expect(words({ language: "de" }).list(["Stuhl", "Radar"])).toBe("Stuhl und Radar");
  });
});
