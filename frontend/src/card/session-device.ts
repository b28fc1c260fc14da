import { LitElement, type PropertyDeclarations } from "lit";

import type { CardState } from "../contract";
import type { ServerClock } from "../model/server-clock";
import { SOUND, type SoundState } from "../model/sound";
import { Sounds } from "./sounds";
import { WakeLock } from "./wake-lock";

/** What this device does while a session runs: it sounds, and stays awake. It has no look. */
export class SessionDevice extends LitElement {
  static readonly tag = "posture-coach-device";

  static override properties: PropertyDeclarations = {
    state: { attribute: false },
    clock: { attribute: false },
    wantsSounds: { attribute: false },
  };

  declare state: CardState;
  declare clock: ServerClock;
  /** Unless somebody has chosen otherwise on this device. */
  declare wantsSounds: boolean;

  readonly sounds = new Sounds(this, () => this);
  private told: SoundState = "absent";

  constructor() {
    super();
    new WakeLock(this, () => this.state.session?.is_paused === false);
  }

  override updated(): void {
    const { state } = this.sounds;
    if (state === this.told) return;
    this.told = state;
    this.dispatchEvent(new CustomEvent<SoundState>(SOUND, { detail: state }));
  }
}
