import { mdiCheckCircle, mdiClose } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";

import type { Words } from "../localize/words";
import {
  LONGEST_NOTE,
  PAINS,
  recorded,
  SIGNS,
  WORST,
  type Answers,
  type Pain,
  type Sign,
} from "../model/check-in";
import { Asking } from "./asking";
import { icon } from "./icon";
import { sharedStyles } from "./shared-styles";

/** Keys that say something on a scale, even where they leave it at its beginning. */
const ANSWERING = /^(Arrow|Home|End|Page|Enter| )/;

/** Asks how somebody feels; fires `close` when there is nothing more to do. */
export class CheckIn extends LitElement {
  static readonly tag = "posture-coach-check-in";

  static override properties: PropertyDeclarations = {
    pains: { attribute: false },
    words: { attribute: false },
    answers: { state: true },
    note: { state: true },
    isEmpty: { state: true },
    isSaved: { state: true },
  };

  /** Those of the last time. */
  declare pains: Readonly<Record<string, number>>;
  declare words: Words;
  declare private answers: Answers;
  declare private note: string;
  /** Saving was tried with nothing to save. */
  declare private isEmpty: boolean;
  declare private isSaved: boolean;
  private readonly asking = new Asking(this);

  static override styles = [
    sharedStyles,
    css`
      .stack {
        gap: 16px;
      }
      h2:focus-visible {
        outline: none;
      }
      h2 {
        font-size: 20px;
        line-height: 1.3;
      }
      .pain {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        column-gap: 8px;
      }
      .said {
        display: flex;
        align-items: center;
        min-block-size: 40px;
        white-space: nowrap;
      }
      .pain .said.quiet {
        font-style: italic;
      }
      [type="range"] {
        grid-column: 1 / -1;
        inline-size: 100%;
        block-size: 40px;
        margin: 0;
        appearance: none;
        border-radius: 8px;
        background: linear-gradient(var(--divider-color) 0 0) center / 100% 4px no-repeat;
        cursor: pointer;
      }
      ::-webkit-slider-thumb {
        box-sizing: border-box;
        inline-size: 24px;
        block-size: 24px;
        appearance: none;
        border: 12px solid var(--primary-color);
        border-radius: 50%;
      }
      ::-moz-range-thumb {
        box-sizing: border-box;
        inline-size: 24px;
        block-size: 24px;
        border: 12px solid var(--primary-color);
        border-radius: 50%;
      }
      ::-moz-range-track {
        background: none;
      }
      /* Not answered is no place on the scale: nothing stands anywhere. */
      .pain .open {
        background: repeating-linear-gradient(
            90deg,
            var(--secondary-text-color) 0 6px,
            transparent 6px 12px
          )
          center / 100% 2px no-repeat;
      }
      .open::-webkit-slider-thumb {
        visibility: hidden;
      }
      .open::-moz-range-thumb {
        visibility: hidden;
      }
      fieldset {
        min-inline-size: 0;
      }
      legend {
        padding: 0;
      }
      .sign {
        justify-content: space-between;
        margin-block-start: 8px;
      }
      .sign button {
        min-inline-size: 64px;
      }
      [aria-pressed="true"] {
        border-color: var(--primary-color);
        background: color-mix(in srgb, var(--primary-color) 22%, transparent);
      }
      label {
        display: block;
      }
      textarea {
        box-sizing: border-box;
        inline-size: 100%;
        min-block-size: 72px;
        padding: 8px 12px;
        border: 1px solid var(--secondary-text-color);
        border-radius: 12px;
        background: none;
        color: inherit;
        font: inherit;
        resize: vertical;
      }
      .main {
        flex: 1 1 120px;
      }
      [role="status"]:empty {
        display: none;
      }
      .saved .icon {
        inline-size: 40px;
        block-size: 40px;
        fill: color-mix(in srgb, var(--success-color) 80%, var(--primary-text-color));
      }
      .saved {
        justify-items: center;
        gap: 8px;
        text-align: center;
      }
      @media (forced-colors: active) {
        [aria-pressed="true"] {
          outline: 2px solid;
        }
        [type="range"] {
          border: 1px solid;
        }
        .open {
          border-style: dashed;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.answers = {};
    this.note = "";
    this.isEmpty = false;
    this.isSaved = false;
  }

  override firstUpdated(): void {
    this.attend();
  }

  override render() {
    return this.isSaved ? this.thanks() : this.form();
  }

  private thanks() {
    const { words } = this;
    return html`<div class="stack saved">
      ${icon(mdiCheckCircle)}
      <h2 tabindex="-1">${words.text("card_saved")}</h2>
      <p class="quiet">${words.text("card_check_in_thanks")}</p>
      <button @click=${this.close}>${words.text("card_close")}</button>
    </div>`;
  }

  private form() {
    const { words } = this;
    return html`<div class="stack">
      <div>
        <h2 tabindex="-1">${words.text("card_check_in_title")}</h2>
        <p class="quiet">${words.text("card_check_in_how")}</p>
      </div>
      <div>${PAINS.map((pain) => this.scale(pain))}</div>
      <fieldset>
        <legend>${words.text("card_check_in_signs")}</legend>
        ${SIGNS.map((sign) => this.question(sign))}
      </fieldset>
      <label>
        ${words.text("card_check_in_note")}
        <textarea
          maxlength=${LONGEST_NOTE}
          .value=${this.note}
          @input=${({ currentTarget }: { currentTarget: HTMLTextAreaElement }) => {
            this.note = currentTarget.value;
            this.isEmpty = false;
          }}
        ></textarea>
      </label>
      <p role="status">${this.isEmpty ? words.text("card_check_in_nothing") : nothing}</p>
      <div class="row">
        <button
          class="main"
          ?disabled=${this.asking.isWaiting("record_check_in")}
          @click=${this.save}
        >
          ${words.text("card_save")}
        </button>
        <button class="bare" @click=${this.close}>${words.text("card_cancel")}</button>
      </div>
    </div>`;
  }

  private scale(pain: Pain) {
    const { words } = this;
    const value = this.answers[pain] ?? null;
    const last = this.pains[pain];
    const name = words.text(`card_check_in_${pain}`);
    const said =
      value === null
        ? words.text("card_check_in_unanswered")
        : words.text("card_check_in_value", { pain: words.number(value) });
    const take = ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      this.answer(pain, currentTarget.valueAsNumber);
    return html`<div class="pain">
      <label for=${pain}>
        ${name}
        ${
          last === undefined
            ? nothing
            : html`<span class="quiet">
                (${words.text("card_check_in_last", { pain: words.number(last) })})
              </span>`
        }
      </label>
      <div class="said ${value === null ? "quiet" : ""}">
        ${said}${value === null ? nothing : this.eraser(pain, name)}
      </div>
      <input
        type="range"
        id=${pain}
        class=${value === null ? "open" : ""}
        min="0"
        max=${WORST}
        aria-valuetext=${said}
        .value=${String(value ?? 0)}
        @input=${take}
        @click=${take}
        @keydown=${(event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
          if (ANSWERING.test(event.key) && !event.repeat) take(event);
        }}
      />
    </div>`;
  }

  private eraser(pain: Pain, name: string) {
    const label = this.words.text("card_check_in_clear", { name });
    const clear = () => {
      this.answer(pain, null);
      // The button goes away; whoever pressed it with a key stays where they were.
      this.renderRoot.querySelector<HTMLElement>(`#${pain}`)?.focus();
    };
    return html`<button class="bare" title=${label} aria-label=${label} @click=${clear}>
      ${icon(mdiClose)}
    </button>`;
  }

  private question(sign: Sign) {
    const { words } = this;
    const said = this.answers[sign] ?? null;
    const choice = (value: boolean) =>
      html`<button
        aria-pressed=${said === value}
        @click=${() => this.answer(sign, said === value ? null : value)}
      >
        ${words.text(value ? "card_check_in_yes" : "card_check_in_no")}
      </button>`;
    return html`<div class="row sign" role="group" aria-labelledby=${sign}>
      <span id=${sign}>${words.text(`card_check_in_${sign}`)}</span>
      <span class="row">${choice(true)}${choice(false)}</span>
    </div>`;
  }

  private answer<Name extends keyof Answers>(name: Name, answer: Answers[Name]): void {
    this.answers = { ...this.answers, [name]: answer };
    this.isEmpty = false;
  }

  private async save(): Promise<void> {
    const fields = recorded(this.answers, this.note);
    this.isEmpty = fields === null;
    if (fields === null || !(await this.asking.ask("record_check_in", fields))) return;
    this.isSaved = true;
    await this.updateComplete;
    this.attend();
  }

  /** What is new is read out, and the keyboard is there. */
  private attend(): void {
    this.renderRoot.querySelector("h2")?.focus();
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }
}
