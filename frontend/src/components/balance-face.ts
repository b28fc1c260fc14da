import { css, html, nothing, type PropertyDeclarations } from "lit";

import type { CardState } from "../contract";
import type { CloseEvent } from "./balance-form";
import { Face } from "./face";
import { sharedStyles } from "./shared-styles";

/** The balance test: how somebody feels that they stand, how they stood last, and the scales. */
export class BalanceFace extends Face {
  static readonly tag = "posture-coach-balance";

  static override properties: PropertyDeclarations = {
    isOpen: { state: true },
    isSaved: { state: true },
  };

  declare private isOpen: boolean;
  declare private isSaved: boolean;

  static override styles = [
    sharedStyles,
    css`
      .stack {
        gap: 16px;
      }
      .row {
        justify-content: space-between;
      }
    `,
  ];

  constructor() {
    super();
    this.isOpen = false;
    this.isSaved = false;
  }

  override render() {
    const { words } = this;
    const { balance } = this.state;
    const asked = askedFor(this.state);
    // Whoever is about to answer is not told what they answered before.
    const isOpen = this.isOpen || asked !== null || balance.last === null;
    return html`<div class="stack">
      <div class="row">
        <h2>${words.text(asked ? `card_balance_title_${asked}` : "card_balance_title")}</h2>
        <span class="quiet" role="status">
          ${this.isSaved ? words.text("card_saved") : nothing}
        </span>
      </div>
      ${isOpen ? this.form(asked) : this.result()}
      ${balance.can_measure || balance.measurement !== null ? this.measured() : nothing}
    </div>`;
  }

  private form(asked: "before" | "after" | null) {
    return html`<posture-coach-balance-form
      .axes=${this.state.content.axes}
      .asked=${asked}
      .mayCancel=${this.state.balance.last !== null}
      .words=${this.words}
      @posture-coach-close=${({ detail }: CloseEvent) => {
        this.isOpen = false;
        this.isSaved = detail && asked === null;
      }}
    ></posture-coach-balance-form>`;
  }

  private measured() {
    return html`<posture-coach-balance-measured
      .balance=${this.state.balance}
      .words=${this.words}
      .clock=${this.clock}
    ></posture-coach-balance-measured>`;
  }

  private result() {
    const { balance, content } = this.state;
    return html`<posture-coach-balance-result
        .balance=${balance}
        .axes=${content.axes}
        .words=${this.words}
        .clock=${this.clock}
      ></posture-coach-balance-result>
      <div class="row">
        <button
          class="main"
          @click=${() => {
            this.isOpen = true;
            this.isSaved = false;
          }}
        >
          ${this.words.text("card_balance_new")}
        </button>
      </div>`;
  }
}

/** The test that a session waits for. */
function askedFor({ session }: CardState): "before" | "after" | null {
  if (session?.phase === "balance_before") return "before";
  return session?.phase === "balance_after" ? "after" : null;
}
