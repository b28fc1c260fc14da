import type {
  BalanceTest,
  CardState,
  DayStrip,
  Instant,
  SessionState,
  Trend,
  TrendDay,
} from "../src/contract";
import later from "../src/localize/en-later.json";
import { learn, Words, type Locale, type Texts } from "../src/localize/words";

learn(later);

/** A Monday, ten in the morning in London. */
export const NOW: Instant = Date.UTC(2026, 2, 2, 10, 0) / 1000;
const MINUTE = 60;

export const LONDON: Locale = {
  language: "en",
  numbers: "en",
  grouping: true,
  hour12: false,
  timeZone: "Europe/London",
};

export function words(locale: Partial<Locale> = {}, texts: Texts = {}): Words {
  return new Words({ ...LONDON, ...locale }, texts);
}

const HOLD = {
  kind: "hold",
  seconds_each: 1,
  cues: ["Breathe."],
  mistakes: [],
  cautions: [],
} as const;

/** Alex, who has been sitting for 23 of 30 minutes. */
export const SITTING: CardState = {
  contract: 1,
  version: "0.1.0",
  person: { config_entry_id: "alex", name: "Alex" },
  clock: {
    posture: "sitting",
    posture_since: NOW - 23 * MINUTE,
    is_running: true,
    runs_from: NOW - 23 * MINUTE,
    sat_for: null,
    limit: 30 * MINUTE,
    sitting_today: 95 * MINUTE,
    standing_today: 20 * MINUTE,
    longest_sitting_today: 31 * MINUTE,
  },
  coaching: {
    status: "watching",
    reason: "reason_sitting",
    until: null,
    sources: [],
    due_at: NOW + 7 * MINUTE,
    is_due: false,
    snoozes_left: 2,
    snooze_for: 10 * MINUTE,
    next_prompt_at: null,
    is_coaching: true,
    paused_until: null,
    may_skip: true,
    breaks_taken_today: 2,
    breaks_missed_today: 0,
  },
  session: null,
  practice: {
    day: "2026-03-02",
    routine: "upper_back_three",
    is_scheduled_today: true,
    plan: [
      { exercise: "wall_elbow_curl", dose: 10 },
      { exercise: "overhead_extension", dose: 30 },
      { exercise: "downward_dog", dose: 20 },
    ],
    done_today: [],
    is_done_today: false,
    routines_this_week: 1,
    streak: 4,
    last_routine_at: NOW - 24 * 60 * MINUTE,
    pains: { neck_pain: 3 },
  },
  balance: {
    last: null,
    before: null,
    change: null,
    measurement: null,
    can_measure: false,
    live_left_right: null,
  },
  content: {
    exercises: {
      wall_elbow_curl: {
        name: "Wall elbow curl",
        purpose: "Opens the chest and the shoulders.",
        stance: "Stand with your back against a wall, feet straight.",
        steps: ["Open your elbows wide to the wall.", "Bring them together in front of your face."],
        cues: ["Keep your head on the wall."],
        mistakes: ["The lower back leaves the wall."],
        cautions: ["Stop when it hurts."],
        kind: "repetitions",
        seconds_each: 3,
        needs: ["wall"],
        start: "/posture_coach_static/pictures/wall_elbow_curl_start.svg",
        end: "/posture_coach_static/pictures/wall_elbow_curl_end.svg",
      },
      overhead_extension: {
        ...HOLD,
        name: "Overhead extension",
        purpose: "Lengthens the upper back.",
        stance: "Stand hip-width, feet straight.",
        steps: ["Interlace your fingers overhead, palms to the ceiling.", "Look up at your hands."],
        needs: [],
        start: "/posture_coach_static/pictures/overhead_extension_start.svg",
        end: "/posture_coach_static/pictures/overhead_extension_end.svg",
      },
      downward_dog: {
        ...HOLD,
        name: "Downward dog",
        purpose: "Opens shoulders and back.",
        stance: "Start on hands and knees.",
        steps: ["Lift your knees, hips back and up.", "Press your heels gently down."],
        needs: ["floor"],
        start: "/posture_coach_static/pictures/downward_dog_start.svg",
        end: "/posture_coach_static/pictures/downward_dog_end.svg",
      },
      own_move: {
        ...HOLD,
        name: "A move of one's own",
        purpose: "",
        stance: "",
        steps: [],
        cues: [],
        needs: [],
        start: null,
        end: null,
      },
    },
    routines: {
      upper_back_three: { name: "Upper back in three moves", description: "About four minutes." },
      desk_reset: { name: "Desk reset", description: "Without the floor." },
    },
    axes: {
      left_right: {
        question: "Which foot carries more of your weight?",
        answers: [
          "Clearly the left",
          "A little the left",
          "Both the same",
          "A little the right",
          "Clearly the right",
        ],
      },
      heel_toe: {
        question: "Do you stand more on your heels or your toes?",
        answers: [
          "Clearly the heels",
          "A little the heels",
          "Both the same",
          "A little the toes",
          "Clearly the toes",
        ],
      },
      inner_outer: {
        question: "Do you stand more on the inner or the outer edges?",
        answers: [
          "Clearly the inner",
          "A little the inner",
          "Both the same",
          "A little the outer",
          "Clearly the outer",
        ],
      },
    },
    safety: "General movement information, not medical advice. Stop when it hurts.",
    sounds: {
      begin: "/posture_coach_static/sounds/begin.wav",
      countdown: "/posture_coach_static/sounds/countdown.wav",
    },
  },
};

