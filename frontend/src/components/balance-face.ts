import { css, html, nothing, type PropertyDeclarations } from "lit";

import type { SessionState } from "../contract";
import { ask } from "../model/ask";
import type { CloseEvent } from "./balance-form";
import { balanceMeasured, measuredStyles } from "./balance-measured";
import { balanceResult, resultStyles } from "./balance-result";
import { weightStyles } from "./beam";
import { Face } from "./face";
import { feetStyles } from "./feet";
import { sharedStyles } from "./shared-styles";

/** The balance test: how somebody feels that they stand, how they stood last, and the scales. */
export class BalanceFace extends Face {
  static readonly tag = "posture-coach-balance";

  static override properties: PropertyDeclarations = {
    isOpen: { state: true },
    isSaved: { state: true },
    isMeasuring: { state: true },
  };

  declare private isOpen: boolean;
  declare private isSaved: boolean;
  declare private isMeasuring: boolean;

  static override styles = [
    sharedStyles,
    weightStyles,
    feetStyles,
    resultStyles,
    measuredStyles,
    css`
      .face {
        gap: 16px;
      }
    `,
  ];

  constructor() {
    super();
    this.isOpen = this.isSaved = this.isMeasuring = false;
  }

  override render() {
    const { words } = this;
    const { balance, content, session } = this.state;
    const now = this.clock.now();
    const asked = askedBy(session);
    // Whoever is about to answer is not told what they answered before.
    const isOpen = this.isOpen || asked !== null || balance.last === null;
    return html`<div class="stack face">
      <div class="row apart">
        <h2>${words.text(asked ? `card_balance_title_${asked}` : "card_balance_title")}</h2>
        <span class="quiet" role="status">
          ${this.isSaved ? words.text("card_saved") : nothing}
        </span>
      </div>
      ${
        isOpen
          ? this.form(asked)
          : html`${balanceResult(balance, content.axes, words, now)}
              <div>
                <button class="main" @click=${this.open}>${words.text("card_balance_new")}</button>
              </div>`
      }
      ${
        balance.can_measure || balance.measurement
          ? balanceMeasured(balance, this.isMeasuring, words, now, () => void this.measure())
          : nothing
      }
    </div>`;
  }

  private form(asked: ReturnType<typeof askedBy>) {
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

  private open(): void {
    this.isOpen = true;
    this.isSaved = false;
  }

  private async measure(): Promise<void> {
    this.isMeasuring = true;
    await ask(this, "measure_balance");
    this.isMeasuring = false;
  }
}

/** The test that a session waits for. */
function askedBy(session: SessionState | null): "before" | "after" | null {
  if (session?.phase === "balance_before") return "before";
  return session?.phase === "balance_after" ? "after" : null;
}
