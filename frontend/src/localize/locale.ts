import type { ReadingHabits } from "../ha/home-assistant";
import type { Locale } from "./words";

/** Languages whose numbers look as Home Assistant calls it. */
const NUMBERS: Readonly<Record<string, string | undefined>> = {
  comma_decimal: "en-US",
  decimal_comma: "de",
  space_comma: "fr",
  quote_decimal: "de-CH",
  none: "en-US",
  system: undefined,
};

/** How somebody wants to read, as they have set it in their profile. */
export function localeOf(habits: ReadingHabits, serverTimeZone: string): Locale {
  const { language, number_format, time_format, time_zone } = habits;
  return {
    language,
    numbers: number_format in NUMBERS ? NUMBERS[number_format] : language,
    grouping: number_format !== "none",
    hour12: isHour12(time_format, language),
    timeZone: time_zone === "server" ? serverTimeZone : undefined,
  };
}

function isHour12(timeFormat: string, language: string): boolean {
  if (timeFormat === "12") return true;
  if (timeFormat === "24") return false;
  const asUsual = new Intl.DateTimeFormat(timeFormat === "system" ? undefined : language, {
    hour: "numeric",
  });
  return asUsual.resolvedOptions().hour12 ?? false;
}