/** The state with some of its parts changed. */
export function changed(parts: {
  [Part in keyof CardState]?: Partial<CardState[Part]> | null;
}): CardState {
  const state: Record<string, unknown> = { ...SITTING };
  for (const [part, change] of Object.entries(parts)) {
    const before = state[part] as object | null;
    state[part] = change === null ? null : { ...before, ...(change as object) };
  }
  return state as unknown as CardState;
}

/** In the middle of the second of three moves: 12 of 30 seconds are held. */
export const SESSION: SessionState = {
  routine: "upper_back_three",
  phase: "work",
  is_paused: false,
  steps: SITTING.practice.plan,
  number: 2,
  counted: [true, false, false],
  has_balance_test: true,
  started_at: NOW - 90,
  phase_began_at: NOW - 12,
  lasts: 30,
  ends_at: NOW + 18,
  remaining: null,
  cues: [
    { cue: "begin", after: 0 },
    { cue: "half_way", after: 15 },
    { cue: "last_ten", after: 20 },
    { cue: "countdown", after: 27 },
  ],
};

export function inSession(session: Partial<SessionState> = {}): CardState {
  return { ...SITTING, session: { ...SESSION, ...session } };
}

export const TEST: BalanceTest = {
  at: NOW - 60,
  axes: { left_right: -1, heel_toe: 1, inner_outer: 0 },
  evenness: 66.7,
};

const DAY: TrendDay = {
  day: "2026-03-02",
  sitting: 5.5 * 3600,
  longest: 40 * MINUTE,
  breaks: { taken: 8, missed: 1 },
  routines: 1,
  evenness_before: 60,
  evenness_after: 75,
  pain: 3,
};

/** A week that ends today; nothing is known of its first day. */
export const WEEK: Trend = {
  days: [
    {
      ...DAY,
      day: "2026-02-24",
      sitting: null,
      longest: null,
      breaks: {},
      routines: 0,
      evenness_before: null,
      evenness_after: null,
      pain: null,
    },
    { ...DAY, day: "2026-02-25", sitting: 7 * 3600 },
    {
      ...DAY,
      day: "2026-02-26",
      sitting: 6 * 3600,
      routines: 0,
      evenness_before: null,
      evenness_after: null,
    },
    { ...DAY, day: "2026-02-27", sitting: 8 * 3600, longest: 25 * MINUTE, pain: 2 },
    {
      ...DAY,
      day: "2026-02-28",
      sitting: 0,
      longest: 0,
      breaks: {},
      routines: 0,
      evenness_before: null,
      evenness_after: null,
      pain: null,
    },
    { ...DAY, day: "2026-03-01", sitting: 3600, breaks: { natural: 1 }, routines: 0 },
    { ...DAY, day: "2026-03-02", sitting: 95 * MINUTE, evenness_after: 80, pain: 1 },
  ],
  limit: 30 * MINUTE,
  is_complete: true,
  has_recorder: true,
};

const MIDNIGHT: Instant = Date.UTC(2026, 2, 2) / 1000;

export const STRIP: DayStrip = {
  day: "2026-03-02",
  starts_at: MIDNIGHT,
  ends_at: MIDNIGHT + 24 * 3600,
  spans: [
    { posture: "away", began_at: MIDNIGHT, ended_at: MIDNIGHT + 8 * 3600 },
    { posture: "sitting", began_at: MIDNIGHT + 8 * 3600, ended_at: MIDNIGHT + 8.5 * 3600 },
    { posture: "standing", began_at: MIDNIGHT + 8.5 * 3600, ended_at: MIDNIGHT + 9 * 3600 },
    { posture: "sitting", began_at: MIDNIGHT + 9 * 3600, ended_at: NOW },
  ],
  missing: null,
};
