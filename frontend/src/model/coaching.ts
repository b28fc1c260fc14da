import type { CardState, CoachingState, Instant, Seconds } from "../contract";
import type { Words } from "../localize/words";

const SNOOZES: readonly Seconds[] = [300, 600, 900];

/** Why the coach does what it does; undefined where there is no text for it. */
export function reasonIn(words: Words, coaching: CoachingState, now: Instant): string | undefined {
  const { reason, until } = coaching;
  const said = {
    until: until === null ? "" : words.when(until, now),
    sources: words.list(coaching.sources),
  };
  const next = until === null ? undefined : words.maybe(`${reason}_next`, said);
  return next ?? words.maybe(reason, said);
}

/** What can be done about a break: answer the one that is due, or take one all the same. */
export function breakOffer({ clock, coaching }: CardState): "answer" | "take" | null {
  if (coaching.status === "on_break" || coaching.status === "in_routine") return null;
  if (coaching.is_due && coaching.is_coaching) return "answer";
  return clock.posture === "away" ? null : "take";
}

/** How long one may snooze besides what is usual. */
export function otherSnoozes({ snooze_for }: CoachingState): readonly Seconds[] {
  return SNOOZES.filter((each) => each !== snooze_for);
}
