import { css, svg } from "lit";

import { BEAM_Y, DRAWING } from "../model/balance";

const MIDDLE = DRAWING.width / 2;
const REACH = 80;
const TILT = 3;

/** A beam that leans to the heavier side, -1 (left) to 1; undefined while that is not known. */
export function beam(share: number | undefined) {
  const known = share ?? 0;
  return svg`<path d="M${MIDDLE - 7} ${BEAM_Y + 12}h14l-7-11z" />
    <g class="board" style="transform:rotate(${TILT * known}deg)">
      <path d="M${MIDDLE - 88} ${BEAM_Y}h176" />
      <circle class=${share === undefined ? "weight unknown" : "weight"} r="9"
        style="transform:translate(${MIDDLE + REACH * known}px,${BEAM_Y}px)" />
    </g>`;
}

/** Of what is drawn with a weight on it. */
export const weightStyles = css`
  .drawing {
    display: block;
    inline-size: 100%;
    max-inline-size: 280px;
    margin-inline: auto;
    overflow: visible;
    color: var(--secondary-text-color);
    fill: currentColor;
    stroke-linecap: round;
  }
  .board {
    transform-origin: ${MIDDLE}px ${BEAM_Y}px;
    stroke: currentColor;
    stroke-width: 3;
  }
  .weight {
    fill: var(--primary-color);
    stroke: var(--card-background-color, #fff);
    stroke-width: 3;
  }
  .unknown {
    fill: var(--card-background-color, #fff);
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-dasharray: 3 4;
  }
  @media (prefers-reduced-motion: no-preference) {
    .drawing * {
      transition: 0.2s ease-out;
    }
  }
`;
