import { describe, expect, it } from "vitest";

import type { Trend, TrendDay } from "../../src/contract";
import {
  chartsOf,
  emptyOf,
  isByWeek,
  overLimit,
  type Chart,
  type ChartName,
} from "../../src/model/trend";
import { WEEK } from "../fixtures";

const NOTHING: TrendDay = {
  day: "2026-03-02",
  sitting: null,
  longest: null,
  breaks: {},
  routines: 0,
  evenness_before: null,
  evenness_after: null,
  pain: null,
};

function trend(...days: readonly Partial<TrendDay>[]): Trend {
  return { ...WEEK, days: days.map((day, index) => ({ ...NOTHING, day: `day ${index}`, ...day })) };
}

function year(day: (index: number) => Partial<TrendDay>): Trend {
  return trend(...Array.from({ length: 364 }, (_, index) => day(index)));
}

function chart(name: ChartName, of: Trend): Chart {
  const found = chartsOf(of).find((each) => each.name === name);
  if (!found) throw new Error(`no chart of ${name}`);
  return found;
}

describe("The charts of a week", () => {
  it("have a column for each day, oldest first", () => {
    const { columns } = chart("sitting", WEEK);
    expect(columns).toHaveLength(7);
    expect(columns[0]).toEqual(["2026-02-24"]);
    expect(columns[6]).toEqual(["2026-03-02"]);
  });

  it("tell what is not known from nothing", () => {
    const [sitting] = chart("sitting", WEEK).parts;
    expect(sitting?.values[0]).toBeNull();
    expect(sitting?.values[4]).toBe(0);
  });

  it("say the mean of the days that are known", () => {
    const [sitting] = chart("sitting", trend({ sitting: 3600 }, {}, { sitting: 0 })).parts;
    expect(sitting?.figure).toBe(1800);
  });

  it("reach up to the highest bar, and to an hour at least", () => {
    expect(chart("sitting", WEEK).top).toBe(8 * 3600);
    expect(chart("sitting", trend({ sitting: 60 })).top).toBe(3600);
  });

  it("have the limit in sight of the longest spells, and of no others", () => {
    const spells = chart("longest", trend({ longest: 60 }));
    expect(spells.limit).toBe(WEEK.limit);
    expect(spells.top).toBeGreaterThan(WEEK.limit);
    expect(chart("sitting", WEEK).limit).toBeNull();
  });

  it("count breaks as the sensors do: taken, and missed however it came", () => {
    const breaks = { taken: 3, natural: 5, missed: 1, snoozed_out: 2, skipped: 4 };
    const { parts, top } = chart("breaks", trend({ breaks }, {}));
    expect(parts).toEqual([
      { name: "taken", values: [3, 0], figure: 3 },
      { name: "missed", values: [3, 0], figure: 3 },
    ]);
    expect(top).toBe(6);
  });

  it("have the points before and after, and say the last of each", () => {
    const { parts, top } = chart("evenness", WEEK);
    expect(top).toBe(100);
    expect(parts.map(({ figure }) => figure)).toEqual([60, 80]);
  });

  it("say the last pain that was told", () => {
    expect(chart("pain", trend({ pain: 4 }, { pain: 2 }, {})).parts[0]?.figure).toBe(2);
  });
});

describe("What there is nothing of", () => {
  it("has no chart, and is named", () => {
    const charts = chartsOf(trend({ sitting: 0 }, {}));
    expect(charts.map(({ name }) => name)).toEqual(["sitting"]);
    expect(emptyOf(charts)).toEqual(["longest", "breaks", "routines", "evenness", "pain"]);
  });

  it("is not named where there is some of everything", () => {
    expect(emptyOf(chartsOf(WEEK))).toEqual([]);
  });
});

describe("The charts of a year", () => {
  it("have a column for each week, of which the last ends today", () => {
    const days = year(() => ({ sitting: 1 }));
    const { columns } = chart("sitting", days);
    expect(isByWeek(days)).toBe(true);
    expect(isByWeek(WEEK)).toBe(false);
    expect(columns).toHaveLength(52);
    expect(columns[51]?.[6]).toBe("day 363");
  });

  it("begin with what is left of a week", () => {
    const days = trend(...Array.from({ length: 365 }, () => ({ sitting: 1 })));
    const { columns } = chart("sitting", days);
    expect(columns).toHaveLength(53);
    expect(columns[0]).toEqual(["day 0"]);
  });

  it("have the mean of the known days of each week, and the sum of what is counted", () => {
    const days = year((index) =>
      index < 7 ? { sitting: index < 2 ? 3600 * (index + 1) : null, routines: 1 } : {},
    );
    const [sitting] = chart("sitting", days).parts;
    expect(sitting?.values.slice(0, 2)).toEqual([5400, null]);
    const [routines] = chart("routines", days).parts;
    expect(routines?.values.slice(0, 2)).toEqual([7, 0]);
  });
});

describe("Days above the limit", () => {
  it("are counted among those that are known", () => {
    const limit = WEEK.limit;
    const days = trend({ longest: limit + 1 }, { longest: limit }, { longest: 0 }, {});
    expect(overLimit(days)).toEqual({ over: 1, known: 3 });
  });
});
