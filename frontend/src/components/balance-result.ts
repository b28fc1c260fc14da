import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";

import type { AxisContent, BalanceState, BalanceTest } from "../contract";
import type { CardText, Words } from "../localize/words";
import { answered, noticeable } from "../model/balance";
import type { ServerClock } from "../model/server-clock";
import { sharedStyles } from "./shared-styles";

/** How even somebody felt last, and what a session has changed. */
export class BalanceResult extends LitElement {
  static readonly tag = "posture-coach-balance-result";

  static override properties: PropertyDeclarations = {
    balance: { attribute: false },
    axes: { attribute: false },
    words: { attribute: false },
    clock: { attribute: false },
  };

  declare balance: BalanceState;
  declare axes: Readonly<Record<string, AxisContent>>;
  declare words: Words;
  declare clock: ServerClock;

  static override styles = [
    sharedStyles,
    css`
      .tests {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 16px;
        text-align: center;
      }
      figure {
        flex: 1 1 80px;
        max-inline-size: 150px;
        margin: 0;
      }
      p {
        margin-block-start: 12px;
        text-align: center;
      }
      strong {
        font-size: var(--ha-font-size-l, 16px);
        font-weight: 500;
      }
    `,
  ];

  override render() {
    const { last, before, change } = this.balance;
    if (last === null) return nothing;
    return html`<div class="tests">
        ${before && this.test("card_balance_before", before)}
        ${this.test(before ? "card_balance_after" : "card_balance_last", last)}
      </div>
      <p>
        ${change === null ? nothing : html`<strong>${this.change(change)}</strong><br />`}
        <span class="quiet">${this.words.text("card_balance_evenness")}</span>
      </p>`;
  }

  private test(name: CardText, { axes, evenness, at }: BalanceTest) {
    const { words } = this;
    return html`<figure>
      <posture-coach-feet
        .answers=${axes}
        .label=${this.answers(axes).join(". ")}
      ></posture-coach-feet>
      <figcaption>
        <div class="quiet">${words.text(name)}</div>
        <strong>${words.count("card_balance_points", Math.round(evenness))}</strong>
        <div class="quiet">${words.when(at, this.clock.now())}</div>
      </figcaption>
    </figure>`;
  }

  private answers(axes: BalanceTest["axes"]): string[] {
    return answered(axes).map(({ about, foot, value }) => {
      const { question = "", answers = [] } = this.axes[about] ?? {};
      const said = `${question} ${answers[value + 2] ?? ""}`;
      return foot === null ? said : `${this.words.text(`card_balance_${foot}`)}: ${said}`;
    });
  }

  private change(points: number): string {
    const { words } = this;
    const change = noticeable(points);
    if (change === null) return words.text("card_balance_same");
    const stem = change > 0 ? "card_balance_more" : "card_balance_less";
    return words.count(stem, Math.abs(change));
  }
}
