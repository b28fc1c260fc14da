import { html } from "lit";

import { Face } from "./face";
import { sharedStyles } from "./shared-styles";

export class RoutineFace extends Face {
  static readonly tag = "posture-coach-routine";

  static override styles = sharedStyles;

  override render() {
    return html``;
  }
}
