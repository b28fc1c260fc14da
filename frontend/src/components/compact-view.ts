import { html } from "lit";

import { Face } from "./face";
import { sharedStyles } from "./shared-styles";

/** The most important alone, for where there is little room. */
export class CompactView extends Face {
  static readonly tag = "posture-coach-compact";

  static override styles = sharedStyles;

  override render() {
    return html`<p>${this.words.status(this.state.coaching.status)}</p>`;
  }
}
