import { mdiAlertCircle } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyDeclarations } from "lit";

import { icon } from "./icon";
import { sharedStyles } from "./shared-styles";

/** Says what is wrong and what to do; fires `remedy` when its button is pressed. */
export class ProblemNote extends LitElement {
  static readonly tag = "posture-coach-problem";

  static override properties: PropertyDeclarations = {
    text: { attribute: false },
    button: { attribute: false },
  };

  declare text: string;
  /** The name of what may be done; without one there is no button. */
  declare button: string | undefined;

  static override styles = [
    sharedStyles,
    css`
      .row {
        flex-wrap: nowrap;
        align-items: flex-start;
      }
      .stack {
        justify-items: start;
      }
    `,
  ];

  override render() {
    return html`<div class="row" role="status">
      ${icon(mdiAlertCircle)}
      <div class="stack">
        <p>${this.text}</p>
        ${
          this.button
            ? html`<button @click=${() => this.dispatchEvent(new Event("remedy"))}>
                ${this.button}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }
}
