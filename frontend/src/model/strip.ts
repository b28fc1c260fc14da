import type { DayStrip, Instant, Posture, Seconds } from "../contract";

/** One day as a strip: where things stand on it, as shares of its length from its beginning. */

export interface Band {
  readonly posture: Posture;
  readonly from: number;
  readonly share: number;
}

export interface HourMark {
  readonly at: Instant;
  readonly from: number;
}

const STEP = 6 * 3600;
/** So near to an end there is no place for the name of an hour. */
const MARGIN = 0.1;

export function bandsOf({ starts_at, ends_at, spans }: DayStrip): readonly Band[] {
  const length = ends_at - starts_at;
  return spans.map(({ posture, began_at, ended_at }) => ({
    posture,
    from: (began_at - starts_at) / length,
    share: (ended_at - began_at) / length,
  }));
}

/** How long each posture lasted; those that did not happen are not in it. */
export function totalsOf({ spans }: DayStrip): Readonly<Partial<Record<Posture, Seconds>>> {
  const totals: Partial<Record<Posture, Seconds>> = {};
  for (const { posture, began_at, ended_at } of spans) {
    totals[posture] = (totals[posture] ?? 0) + ended_at - began_at;
  }
  return totals;
}

/** A few hours, evenly apart. They are not the same ones on a day on which clocks change. */
export function hoursOf({ starts_at, ends_at }: DayStrip): readonly HourMark[] {
  const length = ends_at - starts_at;
  return Array.from({ length: Math.floor(length / STEP) }, (_, index) => {
    const after = (index + 1) * STEP;
    return { at: starts_at + after, from: after / length };
  }).filter(({ from }) => from <= 1 - MARGIN);
}
