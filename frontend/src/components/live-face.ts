import { html, nothing, type PropertyDeclarations } from "lit";

import type { Seconds, SessionState } from "../contract";
import { doseIn } from "../model/dose";
import { moveAt, repetitionsOf, type Move } from "../model/move";
import {
  cueAt,
  hintAt,
  isReturning,
  progressOf,
  repetitionAt,
  stillFor,
  wholeSeconds,
  type Progress,
} from "../model/progress";
import type { SoundState } from "../model/sound";
import { Face } from "./face";
import { LiveControls } from "./live-controls";
import { liveStyles } from "./live-styles";
import { picture, pictureStyles } from "./picture";
import { Ring } from "./ring";
import { sharedStyles } from "./shared-styles";
import { Ticker } from "./ticker";

const MINUTE: Seconds = 60;
/** A phase that lasts so long leaves time to read how the whole move goes. */
const TIME_TO_READ: Seconds = 20;
const ANNOUNCED = ["half_way", "last_ten"] as const;

/** What changes while a phase goes on, but seldom. */
interface Scene {
  readonly hint: number;
  readonly isReturning: boolean;
  readonly cue: (typeof ANNOUNCED)[number] | undefined;
}

const STILL: Scene = { hint: 0, isReturning: false, cue: undefined };

/** The session that goes on, as it is at this second. */
export class LiveFace extends Face {
  static readonly tag = "posture-coach-live";

  static override properties: PropertyDeclarations = { sound: { attribute: false } };

  /** Of this device. */
  declare sound: SoundState;

  static override styles = [sharedStyles, pictureStyles, liveStyles];

  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private scene = STILL;
  private announcement = "";
  /** What was announced last. */
  private announced = "";

  constructor() {
    super();
    this.sound = "absent";
    new Ticker(this, () => this.write());
  }

  override willUpdate(): void {
    const { session } = this.state;
    const before = this.scene;
    this.scene = session ? this.sceneAt(session) : STILL;
    if (session) this.announce(session, before);
  }

  override render() {
    const { session, content } = this.state;
    if (!session) return nothing;
    const move = moveAt(session, content, session.number);
    return html`<div
        class="stack"
        role="group"
        tabindex="0"
        aria-label=${content.routines[session.routine]?.name ?? session.routine}
        @keydown=${this.pressed}
      >
        ${this.head(session)}
        <div class="stage">
          ${session.lasts === null ? nothing : this.dial(session, session.lasts)}
          ${move?.content ? this.poses(session, move) : nothing}
        </div>
        <div class="said">${this.said(session, move)}</div>
        <posture-coach-live-controls
          .session=${session}
          .mayExtend=${session.phase === "work" && move?.content?.kind === "hold"}
          .sound=${this.sound}
          .words=${this.words}
        ></posture-coach-live-controls>
      </div>
      <p class="hidden" aria-live="polite">${this.announcement}</p>`;
  }

  private head({ phase, is_paused: isPaused, steps, number, counted }: SessionState) {
    const { words } = this;
    const count = words.number(steps.length);
    const done = words.number(counted.filter(Boolean).length);
    const at = words.number(Math.min(number, steps.length));
    return html`<div class="head">
      <h2>${words.phase(isPaused ? "paused" : phase)}</h2>
      <span class="quiet">${words.text("card_live_move", { number: at, count })}</span>
      <div class="moves" role="img" aria-label=${words.text("card_live_counted", { done, count })}>
        ${counted.map((isCounted, index) => {
          const current = index === number - 1 ? "current" : "";
          return html`<span class="${current} ${isCounted ? "counted" : ""}"></span>`;
        })}
      </div>
    </div>`;
  }

  /** The number and the ring are left to `write`. */
  private dial(session: SessionState, lasts: Seconds) {
    const { words } = this;
    const dose = this.repetitions(session);
    const isShort = lasts < MINUTE;
    const unit = isShort ? words.text("card_live_seconds") : nothing;
    const isWork = session.phase === "work" && !session.is_paused;
    return html`<posture-coach-ring class=${isWork ? "work" : ""}>
      <div role="timer" aria-live="off">
        <div class="count ${isShort || dose !== null ? "" : "long"}"></div>
        <div class="unit quiet">
          ${dose === null ? unit : words.text("card_live_of", { count: words.number(dose) })}
        </div>
      </div>
    </posture-coach-ring>`;
  }

  private poses(session: SessionState, { name, content }: Move) {
    const { words } = this;
    const isEnd = session.phase === "work" && !this.scene.isReturning;
    return html`<div class="poses ${this.repetitions(session) === null ? "" : "moving"}">
      <div class=${isEnd ? "away" : ""}>
        ${picture(content?.start ?? null, `${name}: ${words.text("card_move_start")}`)}
      </div>
      <div class=${isEnd ? "" : "away"}>
        ${picture(content?.end ?? null, `${name}: ${words.text("card_move_end")}`)}
      </div>
    </div>`;
  }

