import { css } from "lit";

/** What is measured is told by shape besides colour: full, hatched, ring, dot. */
export const markStyles = css`
  .mark {
    --pc-mark: var(--primary-color);
    flex: none;
    box-sizing: border-box;
    inline-size: 70%;
    max-inline-size: 28px;
    border-radius: 3px 3px 0 0;
    background: var(--pc-mark);
  }
  .over,
  .missed {
    --pc-mark: color-mix(in srgb, var(--warning-color, #ffa600) 65%, var(--primary-text-color));
  }
  .missed {
    border: 1px solid var(--pc-mark);
    background: repeating-linear-gradient(135deg, var(--pc-mark) 0 2px, transparent 2px 5px);
  }
  .unknown {
    block-size: 14px;
    border: 1px dashed var(--secondary-text-color);
    border-block-end: 0;
    background: none;
  }
  .dot {
    position: absolute;
    z-index: 1;
    inset-inline: 0;
    margin-inline: auto;
    transform: translateY(50%);
    inline-size: min(8px, 100%);
    aspect-ratio: 1;
    border-radius: 50%;
  }
  i.before {
    border: 2px solid var(--pc-mark);
    background: var(--card-background-color, #fff);
  }
  @media (forced-colors: active) {
    .mark {
      --pc-mark: CanvasText;
      forced-color-adjust: none;
    }
  }
`;

export const chartStyles = css`
  .head {
    justify-content: space-between;
    gap: 0 12px;
    margin-block-end: 4px;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .key {
    display: inline-block;
    inline-size: 10px;
    block-size: 10px;
    margin-inline-end: 4px;
    border-radius: 2px;
  }
  .before,
  .after {
    border-radius: 50%;
  }
  .plot,
  .days {
    display: grid;
    grid-template-columns: repeat(var(--pc-columns), minmax(0, 1fr));
  }
  .plot {
    position: relative;
    block-size: 52px;
    border-block-end: 1px solid var(--divider-color);
  }
  .plot.sitting {
    block-size: 88px;
  }
  .plot.routines {
    block-size: 24px;
  }
  .plot.evenness {
    block-size: 72px;
  }
  .column {
    position: relative;
    display: flex;
    flex-direction: column-reverse;
    align-items: center;
    min-block-size: 0;
    border-radius: 4px 4px 0 0;
    cursor: pointer;
  }
  .chosen {
    background: color-mix(in srgb, currentColor 9%, transparent);
    box-shadow: 0 2px var(--primary-text-color);
  }
  .column:has(:focus-visible) {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  .time {
    min-block-size: 2px;
  }
  .dot,
  .limit,
  .lines {
    position: absolute;
    inset-inline: 0;
    pointer-events: none;
  }
  .limit {
    border-block-start: 2px dashed var(--secondary-text-color);
  }
  .lines {
    inline-size: 100%;
    block-size: 100%;
    fill: none;
    stroke: var(--primary-color);
  }
  polyline {
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  polyline.before {
    stroke-dasharray: 3;
  }
  .lines:dir(rtl) {
    transform: scaleX(-1);
  }
  .days {
    padding-block-start: 4px;
    font-size: 12px;
  }
  .days span {
    overflow: hidden;
    white-space: nowrap;
  }
  .days.each {
    text-align: center;
  }
  p {
    margin-block-start: 4px;
    font-size: 12px;
  }
  @media (forced-colors: active) {
    .chosen {
      outline: 2px solid Highlight;
    }
  }
`;
