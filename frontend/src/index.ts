import type { HomeAssistant } from "./ha/home-assistant";

const DOMAIN = "posture_coach";
const CARD = "posture-coach-card";

declare global {
  interface Window {
    customCards?: { type: string }[];
  }
}

/** A card for an entity of ours, with the name of its person's entry, which does not change. */
function getEntitySuggestion(hass: HomeAssistant, entityId: string) {
  const entity = hass.entities[entityId];
  if (entity?.platform !== DOMAIN) return null;
  const person = hass.devices[entity.device_id ?? ""]?.config_entry_id ?? entityId;
  return { config: { type: `custom:${CARD}`, person } };
}

const cards = (window.customCards ??= []);
if (!cards.some(({ type }) => type === CARD)) {
  const card = {
    type: CARD,
    name: "Posture Coach",
    description: "Sitting, breaks, routine, balance and week of a person",
    preview: true,
    documentationURL: "https://github.com/posture-coach/posture-coach/blob/main/docs/card.md",
    getEntitySuggestion,
  };
  cards.push(card);
}

// The frontend replaces the registry of elements while it starts: what is defined before is lost.
// A television shows dashboards without it.
const frontends = ["home-assistant", "hc-main"].map((each) => customElements.whenDefined(each));
void Promise.race(frontends).then(async () => {
  define((await import("./elements")).ELEMENTS);
  define((await import("./faces")).FACES);
});

function define(elements: readonly (CustomElementConstructor & { tag: string })[]): void {
  for (const element of elements) {
    if (!customElements.get(element.tag)) customElements.define(element.tag, element);
  }
}
