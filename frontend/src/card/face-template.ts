import { html, type TemplateResult } from "lit";

import type { CardState, DayStrip, Trend } from "../contract";
import type { Words } from "../localize/words";
import type { AnyFace } from "../model/face-choice";
import type { ServerClock } from "../model/server-clock";
import type { SoundState } from "../model/sound";

export interface Given {
  readonly state: CardState;
  readonly words: Words;
  readonly clock: ServerClock;
  readonly sound: SoundState;
  readonly loadTrend: (days: number) => Promise<Trend>;
  readonly loadDay: (day: string) => Promise<DayStrip>;
}

/** The element of a face, with what it is given. */
export function faceTemplate(face: AnyFace, given: Given): TemplateResult {
  const { state, words, clock } = given;
  switch (face) {
    case "live":
      return html`<posture-coach-live
        .state=${state}
        .words=${words}
        .clock=${clock}
        .sound=${given.sound}
      ></posture-coach-live>`;
    case "now":
      return html`<posture-coach-now
        .state=${state}
        .words=${words}
        .clock=${clock}
      ></posture-coach-now>`;
    case "routine":
      return html`<posture-coach-routine
        .state=${state}
        .words=${words}
        .clock=${clock}
      ></posture-coach-routine>`;
    case "balance":
      return html`<posture-coach-balance
        .state=${state}
        .words=${words}
        .clock=${clock}
      ></posture-coach-balance>`;
    case "week":
      return html`<posture-coach-week
        .state=${state}
        .words=${words}
        .clock=${clock}
        .loadTrend=${given.loadTrend}
        .loadDay=${given.loadDay}
      ></posture-coach-week>`;
  }
}
