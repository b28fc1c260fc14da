import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { Seconds } from "../contract";

/** Has what moves written anew, as long as it moves and somebody may be looking. */
export class Ticker implements ReactiveController {
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `write` says how long nothing changes from then on; null for nothing ever. */
  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly write: () => Seconds | null,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.tick);
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.tick);
    clearTimeout(this.timer);
  }

  hostUpdated(): void {
    this.tick();
  }

  private readonly tick = (): void => {
    clearTimeout(this.timer);
    if (document.visibilityState === "hidden" || !this.host.isConnected) return;
    const still = this.write();
    if (still !== null) this.timer = setTimeout(this.tick, still * 1000);
  };
}
