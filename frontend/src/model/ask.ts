import type { Actions } from "../contract";

/** What a person asks of the coach, on its way from a component to the card. */

export type ActionName = keyof Actions;
export type Fields<A extends ActionName> = Partial<Record<Actions[A], unknown>>;

export const ASK = "posture-coach-ask";

export class AskEvent extends CustomEvent<{ action: ActionName; fields: Record<string, unknown> }> {
  /** Whether it was done; the card shows why it was not. Set by whoever asks Home Assistant. */
  answer: Promise<boolean> = Promise.resolve(false);
}

/** Ask for an action; resolves to whether it was done. Never rejects: the card says what is wrong. */
export function ask<A extends ActionName>(
  from: EventTarget,
  action: A,
  fields: Fields<A> = {},
): Promise<boolean> {
  const event = new AskEvent(ASK, { bubbles: true, composed: true, detail: { action, fields } });
  from.dispatchEvent(event);
  return event.answer;
}
