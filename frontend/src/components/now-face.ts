import { html } from "lit";

import { Face } from "./face";
import { sharedStyles } from "./shared-styles";

export class NowFace extends Face {
  static readonly tag = "posture-coach-now";

  static override styles = sharedStyles;

  override render() {
    return html``;
  }
}
