import { mdiSleep, mdiChevronDown, mdiPlay, mdiWalk } from "@mdi/js";
import { css, html, nothing, type PropertyDeclarations } from "lit";

import type { Seconds } from "../contract";
import type { CardText } from "../localize/words";
import type { ActionName } from "../model/ask";
import { breakOffer, otherSnoozes, reasonIn } from "../model/coaching";
import { sittingAt } from "../model/sitting";
import { Asking } from "./asking";
import { Face } from "./face";
import { icon } from "./icon";
import { sharedStyles } from "./shared-styles";

type Choices = "snooze" | "pause";
const PAUSES: readonly Seconds[] = [1800, 3600];

/** How long somebody has been sitting, what the coach makes of it, and what to do about it. */
export class NowFace extends Face {
  static readonly tag = "posture-coach-now";

  static override properties: PropertyDeclarations = {
    ...Face.properties,
    opened: { state: true },
  };

  declare private opened: Choices | null;
  private readonly asking = new Asking(this);

  static override styles = [
    sharedStyles,
    css`
      :host {
        container-type: inline-size;
      }
      .stack {
        gap: 16px;
      }
      .top {
        justify-content: center;
        gap: 12px 20px;
      }
      posture-coach-ring {
        flex: none;
        --pc-ring-size: 132px;
      }
      .standing {
        --pc-ring-color: color-mix(in srgb, var(--info-color) 85%, var(--primary-text-color));
      }
      .minutes {
        display: block;
        font-size: 40px;
        line-height: 1.1;
      }
      .words {
        display: grid;
        flex: 1 1 170px;
        gap: 4px;
      }
      h2:focus-visible {
        outline: none;
      }
      h2 {
        font-size: 20px;
        line-height: 1.3;
      }
      .actions button,
      .split {
        flex: 1 1 auto;
      }
      .split {
        display: flex;
      }
      .split > :first-child:not(:last-child) {
        border-start-end-radius: 0;
        border-end-end-radius: 0;
      }
      .actions .split > :last-child:not(:first-child) {
        flex: none;
        margin-inline-start: -1px;
        padding-inline: 4px;
        border-start-start-radius: 0;
        border-end-start-radius: 0;
      }
      [aria-expanded="true"] .icon {
        rotate: 180deg;
      }
      .choices {
        padding: 8px;
        border-radius: 12px;
        background: color-mix(in srgb, currentColor 6%, transparent);
      }
      dl {
        display: grid;
        grid-auto-columns: 1fr;
        grid-auto-flow: column;
        gap: 8px 12px;
        padding-block-start: 12px;
        border-block-start: 1px solid var(--divider-color);
      }
      @container (inline-size < 330px) {
        .words {
          text-align: center;
        }
      }
      @container (inline-size < 420px) {
        dl {
          grid-auto-flow: row;
          grid-template-columns: 1fr 1fr;
        }
      }
      dl div {
        display: flex;
        flex-direction: column-reverse;
        justify-content: flex-end;
      }
      dt {
        font-size: var(--ha-font-size-s, 12px);
      }
      dd {
        font-size: var(--ha-font-size-l, 16px);
        font-weight: 500;
      }
    `,
  ];

  constructor() {
    super();
    this.opened = null;
  }

  override willUpdate(): void {
    // What can no longer be chosen does not wait, opened, for the next time.
    const { coaching } = this.state;
    const may = {
      snooze: breakOffer(this.state) === "answer" && coaching.snoozes_left > 0,
      pause: coaching.is_coaching,
    };
    if (this.opened && !may[this.opened]) this.opened = null;
  }

  override render() {
    return html`<div class="stack">
      <div class="row top">${this.ring()}${this.status()}</div>
      <div class="row actions">
        ${
          this.state.coaching.is_coaching
            ? [this.breakButtons(), this.opener("pause", "card_now_pause")]
            : [this.resumeButton(), this.breakButtons()]
        }
      </div>
      ${this.choices()}${this.figures()}
    </div>`;
  }

  private ring() {
    const { words } = this;
    const { clock, coaching } = this.state;
    const { minutes, limit, share } = sittingAt(clock, this.clock.now());
    const look = coaching.is_due ? "due" : clock.posture === "standing" ? "standing" : "";
    return html`<posture-coach-ring class=${look} share=${share}>
      <span class="minutes">${words.number(minutes)}</span>
      <span class="quiet">${words.text("card_now_of", { limit: words.number(limit) })}</span>
    </posture-coach-ring>`;
  }

