import { html } from "lit";

import { Face } from "./face";
import { sharedStyles } from "./shared-styles";

export class LiveFace extends Face {
  static readonly tag = "posture-coach-live";

  static override styles = sharedStyles;

  override render() {
    return html``;
  }
}
