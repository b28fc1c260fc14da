import { afterEach, describe, expect, it, vi } from "vitest";

import { PICK, TrendChart } from "../../src/components/trend-chart";
import type { Trend } from "../../src/contract";
import { chartsOf, type ChartName } from "../../src/model/trend";
import { WEEK, words } from "../fixtures";

if (!customElements.get(TrendChart.tag)) customElements.define(TrendChart.tag, TrendChart);

async function shown(
  name: ChartName,
  given: Partial<Pick<TrendChart, "isPicker" | "hasLabels" | "note" | "day">> = {},
  trend: Trend = WEEK,
): Promise<TrendChart> {
  const element = new TrendChart();
  const chart = chartsOf(trend).find((each) => each.name === name)!;
  const usual = { day: "2026-03-02", note: "", isPicker: false, hasLabels: false };
  Object.assign(element, { chart, words: words(), ...usual, ...given });
  document.body.append(element);
  await element.updateComplete;
  return element;
}

function daysOf(count: number): Trend {
  const days = Array.from({ length: count }, (_, index) => ({
    ...WEEK.days[1]!,
    day: new Date(Date.UTC(2026, 2, 2 - count + 1 + index)).toISOString().slice(0, 10),
  }));
  return { ...WEEK, days };
}

function all(element: TrendChart, what: string): readonly HTMLElement[] {
  return [...element.renderRoot.querySelectorAll<HTMLElement>(what)];
}

function texts(element: TrendChart, what: string): readonly string[] {
  return all(element, what).map((each) => each.textContent.replace(/\s+/g, " ").trim());
}

afterEach(() => {
  document.body.replaceChildren();
});

describe("A chart", () => {
  it("has a title, and what it comes to in figures", async () => {
    const sitting = await shown("sitting");
    expect(texts(sitting, "h3")).toEqual(["Sitting"]);
    expect(texts(sitting, ".figures span")).toEqual(["3 hr 55 min a day"]);
    expect(texts(await shown("breaks"), ".figures span")).toEqual(["32 taken", "4 missed"]);
    expect(texts(await shown("pain"), ".figures span")).toEqual(["last 1"]);
  });

  it("can be read as a table", async () => {
    const sitting = await shown("sitting");
    expect(texts(sitting, "caption")).toEqual(["Sitting"]);
    expect(texts(sitting, "th").slice(0, 2)).toEqual([
      "Tuesday, February 24",
      "Wednesday, February 25",
    ]);
    expect(texts(sitting, "td").slice(0, 2)).toEqual(["Not known", "7 hr"]);
    expect(texts(await shown("breaks"), "td")[1]).toBe("8 taken and 1 missed");
  });

  it("leaves days without a test out of its table", async () => {
    expect(texts(await shown("evenness"), "td")).toEqual([
      "60 before and 75 after",
      "60 before and 75 after",
      "60 before and 75 after",
      "60 before and 80 after",
    ]);
  });

  it("draws what is not known unlike nothing", async () => {
    const columns = all(await shown("sitting"), ".column");
    expect(columns[0]?.querySelector(".unknown")).not.toBeNull();
    expect(columns[4]?.querySelector(".unknown")).toBeNull();
    expect(columns[4]?.querySelector<HTMLElement>(".time")?.style.blockSize).toBe("0%");
  });

  it("marks the longest spells above the limit", async () => {
    const longest = await shown("longest");
    const over = all(longest, ".column").map((each) => each.querySelector(".over") !== null);
    expect(over).toEqual([false, true, true, false, false, true, true]);
    expect(all(longest, ".limit")).toHaveLength(1);
    expect(all(await shown("sitting"), ".limit, .over")).toHaveLength(0);
  });

  it("puts missed breaks on those that were taken, and nothing where there were none", async () => {
    const columns = all(await shown("breaks"), ".column");
    expect(columns[1]?.querySelectorAll(".taken, .missed")).toHaveLength(2);
    expect(columns[4]?.querySelector(".mark")).toBeNull();
  });

  it("has the points before and after a session as dots of two kinds, each joined", async () => {
    const evenness = await shown("evenness");
    const columns = all(evenness, ".column");
    const heightOf = (kind: string) =>
      columns[1]?.querySelector<HTMLElement>(kind)?.style.insetBlockEnd;
    expect([heightOf(".before"), heightOf(".after")]).toEqual(["60%", "75%"]);
    expect(columns[0]?.querySelector(".mark")).toBeNull();
    expect(all(evenness, "polyline")).toHaveLength(2);
  });

  it("joins pains by a line, over days without one", async () => {
    const line = all(await shown("pain"), "polyline")[0]
      ?.getAttribute("points")
      ?.split(" ");
    expect(line).toHaveLength(2 * 5);
    expect(Number(line?.[0])).toBeCloseTo(1.5 / 7);
    expect(Number(line?.[1])).toBeCloseTo(0.7);
    expect(all(await shown("sitting"), "polyline")).toHaveLength(0);
  });

  it("has a note where there is one", async () => {
    expect(texts(await shown("sitting", { note: "A note." }), "p")).toEqual(["A note."]);
    expect(all(await shown("sitting"), "p")).toHaveLength(0);
  });
});

