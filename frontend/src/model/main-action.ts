import type { CardState, CoachingState, SessionState } from "../contract";

export type MainAction =
  | "take_break"
  | "snooze_break"
  | "resume_coaching"
  | "start_routine"
  | "pause_routine"
  | "resume_routine"
  | "next_exercise"
  | "stop_routine";

/** What is most useful to do right now, at most two actions. */
export function mainActions({ session, coaching, practice }: CardState): readonly MainAction[] {
  if (session) return duringSession(session);
  if (!coaching.is_coaching) return ["resume_coaching"];
  if (coaching.is_due) return aboutBreak(coaching);
  const isToDo = practice.is_scheduled_today && practice.is_done_today === false;
  return isToDo && coaching.status !== "on_break" ? ["start_routine"] : [];
}

function duringSession({ phase, is_paused: isPaused }: SessionState): readonly MainAction[] {
  // The answer that is waited for cannot be given in so little room.
  if (phase.startsWith("balance_")) return ["next_exercise", "stop_routine"];
  return [isPaused ? "resume_routine" : "pause_routine", "next_exercise"];
}

function aboutBreak(coaching: CoachingState): readonly MainAction[] {
  if (coaching.status === "on_break") return [];
  const maySnooze = coaching.status !== "snoozed" && coaching.snoozes_left > 0;
  return maySnooze ? ["take_break", "snooze_break"] : ["take_break"];
}
