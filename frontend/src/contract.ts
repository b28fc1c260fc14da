// Generated from Python by scripts/contract.py: change that, not this.

import type { CardState, Instant, Posture, Seconds } from "./card-state";

export * from "./card-state";

export type Absence =
  | "disabled"
  | "failed"
  | "starting"
  | "removed";

export type BreakOutcome =
  | "taken"
  | "natural"
  | "snoozed_out"
  | "skipped"
  | "missed";

export const Command = {
  SUBSCRIBE: "posture_coach/snapshot/subscribe",
  GET_TREND: "posture_coach/trend/get",
  GET_DAY: "posture_coach/day/get",
} as const;

export type NoStrip =
  | "no_recorder"
  | "sensor_disabled";

export type Refusal =
  | "person_unknown"
  | "not_allowed"
  | "nobody"
  | "not_loaded";

/** Everything about a person, now and from now on. */
export interface SubscribeRequest {
  /** The id of a config entry, or of any entity of that person; null for one's own. */
  readonly person: string | null;
  readonly language: string;
}

/** The last days, today included. */
export interface TrendRequest {
  readonly config_entry_id: string;
  /** 1 to 366. */
  readonly days: number;
}

/** One local day. */
export interface DayRequest {
  readonly config_entry_id: string;
  /** Like 2026-03-02. */
  readonly day: string;
}

/** Everything; the first message, and again after the person was absent. */
export interface SnapshotMessage {
  readonly kind: "snapshot";
  readonly now: Instant;
  readonly state: CardState;
}

/** The parts that are no longer as they were. */
export interface ChangesMessage {
  readonly kind: "changes";
  readonly now: Instant;
  /** Only some of its parts. */
  readonly state: Partial<CardState>;
}

/** The person cannot be told of; another snapshot comes when that is over. */
export interface AbsentMessage {
  readonly kind: "absent";
  readonly now: Instant;
  readonly name: string;
  readonly reason: Absence;
}

/** One local day; null where it is not known. */
export interface TrendDay {
  readonly day: string;
  readonly sitting: Seconds | null;
  readonly longest: Seconds | null;
  readonly breaks: Readonly<Partial<Record<BreakOutcome, number>>>;
  readonly routines: number;
  /** The mean of the day's tests before a session, and of single ones. */
  readonly evenness_before: number | null;
  readonly evenness_after: number | null;
  /** The worst of the pains of the day's last check-in. */
  readonly pain: number | null;
}

/** The last days, oldest first. */
export interface Trend {
  readonly days: readonly TrendDay[];
  /** How long one may sit at a time. */
  readonly limit: Seconds;
  /** Whether all records could be read. */
  readonly is_complete: boolean;
  readonly has_recorder: boolean;
}

/** A time in one posture. */
export interface Span {
  readonly posture: Posture;
  readonly began_at: Instant;
  readonly ended_at: Instant;
}

/** One local day, up to now. */
export interface DayStrip {
  readonly day: string;
  readonly starts_at: Instant;
  readonly ends_at: Instant;
  readonly spans: readonly Span[];
  readonly missing: NoStrip | null;
}

/** The fields of every action. */
export interface Actions {
  readonly snooze_break: "duration";
  readonly skip_break: never;
  readonly take_break: never;
  readonly pause_coaching: "until";
  readonly resume_coaching: never;
  readonly start_routine: "routine" | "balance_test";
  readonly pause_routine: never;
  readonly resume_routine: never;
  readonly next_exercise: never;
  readonly previous_exercise: never;
  readonly repeat_instructions: never;
  readonly extend_hold: never;
  readonly stop_routine: never;
  readonly log_routine: "routine" | "exercises" | "started_at" | "duration";
  readonly record_balance_test: "phase" | "left_right" | "heel_toe" | "inner_outer" | "left_heel_toe" | "right_heel_toe" | "left_inner_outer" | "right_inner_outer" | "eyes_closed";
  readonly measure_balance: "phase";
  readonly record_check_in: "neck_pain" | "shoulder_pain" | "upper_back_pain" | "rounded_upper_back" | "rounded_shoulders" | "forward_head" | "note";
  readonly get_records: "kind" | "start" | "end" | "limit" | "cursor";
  readonly delete_record: "record_id";
  readonly export_records: "format" | "kind" | "start" | "end";
  readonly import_records: "content" | "format";
}
