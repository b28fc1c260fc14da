import type { ReactiveControllerHost } from "lit";

import { ask, type ActionName, type Fields } from "../model/ask";

/** Asks on behalf of an element, and knows what is waited for, so that nobody asks twice. */
export class Asking {
  private readonly waited = new Set<ActionName>();

  constructor(private readonly host: ReactiveControllerHost & EventTarget) {}

  isWaiting(action: ActionName): boolean {
    return this.waited.has(action);
  }

  async ask<A extends ActionName>(action: A, fields?: Fields<A>): Promise<boolean> {
    this.waited.add(action);
    this.host.requestUpdate();
    const isDone = await ask(this.host, action, fields);
    this.waited.delete(action);
    this.host.requestUpdate();
    return isDone;
  }
}
