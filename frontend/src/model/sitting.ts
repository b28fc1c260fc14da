import type { ClockState, Instant, Seconds } from "../contract";

const MINUTE = 60;

/** The sitting clock as it is read: in whole minutes, and how much of the limit that is. */
export interface Sitting {
  readonly minutes: number;
  readonly limit: number;
  /** Of the limit; more than 1 when it is passed. */
  readonly share: number;
}

export function satFor({ runs_from, sat_for }: ClockState, now: Instant): Seconds {
  // A clock that is ahead of ours must not run backwards.
  return runs_from === null ? (sat_for ?? 0) : Math.max(now - runs_from, 0);
}

export function sittingAt(clock: ClockState, now: Instant): Sitting {
  const sat = satFor(clock, now);
  return {
    minutes: Math.floor(sat / MINUTE),
    limit: Math.round(clock.limit / MINUTE),
    share: clock.limit > 0 ? sat / clock.limit : 0,
  };
}
