import { LitElement, type PropertyDeclarations } from "lit";

import type { CardState } from "../contract";
import type { Words } from "../localize/words";
import type { ServerClock } from "../model/server-clock";

/** What every face of the card is given. It is drawn anew only when one of these is another. */
export abstract class Face extends LitElement {
  static override properties: PropertyDeclarations = {
    state: { attribute: false },
    words: { attribute: false },
    clock: { attribute: false },
  };

  declare state: CardState;
  declare words: Words;
  declare clock: ServerClock;
}