describe("The days under a chart", () => {
  it("are each named in a week", async () => {
    const element = await shown("sitting", { hasLabels: true });
    expect(texts(element, ".days span")).toEqual(["Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon"]);
  });

  it("are named now and then in a month, and no column is added for that", async () => {
    const element = await shown("sitting", { hasLabels: true }, daysOf(30));
    expect(texts(element, ".days span")).toEqual(["Feb 1", "Feb 9", "Feb 17", "Feb 25"]);
    expect(all(element, ".days span")[3]?.getAttribute("style")).toBe("grid-column:25/31");
  });

  it("are months in a year, of which the columns are weeks", async () => {
    const element = await shown("sitting", { hasLabels: true }, daysOf(364));
    expect(texts(element, ".days span")[0]).toBe("Mar 25");
    expect(texts(element, "th").at(-1)).toBe("Feb 24 – Mar 2");
  });

  it("are left to another chart unless they are wanted", async () => {
    expect(all(await shown("sitting"), ".days")).toHaveLength(0);
  });
});

describe("A day on a chart", () => {
  it("is shown when it is picked", async () => {
    const element = await shown("sitting", { isPicker: true, day: "2026-02-26" });
    const columns = all(element, ".column").map((each) => each.classList.contains("chosen"));
    expect(columns).toEqual([false, false, true, false, false, false, false]);
    const chosen = element.renderRoot.querySelectorAll("input:checked");
    expect(chosen).toHaveLength(1);
  });

  it("is picked with a choice that says which day it is, and what it was like", async () => {
    const element = await shown("sitting", { isPicker: true });
    const picked = vi.fn();
    element.addEventListener(PICK, picked);
    const input = element.renderRoot.querySelectorAll("input")[1]!;
    expect(input.ariaLabel).toBe("Wednesday, February 25: 7 hr");
    input.click();
    expect(picked).toHaveBeenCalledOnce();
    expect(picked).toHaveBeenCalledWith(expect.objectContaining({ detail: "2026-02-25" }));
  });

  it("is picked with a pointer on any chart, which the keyboard passes by", async () => {
    const element = await shown("pain");
    const picked = vi.fn();
    element.addEventListener(PICK, picked);
    all(element, ".column")[3]?.click();
    expect(picked).toHaveBeenCalledWith(expect.objectContaining({ detail: "2026-02-27" }));
    expect(all(element, "input")).toHaveLength(0);
    expect(all(element, ".plot")[0]?.ariaHidden).toBe("true");
  });

  it("is the last one of a week that is picked", async () => {
    const element = await shown("sitting", { isPicker: true }, daysOf(364));
    const picked = vi.fn();
    element.addEventListener(PICK, picked);
    element.renderRoot.querySelectorAll("input")[50]?.click();
    expect(picked).toHaveBeenCalledWith(expect.objectContaining({ detail: "2026-02-23" }));
  });
});
