import { DOMAIN } from "../api";
import type { Connection, HomeAssistant, ReadingHabits } from "./home-assistant";

/** The part of Home Assistant's state that the card depends on; most changes are none of these. */
export interface Surroundings {
  readonly connection: Connection;
  readonly language: string;
  readonly locale: ReadingHabits;
  readonly timeZone: string;
  readonly isRunning: boolean;
  readonly hasComponent: boolean;
}

export function surroundingsOf(hass: HomeAssistant): Surroundings {
  const { connection, language, locale, config } = hass;
  return {
    connection,
    language,
    locale,
    timeZone: config.time_zone,
    isRunning: config.state === "RUNNING",
    hasComponent: config.components.includes(DOMAIN),
  };
}

export function areSame(one: Surroundings, other: Surroundings): boolean {
  return (Object.keys(one) as (keyof Surroundings)[]).every((key) => one[key] === other[key]);
}
