import { html } from "lit";

import { Face } from "./face";
import { sharedStyles } from "./shared-styles";

export class WeekFace extends Face {
  static readonly tag = "posture-coach-week";

  static override styles = sharedStyles;

  override render() {
    return html``;
  }
}
