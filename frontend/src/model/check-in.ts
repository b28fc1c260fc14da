import type { Fields } from "./ask";

/** A check-in while it is filled in. */

export const PAINS = ["neck_pain", "shoulder_pain", "upper_back_pain"] as const;
export const SIGNS = ["rounded_upper_back", "rounded_shoulders", "forward_head"] as const;
export const WORST = 10;
export const LONGEST_NOTE = 500;

export type Pain = (typeof PAINS)[number];
export type Sign = (typeof SIGNS)[number];
/** Null is an answer that was taken back. */
export type Answers = Readonly<
  Partial<Record<Pain, number | null>> & Partial<Record<Sign, boolean | null>>
>;

/** What is to be recorded, which is what was answered; null when that is nothing. */
export function recorded(answers: Answers, note: string): Fields<"record_check_in"> | null {
  const given = Object.entries({ ...answers, note: note.trim() || null });
  const fields = given.filter(([, answer]) => answer !== null);
  return fields.length > 0 ? Object.fromEntries(fields) : null;
}
