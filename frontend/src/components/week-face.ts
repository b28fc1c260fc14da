import { mdiChevronLeft, mdiChevronRight } from "@mdi/js";
import { css, html, nothing, type PropertyDeclarations } from "lit";

import type { DayStrip, Trend } from "../contract";
import { Latest } from "../model/latest";
import {
  chartsOf,
  emptyOf,
  isByWeek,
  overLimit,
  RANGES,
  type Chart,
  type Range,
} from "../model/trend";
import { Face } from "./face";
import { icon } from "./icon";
import { sharedStyles } from "./shared-styles";

const YEAR = RANGES[RANGES.length - 1];
const DATE = { weekday: "long", day: "numeric", month: "long" } as const;

/** What the last days were like, and what one of them was like. */
export class WeekFace extends Face {
  static readonly tag = "posture-coach-week";

  static override properties: PropertyDeclarations = {
    loadTrend: { attribute: false },
    loadDay: { attribute: false },
    range: { state: true },
    picked: { state: true },
  };

  declare loadTrend: (days: number) => Promise<Trend>;
  declare loadDay: (day: string) => Promise<DayStrip>;
  declare private range: Range;
  /** Null for today, whichever that is. */
  declare private picked: string | null;

  declare private trend: Latest<Trend>;
  declare private strip: Latest<DayStrip>;
  private person = "";
  private askedTrend = "";
  private askedDay = "";

