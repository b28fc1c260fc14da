import { css, html, nothing } from "lit";

import type { BalanceState, BalanceTest, CardState, Instant } from "../contract";
import type { CardText, Words } from "../localize/words";
import { noticeable } from "../model/balance";
import { feet } from "./feet";

/** How even somebody felt last, and what a session has changed. */
export function balanceResult(
  { last, before, change }: BalanceState,
  axes: CardState["content"]["axes"],
  words: Words,
  now: Instant,
) {
  const shown = (name: CardText, test: BalanceTest | null) =>
    test &&
    html`<figure>
      ${feet(test.axes, said(test, axes, words))}
      <figcaption>
        <div class="quiet">${words.text(name)}</div>
        <strong>${words.count("card_balance_points", Math.round(test.evenness))}</strong>
        <div class="quiet">${words.when(test.at, now)}</div>
      </figcaption>
    </figure>`;
  return html`<div class="tests">
      ${shown("card_balance_before", before)}
      ${shown(before ? "card_balance_after" : "card_balance_last", last)}
    </div>
    <p class="middle">
      ${change === null ? nothing : html`<strong>${changeIn(change, words)}</strong><br />`}
      <span class="quiet">${words.text("card_balance_evenness")}</span>
    </p>`;
}

/** The answers of a test, each after its question. */
function said({ axes }: BalanceTest, texts: CardState["content"]["axes"], words: Words): string {
  return Object.entries(axes)
    .map(([axis, value]) => {
      const content = texts[axis] ?? texts[axis.replace(/^[a-z]+_/, "")];
      const foot = axis in texts ? "" : words.maybe(`card_balance_${axis.replace(/_.*/, "")}`);
      const answer = content?.answers[value + 2] ?? value;
      return `${foot ?? ""} ${content?.question ?? axis} ${answer}`.trim();
    })
    .join(". ");
}

function changeIn(change: number, words: Words): string {
  const points = noticeable(change);
  if (!points) return words.text("card_balance_same");
  return words.count(points > 0 ? "card_balance_more" : "card_balance_less", Math.abs(points));
}

export const resultStyles = css`
  .tests {
    display: flex;
    justify-content: center;
    gap: 16px;
  }
  .tests,
  .middle {
    text-align: center;
  }
  figure {
    flex: 1 1 80px;
    max-inline-size: 150px;
    margin: 0;
  }
  strong {
    font-size: var(--ha-font-size-l, 16px);
    font-weight: 500;
  }
`;
