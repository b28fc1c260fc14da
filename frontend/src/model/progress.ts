import type { Cue, Instant, Seconds, SessionState } from "../contract";

/** Instants are told to the millisecond, and a timer may be early by one. */
const TOLERANCE: Seconds = 2e-3;
/** How long each hint of a move stays. */
export const HINT_FOR: Seconds = 10;
/** In a second: each is a frame to be drawn, and more of them look hardly smoother. */
const MOST_STEPS = 4;
/** In pixels, about: less than one is no step at all. */
const LENGTH_OF_RING = 400;

/** How things stand in a phase that has an end. */
export interface Progress {
  readonly passed: Seconds;
  readonly left: Seconds;
  readonly lasts: Seconds;
}

/** Null while an answer is waited for. */
export function progressOf(session: SessionState, now: Instant): Progress | null {
  const { lasts } = session;
  if (lasts === null) return null;
  const left = session.remaining ?? session.phase_began_at + lasts - now;
  const within = Math.min(Math.max(left, 0), lasts);
  return { passed: lasts - within, left: within, lasts };
}

/** A second that has begun is there to its end. */
export function wholeSeconds({ left }: Progress): Seconds {
  return Math.max(Math.ceil(left - TOLERANCE), 0);
}

/** The repetition that is done, from 1; `dose` is how many there are. */
export function repetitionAt({ passed, lasts }: Progress, dose: number): number {
  return Math.min(Math.floor((passed + TOLERANCE) / (lasts / dose)) + 1, dose);
}

/** Whether a repetition is on its way back. */
export function isReturning({ passed, lasts }: Progress, dose: number): boolean {
  const each = lasts / dose;
  return (passed + TOLERANCE) % each >= each / 2;
}

/** Which of so many hints is shown. */
export function hintAt({ passed }: Progress, hints: number): number {
  return hints > 0 ? Math.floor((passed + TOLERANCE) / HINT_FOR) % hints : 0;
}

/** The last of these cues, which are in their order, whose time has come. */
export function cueAt<C extends Cue>(
  { cues }: SessionState,
  { passed }: Progress,
  among: readonly C[],
): C | undefined {
  return among.findLast((each) =>
    cues.some(({ cue, after }) => cue === each && after <= passed + TOLERANCE),
  );
}

/** How long nothing that is seen changes; null when nothing will any more. */
export function stillFor({ left, lasts }: Progress, isCalm: boolean): Seconds | null {
  if (left <= 0) return null;
  const steps = isCalm ? 1 : Math.min(Math.max(Math.ceil(LENGTH_OF_RING / lasts), 1), MOST_STEPS);
  const next = Math.max(Math.ceil((left - TOLERANCE) * steps) - 1, 0);
  return left - next / steps;
}

/** Whether a session that is gone was done to its end, as far as could be seen from here. */
export function wasFinished(session: SessionState, now: Instant): boolean {
  const last = progressOf(session, now);
  const isOver = session.phase === "work" && !session.is_paused && last !== null && last.left < 0.5;
  return session.counted.every(
    (isCounted, at) => isCounted || (isOver && at === session.number - 1),
  );
}
