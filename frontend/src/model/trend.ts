import type { Trend, TrendDay } from "../contract";

/** The last days as charts: what is drawn, in numbers. */

/** For how many days one may look back; the year is of whole weeks. */
export const RANGES = [7, 30, 90, 364] as const;
export type Range = (typeof RANGES)[number];

/** Null where it is not known. */
export type Value = number | null;
export type PartName =
  "sitting" | "longest" | "taken" | "missed" | "routines" | "before" | "after" | "pain";
export type ChartName = "sitting" | "longest" | "breaks" | "routines" | "evenness" | "pain";

/** One of the things that a chart is about. */
export interface Part {
  readonly name: PartName;
  /** One for each column. */
  readonly values: readonly Value[];
  /** Everything in one number: the mean, the sum, or the last that is known. */
  readonly figure: Value;
}

export interface Chart {
  readonly name: ChartName;
  /** Bars stand on each other, dots each at their height. */
  readonly form: "bars" | "dots";
  readonly isTime: boolean;
  /** The days of each column, oldest first. */
  readonly columns: readonly (readonly string[])[];
  readonly parts: readonly Part[];
  /** The value at the upper end. */
  readonly top: number;
  /** What had better not be crossed. */
  readonly limit: Value;
}

interface Plan extends Pick<Chart, "name" | "form" | "isTime"> {
  readonly parts: readonly PartName[];
  readonly figure: (values: readonly Value[]) => Value;
  /** The end of the scale, where no value is beyond. */
  readonly least: number;
}

const HOUR = 3600;
const DAYS_OF_WEEK = 7;
const MOST_COLUMNS = 90;
const ABOVE_LIMIT = 1.25;

const TIMES = { form: "bars", isTime: true, figure: mean } as const;
const COUNTS = { form: "bars", isTime: false, figure: sum, least: 1 } as const;
const LEVELS = { form: "dots", isTime: false, figure: last } as const;
const PLANS: readonly Plan[] = [
  { ...TIMES, name: "sitting", parts: ["sitting"], least: HOUR },
  { ...TIMES, name: "longest", parts: ["longest"], least: 0 },
  { ...COUNTS, name: "breaks", parts: ["taken", "missed"] },
  { ...COUNTS, name: "routines", parts: ["routines"] },
  { ...LEVELS, name: "evenness", parts: ["before", "after"], least: 100 },
  { ...LEVELS, name: "pain", parts: ["pain"], least: 10 },
];

/** The charts of what there is something to say about. */
export function chartsOf(trend: Trend): readonly Chart[] {
  return PLANS.flatMap((plan) => {
    const chart = chartOf(plan, trend);
    const hasSome = chart.parts.some(
      ({ figure }) => figure !== null && (figure > 0 || plan.figure !== sum),
    );
    return hasSome ? [chart] : [];
  });
}

/** Which charts there is nothing for. */
export function emptyOf(charts: readonly Chart[]): readonly ChartName[] {
  return PLANS.map(({ name }) => name).filter((name) => !charts.some((each) => each.name === name));
}

/** Whether a column is a week rather than a day. */
export function isByWeek({ days }: Pick<Trend, "days">): boolean {
  return days.length > MOST_COLUMNS;
}

/** On how many days somebody sat for longer than the limit, of those that are known. */
export function overLimit({ days, limit }: Trend): { over: number; known: number } {
  const known = days.flatMap(({ longest }) => longest ?? []);
  return { over: known.filter((longest) => longest > limit).length, known: known.length };
}

function chartOf({ figure, least, ...plan }: Plan, trend: Trend): Chart {
  const limit: Value = plan.name === "longest" ? trend.limit : null;
  const columns = columnsOf(trend);
  const ofColumn = figure === sum ? sum : mean;
  const parts = plan.parts.map((name) => ({
    name,
    values: columns.map((days) => ofColumn(days.map((day) => valueOf(day, name)))),
    figure: figure(trend.days.map((day) => valueOf(day, name))),
  }));
  const heights = columns.map((_, index) => sum(parts.map(({ values }) => values[index] ?? null)));
  return {
    ...plan,
    columns: columns.map((days) => days.map(({ day }) => day)),
    parts,
    top: plan.form === "dots" ? least : Math.max(least, (limit ?? 0) * ABOVE_LIMIT, ...heights),
    limit,
  };
}

/** Each day, or weeks where days would be too many. The last week ends today. */
function columnsOf(trend: Trend): readonly (readonly TrendDay[])[] {
  if (!isByWeek(trend)) return trend.days.map((day) => [day]);
  const columns: TrendDay[][] = [];
  for (let end = trend.days.length; end > 0; end -= DAYS_OF_WEEK) {
    columns.unshift(trend.days.slice(Math.max(end - DAYS_OF_WEEK, 0), end));
  }
  return columns;
}

function valueOf(day: TrendDay, name: PartName): Value {
  switch (name) {
    case "taken":
      return day.breaks.taken ?? 0;
    case "missed":
      return (day.breaks.missed ?? 0) + (day.breaks.snoozed_out ?? 0);
    case "before":
      return day.evenness_before;
    case "after":
      return day.evenness_after;
    default:
      return day[name];
  }
}

function sum(values: readonly Value[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

function mean(values: readonly Value[]): Value {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? sum(known) / known.length : null;
}

function last(values: readonly Value[]): Value {
  return values.findLast((value) => value !== null) ?? null;
}
