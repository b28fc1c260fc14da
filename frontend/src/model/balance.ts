/** The balance test: what is asked, and where on the drawing of two feet an answer stands. */

export const FEET = ["left", "right"] as const;
export type Foot = (typeof FEET)[number];
/** What both feet can be asked together, and each on its own. */
export type FootAxis = "heel_toe" | "inner_outer";
export type Axis = "left_right" | FootAxis | `${Foot}_${FootAxis}`;
/** From -2 (left, heel, inner) to 2; an axis that was not answered is not in it. */
export type Answers = Readonly<Partial<Record<Axis, number>>>;

/** One thing to be answered. */
export interface Question {
  readonly axis: Axis;
  /** Whose texts it has. */
  readonly about: "left_right" | FootAxis;
  /** Null where it is about both. */
  readonly foot: Foot | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The drawing, in its own units. */
export const DRAWING = { width: 240, height: 212 } as const;
export const BEAM_Y = 184;
/** Where each foot stands: its middle, between heel and toes, inner and outer edge. */
export const MIDDLE: Readonly<Record<Foot, Point>> = {
  left: { x: 66, y: 86 },
  right: { x: 174, y: 86 },
};
/** The way on the drawing from one answer to the next. */
export const STEP = { heel_toe: 26, inner_outer: 9, left_right: 40 } as const;

const HIGHEST = 2;
const FOOT_AXES = ["heel_toe", "inner_outer"] as const;

/** What is asked: the short form, or each foot on its own. */
export function questions(isEach: boolean): readonly Question[] {
  const ofFeet = FOOT_AXES.flatMap((about): readonly Question[] =>
    isEach
      ? FEET.map((foot) => ({ axis: `${foot}_${about}` as const, about, foot }))
      : [{ axis: about, about, foot: null }],
  );
  return [{ axis: "left_right", about: "left_right", foot: null }, ...ofFeet];
}

/** What has been answered, in either form, with the answers. */
export function answered(answers: Answers): readonly (Question & { readonly value: number })[] {
  return [...questions(false), ...questions(true).slice(1)].flatMap((question) => {
    const value = answers[question.axis];
    return value === undefined ? [] : [{ ...question, value }];
  });
}

/** An answer about a foot, whether it was given for this one or for both. */
export function answerOf(answers: Answers, foot: Foot, about: FootAxis): number | undefined {
  return answers[`${foot}_${about}`] ?? answers[about];
}

/** The same answers in the other form; what the feet do not share is not known of both. */
export function inForm(isEach: boolean, answers: Answers): Answers {
  const found: Partial<Record<Axis, number>> = {};
  for (const { axis, about, foot } of questions(isEach)) {
    const [one, other] =
      about === "left_right"
        ? [answers.left_right, answers.left_right]
        : [answerOf(answers, foot ?? "left", about), answerOf(answers, foot ?? "right", about)];
    if (one !== undefined && one === other) found[axis] = one;
  }
  return found;
}

export function withAnswer(answers: Answers, axis: Axis, value: number | undefined): Answers {
  const { [axis]: before, ...others } = answers;
  if (value === before) return answers;
  return value === undefined ? others : { ...others, [axis]: value };
}

/** What has to be answered before a test can be saved; null when nothing has. */
export function lacking(answers: Answers): "both" | "side" | "more" | null {
  const { left_right, ...others } = answers;
  const hasMore = Object.keys(others).length > 0;
  if (left_right === undefined) return hasMore ? "side" : "both";
  return hasMore ? null : "more";
}

/** What of the drawing somebody points at. */
export function partAt({ x, y }: Point): Foot | "beam" {
  if (y > BEAM_Y - 20) return "beam";
  return x < DRAWING.width / 2 ? "left" : "right";
}

/** The answers that a point on a part of the drawing stands for. */
export function answersAt(part: Foot | "beam", { x, y }: Point, isEach: boolean): Answers {
  if (part === "beam") return { left_right: snapped((x - DRAWING.width / 2) / STEP.left_right) };
  const middle = MIDDLE[part];
  const heelToe = snapped((middle.y - y) / STEP.heel_toe);
  const innerOuter = snapped(((x - middle.x) * outwards(part)) / STEP.inner_outer);
  return isEach
    ? { [`${part}_heel_toe`]: heelToe, [`${part}_inner_outer`]: innerOuter }
    : { heel_toe: heelToe, inner_outer: innerOuter };
}

/** Where the weight on a foot is drawn; the middle stands for what is not known. */
export function pointOf(foot: Foot, answers: Answers): Point {
  const { x, y } = MIDDLE[foot];
  const innerOuter = answerOf(answers, foot, "inner_outer") ?? 0;
  return {
    x: x + innerOuter * STEP.inner_outer * outwards(foot),
    y: y - (answerOf(answers, foot, "heel_toe") ?? 0) * STEP.heel_toe,
  };
}

/** The change of evenness in whole points; null where it is about the same. */
export function noticeable(change: number): number | null {
  return Math.abs(change) < 3 ? null : Math.round(change);
}

/** How far a beam leans with a measured share from -1 to 1: nobody stands on one foot. */
export function lean(leftRight: number): number {
  return Math.min(Math.max(2 * leftRight, -1), 1);
}

/** The heavier side of a measured share from -1 to 1, and what it bears in whole percent. */
export function heavier(leftRight: number): { readonly side: Foot | null; readonly share: number } {
  const share = Math.round(50 * (1 + Math.abs(leftRight)));
  const side = leftRight < 0 ? "left" : "right";
  return { side: share > 50 ? side : null, share };
}

/** Which way along x leads to the outer edge. */
function outwards(foot: Foot): 1 | -1 {
  return foot === "left" ? -1 : 1;
}

function snapped(steps: number): number {
  // Without the zero, the middle could be -0.
  return Math.min(Math.max(Math.round(steps), -HIGHEST), HIGHEST) + 0;
}
