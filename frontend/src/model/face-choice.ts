import type { SessionState } from "../contract";

export const FACES = ["now", "routine", "balance", "week"] as const;
export type Face = (typeof FACES)[number];
/** A session has a face of its own. */
export type AnyFace = "live" | Face;

type Session = Pick<SessionState, "phase" | "started_at"> | null;

/** The faces one can go to. */
export function facesIn(session: Session): readonly AnyFace[] {
  return session ? ["live", ...FACES] : FACES;
}

/** The face that is shown: the one chosen, else what goes on, else what the card was made for. */
export function faceFor(session: Session, chosen: AnyFace | null, made: Face | "auto"): AnyFace {
  if (chosen && facesIn(session).includes(chosen)) return chosen;
  if (session?.phase.startsWith("balance_")) return "balance";
  if (session) return "live";
  return made === "auto" ? "now" : made;
}

/**
 * What stays chosen: a session takes over when it begins, and shows what was done when it ends.
 * To choose what would be shown anyway is to choose nothing.
 */
export function chosenAfter(
  chosen: AnyFace | null,
  before: Session,
  now: Session,
  made: Face | "auto",
): AnyFace | null {
  if (before?.started_at !== now?.started_at) return now ? null : "routine";
  return chosen === faceFor(now, null, made) ? null : chosen;
}
