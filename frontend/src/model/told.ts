import type { AbsentMessage, CardState, ChangesMessage, SnapshotMessage } from "../contract";

export type Message = SnapshotMessage | ChangesMessage | AbsentMessage;

/** What is known of a person so far. */
export type Told =
  | { readonly kind: "nothing" }
  | { readonly kind: "state"; readonly state: CardState }
  | { readonly kind: "absent"; readonly name: string; readonly reason: string }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

export const NOTHING: Told = { kind: "nothing" };

/** What is known after another message; parts that did not change stay the very same. */
export function toldAfter(told: Told, message: Message): Told {
  switch (message.kind) {
    case "snapshot":
      return { kind: "state", state: message.state };
    case "changes":
      if (told.kind !== "state") return told;
      return { kind: "state", state: { ...told.state, ...message.state } };
    case "absent":
      return { kind: "absent", name: message.name, reason: message.reason };
    default:
      // From a later contract.
      return told;
  }
}
