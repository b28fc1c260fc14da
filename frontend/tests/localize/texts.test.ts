import { describe, expect, it } from "vitest";

import { refusalsIn, textsIn } from "../../src/localize/texts";
import { FakeHass } from "../ha/fake-hass";

function speaking(texts: Readonly<Record<string, string>>): FakeHass {
  const hass = new FakeHass();
  hass.answers = ({ category }) => ({
    resources: Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [
        `component.posture_coach.${String(category)}.${name}`,
        text,
      ]),
    ),
  });
  return hass;
}

describe("the texts of a language", () => {
  it("need not be asked for in English", async () => {
    const hass = new FakeHass();
    await expect(textsIn(hass, "en")).resolves.toEqual({});
    expect(hass.asked).toEqual([]);
  });

  it("have the names that the card knows", async () => {
    await expect(textsIn(speaking({ card_save: "Sichern" }), "de")).resolves.toEqual({
      card_save: "Sichern",
      "entity.card_save": "Sichern",
    });
  });

  it("are asked for once, whichever card asks", async () => {
    const hass = speaking({ card_save: "Enregistrer" });
    const both = await Promise.all([textsIn(hass, "fr"), textsIn(hass, "fr")]);
    expect(both[0]).toEqual(both[1]);
    await textsIn(new FakeHass(), "fr");
    expect(hass.asked).toEqual(
      ["common", "entity"].map((category) => ({
        type: "frontend/get_translations",
        language: "fr",
        category,
        integration: ["posture_coach"],
      })),
    );
  });

  it("are left out when they cannot be had, and asked for again the next time", async () => {
    const hass = speaking({ card_save: "Salva" });
    const { answers } = hass;
    hass.answers = () => {
      throw new Error("no connection");
    };
    await expect(textsIn(hass, "it")).resolves.toEqual({});
    hass.answers = answers;
    await expect(textsIn(hass, "it")).resolves.toHaveProperty(["card_save"], "Salva");
  });

  it("of others are left alone", async () => {
    const hass = new FakeHass();
    hass.answers = () => ({ resources: { "component.other.common.card_save": "?" } });
    await expect(textsIn(hass, "nl")).resolves.toEqual({});
  });

  it("of refusals come on their own", async () => {
    const hass = speaking({ "no_snoozes_left.message": "Genoeg." });
    await expect(refusalsIn(hass, "nl")).resolves.toEqual({
      "exceptions.no_snoozes_left.message": "Genoeg.",
    });
    expect(hass.asked).toHaveLength(1);
  });
});
