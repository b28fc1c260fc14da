import { mdiCheckCircle, mdiPlay } from "@mdi/js";
import { css, html, nothing, type PropertyDeclarations } from "lit";

import { Asking } from "./asking";
import { Face } from "./face";
import { icon } from "./icon";
import { moveDetails, moveStyles } from "./move-details";
import { pictureStyles } from "./picture";
import { sharedStyles } from "./shared-styles";

/** Today's routine: which moves, how they are done, what was done; and how somebody feels. */
export class RoutineFace extends Face {
  static readonly tag = "posture-coach-routine";

  static override properties: PropertyDeclarations = {
    ...Face.properties,
    chosen: { state: true },
    isTested: { state: true },
    isCheckingIn: { state: true },
  };

  /** Another routine than today's. */
  declare private chosen: string | null;
  declare private isTested: boolean;
  declare private isCheckingIn: boolean;
  private readonly asking = new Asking(this);

  static override styles = [
    sharedStyles,
    pictureStyles,
    moveStyles,
    css`
      .stack {
        grid-template-columns: minmax(0, 1fr);
        gap: 16px;
      }
      h2 {
        font-size: 20px;
        line-height: 1.3;
      }
      .facts {
        column-gap: 16px;
        row-gap: 0;
      }
      .over {
        min-block-size: 40px;
        padding-inline: 12px;
        border-radius: 12px;
        background: color-mix(in srgb, var(--success-color) 16%, transparent);
        font-weight: 500;
      }
      .over .icon {
        fill: color-mix(in srgb, var(--success-color) 80%, var(--primary-text-color));
      }
      .stack > ul {
        display: grid;
        gap: 4px;
      }
      .start {
        column-gap: 16px;
      }
      .main {
        flex: 1 1 120px;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-block-size: 40px;
        cursor: pointer;
      }
      input {
        inline-size: 18px;
        block-size: 18px;
        margin: 0;
        accent-color: var(--primary-color);
      }
      select {
        field-sizing: content;
        max-inline-size: 100%;
        min-block-size: 40px;
        margin-inline-start: -4px;
        border: 0;
        border-radius: 12px;
        background: var(--card-background-color, Canvas);
        color: inherit;
        font: inherit;
        font-size: 20px;
        text-overflow: ellipsis;
        cursor: pointer;
      }
      .stack > details > summary {
        padding-block: 10px;
        cursor: pointer;
      }
    `,
  ];

  constructor() {
    super();
    this.chosen = null;
    this.isTested = false;
    this.isCheckingIn = false;
  }

  override render() {
    const { words, state } = this;
    if (this.isCheckingIn)
      return html`<posture-coach-check-in
        .pains=${state.practice.pains}
        .words=${words}
        @close=${this.leaveCheckIn}
      ></posture-coach-check-in>`;
    return html`<div class="stack">
      ${this.heading()}${this.plan()}${this.starting()}
      <div class="row">
        ${this.mayStart && !this.isDone ? this.logButton() : nothing}
        <button class="check-in" @click=${() => (this.isCheckingIn = true)}>
          ${words.text("card_routine_check_in")}
        </button>
      </div>
      <details>
        <summary class="quiet">${words.text("card_routine_safety")}</summary>
        <p class="quiet">${state.content.safety}</p>
      </details>
    </div>`;
  }

  /** The routine that was chosen in place of today's. */
  private get other(): string | null {
    const { content, practice } = this.state;
    const { chosen } = this;
    const isOther = chosen !== null && chosen !== practice.routine && chosen in content.routines;
    return isOther ? chosen : null;
  }

  private get isDone(): boolean {
    return this.other === null && this.state.practice.is_done_today === true;
  }

  private get mayStart(): boolean {
    const { practice, session } = this.state;
    return session === null && (this.other !== null || practice.plan.length > 0);
  }

  private heading() {
    const { words } = this;
    const { practice } = this.state;
    const { is_scheduled_today: isPlanned, routines_this_week: week, streak } = practice;
    return html`<div>
      ${this.name()}
      <div class="row facts quiet">
        ${
          practice.is_done_today
            ? nothing
            : html`<span
                >${words.text(isPlanned ? "card_routine_planned" : "card_routine_free")}</span
              >`
        }
        ${
          streak
            ? html`<span>
                ${words.text("card_routine_streak", { days: words.count("card_days", streak) })}
              </span>`
            : nothing
        }
        ${
          week
            ? html`<span>${words.text("card_routine_week", { count: words.number(week) })}</span>`
            : nothing
        }
      </div>
    </div>`;
  }

  private name() {
    const { practice, content } = this.state;
    const today = practice.routine;
    const shown = this.other ?? today;
    const nameOf = (routine: string) => content.routines[routine]?.name ?? routine;
    const routines = [...new Set([today, ...Object.keys(content.routines)])];
    if (routines.length === 1) return html`<h2>${nameOf(today)}</h2>`;
    const label = this.words.text("card_routine_choose");
    return html`<h2 class="hidden">${nameOf(shown)}</h2>
      <select
        aria-label=${label}
        @change=${({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
          (this.chosen = currentTarget.value)}
      >
        ${routines.map(
          (each) =>
            html`<option value=${each} .selected=${each === shown}>${nameOf(each)}</option>`,
        )}
      </select>`;
  }

  private plan() {
    const { words, other } = this;
    const { practice, content } = this.state;
    // Of another routine only that is known; its moves come when it is started.
    if (other !== null) return html`<p>${content.routines[other]?.description}</p>`;
    if (practice.plan.length === 0) return html`<p>${words.text("card_routine_empty")}</p>`;
    return html`${
        this.isDone
          ? html`<p class="row over">${icon(mdiCheckCircle)}${words.text("card_routine_done")}</p>`
          : nothing
      }
      <ul>
        ${practice.plan.map((step) => {
          const isDone = practice.done_today.includes(step.exercise);
          return html`<li>
            ${moveDetails(words, step, content.exercises[step.exercise], isDone)}
          </li>`;
        })}
      </ul>`;
  }

  private starting() {
    const { words } = this;
    if (this.state.session) return html`<p class="quiet">${words.maybe("reason_in_routine")}</p>`;
    if (!this.mayStart) return nothing;
    return html`<div class="row start">
      <button
        class=${this.isDone ? "" : "main"}
        ?disabled=${this.asking.isWaiting("start_routine")}
        @click=${this.start}
      >
        ${icon(mdiPlay)}${words.text("card_start")}
      </button>
      <label>
        <input
          type="checkbox"
          .checked=${this.isTested}
          @change=${() => (this.isTested = !this.isTested)}
        />${words.text("card_routine_test")}
      </label>
    </div>`;
  }

  private logButton() {
    return html`<button
      ?disabled=${this.asking.isWaiting("log_routine")}
      @click=${() => this.asking.ask("log_routine", this.routineField())}
    >
      ${this.words.text("card_routine_log")}
    </button>`;
  }

  /** Today's needs no name. */
  private routineField(): { routine?: string } {
    return this.other === null ? {} : { routine: this.other };
  }

  private async start(): Promise<void> {
    const tested = this.isTested ? { balance_test: true } : {};
    const isStarted = await this.asking.ask("start_routine", { ...this.routineField(), ...tested });
    if (isStarted) this.chosen = null;
  }

  private async leaveCheckIn(): Promise<void> {
    this.isCheckingIn = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".check-in")?.focus();
  }
}
