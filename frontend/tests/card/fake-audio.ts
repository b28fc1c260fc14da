import { vi } from "vitest";

/** What was begun, in milliseconds since 1970, and whether it was cut off. */
interface Sounded {
  readonly address: string;
  readonly at: number;
  isCut: boolean;
  end: () => void;
}

/** Stands for what a browser has to sound with; a recording is the address that it came from. */
class FakeAudio {
  readonly sounded: Sounded[] = [];
  readonly contexts: FakeContext[] = [];
  /** Whether a page may sound without anybody having touched it. */
  isAllowed = true;
  readonly fetch = vi.fn((address: string) =>
    Promise.resolve({ arrayBuffer: () => Promise.resolve(address) }),
  );

  /** Addresses, without what was cut off, and when they began. */
  heard(): [string, number][] {
    return this.sounded.filter(({ isCut }) => !isCut).map(({ address, at }) => [address, at]);
  }
}

/** In the place of what this browser has. */
export function fakeAudio(): FakeAudio {
  const audio = new FakeAudio();
  class Context extends FakeContext {
    constructor() {
      super(audio);
      audio.contexts.push(this);
    }
  }
  vi.stubGlobal("AudioContext", Context);
  vi.stubGlobal("fetch", audio.fetch);
  return audio;
}

class FakeContext extends EventTarget {
  state: AudioContextState;
  readonly destination = {};
  private readonly openedAt = Date.now();

  constructor(private readonly audio: FakeAudio) {
    super();
    this.state = audio.isAllowed ? "running" : "suspended";
  }

  get currentTime(): number {
    return (Date.now() - this.openedAt) / 1000;
  }

  decodeAudioData(address: string): Promise<string> {
    return address.includes("missing")
      ? Promise.reject(new DOMException("no sound", "EncodingError"))
      : Promise.resolve(address);
  }

  resume(): Promise<void> {
    this.become("running");
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.become("closed");
    return Promise.resolve();
  }

  createBufferSource() {
    const source = Object.assign(new EventTarget(), {
      buffer: "",
      connect: () => undefined,
      start: (when: number) => {
        const at = Math.round(this.openedAt + when * 1000);
        const end = () => source.dispatchEvent(new Event("ended"));
        this.audio.sounded.push({ address: source.buffer, at, isCut: false, end });
      },
      stop: () => {
        for (const each of this.audio.sounded)
          if (each.address === source.buffer) each.isCut = true;
      },
    });
    return source;
  }

  private become(state: AudioContextState): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}