  private said(session: SessionState, move: Move | undefined) {
    const { words } = this;
    const { phase, lasts, number } = session;
    if (lasts === null || !move) return html`<p>${words.text("card_live_waiting")}</p>`;
    const isAhead = phase === "get_ready" || phase === "rest";
    const next = isAhead ? undefined : moveAt(session, this.state.content, number + 1);
    return html`<div class="head">
        <h3>${this.heading(session, move)}</h3>
        <span class="quiet">${this.dose(session, move)}</span>
      </div>
      ${this.instructions(move, phase === "work", lasts)}
      ${next ? html`<p class="quiet">${words.text("card_live_up_next", { name: next.name })}</p>` : nothing}`;
  }

  private dose({ phase, lasts }: SessionState, { content, dose }: Move): string {
    const kind = content?.kind ?? "hold";
    // A hold may have been made longer.
    return doseIn(this.words, kind, kind === "hold" && phase === "work" ? (lasts ?? dose) : dose);
  }

  private heading({ phase }: SessionState, { name }: Move): string {
    const isAhead = phase === "get_ready" || phase === "rest";
    return isAhead ? this.words.text("card_live_up_next", { name }) : name;
  }

  private instructions({ content }: Move, isWork: boolean, lasts: Seconds) {
    if (!content) return nothing;
    if (isWork) return html`<p>${content.cues[this.scene.hint]}</p>`;
    const steps = lasts < TIME_TO_READ ? [] : content.steps;
    return html`<p>${content.stance}</p>
      ${
        steps.length
          ? html`<ol>
              ${steps.map((step) => html`<li>${step}</li>`)}
            </ol>`
          : nothing
      }`;
  }

  /** How many are to be done in this phase; null where it is time that passes. */
  private repetitions(session: SessionState): number | null {
    if (session.phase !== "work") return null;
    return repetitionsOf(moveAt(session, this.state.content, session.number));
  }

  private sceneAt(session: SessionState, progress = this.progress(session)): Scene {
    if (!progress) return STILL;
    const move = moveAt(session, this.state.content, session.number);
    const dose = this.repetitions(session);
    return {
      hint: hintAt(progress, move?.content?.cues.length ?? 0),
      isReturning: dose !== null && isReturning(progress, dose),
      cue: cueAt(session, progress, ANNOUNCED),
    };
  }

  private progress(session: SessionState): Progress | null {
    return progressOf(session, this.clock.now());
  }

  /** For those who listen: each phase as it begins, and twice in a long one. */
  private announce(session: SessionState, before: Scene): void {
    const { words } = this;
    const { phase, is_paused: isPaused, phase_began_at: beganAt } = session;
    const { cue } = this.scene;
    const about = `${phase} ${beganAt} ${String(isPaused)}`;
    if (about !== this.announced) {
      this.announced = about;
      this.announcement = isPaused ? words.phase("paused") : this.phaseText(session);
    } else if (cue && cue !== before.cue) this.announcement = words.text(`card_live_${cue}`);
  }

  private phaseText(session: SessionState): string {
    const { words } = this;
    const move = moveAt(session, this.state.content, session.number);
    const isTimed = session.lasts !== null && move;
    const heading = isTimed ? this.heading(session, move) : words.text("card_live_waiting");
    const stance = session.phase === "prepare" ? move?.content?.stance : undefined;
    return [words.phase(session.phase), heading, stance].filter(Boolean).join(". ");
  }

  /** What moves, without drawing the rest anew. */
  private write(): Seconds | null {
    const { session } = this.state;
    const progress = session && this.progress(session);
    const ring = this.renderRoot.querySelector<Ring>(Ring.tag);
    const count = ring?.querySelector(".count");
    if (!progress || !ring || !count) return null;
    ring.share = progress.passed / progress.lasts;
    const text = this.number(session, progress);
    if (count.textContent !== text) count.textContent = text;
    const { hint, isReturning, cue } = this.sceneAt(session, progress);
    const { scene } = this;
    if (hint !== scene.hint || isReturning !== scene.isReturning || cue !== scene.cue)
      this.requestUpdate();
    return session.is_paused ? null : stillFor(progress, this.calm.matches);
  }

  private number(session: SessionState, progress: Progress): string {
    const dose = this.repetitions(session);
    if (dose !== null) return this.words.number(repetitionAt(progress, dose));
    const left = wholeSeconds(progress);
    return progress.lasts < MINUTE ? this.words.number(left) : this.words.countdown(left);
  }

  /** The keys of the buttons, from anywhere on the face; a button that has the focus is for Space. */
  private pressed(event: KeyboardEvent): void {
    const controls = this.renderRoot.querySelector<LiveControls>(LiveControls.tag);
    const { key, altKey, ctrlKey, metaKey, shiftKey, repeat } = event;
    if (!controls || altKey || ctrlKey || metaKey || shiftKey || repeat) return;
    if (key === " " && event.target === event.currentTarget) void controls.pauseOrResume();
    else if (key === "ArrowLeft") void controls.press("previous_exercise");
    else if (key === "ArrowRight") void controls.press("next_exercise");
    else return;
    event.preventDefault();
  }
}
