import { Command, type DayStrip, type SubscribeRequest, type Trend } from "./contract";
import type { Connection, HomeAssistant, Unsubscribe } from "./ha/home-assistant";
import type { ActionName } from "./model/ask";
import type { Message } from "./model/told";

/** The only place that knows what messages are called. */

export const DOMAIN = "posture_coach";

/** These answer whether what was recorded is on disk. */
const RECORDING: readonly ActionName[] = [
  "log_routine",
  "measure_balance",
  "record_balance_test",
  "record_check_in",
];

/** Why Home Assistant did not do something. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly domain: string | undefined;
  /** Of a text of that domain. */
  readonly key: string | undefined;
  readonly values: Readonly<Record<string, string>> | undefined;
}

/** Hear everything about a person; whoever asked asks anew when the connection was lost. */
export function subscribe(
  connection: Connection,
  request: SubscribeRequest,
  hear: (message: Message) => void,
): Promise<Unsubscribe> {
  return connection.subscribeMessage(
    (message) => hear(message as Message),
    { type: Command.SUBSCRIBE, ...request },
    { resubscribe: false },
  );
}

export async function getTrend(hass: HomeAssistant, person: string, days: number): Promise<Trend> {
  const request = { type: Command.GET_TREND, config_entry_id: person, days };
  return (await hass.callWS(request)) as Trend;
}

export async function getDay(hass: HomeAssistant, person: string, day: string): Promise<DayStrip> {
  const request = { type: Command.GET_DAY, config_entry_id: person, day };
  return (await hass.callWS(request)) as DayStrip;
}

/** The texts of the integration in a language, by their whole names. */
export async function getTexts(
  hass: HomeAssistant,
  language: string,
  category: "common" | "entity" | "exceptions",
): Promise<Readonly<Record<string, string>>> {
  const type = "frontend/get_translations";
  const answer = await hass.callWS({ type, language, category, integration: [DOMAIN] });
  return (answer as { resources: Record<string, string> }).resources;
}

/** Do it; whether what was to be recorded is on disk by now. */
export async function act(
  hass: HomeAssistant,
  person: string,
  action: ActionName,
  fields: object,
): Promise<{ isSaved: boolean }> {
  const isRecording = RECORDING.includes(action);
  const given = { config_entry_id: person, ...fields };
  const answer = await hass.callService(DOMAIN, action, given, undefined, false, isRecording);
  return { isSaved: at(at(answer, "response"), "saved") !== false };
}

/** Whatever was thrown, in one shape. */
export function failureOf(thrown: unknown): Failure {
  const error = at(thrown, "error") ?? thrown;
  const values = at(error, "translation_placeholders");
  return {
    code: word(at(error, "code")) ?? word(error) ?? "",
    message: word(at(error, "message")) ?? "",
    domain: word(at(error, "translation_domain")),
    key: word(at(error, "translation_key")),
    values: values as Failure["values"],
  };
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function word(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
