import { mdiClose } from "@mdi/js";
import { css, html, nothing } from "lit";

import type { AxisContent } from "../contract";
import type { Words } from "../localize/words";
import type { Question } from "../model/balance";
import { icon } from "./icon";

/** One question of the balance test, and its five answers; undefined is "don't know". */
export function axisAnswer(
  { axis, foot }: Question,
  { question, answers }: AxisContent,
  value: number | undefined,
  words: Words,
  tell: (value: number | undefined) => void,
) {
  const unknown = words.text("card_balance_unknown");
  const name = foot ? `${words.text(`card_balance_${foot}`)}: ${question}` : question;
  return html`<fieldset class=${foot ? "half" : ""} aria-label=${name}>
    <div class="quiet" aria-hidden="true">
      ${foot ? words.text(`card_balance_${foot}`) : question}
    </div>
    <div class="row">
      <div class="answers" dir="ltr">
        ${answers.map(
          (answer, index) =>
            html`<label title=${answer}>
              <input
                type="radio"
                name=${axis}
                aria-label=${answer}
                .checked=${index - 2 === value}
                @change=${() => tell(index - 2)}
              />
            </label>`,
        )}
      </div>
      <div class=${value === undefined ? "said quiet" : "said"}>
        ${value === undefined ? words.text("card_balance_unanswered") : answers[value + 2]}
        ${
          value === undefined
            ? nothing
            : html`<button
                class="bare"
                title=${unknown}
                aria-label="${unknown}: ${name}"
                @click=${() => tell(undefined)}
              >
                ${icon(mdiClose)}
              </button>`
        }
      </div>
    </div>
  </fieldset>`;
}

export const axisStyles = css`
  fieldset {
    min-inline-size: 0;
  }
  fieldset .row {
    gap: 0 8px;
  }
  .answers {
    display: flex;
    flex: 0 1 200px;
    background: linear-gradient(var(--divider-color) 0 0) center / 80% 2px no-repeat;
  }
  .answers label {
    flex: 1;
    justify-content: center;
  }
  .said {
    display: flex;
    flex: 1 1 120px;
    align-items: center;
    justify-content: space-between;
    min-block-size: 40px;
  }
`;
