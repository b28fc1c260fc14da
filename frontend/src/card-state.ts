// Generated from Python by scripts/contract.py: change that, not this.

export const CONTRACT = 1;

export type Instant = number;

export type Seconds = number;

export type Cue =
  | "balance_before"
  | "welcome"
  | "stance"
  | "instructions"
  | "begin"
  | "half_way"
  | "last_ten"
  | "countdown"
  | "rest"
  | "balance_after"
  | "paused"
  | "resumed"
  | "finished"
  | "stopped";

export type DoseKind =
  | "repetitions"
  | "hold";

export type Need =
  | "wall"
  | "floor";

export type Posture =
  | "sitting"
  | "standing"
  | "away"
  | "unknown";

export type RoutinePhase =
  | "idle"
  | "balance_before"
  | "get_ready"
  | "prepare"
  | "work"
  | "rest"
  | "balance_after";

export type Status =
  | "off_duty"
  | "paused"
  | "away"
  | "watching"
  | "break_due"
  | "on_hold"
  | "snoozed"
  | "on_break"
  | "in_routine"
  | "sensors_unavailable"
  | "sensor_stuck";

/** Who it is about. */
export interface PersonState {
  readonly config_entry_id: string;
  readonly name: string;
}

/** How long somebody has been sitting. */
export interface ClockState {
  readonly posture: Posture;
  readonly posture_since: Instant | null;
  readonly is_running: boolean;
  /** When the clock would have started to show what it shows; null while it stands. */
  readonly runs_from: Instant | null;
  /** What it shows while it stands; null while it runs. */
  readonly sat_for: Seconds | null;
  /** Of this spell. */
  readonly limit: Seconds;
  /** In whole minutes; comes anew each minute while somebody sits. */
  readonly sitting_today: Seconds;
  readonly standing_today: Seconds;
  readonly longest_sitting_today: Seconds;
}

/** What the coach is doing about it. */
export interface CoachingState {
  readonly status: Status;
  /** The key of a text: `reason_<reason>`, or `reason_<reason>_next` where there is an until. */
  readonly reason: string;
  readonly until: Instant | null;
  /** The names of the sensors behind it. */
  readonly sources: readonly string[];
  readonly due_at: Instant | null;
  readonly is_due: boolean;
  readonly snoozes_left: number;
  readonly snooze_for: Seconds;
  readonly next_prompt_at: Instant | null;
  readonly is_coaching: boolean;
  readonly paused_until: Instant | null;
  readonly may_skip: boolean;
  readonly breaks_taken_today: number | null;
  readonly breaks_missed_today: number | null;
}

/** One move of a plan. */
export interface StepState {
  readonly exercise: string;
  /** Repetitions, or seconds of a hold. */
  readonly dose: number;
}

/** Something to be heard in the phase that goes on. */
export interface CueState {
  readonly cue: Cue;
  /** After the phase began. */
  readonly after: Seconds;
}

/** The session that goes on. */
export interface SessionState {
  readonly routine: string;
  readonly phase: RoutinePhase;
  readonly is_paused: boolean;
  readonly steps: readonly StepState[];
  /** Of the move that is done, or comes next; from 1. One more than there are after the last. */
  readonly number: number;
  /** Whether each move has been done far enough to count. */
  readonly counted: readonly boolean[];
  readonly has_balance_test: boolean;
  readonly started_at: Instant;
  /** Moved on by pauses, so that it goes with `ends_at`. */
  readonly phase_began_at: Instant;
  /** The whole phase; null while an answer is waited for. */
  readonly lasts: Seconds | null;
  /** Null while paused, and while an answer is waited for. */
  readonly ends_at: Instant | null;
  /** Of the phase, while paused. */
  readonly remaining: Seconds | null;
  readonly cues: readonly CueState[];
}

/** What was done, and what is to be done; null where it cannot be known. */
export interface PracticeState {
  /** The local day, like 2026-03-02. */
  readonly day: string;
  readonly routine: string;
  readonly is_scheduled_today: boolean;
  readonly plan: readonly StepState[];
  /** Exercises done far enough to count. */
  readonly done_today: readonly string[];
  readonly is_done_today: boolean | null;
  readonly routines_this_week: number | null;
  readonly streak: number | null;
  readonly last_routine_at: Instant | null;
  /** The pains of the last check-in that were answered: 0 to 10, by `neck_pain` and so on. */
  readonly pains: Readonly<Record<string, number>>;
}

/** How somebody felt that they stood. */
export interface BalanceTest {
  readonly at: Instant;
  /** What was answered: -2 (left, heel, inner) to 2, by `left_right` and so on. */
  readonly axes: Readonly<Record<string, number>>;
  /** 0 to 100 points. */
  readonly evenness: number;
}

/** How somebody stood on load cells. */
export interface Measurement {
  readonly at: Instant;
  /** -1 (left) to 1. */
  readonly left_right: number;
  readonly sway: number;
  /** The share of the foot's load on its toes, 0 to 1. */
  readonly left_toe: number | null;
  readonly right_toe: number | null;
  readonly left_toe_usual: number | null;
  readonly right_toe_usual: number | null;
}

/** The last balance test, and the one before the same session. */
export interface BalanceState {
  readonly last: BalanceTest | null;
  readonly before: BalanceTest | null;
  /** Of evenness, in points. */
  readonly change: number | null;
  readonly measurement: Measurement | null;
  readonly can_measure: boolean;
  /** While a measurement goes on: -1 (left) to 1. */
  readonly live_left_right: number | null;
}

/** A move, in the language that was asked for. */
export interface ExerciseContent {
  readonly name: string;
  readonly purpose: string;
  readonly stance: string;
  readonly steps: readonly string[];
  readonly cues: readonly string[];
  readonly mistakes: readonly string[];
  readonly cautions: readonly string[];
  readonly kind: DoseKind;
  /** Per repetition. */
  readonly seconds_each: number;
  readonly needs: readonly Need[];
  /** The address of a drawing without colours of its own; null for somebody's own moves. */
  readonly start: string | null;
  readonly end: string | null;
}

/** A routine, in the language that was asked for. */
export interface RoutineContent {
  readonly name: string;
  readonly description: string;
}

/** What is asked about one axis of the balance test. */
export interface AxisContent {
  readonly question: string;
  /** Five, for -2 to 2. */
  readonly answers: readonly string[];
}

/** What may be chosen from, and its texts. */
export interface ContentState {
  readonly exercises: Readonly<Record<string, ExerciseContent>>;
  readonly routines: Readonly<Record<string, RoutineContent>>;
  /** By `left_right`, `heel_toe` and `inner_outer`. */
  readonly axes: Readonly<Record<string, AxisContent>>;
  readonly safety: string;
  /** The address of the sound of each cue that has one. */
  readonly sounds: Readonly<Record<string, string>>;
}

/** Everything that is told about a person, in parts that change at different times. */
export interface CardState {
  readonly contract: number;
  /** Of the integration. */
  readonly version: string;
  readonly person: PersonState;
  readonly clock: ClockState;
  readonly coaching: CoachingState;
  readonly session: SessionState | null;
  readonly practice: PracticeState;
  readonly balance: BalanceState;
  readonly content: ContentState;
}
