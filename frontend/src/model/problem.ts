import { CONTRACT } from "../contract";
import type { Told } from "./told";

/** Why there is nothing to show: the name of a text, and what may be done about it. */
export interface Problem {
  /** Of `card_problem_<text>`. */
  readonly text: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly remedy?: "reload" | "retry";
}

/** How Home Assistant itself is. */
export interface House {
  readonly isRunning: boolean;
  readonly hasComponent: boolean;
}

/** No such command: Posture Coach is not there yet, or not any more. */
const UNKNOWN = "unknown_command";
const REFUSALS = ["person_unknown", "not_allowed", "nobody", "not_loaded"];
const ABSENCES = ["disabled", "failed", "starting", "removed"];

/** What is wrong; null where there is something to show, or where an answer is awaited. */
export function problemOf(told: Told, house: House): Problem | null {
  switch (told.kind) {
    case "nothing":
      return null;
    case "state":
      return outdated(told.state.contract);
    case "absent": {
      const { name, reason } = told;
      return { text: ABSENCES.includes(reason) ? reason : "absent", values: { name } };
    }
    case "refused":
      if (!house.isRunning) return { text: "house_starting" };
      if (told.code === UNKNOWN)
        return { text: house.hasComponent ? "older_house" : "not_set_up", remedy: "retry" };
      return REFUSALS.includes(told.code)
        ? { text: told.code, remedy: "retry" }
        : { text: "other", values: { message: told.message }, remedy: "retry" };
  }
}

/** A page is loaded for days, and an integration may be updated without a restart. */
function outdated(contract: number): Problem | null {
  if (contract === CONTRACT) return null;
  if (contract < CONTRACT) return { text: "older_house" };
  return { text: "older_page", remedy: "reload" };
}
