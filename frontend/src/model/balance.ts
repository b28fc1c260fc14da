/** The balance test: what is asked, and where on the drawing of two feet an answer stands. */

export const FEET = ["left", "right"] as const;
export type Foot = (typeof FEET)[number];
/** From -2 (left, heel, inner) to 2, by axis; what was not answered is not in it. */
export type Answers = Readonly<Record<string, number>>;

/** One thing to be answered. */
export interface Question {
  readonly axis: string;
  /** The axis whose texts it has. */
  readonly about: string;
  /** Null where it is not about one foot. */
  readonly foot: Foot | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Part = Foot | "beam";

/** The drawing, in its own units. */
export const DRAWING = { width: 240, height: 212 } as const;
export const BEAM_Y = 184;
/** Where each foot stands: its middle, between heel and toes, inner and outer edge. */
export const MIDDLE: Readonly<Record<Foot, Point>> = {
  left: { x: 66, y: 86 },
  right: { x: 174, y: 86 },
};
/** The way on the drawing from one answer to the next. */
export const STEP = { along: 26, across: 9, beam: 40 } as const;

const HIGHEST = 2;

/** What is asked: the short form, or each foot on its own. */
export function questions(isEach: boolean): readonly Question[] {
  return ["left_right", "heel_toe", "inner_outer"].flatMap((about): readonly Question[] =>
    isEach && about !== "left_right"
      ? FEET.map((foot) => ({ axis: `${foot}_${about}`, about, foot }))
      : [{ axis: about, about, foot: null }],
  );
}

/** An answer about a foot, whether it was given for this one or for both. */
export function answerOf(answers: Answers, foot: Foot, about: string): number | undefined {
  return answers[`${foot}_${about}`] ?? answers[about];
}

/** The same answers in the other form; what the feet do not share is not known of both. */
export function inForm(isEach: boolean, answers: Answers): Answers {
  const found: Record<string, number> = {};
  for (const { axis, about, foot } of questions(isEach)) {
    const value = answerOf(answers, foot ?? "left", about);
    if (value !== undefined && value === answerOf(answers, foot ?? "right", about))
      found[axis] = value;
  }
  return found;
}

/** The answers without one. */
export function without(answers: Answers, axis: string): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([each]) => each !== axis));
}

/** What has to be answered before a test can be saved; null when nothing has. */
export function lacking(answers: Answers): "both" | "side" | "more" | null {
  const count = Object.keys(answers).length;
  if (!("left_right" in answers)) return count ? "side" : "both";
  return count > 1 ? null : "more";
}

/** What of the drawing somebody points at. */
export function partAt({ x, y }: Point): Part {
  if (y > BEAM_Y - 20) return "beam";
  return x < DRAWING.width / 2 ? "left" : "right";
}

/** The answers that a point on a part of the drawing stands for. */
export function answersAt(part: Part, { x, y }: Point, isEach: boolean): Answers {
  if (part === "beam") return { left_right: snapped((x - DRAWING.width / 2) / STEP.beam) };
  const middle = MIDDLE[part];
  const prefix = isEach ? `${part}_` : "";
  return {
    [`${prefix}heel_toe`]: snapped((middle.y - y) / STEP.along),
    [`${prefix}inner_outer`]: snapped(((x - middle.x) * outwards(part)) / STEP.across),
  };
}

/** Where the weight on a foot is drawn; the middle stands for what is not known. */
export function pointOf(foot: Foot, answers: Answers): Point {
  const { x, y } = MIDDLE[foot];
  const out = answerOf(answers, foot, "inner_outer") ?? 0;
  const up = answerOf(answers, foot, "heel_toe") ?? 0;
  return { x: x + out * STEP.across * outwards(foot), y: y - up * STEP.along };
}

/** Which way along x leads to the outer edge. */
export function outwards(foot: Foot): 1 | -1 {
  return foot === "left" ? -1 : 1;
}

/** The change of evenness in whole points; zero where it is about the same. */
export function noticeable(change: number): number {
  return Math.abs(change) < 3 ? 0 : Math.round(change);
}

/** How far a beam leans with a measured share from -1 to 1: nobody stands on one foot. */
export function lean(leftRight: number): number {
  return Math.min(Math.max(2 * leftRight, -1), 1);
}

/** The heavier side of a measured share from -1 to 1, and what it bears in whole percent. */
export function heavier(leftRight: number): { readonly side: Foot | "even"; share: number } {
  const share = Math.round(50 * (1 + Math.abs(leftRight)));
  const side = leftRight < 0 ? "left" : "right";
  return { side: share > 50 ? side : "even", share };
}

function snapped(steps: number): number {
  // Without the zero, the middle could be -0.
  return Math.min(Math.max(Math.round(steps), -HIGHEST), HIGHEST) + 0;
}
