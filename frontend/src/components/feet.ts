import { css, html, LitElement, nothing, svg, type PropertyDeclarations } from "lit";

import type { Words } from "../localize/words";
import {
  answerOf,
  answersAt,
  BEAM_Y,
  DRAWING,
  FEET,
  MIDDLE,
  partAt,
  pointOf,
  STEP,
  type Answers,
  type Foot,
  type Point,
} from "../model/balance";
import { beam, weightStyles } from "./beam";

export const MARK = "posture-coach-mark";
/** Somebody pointed at where their weight is. */
export type MarkEvent = CustomEvent<Answers>;

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
export class Feet extends LitElement {
  static readonly tag = "posture-coach-feet";

  static override properties: PropertyDeclarations = {
    answers: { attribute: false },
    isEach: { attribute: false },
    label: { attribute: false },
    words: { attribute: false },
  };

  declare answers: Answers;
  /** Whether a foot is marked without the other. */
  declare isEach: boolean;
  /** What is to be seen, in words; undefined where it can be marked, and is said elsewhere. */
  declare label: string | undefined;
  declare words: Words;

  private held: Foot | "beam" | null = null;

  static override styles = [
    weightStyles,
    css`
      :host {
        display: block;
      }
      .open {
        touch-action: none;
        cursor: pointer;
        user-select: none;
      }
      .foot {
        fill: var(--primary-color);
        stroke: var(--secondary-text-color);
        stroke-width: 1.5;
      }
      .stops {
        stroke: var(--secondary-text-color);
        stroke-width: 3;
        opacity: 0.8;
      }
      .smeared {
        fill-opacity: 0.5;
      }
      text {
        fill: var(--secondary-text-color);
        font-size: 11px;
        text-anchor: middle;
      }
    `,
  ];

  constructor() {
    super();
    this.answers = {};
    this.isEach = false;
  }

  override render() {
    const { left_right: side } = this.answers;
    const drawing = svg`${FEET.map((foot) => this.foot(foot))}
      ${beam(side === undefined ? null : side / 2)}`;
    if (this.label !== undefined)
      return html`<svg viewBox=${SIZE} role="img" aria-label=${this.label}>${drawing}</svg>`;
    return html`<svg
      class="open"
      viewBox=${SIZE}
      aria-hidden="true"
      @pointerdown=${this.grab}
      @pointermove=${this.drag}
      @pointerup=${this.release}
      @pointercancel=${this.release}
    >
      <rect width=${DRAWING.width} height=${DRAWING.height} fill="transparent" />
      ${drawing} ${FEET.map((foot) => this.caption(foot))}
    </svg>`;
  }

  private foot(foot: Foot) {
    const { x, y } = MIDDLE[foot];
    const { left_right: side } = this.answers;
    const weight = (side ?? 0) * (foot === "left" ? -1 : 1);
    const scale = 1 + weight * 0.04;
    const flip = foot === "left" ? 1 : -1;
    const fill = side === undefined ? 0 : 0.22 + weight * 0.09;
    const at = `transform: translate(${x}px, ${y}px) scale(${scale * flip}, ${scale})`;
    return svg`<g class="foot" style=${at} fill-opacity=${fill}>
        <path d=${SOLE} />
        ${TOES.map(([cx, cy, r]) => svg`<circle cx=${cx} cy=${cy} r=${r} />`)}
      </g>
      ${this.label === undefined ? stops(foot) : nothing}
      ${this.mark(foot)}`;
  }

  /** Long where only one of the two axes is known: the weight is somewhere along it. */
  private mark(foot: Foot) {
    const { x, y } = pointOf(foot, this.answers);
    const knows = (about: "heel_toe" | "inner_outer") =>
      answerOf(this.answers, foot, about) !== undefined;
    const [knowsHeelToe, knowsInnerOuter] = [knows("heel_toe"), knows("inner_outer")];
    const isKnown = knowsHeelToe || knowsInnerOuter;
    const look = knowsHeelToe === knowsInnerOuter ? "" : "smeared";
    return svg`<ellipse class="weight ${isKnown ? look : "unknown"}"
      rx=${isKnown && !knowsInnerOuter ? 24 : 9} ry=${isKnown && !knowsHeelToe ? 56 : 9}
      style="transform: translate(${x}px, ${y}px)" />`;
  }

  private caption(foot: Foot) {
    return svg`<text x=${MIDDLE[foot].x} y=${BEAM_Y + 25}>${this.words.text(`card_balance_${foot}`)}</text>`;
  }

  private readonly grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.renderRoot.querySelector("svg")?.setPointerCapture(event.pointerId);
    this.held = partAt(this.place(event));
    this.drag(event);
  };

  private readonly drag = (event: PointerEvent): void => {
    if (this.held === null) return;
    const detail = answersAt(this.held, this.place(event), this.isEach);
    this.dispatchEvent(new CustomEvent(MARK, { detail }));
  };

  private readonly release = (): void => {
    this.held = null;
  };

  /** Where it is, in the units of the drawing. */
  private place({ clientX, clientY }: PointerEvent): Point {
    const { left, top, width } = this.getBoundingClientRect();
    const unit = DRAWING.width / width;
    return { x: (clientX - left) * unit, y: (clientY - top) * unit };
  }
}

/** Where the weight can be marked along both axes, as dots. */
function stops(foot: Foot) {
  const { x, y } = MIDDLE[foot];
  const { heel_toe: down, inner_outer: out } = STEP;
  // A dot that ends a line with it would not be drawn.
  return svg`<g class="stops">
    <path d="M${x - 2 * out} ${y}h${4 * out + 1}" stroke-dasharray="0 ${out}" />
    <path d="M${x} ${y - 2 * down}v${4 * down + 1}" stroke-dasharray="0 ${down}" />
  </g>`;
}