  static override styles = [
    sharedStyles,
    css`
      :host {
        position: relative;
        container-type: inline-size;
      }
      .stack {
        gap: 16px;
        grid-template-columns: minmax(0, 1fr);
      }
      .ranges {
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        gap: 8px;
      }
      .ranges button {
        padding-inline: 4px;
      }
      .answer {
        min-block-size: 400px;
        align-content: start;
      }
      [aria-busy="true"] {
        cursor: progress;
      }
      .day {
        min-block-size: 148px;
      }
      .steps {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }
      h3 {
        text-align: center;
      }
      .icon:dir(rtl) {
        transform: scaleX(-1);
      }
      @container (inline-size < 320px) {
        .ranges {
          grid-template-columns: repeat(2, 1fr);
        }
      }
      @media (forced-colors: active) {
        [aria-pressed="true"] {
          outline: 2px solid Highlight;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.range = RANGES[0];
    this.picked = null;
  }

  /** The one that is shown: today, until another one of the range is picked. */
  private get day(): string {
    const { days = [] } = this.trend.answer ?? {};
    const picked = days.find(({ day }) => day === this.picked);
    return picked?.day ?? this.state.practice.day;
  }

  protected override willUpdate() {
    const { balance, coaching, person, practice } = this.state;
    if (this.person !== person.config_entry_id) {
      this.person = person.config_entry_id;
      this.picked = null;
      this.trend = new Latest(() => this.requestUpdate());
      this.strip = new Latest(() => this.requestUpdate());
    }
    const recorded = JSON.stringify([
      this.person,
      practice.day,
      practice.last_routine_at,
      practice.pains,
      balance.last?.at,
      coaching.breaks_taken_today,
      coaching.breaks_missed_today,
    ]);
    const askedTrend = `${recorded} ${this.range}`;
    if (this.askedTrend !== askedTrend) {
      this.askedTrend = askedTrend;
      this.askTrend();
    }
    const askedDay = `${recorded} ${this.day}`;
    if (this.askedDay !== askedDay) {
      this.askedDay = askedDay;
      this.askDay();
    }
  }

  override render() {
    const { trend, words } = this;
    return html`<div class="stack">
      <div class="ranges" role="group" aria-label=${words.text("card_week_range")}>
        ${RANGES.map((range) => this.choice(range))}
      </div>
      <div class="stack answer" aria-busy=${String(trend.isWaiting)}>
        ${
          trend.failure === undefined
            ? this.answer(trend.answer)
            : this.failed(trend.failure, this.askTrend)
        }
      </div>
    </div>`;
  }

  private choice(range: Range) {
    const { words } = this;
    const isChosen = range === this.range;
    return html`<button
      class=${isChosen ? "main" : ""}
      aria-pressed=${String(isChosen)}
      @click=${() => (this.range = range)}
    >
      ${range === YEAR ? words.text("card_week_year") : words.count("card_days", range)}
    </button>`;
  }

  private answer(trend: Trend | undefined) {
    const { words } = this;
    if (!trend) return html`<p role="status">${words.text("card_week_loading")}</p>`;
    const charts = chartsOf(trend);
    const [first, ...others] = charts;
    const names = emptyOf(charts).map((name) => words.text(`card_week_${name}`));
    const sentences = [
      isByWeek(trend) && words.text("card_week_weeks"),
      names.length > 0 && words.text("card_week_none", { list: words.list(names) }),
      !trend.is_complete && words.text("card_week_incomplete"),
      !trend.has_recorder && words.text("card_week_no_recorder"),
    ].filter(Boolean);
    return html`${first ? this.chart(trend, first, true, true) : nothing}
    ${trend.has_recorder ? this.dayStrip(trend) : nothing}
    ${others.map((chart) => this.chart(trend, chart, false, chart === others[others.length - 1]))}
    ${sentences.map((sentence) => html`<p class="quiet">${sentence}</p>`)}`;
  }

  private chart(trend: Trend, chart: Chart, isPicker: boolean, hasLabels: boolean) {
    return html`<posture-coach-trend-chart
      .chart=${chart}
      .words=${this.words}
      .day=${this.day}
      .note=${this.note(trend, chart)}
      .isPicker=${isPicker}
      .hasLabels=${hasLabels}
      @posture-coach-pick=${this.pick}
    ></posture-coach-trend-chart>`;
  }

  private note(trend: Trend, { form, limit, parts }: Chart): string {
    const { words } = this;
    const hasUnknown = form === "bars" && parts.some(({ values }) => values.includes(null));
    return [
      limit !== null &&
        words.text("card_week_limit", { limit: words.duration(limit), ...overLimit(trend) }),
      hasUnknown && words.text("card_week_dashed"),
    ]
      .filter(Boolean)
      .join(" ");
  }

  private dayStrip({ days }: Trend) {
    const { day, strip, words } = this;
    const { isWaiting, failure } = strip;
    const index = days.findIndex((each) => each.day === day);
    const title = day === this.state.practice.day ? words.text("card_today") : words.day(day, DATE);
    return html`<section class="day" aria-busy=${String(isWaiting)}>
      <div class="steps">
        ${this.step("previous", mdiChevronLeft, days[index - 1]?.day)}
        <h3 aria-live="polite">${title}</h3>
        ${this.step("next", mdiChevronRight, days[index + 1]?.day)}
      </div>
      ${
        failure === undefined
          ? html`<posture-coach-day-strip
              .words=${words}
              .strip=${strip.answer?.day === day ? strip.answer : undefined}
            ></posture-coach-day-strip>`
          : this.failed(failure, this.askDay)
      }
    </section>`;
  }

  private step(way: "previous" | "next", path: string, to: string | undefined) {
    return html`<button
      class="bare"
      aria-label=${this.words.text(`card_week_${way}`)}
      ?disabled=${to === undefined}
      @click=${() => (this.picked = to ?? null)}
    >
      ${icon(path)}
    </button>`;
  }

  private failed(message: string, again: () => void) {
    const { words } = this;
    return html`<div class="row" role="alert">
      <p>${words.text("card_week_failed")} <span class="quiet">${message}</span></p>
      <button @click=${again}>${words.text("card_week_again")}</button>
    </div>`;
  }

  private pick(event: CustomEvent<string>) {
    this.picked = event.detail;
  }

  private askTrend() {
    void this.trend.ask(this.loadTrend(this.range));
  }

  private askDay() {
    void this.strip.ask(this.loadDay(this.day));
  }
}
