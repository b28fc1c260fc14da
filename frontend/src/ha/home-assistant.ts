/** What the card uses of Home Assistant's frontend; there is much more of it. */

export type Unsubscribe = () => Promise<void>;

export interface Connection {
  readonly connected: boolean;
  addEventListener(event: "ready" | "disconnected", listener: () => void): void;
  removeEventListener(event: "ready" | "disconnected", listener: () => void): void;
  subscribeMessage(
    hear: (message: unknown) => void,
    request: object,
    options: { resubscribe: boolean },
  ): Promise<Unsubscribe>;
}

export interface ReadingHabits {
  readonly language: string;
  readonly number_format: string;
  readonly time_format: string;
  readonly time_zone: string;
}

export interface HomeAssistant {
  readonly connection: Connection;
  /** Of the texts. */
  readonly language: string;
  readonly locale: ReadingHabits;
  readonly config: {
    readonly state: string;
    readonly time_zone: string;
    /** The domains that have been set up. */
    readonly components: readonly string[];
  };
  readonly entities: Readonly<
    Record<string, { readonly platform?: string; readonly device_id?: string } | undefined>
  >;
  readonly devices: Readonly<Record<string, { readonly config_entry_id?: string } | undefined>>;
  callWS(request: object): Promise<unknown>;
  callService(
    domain: string,
    action: string,
    fields: object,
    target: undefined,
    mayNotify: boolean,
    mayRespond: boolean,
  ): Promise<unknown>;
}
