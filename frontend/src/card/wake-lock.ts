import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Keeps the screen of this device on as long as that is wanted, where the browser can. */
export class WakeLock implements ReactiveController {
  private lock: WakeLockSentinel | null = null;
  /** Whether one is held or asked for; a refusal stands until something changes. */
  private isAsked = false;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly isWanted: () => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.look);
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.look);
    this.look();
  }

  hostUpdated(): void {
    this.look();
  }

  private readonly look = (): void => {
    // A page that is hidden loses its lock, and may not ask for another.
    const isVisible = document.visibilityState === "visible" && this.host.isConnected;
    const isWanted = isVisible && this.isWanted();
    if (isWanted === this.isAsked) return;
    this.isAsked = isWanted;
    if (isWanted) void this.ask();
    else this.release();
  };

  private async ask(): Promise<void> {
    // Only where the connection is secure.
    if (!("wakeLock" in navigator)) return;
    try {
      const lock = await navigator.wakeLock.request("screen");
      this.release();
      this.lock = lock;
      if (!this.isAsked) this.release();
    } catch {
      // A low battery, say: the screen goes dark as always.
    }
  }

  private release(): void {
    void this.lock?.release();
    this.lock = null;
  }
}
