import type { Instant } from "../contract";

/**
 * The clock of Home Assistant, told from the instants that come with its messages.
 *
 * A message takes time to arrive, so each one shows a clock that is late. The least late one is
 * believed until the connection is made anew.
 */
export class ServerClock {
  private ahead: number | null = null;

  /** `local` is this device's clock, in seconds. */
  constructor(private readonly local: () => number = () => Date.now() / 1000) {}

  heard(now: Instant): void {
    const ahead = now - this.local();
    this.ahead = this.ahead === null ? ahead : Math.max(this.ahead, ahead);
  }

  forget(): void {
    this.ahead = null;
  }

  now(): Instant {
    return this.local() + (this.ahead ?? 0);
  }
}
