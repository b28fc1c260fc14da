import { mdiClose } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";

import type { AxisContent } from "../contract";
import type { Words } from "../localize/words";
import { icon } from "./icon";
import { sharedStyles } from "./shared-styles";

export const ANSWER = "posture-coach-answer";
/** From -2 to 2; null for "don't know". */
export type AnswerEvent = CustomEvent<number | null>;

/** One question of the balance test, and its five answers. */
export class AxisAnswer extends LitElement {
  static readonly tag = "posture-coach-axis";

  static override properties: PropertyDeclarations = {
    content: { attribute: false },
    foot: { attribute: false },
    value: { attribute: false },
    words: { attribute: false },
  };

  declare content: AxisContent;
  /** The name of the foot that it is about; undefined where it is about both. */
  declare foot: string | undefined;
  declare value: number | undefined;
  declare words: Words;

  static override styles = [
    sharedStyles,
    css`
      fieldset {
        min-inline-size: 0;
      }
      legend {
        padding: 0;
      }
      .row {
        column-gap: 8px;
        row-gap: 0;
      }
      .answers {
        display: flex;
        flex: 0 1 200px;
        background: linear-gradient(var(--divider-color) 0 0) center / 80% 2px no-repeat;
      }
      label {
        display: grid;
        flex: 1;
        place-items: center;
        block-size: 40px;
        cursor: pointer;
      }
      input {
        inline-size: 20px;
        block-size: 20px;
        margin: 0;
        accent-color: var(--primary-color);
      }
      .said {
        display: flex;
        flex: 1 1 120px;
        align-items: center;
        justify-content: space-between;
        min-block-size: 40px;
      }
    `,
  ];

  override render() {
    const { content, foot, value, words } = this;
    return html`<fieldset>
      <legend class="quiet">
        ${foot === undefined ? content.question : html`${foot}<span class="hidden">: ${content.question}</span>`}
      </legend>
      <div class="row">
        <div class="answers" dir="ltr">
          ${content.answers.map(
            (answer, index) =>
              html`<label title=${answer}>
                <input
                  type="radio"
                  name="answer"
                  aria-label=${answer}
                  .checked=${index - 2 === value}
                  @change=${() => this.tell(index - 2)}
                />
              </label>`,
          )}
        </div>
        <div class="said ${value === undefined ? "quiet" : ""}">
          ${value === undefined ? words.text("card_balance_unanswered") : content.answers[value + 2]}
          ${value === undefined ? nothing : this.eraser()}
        </div>
      </div>
    </fieldset>`;
  }

  private eraser() {
    const unknown = this.words.text("card_balance_unknown");
    const label = [unknown, this.foot, this.content.question].filter(Boolean).join(": ");
    return html`<button class="bare" title=${unknown} aria-label=${label} @click=${this.clear}>
      ${icon(mdiClose)}
    </button>`;
  }

  private tell(detail: number | null): void {
    this.dispatchEvent(new CustomEvent(ANSWER, { detail }));
  }

  private clear(): void {
    this.tell(null);
    // The button goes away; whoever pressed it with a key stays where they were.
    this.renderRoot.querySelector("input")?.focus();
  }
}
