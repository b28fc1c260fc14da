import {
  mdiCalendarWeek,
  mdiChairRolling,
  mdiHumanHandsup,
  mdiPlayCircle,
  mdiScaleBathroom,
} from "@mdi/js";
import { css, html, LitElement, type PropertyDeclarations } from "lit";

import type { Words } from "../localize/words";
import type { AnyFace } from "../model/face-choice";
import { icon } from "./icon";
import { sharedStyles } from "./shared-styles";

const ICONS: Readonly<Record<AnyFace, string>> = {
  live: mdiPlayCircle,
  now: mdiChairRolling,
  routine: mdiHumanHandsup,
  balance: mdiScaleBathroom,
  week: mdiCalendarWeek,
};

/** Leads from face to face; fires `face` with the one that was chosen. */
export class FaceTabs extends LitElement {
  static readonly tag = "posture-coach-tabs";

  static override properties: PropertyDeclarations = {
    faces: { attribute: false },
    face: { attribute: false },
    words: { attribute: false },
  };

  declare faces: readonly AnyFace[];
  declare face: AnyFace;
  declare words: Words;

  static override styles = [
    sharedStyles,
    css`
      [role="tablist"] {
        display: flex;
        gap: 2px;
      }
      button {
        flex: 1 1 0;
        flex-direction: column;
        gap: 2px;
        min-inline-size: 0;
        padding: 6px 0;
        border: 0;
        border-radius: 12px;
        color: var(--secondary-text-color);
        font-size: var(--ha-font-size-s, 12px);
        line-height: 1.2;
      }
      [aria-selected="true"] {
        background: color-mix(in srgb, var(--primary-color) 14%, transparent);
        color: var(--primary-text-color);
      }
      span {
        max-inline-size: 100%;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      @media (forced-colors: active) {
        [aria-selected="true"] {
          outline: 2px solid;
        }
      }
    `,
  ];

  override render() {
    return html`<div role="tablist" @keydown=${this.moved}>
      ${this.faces.map((face) => {
        const isShown = face === this.face;
        return html`<button
          role="tab"
          aria-selected=${isShown}
          tabindex=${isShown ? 0 : -1}
          @click=${() => this.choose(face)}
        >
          ${icon(ICONS[face])}<span>${this.words.text(`card_face_${face}`)}</span>
        </button>`;
      })}
    </div>`;
  }

  private moved(event: KeyboardEvent): void {
    const onwards = getComputedStyle(this).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = this.faces.indexOf(this.face);
    const among = this.faces.length;
    const to: Record<string, number> = { Home: 0, End: among - 1 };
    to["ArrowLeft"] = to["ArrowRight"] = (at - 1 + among) % among;
    to[onwards] = (at + 1) % among;
    const place = to[event.key] ?? -1;
    const face = this.faces[place];
    if (!face) return;
    event.preventDefault();
    this.choose(face);
    // The tab that is chosen is told to be so by the card, later.
    this.renderRoot.querySelectorAll("button")[place]?.focus();
  }

  private choose(face: AnyFace): void {
    this.dispatchEvent(new CustomEvent("face", { detail: face }));
  }
}
