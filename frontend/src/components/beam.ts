import { css, svg } from "lit";

import { BEAM_Y, DRAWING } from "../model/balance";

const MIDDLE = DRAWING.width / 2;
const REACH = 80;
const TILT = 3;

/** A beam that leans to the heavier side, -1 (left) to 1; null while that is not known. */
export function beam(share: number | null) {
  const leaning = `transform: rotate(${TILT * (share ?? 0)}deg)`;
  return svg`<g class="beam">
    <path class="stand" d="M${MIDDLE - 7} ${BEAM_Y + 12}h14l-7-11z" />
    <g class="board" style=${leaning}>
      <path d="M${MIDDLE - 88} ${BEAM_Y}h176" />
      <circle class="weight ${share === null ? "unknown" : ""}" cx=${MIDDLE} cy=${BEAM_Y} r="9"
        style="transform: translateX(${REACH * (share ?? 0)}px)" />
    </g>
  </g>`;
}

/** Of what is drawn with a weight on it. */
export const weightStyles = css`
  svg {
    display: block;
    inline-size: 100%;
    overflow: visible;
    stroke-linecap: round;
  }
  .board {
    transform-origin: ${MIDDLE}px ${BEAM_Y}px;
    fill: none;
    stroke: var(--secondary-text-color);
    stroke-width: 3;
  }
  .stand {
    fill: var(--secondary-text-color);
  }
  .weight {
    fill: var(--primary-color);
    stroke: var(--card-background-color, #fff);
    stroke-width: 3;
  }
  .unknown {
    fill: var(--card-background-color, #fff);
    stroke: var(--secondary-text-color);
    stroke-width: 1.5;
    stroke-dasharray: 3 4;
  }
  @media (prefers-reduced-motion: no-preference) {
    .board,
    .weight,
    .foot {
      transition: 0.2s ease-out;
    }
  }
`;
