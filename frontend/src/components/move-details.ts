import { mdiCheckCircle, mdiChevronDown, mdiHumanHandsup } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";

import type { ExerciseContent, StepState } from "../contract";
import type { CardText, Words } from "../localize/words";
import { doseIn } from "../model/dose";
import { icon } from "./icon";
import { picture } from "./picture";

/** A move of the plan; where there is more to say of it, it opens. */
export function moveDetails(
  words: Words,
  { exercise: id, dose }: StepState,
  exercise: ExerciseContent | undefined,
  isDone: boolean,
): TemplateResult {
  if (exercise === undefined) return html`<div class="move">${id}</div>`;
  const start = exercise.start === null ? icon(mdiHumanHandsup) : picture(exercise.start, "");
  const tick = isDone ? html`<span class="tick">${icon(mdiCheckCircle)}</span>` : nothing;
  const done = isDone ? html`<span class="hidden">${words.text("card_move_done")}</span>` : nothing;
  const head = html`<span class="drawing" aria-hidden="true">${start}${tick}</span>
    <span class="name">
      ${exercise.name}
      <span class="quiet">${doseIn(words, exercise.kind, dose)}</span>
      ${done}
    </span>`;
  const more = parts(words, exercise).filter((part) => part !== nothing);
  if (more.length === 0) return html`<div class="move">${head}</div>`;
  return html`<details>
    <summary class="move">${head}<span class="chevron">${icon(mdiChevronDown)}</span></summary>
    <div class="more stack">${more}</div>
  </details>`;
}

type Part = TemplateResult | typeof nothing;

function parts(words: Words, exercise: ExerciseContent): readonly Part[] {
  const { cautions, cues, end, mistakes, name, purpose, stance, start, steps } = exercise;
  const needs = exercise.needs.map((need) => words.maybe(`card_move_need_${need}`) ?? need);
  const figure = (address: string | null, when: "card_move_start" | "card_move_end"): Part => {
    if (address === null) return nothing;
    const label = words.text(when);
    return html`<figure>
      ${picture(address, `${name}: ${label}`)}
      <figcaption class="quiet" aria-hidden="true">${label}</figcaption>
    </figure>`;
  };
  const list = (title: CardText, items: readonly string[]): Part => {
    if (items.length === 0) return nothing;
    const rows = items.map((each) => html`<li>${each}</li>`);
    return html`<section>
      <h3>${words.text(title)}</h3>
      ${
        title === "card_move_steps"
          ? html`<ol>
              ${rows}
            </ol>`
          : html`<ul>
              ${rows}
            </ul>`
      }
    </section>`;
  };
  return [
    purpose ? html`<p>${purpose}</p>` : nothing,
    needs.length > 0
      ? html`<p class="quiet">${words.text("card_move_needs", { needs: words.list(needs) })}</p>`
      : nothing,
    start !== null || end !== null
      ? html`<div class="pictures">
          ${figure(start, "card_move_start")}${figure(end, "card_move_end")}
        </div>`
      : nothing,
    stance ? html`<p>${stance}</p>` : nothing,
    list("card_move_steps", steps),
    list("card_move_cues", cues),
    list("card_move_mistakes", mistakes),
    list("card_move_cautions", cautions),
  ];
}

export const moveStyles = css`
  .move {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: 56px;
    border-radius: 12px;
    list-style: none;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  summary.move {
    cursor: pointer;
  }
  summary.move::-webkit-details-marker {
    display: none;
  }
  summary.move:hover {
    background: color-mix(in srgb, currentColor 6%, transparent);
  }
  .drawing {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 12px;
    background: color-mix(in srgb, var(--primary-color) 12%, transparent);
    --pc-picture-size: 48px;
  }
  .drawing .icon {
    inline-size: 32px;
    block-size: 32px;
  }
  .name {
    flex: 1;
    min-inline-size: 0;
  }
  .name > * {
    display: block;
  }
  .tick {
    position: absolute;
    inset-block-end: -4px;
    inset-inline-end: -4px;
    border-radius: 50%;
    background: var(--card-background-color, Canvas);
    line-height: 0;
  }
  .drawing .tick .icon {
    inline-size: 22px;
    block-size: 22px;
    fill: color-mix(in srgb, var(--success-color) 80%, var(--primary-text-color));
  }
  .chevron {
    padding-inline-end: 4px;
    line-height: 0;
  }
  [open] > .move .chevron .icon {
    rotate: 180deg;
  }
  .more {
    padding: 12px 8px;
  }
  .pictures {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 120px));
    justify-content: space-evenly;
    gap: 12px;
    --pc-picture-size: 100%;
  }
  figure {
    margin: 0;
    text-align: center;
  }
  .more :is(ol, ul) {
    padding-inline-start: 20px;
    list-style: disc;
  }
  .more ol {
    list-style: decimal;
  }
`;
