import { css, html, LitElement, type PropertyDeclarations } from "lit";

const RADIUS = 44;
const AROUND = 2 * Math.PI * RADIUS;

/** A ring that fills clockwise; what it is about stands in its middle. */
export class Ring extends LitElement {
  static readonly tag = "posture-coach-ring";

  static override properties: PropertyDeclarations = {
    share: { type: Number },
  };

  /** 0 to 1; what is beyond is taken for the end. */
  declare share: number;

  static override styles = css`
    :host {
      display: grid;
      place-items: center;
      inline-size: var(--pc-ring-size, 120px);
      aspect-ratio: 1;
    }
    svg,
    div {
      grid-area: 1 / 1;
    }
    svg {
      inline-size: 100%;
      fill: none;
      stroke-width: 8;
      transform: rotate(-90deg);
    }
    .track {
      stroke: var(--divider-color);
    }
    .share {
      stroke: var(--pc-ring-color, var(--primary-color));
      stroke-linecap: round;
    }
    div {
      text-align: center;
    }
  `;

  constructor() {
    super();
    this.share = 0;
  }

  override render() {
    const share = Math.min(Math.max(this.share, 0), 1);
    return html`<svg viewBox="0 0 100 100" aria-hidden="true">
        <circle class="track" cx="50" cy="50" r=${RADIUS} />
        <circle
          class="share"
          cx="50"
          cy="50"
          r=${RADIUS}
          stroke-dasharray=${AROUND}
          stroke-dashoffset=${AROUND * (1 - share)}
          opacity=${share > 0 ? 1 : 0}
        />
      </svg>
      <div><slot></slot></div>`;
  }
}
