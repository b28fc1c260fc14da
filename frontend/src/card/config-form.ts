import { DOMAIN } from "../api";
import { Words, type CardText } from "../localize/words";
import { FACE_CHOICES } from "../model/card-config";

interface Field {
  readonly name: string;
}

/** What the visual editor shows. */
export function configForm(words: Words) {
  const options = FACE_CHOICES.map((value) => ({
    value,
    label: words.text(value === "auto" ? "card_config_face_auto" : `card_face_${value}`),
  }));
  return {
    schema: [
      { name: "person", selector: { config_entry: { integration: DOMAIN } } },
      { name: "face", selector: { select: { mode: "dropdown", options } } },
      { name: "compact", selector: { boolean: {} } },
      { name: "sounds", selector: { boolean: {} } },
    ],
    computeLabel: ({ name }: Field) => words.text(`card_config_${name}` as CardText),
    computeHelper: ({ name }: Field) => words.maybe(`card_config_${name}_help`),
  };
}