  private status() {
    const { words } = this;
    const { clock, coaching } = this.state;
    const now = this.clock.now();
    const { is_due: isDue, is_coaching: isCoaching } = coaching;
    // Of a break that nobody will be reminded of, nothing is promised.
    const dueAt = isCoaching ? coaching.due_at : null;
    const isSeen = clock.posture !== "unknown" && clock.posture_since !== null;
    return html`<div class="words">
      <h2 tabindex="-1">${words.status(coaching.status)}</h2>
      <p>${reasonIn(words, coaching, now)}</p>
      ${
        isSeen
          ? html`<p class="quiet">
              ${words.text("card_now_since", {
                posture: words.posture(clock.posture),
                since: words.when(clock.posture_since, now),
              })}
            </p>`
          : nothing
      }
      ${
        dueAt === null
          ? nothing
          : html`<p class="quiet">
              ${words.text(isDue ? "card_now_due" : "card_now_next", { at: words.when(dueAt, now) })}
            </p>`
      }
    </div>`;
  }

  private breakButtons() {
    const { words } = this;
    const offer = breakOffer(this.state);
    if (offer === null) return nothing;
    if (offer === "take")
      return this.button("take_break", "bare", [icon(mdiWalk), words.text("card_now_take_now")]);
    return [
      this.button("take_break", "main", [icon(mdiWalk), words.text("card_now_take")]),
      this.snoozeButtons(),
      this.state.coaching.may_skip
        ? this.button("skip_break", "bare", words.text("card_now_skip"))
        : nothing,
    ];
  }

  private snoozeButtons() {
    const { words } = this;
    const { snooze_for: usual, snoozes_left: left } = this.state.coaching;
    if (left <= 0) return html`<button disabled>${words.text("card_now_snooze_none")}</button>`;
    const label = words.text("card_now_snooze", { duration: words.duration(usual) });
    return html`<span class="split">
      ${this.button("snooze_break", "", [icon(mdiSleep), label], () => this.snooze(usual))}
      ${this.opener("snooze", "card_now_snooze_other")}
    </span>`;
  }

  private resumeButton() {
    const label = this.words.text("card_now_resume");
    return this.button("resume_coaching", "main", [icon(mdiPlay), label]);
  }

  /** Rests while its action is waited for. */
  private button(
    action: ActionName,
    look: "main" | "bare" | "",
    content: unknown,
    press: () => unknown = () => this.asking.ask(action),
  ) {
    return html`<button class=${look} ?disabled=${this.asking.isWaiting(action)} @click=${press}>
      ${content}
    </button>`;
  }

  /** Shows and hides choices; those of the snooze stand beside a button that says what they are. */
  private opener(choices: Choices, name: CardText) {
    const isOpen = this.opened === choices;
    const label = this.words.text(name);
    return html`<button
      class=${choices === "pause" ? "bare" : ""}
      aria-expanded=${isOpen}
      aria-label=${label}
      title=${label}
      @click=${() => (this.opened = isOpen ? null : choices)}
    >
      ${choices === "pause" ? label : nothing}${icon(mdiChevronDown)}
    </button>`;
  }

  private choices() {
    const { words } = this;
    const choice = (action: ActionName, label: string, press: () => unknown) =>
      this.button(action, "", label, press);
    switch (this.opened) {
      case "snooze":
        return html`<div class="row choices">
          ${otherSnoozes(this.state.coaching).map((each) =>
            choice("snooze_break", words.duration(each), () => this.snooze(each)),
          )}
        </div>`;
      case "pause":
        return html`<div class="row choices">
          ${PAUSES.map((each) =>
            choice("pause_coaching", words.duration(each), () => this.pause(each)),
          )}
          ${choice("pause_coaching", words.text("card_now_pause_open"), () => this.pause(null))}
        </div>`;
      case null:
        return nothing;
    }
  }

  private async snooze(lasting: Seconds): Promise<void> {
    const fields = { duration: { seconds: lasting } };
    if (await this.asking.ask("snooze_break", fields)) this.close();
  }

  private async pause(lasting: Seconds | null): Promise<void> {
    const until = (seconds: Seconds) => new Date((this.clock.now() + seconds) * 1000).toISOString();
    const fields = lasting === null ? {} : { until: until(lasting) };
    if (await this.asking.ask("pause_coaching", fields)) this.close();
  }

  private close(): void {
    if (this.opened === null) return;
    this.opened = null;
    // The button that was pressed goes away; what has become of it is read out.
    this.renderRoot.querySelector("h2")?.focus();
  }

  private figures() {
    const { words } = this;
    const { clock, coaching, practice } = this.state;
    const breaks = coaching.breaks_taken_today;
    const figures: readonly (readonly [CardText, string | null])[] = [
      ["card_now_sitting", words.duration(clock.sitting_today)],
      ["card_now_standing", clock.standing_today > 0 ? words.duration(clock.standing_today) : null],
      ["card_now_breaks", breaks === null ? null : words.number(breaks)],
      [
        "card_now_streak",
        practice.streak === null ? null : words.count("card_days", practice.streak),
      ],
    ];
    return html`<dl>
      ${figures.map(([name, figure]) =>
        figure === null
          ? nothing
          : html`<div>
              <dt class="quiet">${words.text(name)}</dt>
              <dd>${figure}</dd>
            </div>`,
      )}
    </dl>`;
  }
}
