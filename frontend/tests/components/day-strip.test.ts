import { afterEach, describe, expect, it } from "vitest";

import { DayStrip } from "../../src/components/day-strip";
import type { DayStrip as Strip } from "../../src/contract";
import { STRIP, words } from "../fixtures";

if (!customElements.get(DayStrip.tag)) customElements.define(DayStrip.tag, DayStrip);

async function shown(strip: Strip | undefined, hour12 = false): Promise<DayStrip> {
  const element = new DayStrip();
  element.words = words({ hour12 });
  element.strip = strip;
  document.body.append(element);
  await element.updateComplete;
  return element;
}

function texts(element: DayStrip, what: string): readonly string[] {
  return [...element.renderRoot.querySelectorAll(what)].map((each) =>
    each.textContent.replace(/\s+/g, " ").trim(),
  );
}

function bands(element: DayStrip): readonly HTMLElement[] {
  return [...element.renderRoot.querySelectorAll<HTMLElement>(".track i")];
}

afterEach(() => {
  document.body.replaceChildren();
});

describe("The strip of a day", () => {
  it("has a band for each posture, of a kind of its own, where it was", async () => {
    const all = bands(await shown(STRIP));
    expect(all.map((each) => each.className)).toEqual(["away", "sitting", "standing", "sitting"]);
    expect(all[0]?.style.insetInlineStart).toBe("0%");
    expect(parseFloat(all[3]?.style.insetInlineStart ?? "")).toBeCloseTo(37.5);
    expect(parseFloat(all[3]?.style.inlineSize ?? "")).toBeCloseTo(100 / 24);
  });

  it("has hours as somebody reads them", async () => {
    expect(texts(await shown(STRIP), ".hours span")).toEqual(["06:00", "12:00", "18:00"]);
    expect(texts(await shown(STRIP, true), ".hours span")[0]).toMatch(/^6:00 AM$/);
  });

  it("says how long each posture lasted", async () => {
    expect(texts(await shown(STRIP), "ul li")).toEqual([
      "Sitting 1 hr 30 min",
      "Standing 30 min",
      "Away 8 hr",
    ]);
  });

  it("can be read from one posture to the next", async () => {
    expect(texts(await shown(STRIP), "ol li")[1]).toBe("08:00 – 08:30 Sitting");
  });

  it("names what is not known only where there is such a time", async () => {
    const [away, ...others] = STRIP.spans;
    const spans = [{ ...away!, posture: "unknown" as const }, ...others];
    const unsure = await shown({ ...STRIP, spans });
    expect(texts(unsure, "ul li").at(-1)).toBe("Not known 8 hr");
    expect(bands(unsure)[0]?.className).toBe("unknown");
  });

  it("keeps its place while it is not there yet", async () => {
    const element = await shown(undefined);
    expect(texts(element, "ul li")).toEqual(["Sitting", "Standing", "Away"]);
    expect(bands(element)).toHaveLength(0);
    expect(texts(element, "ol li")).toHaveLength(0);
  });

  it.each([
    ["no_recorder", "The history is not recorded"],
    ["sensor_disabled", "The sensor “Posture” is switched off"],
  ] as const)("says why there is none: %s", async (missing, sentence) => {
    const element = await shown({ ...STRIP, spans: [], missing });
    expect(texts(element, "p")[0]).toContain(sentence);
    expect(bands(element)).toHaveLength(0);
  });

  it("says that nothing is known of a day without any posture", async () => {
    expect(texts(await shown({ ...STRIP, spans: [] }), "p")).toEqual([
      "Nothing is known of this day.",
    ]);
  });
});
