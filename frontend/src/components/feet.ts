import { css, html, svg } from "lit";

import type { Words } from "../localize/words";
import {
  answerOf,
  BEAM_Y,
  DRAWING,
  FEET,
  MIDDLE,
  outwards,
  pointOf,
  STEP,
  type Answers,
  type Foot,
  type Point,
} from "../model/balance";
import { beam } from "./beam";

const SIZE = `0 0 ${DRAWING.width} ${DRAWING.height}`;

/** The left one, around its middle. */
const SOLE =
  "M32-28C35-8 23 6 23 30c0 8 2 12 2 18 0 18-11 28-25 28s-24-11-24-27C-24 32-39 8-39-16c0-18 16-27 36-28 18-1 33-2 35 16z";
const TOES = [
  [19, -62, 12],
  [-2, -62, 8],
  [-17, -56, 7],
  [-29, -47, 6.5],
  [-38, -36, 6],
] as const;

/** Two feet seen from above, with the weight on them. Left is left, in every language. */
export function feet(answers: Answers, label: string) {
  return html`<svg class="drawing" viewBox=${SIZE} role="img" aria-label=${label}>
    ${drawn(answers)}
  </svg>`;
}

/** The same, for a pointer to mark the weight on; what it shows is to be said elsewhere. */
export function feetToMark(answers: Answers, words: Words, point: (event: PointerEvent) => void) {
  return html`<svg
    class="drawing open"
    viewBox=${SIZE}
    aria-hidden="true"
    @pointerdown=${point}
    @pointermove=${point}
  >
    <rect width="100%" height="100%" opacity="0" />
    ${drawn(answers, stops)}
    ${FEET.map(
      (foot) =>
        svg`<text x=${MIDDLE[foot].x} y=${BEAM_Y + 25}>${words.text(`card_balance_${foot}`)}</text>`,
    )}
  </svg>`;
}

/** Where a pointer is, in the units of the drawing. */
export function place(drawing: Element, { clientX, clientY }: PointerEvent): Point {
  const { left, top, width } = drawing.getBoundingClientRect();
  const unit = DRAWING.width / width;
  return { x: (clientX - left) * unit, y: (clientY - top) * unit };
}

function drawn(answers: Answers, ground?: (foot: Foot) => unknown) {
  const { left_right: side } = answers;
  const feet = FEET.map((foot) => {
    const { x, y } = MIDDLE[foot];
    const weight = (side ?? 0) * outwards(foot);
    const scale = 1 + weight * 0.04;
    return svg`<g class="foot" fill-opacity=${side === undefined ? 0 : 0.22 + weight * 0.09}
        style="transform:translate(${x}px,${y}px) scale(${-outwards(foot) * scale},${scale})">
        <path d=${SOLE} />
        ${TOES.map(([cx, cy, r]) => svg`<circle cx=${cx} cy=${cy} r=${r} />`)}
      </g>
      ${ground?.(foot)}${mark(foot, answers)}`;
  });
  return svg`${feet}${beam(side === undefined ? side : side / 2)}`;
}

/** Long where only one of the two axes is known: the weight is somewhere along it. */
function mark(foot: Foot, answers: Answers) {
  const { x, y } = pointOf(foot, answers);
  const [isUp, isOut] = ["heel_toe", "inner_outer"].map(
    (about) => answerOf(answers, foot, about) !== undefined,
  );
  const look = isUp === isOut ? "" : "smeared";
  return svg`<ellipse class="weight ${isUp || isOut ? look : "unknown"}"
    rx=${isUp && !isOut ? 24 : 9} ry=${isOut && !isUp ? 56 : 9}
    style="transform:translate(${x}px,${y}px)" />`;
}

/** Where the weight can be marked along both axes, as dots. */
function stops(foot: Foot) {
  const { x, y } = MIDDLE[foot];
  const { along, across } = STEP;
  // A dot that ends a line with it would not be drawn.
  return svg`<g class="stops">
    <path d="M${x - 2 * across} ${y}h${4 * across + 1}" stroke-dasharray="0 ${across}" />
    <path d="M${x} ${y - 2 * along}v${4 * along + 1}" stroke-dasharray="0 ${along}" />
  </g>`;
}

export const feetStyles = css`
  .open {
    touch-action: none;
    cursor: pointer;
    user-select: none;
  }
  .foot {
    fill: var(--primary-color);
    stroke: currentColor;
    stroke-width: 1.5;
  }
  .stops {
    stroke: currentColor;
    stroke-width: 3;
    opacity: 0.8;
  }
  .smeared {
    fill-opacity: 0.5;
  }
  text {
    font-size: 11px;
    text-anchor: middle;
  }
`;
