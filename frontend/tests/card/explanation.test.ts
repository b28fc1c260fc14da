import { describe, expect, it } from "vitest";

import { explanationOf } from "../../src/card/explanation";
import { words } from "../fixtures";
import { FakeHass } from "../ha/fake-hass";

const REFUSED = {
  code: "service_validation_error",
  message: "Validation error",
  translation_domain: "posture_coach",
  translation_key: "no_snoozes_left",
  translation_placeholders: { limit: "2" },
};

function house(language: string): FakeHass {
  const hass = new FakeHass();
  hass.language = language;
  hass.answers = () => ({
    resources: {
      "component.posture_coach.exceptions.no_snoozes_left.message": "Schon {limit}-mal.",
    },
  });
  return hass;
}

describe("why something was not done", () => {
  it("is said in one's own language, by the name that came with it", async () => {
    const hass = house("de");
    await expect(explanationOf(REFUSED, hass, words())).resolves.toBe("Schon 2-mal.");
    await explanationOf(REFUSED, hass, words());
    expect(hass.asked).toEqual([
      {
        type: "frontend/get_translations",
        language: "de",
        category: "exceptions",
        integration: ["posture_coach"],
      },
    ]);
  });

  it.each([
    ["a text is missing", { ...REFUSED, translation_key: "unheard_of" }, "Validation error"],
    ["somebody else refuses", { ...REFUSED, translation_domain: "other" }, "Validation error"],
    ["it is not allowed", { code: "unauthorized", message: "Unauthorized" }, "You may not do that"],
    [
      "the connection is lost",
      { error: { code: 3, message: "Connection lost" } },
      "cannot be reached",
    ],
    ["there is no connection", 3, "cannot be reached"],
    ["only a code is known", { code: "odd" }, "That did not work: odd"],
    ["nothing is known", undefined, "That did not work"],
  ])("is said all the same when %s", async (_, thrown, text) => {
    await expect(explanationOf(thrown, house("fr"), words())).resolves.toContain(text);
  });
});
