import { DOMAIN, failureOf } from "../api";
import type { HomeAssistant } from "../ha/home-assistant";
import { refusalsIn } from "../localize/texts";
import { filled, type Words } from "../localize/words";

/** The connection was lost, or is. */
const LOST = "3";

/** Why something was not done, for somebody to read. */
export async function explanationOf(
  thrown: unknown,
  hass: HomeAssistant,
  words: Words,
): Promise<string> {
  const { code, message, domain, key, values } = failureOf(thrown);
  if (code === LOST) return words.text("card_unreachable");
  if (code === "unauthorized") return words.text("card_no_right");
  if (domain === DOMAIN && key) {
    const text = (await refusalsIn(hass, hass.language))[`exceptions.${key}.message`];
    if (text) return filled(text, values);
  }
  return message || words.text("card_failed", { message: code });
}
