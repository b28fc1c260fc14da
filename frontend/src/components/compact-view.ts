import {
  mdiSleep,
  mdiHumanHandsup,
  mdiPause,
  mdiPlay,
  mdiSkipNext,
  mdiStop,
  mdiWalk,
} from "@mdi/js";
import { css, html } from "lit";

import type { Seconds } from "../contract";
import type { CardText } from "../localize/words";
import { reasonIn } from "../model/coaching";
import { mainActions, type MainAction } from "../model/main-action";
import { moveAt } from "../model/move";
import { progressOf, stillFor } from "../model/progress";
import { sittingAt } from "../model/sitting";
import { Asking } from "./asking";
import { Face } from "./face";
import { icon } from "./icon";
import { Ring } from "./ring";
import { sharedStyles } from "./shared-styles";
import { Ticker } from "./ticker";

const BUTTONS: Readonly<Record<MainAction, readonly [icon: string, name: CardText]>> = {
  take_break: [mdiWalk, "card_now_take"],
  snooze_break: [mdiSleep, "card_now_snooze"],
  resume_coaching: [mdiPlay, "card_now_resume"],
  start_routine: [mdiHumanHandsup, "card_start"],
  pause_routine: [mdiPause, "card_live_pause"],
  resume_routine: [mdiPlay, "card_live_resume"],
  next_exercise: [mdiSkipNext, "card_live_next"],
  stop_routine: [mdiStop, "card_live_stop"],
};

/** The most important alone, for where there is little room. */
export class CompactView extends Face {
  static readonly tag = "posture-coach-compact";

  static override styles = [
    sharedStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .row {
        flex-wrap: nowrap;
        --pc-ring-size: 44px;
      }
      posture-coach-ring {
        flex: none;
      }
      .words {
        flex: 1;
        min-inline-size: 0;
      }
      p {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      b {
        font-weight: 500;
      }
      .quiet,
      posture-coach-ring {
        font-size: var(--ha-font-size-s, 12px);
      }
      button {
        flex: none;
        padding: 0;
      }
      @container (max-width: 200px) {
        posture-coach-ring,
        button + button {
          display: none;
        }
      }
    `,
  ];

  private readonly asking = new Asking(this);

  constructor() {
    super();
    new Ticker(this, () => this.write());
  }

  override render() {
    const [title, text] = this.told();
    const isDue = this.state.coaching.is_due && !this.state.session;
    return html`<div class="row">
      <posture-coach-ring class=${isDue ? "due" : ""}><span></span></posture-coach-ring>
      <div class="words">
        <p><b>${title}</b></p>
        <p class="quiet" title=${text}>${text}</p>
      </div>
      ${mainActions(this.state).map((action) => this.button(action))}
    </div>`;
  }

  private told(): readonly [title: string, text: string] {
    const { words } = this;
    const { session, coaching, content } = this.state;
    if (session) {
      const phase = words.phase(session.is_paused ? "paused" : session.phase);
      const name = moveAt(session, content, session.number)?.name;
      return name ? [name, phase] : [phase, ""];
    }
    const now = this.clock.now();
    const { due_at: dueAt, is_due: isDue, status } = coaching;
    const isComing = status === "watching" && dueAt !== null && !isDue;
    const text = isComing
      ? words.text("card_now_next", { at: words.when(dueAt, now) })
      : reasonIn(words, coaching, now);
    return [words.status(status), text ?? ""];
  }

  private button(action: MainAction) {
    const [path, text] = BUTTONS[action];
    const duration = this.words.duration(this.state.coaching.snooze_for);
    const name = this.words.text(text, { duration });
    return html`<button
      class="main"
      title=${name}
      aria-label=${name}
      ?disabled=${this.asking.isWaiting(action)}
      @click=${() => this.asking.ask(action)}
    >
      ${icon(path)}
    </button>`;
  }

  /** What moves; at the desk it is told every minute. */
  private write(): Seconds | null {
    const ring = this.renderRoot.querySelector<Ring>(Ring.tag);
    const inside = ring?.querySelector("span");
    if (!ring || !inside) return null;
    const { words } = this;
    const { session, clock } = this.state;
    const now = this.clock.now();
    if (!session) {
      const { minutes, share } = sittingAt(clock, now);
      ring.share = share;
      inside.textContent = words.number(minutes);
      return null;
    }
    const progress = progressOf(session, now);
    ring.share = progress ? progress.passed / progress.lasts : 0;
    inside.textContent = progress ? words.countdown(progress.left) : "";
    return progress && !session.is_paused ? stillFor(progress, true) : null;
  }
}
