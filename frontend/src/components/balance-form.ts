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
  answersAt,
  inForm,
  lacking,
  partAt,
  questions,
  without,
  type Answers,
  type Part,
  type Question,
} from "../model/balance";
import { axisAnswer, axisStyles } from "./axis-answer";
import { weightStyles } from "./beam";
import { feetStyles, feetToMark, place } from "./feet";
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
    isSaving: { state: true },
  };

  declare axes: Readonly<Record<string, AxisContent>>;
  /** The test that a session waits for; null for one on its own. */
  declare asked: "before" | "after" | null;
  declare mayCancel: boolean;
  declare words: Words;
  declare private answers: Answers;
  declare private isEach: boolean;
  declare private isSaving: boolean;

  private held: Part = "beam";
  private isEyesClosed = true;

  // The button says what is missing, so it is to be read even while it cannot be pressed.
  static override styles = [
    sharedStyles,
    weightStyles,
    feetStyles,
    axisStyles,
    css`
      .questions {
        display: grid;
        gap: 8px 16px;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 160px), 1fr));
      }
      .questions > :not(.half) {
        grid-column: 1 / -1;
      }
      .settings {
        gap: 0 20px;
      }
      label {
        display: inline-flex;
        gap: 8px;
        align-items: center;
        min-block-size: 40px;
        cursor: pointer;
      }
      input {
        inline-size: 20px;
        block-size: 20px;
        margin: 0;
        accent-color: var(--primary-color);
      }
      .main {
        flex: 1 1 160px;
      }
      button.main:disabled {
        border: 1px dashed;
        background: none;
        color: var(--secondary-text-color);
        opacity: 1;
      }
    `,
  ];

  constructor() {
    super();
    this.answers = {};
    this.isEach = false;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    // What was felt before a session says nothing of afterwards.
    if (changed.has("asked")) this.answers = {};
  }

  override render() {
    const { words } = this;
    return html`<div class="stack">
      <p class="quiet">${words.text("card_balance_how")}</p>
      ${feetToMark(this.answers, words, this.point)}
      <div class="questions">${questions(this.isEach).map((each) => this.question(each))}</div>
      <div class="row settings">
        ${this.setting("card_balance_each", this.isEach, (isOn) => {
          this.isEach = isOn;
          this.answers = inForm(isOn, this.answers);
        })}
        ${this.setting("card_balance_eyes", this.isEyesClosed, (isOn) => {
          this.isEyesClosed = isOn;
        })}
      </div>
      ${this.buttons()}
    </div>`;
  }

  private question(question: Question) {
    const { axis, about, foot } = question;
    const content = this.axes[about];
    if (content === undefined) return nothing;
    return html`${
      foot === "left"
        ? html`<div class="quiet" aria-hidden="true">${content.question}</div>`
        : nothing
    }
    ${axisAnswer(question, content, this.answers[axis], this.words, (value) => {
      const others = without(this.answers, axis);
      this.answers = value === undefined ? others : { ...others, [axis]: value };
      // What takes an answer back goes away with it; the focus stays with the question.
      if (value === undefined)
        this.renderRoot.querySelector<HTMLInputElement>(`[name=${axis}]`)?.focus();
    })}`;
  }

  private setting(
    name: "card_balance_each" | "card_balance_eyes",
    isOn: boolean,
    set: (isOn: boolean) => void,
  ) {
    return html`<label>
      <input type="checkbox" .checked=${isOn} @change=${() => set(!isOn)} />
      ${this.words.text(name)}
    </label>`;
  }

  private buttons() {
    const { asked, words } = this;
    const missing = lacking(this.answers);
    return html`<div class="row">
      <button class="main" ?disabled=${missing !== null || this.isSaving} @click=${this.save}>
        ${words.text(missing ? `card_balance_needs_${missing}` : "card_save")}
      </button>
      ${
        asked || this.mayCancel
          ? html`<button class="bare" @click=${this.leave}>
              ${words.text(asked ? "card_balance_skip" : "card_cancel")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private readonly point = (event: PointerEvent): void => {
    const { currentTarget: drawing, pointerId } = event;
    if (!(drawing instanceof Element)) return;
    const at = place(drawing, event);
    if (event.type === "pointerdown" && event.button === 0) {
      drawing.setPointerCapture(pointerId);
      this.held = partAt(at);
    }
    if (drawing.hasPointerCapture(pointerId))
      this.answers = { ...this.answers, ...answersAt(this.held, at, this.isEach) };
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

  private leave(): void {
    if (this.asked) void ask(this, "next_exercise");
    else this.close(false);
  }

  private close(detail: boolean): void {
    this.dispatchEvent(new CustomEvent(CLOSE, { detail }));
  }
}
