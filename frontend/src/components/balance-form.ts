import {
  css,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
} from "lit";

import type { AxisContent } from "../contract";
import type { Words } from "../localize/words";
import { ask } from "../model/ask";
import {
  inForm,
  lacking,
  questions,
  withAnswer,
  type Answers,
  type Question,
} from "../model/balance";
import type { AnswerEvent } from "./axis-answer";
import type { MarkEvent } from "./feet";
import { sharedStyles } from "./shared-styles";

export const CLOSE = "posture-coach-close";
/** The test is over: whether it was saved. */
export type CloseEvent = CustomEvent<boolean>;

/** The balance test, to be answered on a drawing of the feet, or question by question. */
export class BalanceForm extends LitElement {
  static readonly tag = "posture-coach-balance-form";

  static override properties: PropertyDeclarations = {
    axes: { attribute: false },
    asked: { attribute: false },
    mayCancel: { attribute: false },
    words: { attribute: false },
    answers: { state: true },
    isEach: { state: true },
    isEyesClosed: { state: true },
    isSaving: { state: true },
  };

  declare axes: Readonly<Record<string, AxisContent>>;
  /** The test that a session waits for; null for one on its own. */
  declare asked: "before" | "after" | null;
  declare mayCancel: boolean;
  declare words: Words;
  declare private answers: Answers;
  declare private isEach: boolean;
  declare private isEyesClosed: boolean;
  declare private isSaving: boolean;

  static override styles = [
    sharedStyles,
    css`
      posture-coach-feet {
        inline-size: 100%;
        max-inline-size: 280px;
        margin-inline: auto;
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 160px), 1fr));
        gap: 4px 16px;
      }
      .pair .quiet {
        grid-column: 1 / -1;
      }
      .questions {
        gap: 8px;
      }
      .settings {
        column-gap: 20px;
        row-gap: 0;
      }
      label {
        display: inline-flex;
        gap: 8px;
        align-items: center;
        min-block-size: 40px;
        cursor: pointer;
      }
      input {
        inline-size: 18px;
        block-size: 18px;
        margin: 0;
        accent-color: var(--primary-color);
      }
      .main {
        flex: 1 1 160px;
      }
      /* It says what is missing, so it is to be read. */
      button.main:disabled {
        border: 1px dashed var(--secondary-text-color);
        background: none;
        color: var(--secondary-text-color);
        opacity: 1;
      }
    `,
  ];

  constructor() {
    super();
    this.answers = {};
    this.asked = null;
    this.isEach = false;
    this.isEyesClosed = true;
    this.isSaving = false;
    this.mayCancel = false;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // What was felt before a session says nothing of afterwards.
    if (changed.has("asked")) this.answers = {};
  }

  override render() {
    const { words } = this;
    const [first, ...others] = questions(this.isEach);
    return html`<div class="stack">
      <p class="quiet">${words.text("card_balance_how")}</p>
      <posture-coach-feet
        .answers=${this.answers}
        .isEach=${this.isEach}
        .words=${words}
        @posture-coach-mark=${this.mark}
      ></posture-coach-feet>
      <div class="stack questions">
        ${first && this.question(first)}
        ${this.isEach ? this.pairs(others) : others.map((each) => this.question(each))}
      </div>
      <div class="row settings">
        ${this.setting("card_balance_each", this.isEach, this.divide)}
        ${this.setting("card_balance_eyes", this.isEyesClosed, (is) => (this.isEyesClosed = is))}
      </div>
      ${this.buttons()}
    </div>`;
  }

  /** The questions about each foot, the left and the right one side by side. */
  private pairs(asked: readonly Question[]) {
    return asked
      .filter(({ foot }) => foot === "left")
      .map(
        ({ about }) =>
          html`<div class="pair">
            <div class="quiet" aria-hidden="true">${this.axes[about]?.question}</div>
            ${asked.filter((each) => each.about === about).map((each) => this.question(each))}
          </div>`,
      );
  }

  private question({ axis, about, foot }: Question) {
    const content = this.axes[about];
    if (content === undefined) return nothing;
    return html`<posture-coach-axis
      .content=${content}
      .foot=${foot === null ? undefined : this.words.text(`card_balance_${foot}`)}
      .value=${this.answers[axis]}
      .words=${this.words}
      @posture-coach-answer=${({ detail }: AnswerEvent) =>
        (this.answers = withAnswer(this.answers, axis, detail ?? undefined))}
    ></posture-coach-axis>`;
  }

  private setting(
    name: "card_balance_each" | "card_balance_eyes",
    isOn: boolean,
    set: (isOn: boolean) => void,
  ) {
    return html`<label>
      <input
        type="checkbox"
        .checked=${isOn}
        @change=${() => set(!isOn)}
      />${this.words.text(name)}</label
    >`;
  }

  private buttons() {
    const { words } = this;
    const missing = lacking(this.answers);
    return html`<div class="row">
      <button class="main" ?disabled=${missing !== null || this.isSaving} @click=${this.save}>
        ${words.text(missing === null ? "card_save" : `card_balance_needs_${missing}`)}
      </button>
      ${
        this.asked !== null
          ? html`<button class="bare" @click=${() => void ask(this, "next_exercise")}>
              ${words.text("card_balance_skip")}
            </button>`
          : nothing
      }
      ${
        this.asked === null && this.mayCancel
          ? html`<button class="bare" @click=${() => this.close(false)}>
              ${words.text("card_cancel")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private mark({ detail }: MarkEvent): void {
    this.answers = { ...this.answers, ...detail };
  }

  private readonly divide = (isEach: boolean): void => {
    this.isEach = isEach;
    this.answers = inForm(isEach, this.answers);
  };

  private async save(): Promise<void> {
    this.isSaving = true;
    const fields = { ...this.answers, eyes_closed: this.isEyesClosed };
    const isSaved = await ask(this, "record_balance_test", fields);
    this.isSaving = false;
    if (!isSaved) return;
    this.answers = {};
    this.close(true);
  }

  private close(detail: boolean): void {
    this.dispatchEvent(new CustomEvent(CLOSE, { detail }));
  }
}
