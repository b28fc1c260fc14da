import { css } from "lit";

/** Of the face of a session; what is in it grows with the card, to be seen from across a room. */
export const liveStyles = css`
  :host {
    container-type: inline-size;
    --pc-ring-color: var(--secondary-text-color);
    --pc-ring-size: clamp(96px, 38cqi, 240px);
    --pc-picture-size: clamp(72px, 32cqi, 200px);
  }
  .stack {
    grid-template-columns: minmax(0, 1fr);
    border-radius: 8px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px 8px;
  }
  .moves {
    display: flex;
    flex: 1 0 100%;
    align-items: center;
    gap: 4px;
    block-size: 12px;
  }
  .moves span {
    box-sizing: border-box;
    flex: 1;
    block-size: 4px;
    border-radius: 6px;
    background: var(--divider-color);
  }
  .moves .counted {
    background: var(--primary-color);
  }
  .moves .current {
    block-size: 10px;
    border: 2px solid var(--primary-color);
  }
  .stage {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-evenly;
    gap: 8px;
  }
  posture-coach-ring {
    contain: strict;
    block-size: var(--pc-ring-size);
  }
  .work {
    --pc-ring-color: var(--primary-color);
  }
  .count {
    font-size: calc(var(--pc-ring-size) * 0.36);
    font-variant-numeric: tabular-nums;
    line-height: 1.1;
  }
  .unit {
    font-size: clamp(11px, var(--pc-ring-size) * 0.1, 18px);
    line-height: 1.2;
  }
  .long {
    font-size: calc(var(--pc-ring-size) * 0.27);
  }
  .poses {
    display: grid;
    min-block-size: var(--pc-picture-size);
    min-inline-size: var(--pc-picture-size);
  }
  .poses > * {
    grid-area: 1 / 1;
  }
  .away {
    visibility: hidden;
  }
  .said {
    display: grid;
    align-content: start;
    gap: 4px;
    min-block-size: 88px;
  }
  .said h3 {
    font-size: var(--ha-font-size-l, 16px);
  }
  ol {
    padding-inline-start: 20px;
    list-style: decimal;
  }
  @media (prefers-reduced-motion: reduce) {
    .moving {
      grid-auto-flow: column;
      gap: 8px;
    }
    .moving > * {
      grid-area: auto;
      visibility: visible;
    }
  }
  @media (forced-colors: active) {
    .moves span {
      border: 1px solid;
    }
    .moves .counted {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
