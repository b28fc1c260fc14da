import { FACES, type Face } from "./face-choice";

export interface CardConfig {
  /** The id of a config entry, or of an entity of the person; null for one's own. */
  readonly person: string | null;
  readonly face: Face | "auto";
  readonly isCompact: boolean;
  /** Whether this device makes the sounds of a session. */
  readonly hasSounds: boolean;
}

/** What is wrong with a key; `may` says what may stand there, and is left out for a key unknown. */
export interface Fault {
  readonly key: string;
  readonly may?: readonly string[];
}

export const FACE_CHOICES = ["auto", ...FACES] as const;
export const KEYS = ["person", "face", "compact", "sounds"];
const YES_OR_NO = ["true", "false"];
/** What Home Assistant itself writes beside, in one word; lists and groups may be anybody's. */
const OF_OTHERS = ["type", "disabled"];
/** So low that there is room for the most important alone. */
const COMPACT_ROWS = 2;

/** Read a configuration that somebody may have written by hand; what is wrong is left at its default. */
export function readConfig(written: Readonly<Record<string, unknown>>): {
  config: CardConfig;
  faults: readonly Fault[];
} {
  const { person = null, face = "auto", compact = false, sounds = false } = written;
  const chosen = FACE_CHOICES.find((each) => each === face);
  const faults: Fault[] = [];
  if (person !== null && typeof person !== "string") faults.push({ key: "person", may: [] });
  if (!chosen) faults.push({ key: "face", may: FACE_CHOICES });
  if (typeof compact !== "boolean") faults.push({ key: "compact", may: YES_OR_NO });
  if (typeof sounds !== "boolean") faults.push({ key: "sounds", may: YES_OR_NO });
  for (const [key, value] of Object.entries(written)) {
    const isKnown = KEYS.includes(key) || OF_OTHERS.includes(key);
    if (!isKnown && typeof value !== "object") faults.push({ key });
  }
  return {
    config: {
      person: typeof person === "string" && person ? person : null,
      face: chosen ?? "auto",
      isCompact: compact === true || rowsOf(written) <= COMPACT_ROWS,
      hasSounds: sounds === true,
    },
    faults,
  };
}

function rowsOf({ grid_options: options }: Readonly<Record<string, unknown>>): number {
  if (typeof options !== "object" || options === null || !("rows" in options)) return Infinity;
  return typeof options.rows === "number" ? options.rows : Infinity;
}
