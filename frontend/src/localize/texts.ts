import { DOMAIN, getTexts } from "../api";
import type { HomeAssistant } from "../ha/home-assistant";
import type { Texts } from "./words";

const PREFIX = `component.${DOMAIN}.`;
const loaded = new Map<string, Promise<Texts>>();

/** What the card says in a language; nothing where English will do. */
export async function textsIn(hass: HomeAssistant, language: string): Promise<Texts> {
  if (language === "en") return {};
  const categories = ["common", "entity"] as const;
  const texts = await Promise.all(categories.map((each) => once(hass, language, each)));
  return Object.assign({}, ...texts) as Texts;
}

/** What Home Assistant says when it refuses something. */
export function refusalsIn(hass: HomeAssistant, language: string): Promise<Texts> {
  return once(hass, language, "exceptions");
}

/** Asked for once for all cards; nothing where that fails, and then another time perhaps. */
async function once(
  hass: HomeAssistant,
  language: string,
  category: "common" | "entity" | "exceptions",
): Promise<Texts> {
  const key = `${language} ${category}`;
  const texts = loaded.get(key) ?? getTexts(hass, language, category).then(own);
  loaded.set(key, texts);
  try {
    return await texts;
  } catch {
    loaded.delete(key);
    return {};
  }
}

/** By the short names that the card has for them: `card_save`, `status.away`. */
function own(texts: Texts): Texts {
  const mine = Object.entries(texts).filter(([name]) => name.startsWith(PREFIX));
  return Object.fromEntries(mine.map(([name, text]) => [short(name), text]));
}

function short(name: string): string {
  return name
    .slice(PREFIX.length)
    .replace("common.", "")
    .replace(/^entity\.sensor\.(\w+)\.state\./, "$1.");
}
