import type { DoseKind } from "../contract";
import type { Words } from "../localize/words";

/** How much of a move, like "10 times" or "30 s". */
export function doseIn(words: Words, kind: DoseKind, dose: number): string {
  return kind === "hold"
    ? words.text("card_move_seconds", { count: words.number(dose) })
    : words.count("card_move_times", dose);
}
