import { failureOf, subscribe } from "../api";
import type { SubscribeRequest } from "../contract";
import type { Connection, Unsubscribe } from "../ha/home-assistant";
import { ServerClock } from "../model/server-clock";
import { NOTHING, toldAfter, type Message, type Told } from "../model/told";

/** Between attempts while something is wrong; the last one from then on. */
const WAITS = [5, 10, 20, 40, 60];

/** What Home Assistant tells about one person, as long as somebody looks. */
export class Feed {
  told: Told = NOTHING;
  readonly clock = new ServerClock();

  private connection: Connection | null = null;
  private request: SubscribeRequest | null = null;
  /** Only the last attempt counts: a lost one may never be answered, or later. */
  private attempt = 0;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private unsubscribe: Unsubscribe | null = null;

  constructor(private readonly changed: () => void) {}

  get isConnected(): boolean {
    return this.connection?.connected ?? false;
  }

  open(connection: Connection, request: SubscribeRequest): void {
    this.close();
    // What was told stays until there is better: the new language of the same person, say.
    if (this.request?.person !== request.person) this.told = NOTHING;
    this.connection = connection;
    this.request = request;
    connection.addEventListener("disconnected", this.lost);
    connection.addEventListener("ready", this.found);
    if (connection.connected) this.ask();
  }

  close(): void {
    this.connection?.removeEventListener("disconnected", this.lost);
    this.connection?.removeEventListener("ready", this.found);
    this.forget();
    this.connection = null;
  }

  /** Ask once more where the answer was a refusal: something is no longer as it was. */
  again(): void {
    if (this.told.kind === "refused" && this.isConnected) this.ask();
  }

  private readonly lost = (): void => {
    // Nobody is left to unsubscribe from; the number may be somebody else's after the return.
    this.unsubscribe = null;
    this.forget();
    this.changed();
  };

  private readonly found = (): void => {
    this.failures = 0;
    this.ask();
    this.changed();
  };

  private ask(): void {
    const { connection, request } = this;
    if (!connection || !request) return;
    this.forget();
    const attempt = this.attempt;
    const isLast = () => attempt === this.attempt;
    let isFirst = true;
    const hear = (message: Message) => {
      if (!isLast()) return;
      if (isFirst) this.clock.forget();
      isFirst = false;
      this.hear(message);
    };
    subscribe(connection, request, hear).then(
      (unsubscribe) => {
        if (isLast()) this.unsubscribe = unsubscribe;
        else leave(unsubscribe);
      },
      (error: unknown) => {
        if (isLast()) this.refused(error);
      },
    );
  }

  private hear(message: Message): void {
    this.failures = 0;
    this.clock.heard(message.now);
    this.told = toldAfter(this.told, message);
    this.changed();
  }

  private refused(error: unknown): void {
    const { code, message } = failureOf(error);
    this.told = { kind: "refused", code, message };
    const wait = WAITS[this.failures] ?? WAITS.at(-1) ?? 0;
    this.failures = Math.min(this.failures + 1, WAITS.length);
    this.retry = setTimeout(() => this.ask(), wait * 1000);
    this.changed();
  }

  private forget(): void {
    this.attempt += 1;
    clearTimeout(this.retry);
    if (this.unsubscribe) leave(this.unsubscribe);
    this.unsubscribe = null;
  }
}

/** Who is told that a subscription is over need not know of it. */
function leave(unsubscribe: Unsubscribe): void {
  unsubscribe().catch(() => undefined);
}
