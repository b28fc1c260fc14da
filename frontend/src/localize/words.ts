import type { Instant, Posture, RoutinePhase, Seconds, Status } from "../contract";
import type later from "./en-later.json";
import first from "./en.json";

/** A text of the card. */
export type CardText = keyof typeof first | keyof typeof later;
type Counted<Name> = Name extends `${infer Stem}_other` ? Stem : never;
/** A text that depends on a number: `_one` and `_other` are there. */
export type CountedText = Counted<CardText>;
export type Texts = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;

/** How somebody wants to read numbers and times. */
export interface Locale {
  readonly language: string;
  /** A language whose numbers look as they are wanted; undefined for the browser's own. */
  readonly numbers: string | undefined;
  readonly grouping: boolean;
  readonly hour12: boolean;
  /** Undefined for that of the browser. */
  readonly timeZone: string | undefined;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const english: Record<string, string> = { ...first };

/** English is at hand; what it says on the faces that come later comes with them. */
export function learn(texts: Texts): void {
  Object.assign(english, texts);
}

/** Everything that is said on the card, as somebody reads it. */
export class Words {
  private readonly plural: Intl.PluralRules;

  constructor(
    readonly locale: Locale,
    private readonly texts: Texts = {},
  ) {
    this.plural = new Intl.PluralRules(locale.language);
  }

  text(name: CardText, values: Values = {}): string {
    return this.fill(name, values);
  }

  /** A text for so many of something; it may use {count}. */
  count(stem: CountedText, count: number, values: Values = {}): string {
    const form = `${stem}_${this.plural.select(count)}`;
    const key = form in this.texts || form in english ? form : `${stem}_other`;
    return this.fill(key, { count: this.number(count), ...values });
  }

  /** A text by a name that is not known until it is shown; undefined when there is none. */
  maybe(name: string, values: Values = {}): string | undefined {
    return name in this.texts || name in english ? this.fill(name, values) : undefined;
  }

  status(status: Status): string {
    return this.fill(`status.${status}`);
  }

  posture(posture: Posture): string {
    return this.fill(`posture.${posture}`);
  }

  phase(phase: RoutinePhase | "paused"): string {
    // A newer Home Assistant may lead through phases that are not known here.
    return this.maybe(`routine_phase.${phase}`) ?? phase;
  }

  number(value: number, digits = 0): string {
    const { numbers, grouping } = this.locale;
    return new Intl.NumberFormat(numbers, {
      maximumFractionDigits: digits,
      useGrouping: grouping,
    }).format(value);
  }

  /** With a plus sign where it is more than nothing. */
  signed(value: number, digits = 0): string {
    const { numbers, grouping } = this.locale;
    return new Intl.NumberFormat(numbers, {
      maximumFractionDigits: digits,
      signDisplay: "exceptZero",
      useGrouping: grouping,
    }).format(value);
  }

  /** Like "1 hr 5 min"; below a minute in seconds. */
  duration(seconds: Seconds): string {
    if (seconds < MINUTE) return this.unit(Math.floor(seconds), "second");
    const hours = Math.floor(seconds / HOUR);
    const minutes = Math.floor((seconds % HOUR) / MINUTE);
    const parts = [
      hours && this.unit(hours, "hour"),
      (minutes || !hours) && this.unit(minutes, "minute"),
    ];
    return parts.filter(Boolean).join(" ");
  }

  /** A time of the day. */
  clock(at: Instant): string {
    // Without the name of the cycle, midnight is 24:00 in some languages.
    const hourCycle = this.locale.hour12 ? "h12" : "h23";
    return this.date(at, { hour: "numeric", minute: "2-digit", hourCycle });
  }

  /** A time of the day, with the weekday or the date where it is not of the day of `now`. */
  when(at: Instant, now: Instant): string {
    const day = (instant: Instant) => this.date(instant, { dateStyle: "short" });
    if (day(at) === day(now)) return this.clock(at);
    const isNear = Math.abs(at - now) < 6 * DAY;
    const date = this.date(at, isNear ? { weekday: "short" } : { day: "numeric", month: "short" });
    return `${date} ${this.clock(at)}`;
  }

  /** A local day like 2026-03-02. */
  day(day: string, format: Intl.DateTimeFormatOptions = { weekday: "short" }): string {
    return new Intl.DateTimeFormat(this.locale.language, { ...format, timeZone: "UTC" }).format(
      new Date(`${day}T00:00:00Z`),
    );
  }

  /** Like 0:32; what is begun counts. */
  countdown(seconds: Seconds): string {
    const left = Math.max(Math.ceil(seconds - 1e-3), 0);
    const digits = new Intl.NumberFormat(this.locale.numbers, { minimumIntegerDigits: 2 });
    return `${this.number(Math.floor(left / MINUTE))}:${digits.format(left % MINUTE)}`;
  }

  list(items: readonly string[]): string {
    return new Intl.ListFormat(this.locale.language).format(items);
  }

  private unit(value: number, unit: string): string {
    return new Intl.NumberFormat(this.locale.language, {
      style: "unit",
      unit,
      unitDisplay: "short",
    }).format(value);
  }

  private date(at: Instant, format: Intl.DateTimeFormatOptions): string {
    const { language, timeZone } = this.locale;
    return new Intl.DateTimeFormat(language, { ...format, timeZone }).format(at * 1000);
  }

  private fill(key: string, values: Values = {}): string {
    return filled(this.texts[key] ?? (english as Texts)[key] ?? key, values);
  }
}

/** A text with its {values}. */
export function filled(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}
