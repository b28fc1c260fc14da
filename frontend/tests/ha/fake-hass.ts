import type { CardState } from "../../src/contract";
import type { Connection, HomeAssistant, Unsubscribe } from "../../src/ha/home-assistant";
import { NOW, SITTING } from "../fixtures";

interface Request {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** One subscription, seen from Home Assistant's side. */
export class FakeSubscription {
  isLeft = false;
  private accept!: (unsubscribe: Unsubscribe) => void;
  private reject!: (error: unknown) => void;
  readonly answer = new Promise<Unsubscribe>((accept, reject) => {
    [this.accept, this.reject] = [accept, reject];
  });

  constructor(
    readonly request: Request,
    readonly options: object,
    private readonly hear: (message: unknown) => void,
  ) {}

  accepted(): this {
    this.accept(() => {
      this.isLeft = true;
      // Who was forgotten meanwhile cannot leave.
      return Promise.reject(new Error("not_found"));
    });
    return this;
  }

  refused(code: string, message = ""): void {
    this.reject({ code, message });
  }

  tells(message: object): void {
    this.hear({ now: NOW, ...message });
  }

  tellsAll(state: CardState = SITTING): this {
    this.accepted().tells({ kind: "snapshot", state });
    return this;
  }
}

export class FakeConnection implements Connection {
  connected = true;
  readonly subscriptions: FakeSubscription[] = [];
  private readonly listeners = new Set<readonly [string, () => void]>();

  addEventListener(event: string, listener: () => void): void {
    this.listeners.add([event, listener]);
  }

  removeEventListener(event: string, listener: () => void): void {
    for (const each of this.listeners) {
      if (each[0] === event && each[1] === listener) this.listeners.delete(each);
    }
  }

  subscribeMessage(
    hear: (message: unknown) => void,
    request: object,
    options: object,
  ): Promise<Unsubscribe> {
    const subscription = new FakeSubscription(request as Request, options, hear);
    this.subscriptions.push(subscription);
    return subscription.answer;
  }

  get last(): FakeSubscription {
    return this.subscriptions.at(-1)!;
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  isLost(): void {
    this.connected = false;
    this.fire("disconnected");
  }

  isBack(): void {
    this.connected = true;
    this.fire("ready");
  }

  private fire(event: string): void {
    for (const [name, listener] of this.listeners) if (name === event) listener();
  }
}

export class FakeHass implements HomeAssistant {
  readonly connection = new FakeConnection();
  language = "en";
  locale = { language: "en", number_format: "language", time_format: "24", time_zone: "local" };
  config = { state: "RUNNING", time_zone: "Europe/London", components: ["posture_coach"] };
  entities: HomeAssistant["entities"] = {};
  devices: HomeAssistant["devices"] = {};
  readonly asked: Request[] = [];
  readonly called: unknown[][] = [];
  /** What is answered to a message; an error is thrown. */
  answers: (request: Request) => unknown = () => ({ resources: {} });
  /** What is answered to an action. */
  does: () => unknown = () => ({ context: {} });

  callWS = (request: object): Promise<unknown> => {
    this.asked.push(request as Request);
    return answered(() => this.answers(request as Request));
  };

  callService = (...given: unknown[]): Promise<unknown> => {
    this.called.push(given);
    return answered(() => this.does());
  };

  /** The same house after something in it has changed: another object, as the frontend does it. */
  with(change: Partial<FakeHass> = {}): FakeHass {
    return Object.assign(Object.create(FakeHass.prototype) as FakeHass, this, change);
  }
}

function answered(answer: () => unknown): Promise<unknown> {
  return new Promise((resolve) => {
    resolve(answer());
  });
}
