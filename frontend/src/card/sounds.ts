import type { ReactiveController, ReactiveControllerHost } from "lit";

import type { CardState, Instant, Seconds, SessionState } from "../contract";
import { wasFinished } from "../model/progress";
import type { ServerClock } from "../model/server-clock";
import type { SoundState } from "../model/sound";

const KEPT_AS = "posture_coach_sounds";
/** A sound that is later than that would tell something wrong. */
const LATEST: Seconds = 0.5;
/** A page in the background is woken once a second; what is to be heard is handed over before. */
const LEAD: Seconds = 1.5;

/** What there is to be heard. */
export interface Audible {
  readonly state: CardState;
  readonly clock: ServerClock;
  readonly wantsSounds: boolean;
}

/** The sounds of a session, made on this device. */
export class Sounds implements ReactiveController {
  private chosen = remembered();
  private context: AudioContext | null = null;
  private readonly recordings = new Map<string, Promise<AudioBuffer | null>>();
  private readonly sources = new Set<AudioBufferSourceNode>();
  private timers: ReturnType<typeof setTimeout>[] = [];
  /** What is sounded now. */
  private session: SessionState | null = null;
  private readonly sounded = new Set<Instant>();

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly audible: () => Audible,
  ) {
    host.addController(this);
  }

  get state(): SoundState {
    if (!("AudioContext" in window)) return "absent";
    if (!this.isOn) return "off";
    return this.context && this.context.state !== "running" ? "blocked" : "on";
  }

  /** To be called while somebody presses a button: only then may a page begin to sound. */
  toggle(): void {
    if (this.state === "blocked") {
      this.unblock();
      return;
    }
    this.chosen = !this.isOn;
    remember(this.chosen);
    this.follow();
    this.host.requestUpdate();
  }

  hostConnected(): void {
    document.addEventListener("click", this.unblock);
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    document.removeEventListener("click", this.unblock);
    this.close();
  }

  hostUpdated(): void {
    this.follow();
  }

  private get isOn(): boolean {
    return this.chosen ?? this.audible().wantsSounds;
  }

  private follow(): void {
    const { state } = this.audible();
    if (this.state === "off" || this.state === "absent") {
      this.close();
      return;
    }
    const [before, session] = [this.session, state.session];
    if (before === session) return;
    this.session = session;
    this.forget();
    if (session) this.plan(session, before, state.content.sounds);
    else if (before) void this.end(before, state.content.sounds["finished"]);
  }

  private plan(
    session: SessionState,
    before: SessionState | null,
    addresses: Readonly<Record<string, string>>,
  ): void {
    const context = this.open();
    for (const address of Object.values(addresses)) void this.recording(context, address);
    if (!before || !goesOn(before, session)) this.silence();
    if (session.is_paused) return;
    const now = this.audible().clock.now();
    for (const { cue, after } of session.cues) {
      const address = addresses[cue];
      if (address === undefined) continue;
      const at = session.phase_began_at + after;
      const play = () => this.play(session, address, at);
      this.timers.push(setTimeout(play, Math.max(at - LEAD - now, 0) * 1000));
    }
  }

  private async play(session: SessionState, address: string, at: Instant): Promise<void> {
    const context = this.open();
    const recording = await this.recording(context, address);
    const wait = at - this.audible().clock.now();
    const isTold = session === this.session && context.state === "running";
    if (!recording || !isTold || wait < -LATEST || this.sounded.has(at)) return;
    this.sounded.add(at);
    this.start(context, recording, wait);
  }

  private async end(session: SessionState, address: string | undefined): Promise<void> {
    const { context } = this;
    const isFinished = wasFinished(session, this.audible().clock.now());
    const recording =
      context && isFinished && address ? await this.recording(context, address) : null;
    if (this.session) return;
    if (context?.state !== "running" || !recording) {
      this.close();
      return;
    }
    this.start(context, recording, 0).addEventListener("ended", () => {
      if (!this.session) this.close();
    });
  }

  private start(context: AudioContext, recording: AudioBuffer, wait: Seconds) {
    const source = context.createBufferSource();
    source.buffer = recording;
    source.connect(context.destination);
    source.addEventListener("ended", () => this.sources.delete(source));
    source.start(context.currentTime + Math.max(wait, 0));
    this.sources.add(source);
    return source;
  }

  private open(): AudioContext {
    if (this.context) return this.context;
    const context = (this.context = new AudioContext());
    context.addEventListener("statechange", () => {
      if (context !== this.context) return;
      // What could not be heard a moment ago may still be worth it.
      this.session = null;
      this.host.requestUpdate();
    });
    return context;
  }

  private recording(context: AudioContext, address: string): Promise<AudioBuffer | null> {
    const recording = this.recordings.get(address) ?? fetched(context, address);
    this.recordings.set(address, recording);
    return recording;
  }

  private forget(): void {
    this.timers.forEach(clearTimeout);
    this.timers = [];
  }

  private silence(): void {
    for (const source of this.sources) source.stop();
    this.sources.clear();
  }

  /** Give everything back: an open context keeps the loudspeaker busy. */
  private close(): void {
    this.forget();
    this.silence();
    this.sounded.clear();
    this.recordings.clear();
    this.session = null;
    const { context } = this;
    this.context = null;
    void context?.close();
  }

  private readonly unblock = (): void => {
    if (this.state === "blocked") void this.context?.resume();
  };
}

/** Whether what was to be heard still is: the plan is the same, or came to its end by itself. */
function goesOn(before: SessionState, session: SessionState): boolean {
  if (before.is_paused || session.is_paused) return false;
  return session.ends_at === before.ends_at || session.phase_began_at === before.ends_at;
}

async function fetched(context: AudioContext, address: string): Promise<AudioBuffer | null> {
  try {
    const answer = await fetch(address);
    return await context.decodeAudioData(await answer.arrayBuffer());
  } catch {
    return null;
  }
}

/** Null where nobody has chosen, or where a browser keeps nothing. */
function remembered(): boolean | null {
  try {
    const kept = localStorage.getItem(KEPT_AS);
    return kept === null ? null : kept === "on";
  } catch {
    return null;
  }
}

function remember(isOn: boolean): void {
  try {
    localStorage.setItem(KEPT_AS, isOn ? "on" : "off");
  } catch {
    // It holds until the page is loaded anew.
  }
}
