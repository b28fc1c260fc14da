import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";

import type { DayStrip as Strip, Posture } from "../contract";
import type { Words } from "../localize/words";
import { bandsOf, hoursOf, totalsOf } from "../model/strip";
import { sharedStyles } from "./shared-styles";

const POSTURES = ["sitting", "standing", "away"] as const;

/** What somebody did on one day, from midnight to midnight. */
export class DayStrip extends LitElement {
  static readonly tag = "posture-coach-day-strip";

  static override properties: PropertyDeclarations = {
    strip: { attribute: false },
    words: { attribute: false },
  };

  /** Undefined while it is not there yet: its place is kept. */
  declare strip: Strip | undefined;
  declare words: Words;

  static override styles = [
    sharedStyles,
    css`
      .track,
      .hours {
        position: relative;
        block-size: 36px;
      }
      .track {
        border-block-end: 1px solid var(--divider-color);
      }
      .track i {
        position: absolute;
        inset-block-end: 0;
        min-inline-size: 1px;
      }
      .hours {
        block-size: 28px;
        font-size: 12px;
      }
      .hours span {
        position: absolute;
        inline-size: 80px;
        margin-inline-start: -40px;
        text-align: center;
      }
      .hours span::before {
        content: "";
        display: block;
        inline-size: 1px;
        block-size: 4px;
        margin-inline: auto;
        background: currentColor;
      }
      .sitting {
        block-size: 100%;
        background: var(--primary-color);
      }
      .standing {
        block-size: 60%;
        background: var(--success-color, #43a047);
      }
      .away {
        block-size: 15%;
        background: var(--secondary-text-color);
      }
      .unknown {
        box-sizing: border-box;
        block-size: 100%;
        border: 1px dashed var(--secondary-text-color);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0 16px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      .key {
        display: flex;
        align-items: end;
        inline-size: 12px;
        block-size: 14px;
      }
      .key i {
        flex: 1;
      }
      @media (forced-colors: active) {
        .sitting,
        .standing,
        .away {
          forced-color-adjust: none;
          background: CanvasText;
        }
      }
    `,
  ];

  override render() {
    const { strip, words } = this;
    if (strip?.missing) {
      return html`<p>${words.maybe(`card_week_${strip.missing}`)}</p>`;
    }
    if (strip?.spans.length === 0) return html`<p>${words.text("card_week_no_spans")}</p>`;
    const totals = strip ? totalsOf(strip) : {};
    const postures = totals.unknown ? [...POSTURES, "unknown" as const] : POSTURES;
    const hours = strip ? hoursOf(strip) : [];
    return html`<div aria-hidden="true">
        <div class="track">
          ${
            strip &&
            bandsOf(strip).map(
              ({ posture, from, share }) =>
                html`<i class=${posture} style="${at(from)};inline-size:${100 * share}%"></i>`,
            )
          }
        </div>
        <div class="hours quiet">
          ${hours.map((hour) => html`<span style=${at(hour.from)}>${words.clock(hour.at)}</span>`)}
        </div>
      </div>
      <ul>
        ${postures.map(
          (posture) =>
            html`<li>
              <span class="key"><i class=${posture}></i></span>${this.name(posture)}
              ${
                strip
                  ? html`<span class="quiet">${words.duration(totals[posture] ?? 0)}</span>`
                  : nothing
              }
            </li>`,
        )}
      </ul>
      <ol class="hidden">
        ${strip?.spans.map(
          ({ posture, began_at, ended_at }) =>
            html`<li>
              ${words.clock(began_at)} – ${words.clock(ended_at)} ${this.name(posture)}
            </li>`,
        )}
      </ol>`;
  }

  private name(posture: Posture): string {
    const { words } = this;
    return posture === "unknown" ? words.text("card_week_unknown") : words.posture(posture);
  }
}

function at(share: number): string {
  return `inset-inline-start:${100 * share}%`;
}
