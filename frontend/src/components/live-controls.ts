import {
  mdiPause,
  mdiPlay,
  mdiRestart,
  mdiSkipNext,
  mdiSkipPrevious,
  mdiStop,
  mdiVolumeHigh,
  mdiVolumeOff,
} from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";

import type { SessionState } from "../contract";
import type { Words } from "../localize/words";
import { ask, type ActionName } from "../model/ask";
import { TOGGLE_SOUND, type SoundState } from "../model/sound";
import { icon } from "./icon";
import { sharedStyles } from "./shared-styles";

/** The buttons of a session. */
export class LiveControls extends LitElement {
  static readonly tag = "posture-coach-live-controls";

  static override properties: PropertyDeclarations = {
    session: { attribute: false },
    mayExtend: { attribute: false },
    sound: { attribute: false },
    words: { attribute: false },
    isStopping: { state: true },
  };

  declare session: SessionState;
  declare mayExtend: boolean;
  declare sound: SoundState;
  declare words: Words;
  declare private isStopping: boolean;
  private isAsking = false;

  static override styles = [
    sharedStyles,
    css`
      .stack {
        gap: 8px;
        justify-items: center;
      }
      .row {
        justify-content: center;
      }
      .led {
        flex-wrap: nowrap;
        gap: clamp(2px, 2cqi, 8px);
      }
      .led button {
        min-block-size: 48px;
        min-inline-size: clamp(40px, 12cqi, 48px);
        border-radius: 24px;
      }
      .led .main {
        padding-inline: clamp(8px, 6cqi, 24px);
        white-space: nowrap;
      }
      .more {
        gap: 0;
      }
      .more button {
        padding-inline: 8px;
      }
    `,
  ];

  constructor() {
    super();
    this.isStopping = false;
    this.mayExtend = false;
    this.sound = "absent";
  }

  override render() {
    return html`<div class="stack">
      ${this.leading()}${this.isStopping ? this.question() : this.more()}
    </div>`;
  }

  /** Ask for it, unless the answer to something else is still to come. */
  async press(action: ActionName): Promise<void> {
    if (this.isAsking || (action === "previous_exercise" && !this.mayReturn)) return;
    this.isAsking = true;
    await ask(this, action);
    this.isAsking = false;
  }

  pauseOrResume(): Promise<void> {
    return this.press(this.session.is_paused ? "resume_routine" : "pause_routine");
  }

  private get mayReturn(): boolean {
    return this.session.phase !== "balance_before" && this.session.phase !== "get_ready";
  }

  /** In the order of their arrows, whichever way is read: so are the keys. */
  private leading() {
    const { words } = this;
    const isPaused = this.session.is_paused;
    return html`<div class="row led" dir="ltr">
      ${this.arrow("previous", mdiSkipPrevious, "ArrowLeft", this.mayReturn)}
      <button class="main" aria-keyshortcuts="Space" @click=${this.pauseOrResume}>
        ${icon(isPaused ? mdiPlay : mdiPause)}
        <span dir="auto">${words.text(isPaused ? "card_live_resume" : "card_live_pause")}</span>
      </button>
      ${this.arrow("next", mdiSkipNext, "ArrowRight", true)}
    </div>`;
  }

  private arrow(way: "previous" | "next", path: string, key: string, may: boolean) {
    const label = this.words.text(`card_live_${way}`);
    return html`<button
      class="bare"
      title=${label}
      aria-label=${label}
      aria-keyshortcuts=${key}
      ?disabled=${!may}
      @click=${() => this.press(`${way}_exercise`)}
    >
      ${icon(path)}
    </button>`;
  }

  private more() {
    const { words } = this;
    return html`<div class="row more">
      <button
        class="bare"
        title=${words.text("card_live_extend_help")}
        ?disabled=${!this.mayExtend}
        @click=${() => this.press("extend_hold")}
      >
        ${words.text("card_live_extend")}
      </button>
      <button class="bare" @click=${() => this.press("repeat_instructions")}>
        ${icon(mdiRestart)} ${words.text("card_live_repeat")}
      </button>
      ${this.sound === "absent" ? nothing : this.loudspeaker()}
      <button id="stop" class="bare" @click=${() => this.turn(true)}>
        ${icon(mdiStop)} ${words.text("card_live_stop")}
      </button>
    </div>`;
  }

  private loudspeaker() {
    const { sound, words } = this;
    return html`<button
      class="bare"
      aria-pressed=${sound === "off" ? "false" : "true"}
      @click=${() => this.dispatchEvent(new Event(TOGGLE_SOUND, { bubbles: true, composed: true }))}
    >
      ${icon(sound === "on" ? mdiVolumeHigh : mdiVolumeOff)}
      ${words.text(sound === "blocked" ? "card_live_sound_blocked" : "card_live_sound")}
    </button>`;
  }

  private question() {
    const { words } = this;
    const text = words.text("card_live_stop_question");
    return html`<div class="row" role="group" aria-label=${text} @keydown=${this.escape}>
      <span>${text}</span>
      <button @click=${() => this.press("stop_routine")}>
        ${icon(mdiStop)} ${words.text("card_live_stop")}
      </button>
      <button id="stay" class="bare" @click=${() => this.turn(false)}>
        ${words.text("card_live_stay")}
      </button>
    </div>`;
  }

  /** The button that was pressed goes away; whoever used a key stays where they were. */
  private async turn(isStopping: boolean): Promise<void> {
    this.isStopping = isStopping;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(isStopping ? "#stay" : "#stop")?.focus();
  }

  private escape(event: KeyboardEvent): void {
    if (event.key === "Escape") void this.turn(false);
  }
}
