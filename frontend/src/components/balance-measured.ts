import { mdiScaleBathroom } from "@mdi/js";
import { css, html, nothing } from "lit";

import type { BalanceState, Instant, Measurement } from "../contract";
import type { Words } from "../localize/words";
import { BEAM_Y, DRAWING, FEET, heavier, lean } from "../model/balance";
import { beam } from "./beam";
import { icon } from "./icon";

/** What load cells say of how somebody stands; kept apart from what is felt. */
export function balanceMeasured(
  { can_measure, live_left_right: live, measurement }: BalanceState,
  isMeasuring: boolean,
  words: Words,
  now: Instant,
  measure: () => void,
) {
  const isBusy = isMeasuring || live !== null;
  return html`<section class="stack">
    <div class="row apart">
      <h3>${words.text("card_balance_measured")}</h3>
      <span role="status">${isBusy ? words.text("card_balance_measuring") : nothing}</span>
      ${
        can_measure && !isBusy
          ? html`<button @click=${measure}>
              ${icon(mdiScaleBathroom)}${words.text("card_balance_measure")}
            </button>`
          : nothing
      }
    </div>
    ${isBusy ? level(live, words) : measurement && result(measurement, words, now)}
  </section>`;
}

function level(leftRight: number | null, words: Words) {
  const { side, share } = heavier(leftRight ?? 0);
  return html`<div class="middle">
    <svg class="drawing" viewBox="0 ${BEAM_Y - 14} ${DRAWING.width} 30" aria-hidden="true">
      ${beam(leftRight === null ? undefined : lean(leftRight))}
    </svg>
    ${
      leftRight === null
        ? nothing
        : html`<strong>
            ${words.text(`card_balance_share_${side}`, { share: words.number(share) })}
          </strong>`
    }
  </div>`;
}

function result(measurement: Measurement, words: Words, now: Instant) {
  const percent = (share: number, digits = 0) => words.number(share * 100, digits);
  return html`${level(measurement.left_right, words)}
    <ul class="middle">
      <li>${words.text("card_balance_sway", { sway: percent(measurement.sway, 1) })}</li>
      ${FEET.map((foot) => {
        const share = measurement[`${foot}_toe`];
        const usual = measurement[`${foot}_toe_usual`];
        if (share === null) return nothing;
        const text = words.text(`card_balance_toes_${foot}`, { share: percent(share) });
        return html`<li>
          ${
            usual === null
              ? text
              : words.text("card_balance_usual", { text, usual: percent(usual) })
          }
        </li>`;
      })}
      <li class="quiet">${words.when(measurement.at, now)}</li>
    </ul>`;
}

export const measuredStyles = css`
  section {
    padding-block-start: 16px;
    border-block-start: 1px solid var(--divider-color);
  }
  section .row {
    min-block-size: 40px;
  }
  .apart {
    justify-content: space-between;
  }
`;
