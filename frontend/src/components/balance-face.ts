import { html } from "lit";

import { Face } from "./face";
import { sharedStyles } from "./shared-styles";

export class BalanceFace extends Face {
  static readonly tag = "posture-coach-balance";

  static override styles = sharedStyles;

  override render() {
    return html``;
  }
}
