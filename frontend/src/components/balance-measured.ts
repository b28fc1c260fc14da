import { mdiScaleBalance } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";

import type { BalanceState, Measurement } from "../contract";
import type { Words } from "../localize/words";
import { ask } from "../model/ask";
import { BEAM_Y, DRAWING, FEET, heavier, lean, type Foot } from "../model/balance";
import type { ServerClock } from "../model/server-clock";
import { beam, weightStyles } from "./beam";
import { icon } from "./icon";
import { sharedStyles } from "./shared-styles";

/** What load cells say of how somebody stands; kept apart from what is felt. */
export class BalanceMeasured extends LitElement {
  static readonly tag = "posture-coach-balance-measured";

  static override properties: PropertyDeclarations = {
    balance: { attribute: false },
    words: { attribute: false },
    clock: { attribute: false },
    isMeasuring: { state: true },
  };

  declare balance: BalanceState;
  declare words: Words;
  declare clock: ServerClock;
  declare private isMeasuring: boolean;

  static override styles = [
    sharedStyles,
    weightStyles,
    css`
      section {
        padding-block-start: 16px;
        border-block-start: 1px solid var(--divider-color);
      }
      .row {
        justify-content: space-between;
        min-block-size: 40px;
      }
      ul,
      .level {
        inline-size: 100%;
        max-inline-size: 280px;
        margin-inline: auto;
        text-align: center;
      }
      strong {
        font-size: var(--ha-font-size-l, 16px);
        font-weight: 500;
      }
    `,
  ];

  constructor() {
    super();
    this.isMeasuring = false;
  }

  override render() {
    const { words } = this;
    const { can_measure, live_left_right: live, measurement } = this.balance;
    const isBusy = this.isMeasuring || live !== null;
    return html`<section class="stack" aria-label=${words.text("card_balance_measured")}>
      <div class="row">
        <h3>${words.text("card_balance_measured")}</h3>
        <span role="status">${isBusy ? words.text("card_balance_measuring") : nothing}</span>
        ${can_measure && !isBusy ? this.button() : nothing}
      </div>
      ${isBusy ? this.level(live) : measurement && this.result(measurement)}
    </section>`;
  }

  private button() {
    return html`<button @click=${this.measure}>
      ${icon(mdiScaleBalance)}${this.words.text("card_balance_measure")}
    </button>`;
  }

  private level(leftRight: number | null) {
    const leaning = leftRight === null ? null : lean(leftRight);
    return html`<div class="level">
      <svg viewBox="0 ${BEAM_Y - 14} ${DRAWING.width} 30" aria-hidden="true">${beam(leaning)}</svg>
      ${leftRight === null ? nothing : html`<strong>${this.share(leftRight)}</strong>`}
    </div>`;
  }

  private result(measurement: Measurement) {
    const { words } = this;
    return html`${this.level(measurement.left_right)}
      <ul>
        <li>${words.text("card_balance_sway", { sway: this.percent(measurement.sway, 1) })}</li>
        ${FEET.map((foot) => this.toes(foot, measurement))}
        <li class="quiet">${words.when(measurement.at, this.clock.now())}</li>
      </ul>`;
  }

  private share(leftRight: number): string {
    const { side, share } = heavier(leftRight);
    return this.words.text(`card_balance_share_${side ?? "even"}`, {
      share: this.words.number(share),
    });
  }

  private toes(foot: Foot, measurement: Measurement) {
    const share = measurement[`${foot}_toe`];
    const usual = measurement[`${foot}_toe_usual`];
    if (share === null) return nothing;
    const { words } = this;
    const text = words.text(`card_balance_toes_${foot}`, { share: this.percent(share) });
    return html`<li>
      ${
        usual === null
          ? text
          : words.text("card_balance_usual", { text, usual: this.percent(usual) })
      }
    </li>`;
  }

  private percent(share: number, digits = 0): string {
    return this.words.number(share * 100, digits);
  }

  private async measure(): Promise<void> {
    this.isMeasuring = true;
    await ask(this, "measure_balance");
    this.isMeasuring = false;
  }
}
