import type { ContentState, ExerciseContent, SessionState } from "../contract";

/** A move of a session. */
export interface Move {
  readonly name: string;
  /** Repetitions, or seconds of a hold. */
  readonly dose: number;
  /** Undefined for a move that is no longer there to be chosen. */
  readonly content: ExerciseContent | undefined;
}

/** Undefined after the last one. */
export function moveAt(
  { steps }: SessionState,
  { exercises }: ContentState,
  number: number,
): Move | undefined {
  const step = steps[number - 1];
  if (!step) return undefined;
  const content = exercises[step.exercise];
  return { name: content?.name ?? step.exercise, dose: step.dose, content };
}

/** How many times it is to be done; null where time is what counts. */
export function repetitionsOf(move: Move | undefined): number | null {
  return move?.content?.kind === "repetitions" ? move.dose : null;
}
