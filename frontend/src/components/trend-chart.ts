import { html, LitElement, nothing, type PropertyDeclarations } from "lit";

import type { Words } from "../localize/words";
import type { Chart, Part, PartName } from "../model/trend";
import { sharedStyles } from "./shared-styles";
import { chartStyles, markStyles } from "./trend-styles";

/** A day was picked on a chart. */
export const PICK = "posture-coach-pick";

const MOST_WEEKDAYS = 7;
const LABELS = 4;
const WEEKDAY = { weekday: "short" } as const;
const DATE = { day: "numeric", month: "short" } as const;
const MONTH = { month: "short", year: "2-digit" } as const;
const LONG = { weekday: "long", day: "numeric", month: "long" } as const;
const FIGURES = {
  sitting: "card_week_mean",
  longest: "card_week_average",
  taken: "card_week_taken",
  missed: "card_week_missed",
  routines: "card_week_done",
  before: "card_week_before",
  after: "card_week_after",
  pain: "card_week_last",
} as const satisfies Record<PartName, string>;

/** One thing over the last days. Charts under each other have their columns in common. */
export class TrendChart extends LitElement {
  static readonly tag = "posture-coach-trend-chart";

  static override properties: PropertyDeclarations = {
    chart: { attribute: false },
    words: { attribute: false },
    day: { attribute: false },
    note: { attribute: false },
    isPicker: { attribute: false },
    hasLabels: { attribute: false },
  };

  declare chart: Chart;
  declare words: Words;
  /** The one that is picked. */
  declare day: string;
  declare note: string;
  /** Whether days are picked here with the keyboard as well; one chart is enough. */
  declare isPicker: boolean;
  declare hasLabels: boolean;

  static override styles = [sharedStyles, markStyles, chartStyles];

  override render() {
    const { chart, note } = this;
    const title = this.words.text(`card_week_${chart.name}`);
    return html`<section style="--pc-columns:${chart.columns.length}">
      <div class="row head">
        <h3>${title}</h3>
        <div class="figures quiet">${chart.parts.map((part) => this.figure(part))}</div>
      </div>
      <div
        class="plot ${chart.name}"
        role=${this.isPicker ? "radiogroup" : nothing}
        aria-label=${this.isPicker ? title : nothing}
        aria-hidden=${this.isPicker ? nothing : "true"}
      >
        ${chart.columns.map((_, column) => this.column(column))} ${this.line()}
      </div>
      ${this.hasLabels ? this.labels() : nothing}
      ${note ? html`<p class="quiet">${note}</p>` : nothing}
      <div class="hidden">
        <table>
          <caption>
            ${title}
          </caption>
          ${chart.columns.map((_, column) => this.row(column))}
        </table>
      </div>
    </section>`;
  }

  private figure({ name, figure }: Part) {
    if (figure === null) return nothing;
    const hasKey = this.chart.parts.length > 1;
    return html`<span
      >${hasKey ? html`<i class="mark key ${name}"></i>` : nothing}${this.words.text(
        FIGURES[name],
        { value: this.value(figure) },
      )}</span
    >`;
  }

  private column(column: number) {
    const days = this.chart.columns[column] ?? [];
    const isChosen = days.includes(this.day);
    const pick = () =>
      this.dispatchEvent(new CustomEvent<string>(PICK, { detail: days[days.length - 1] ?? "" }));
    const name = [this.dayOf(column), this.valuesOf(column)].filter(Boolean).join(": ");
    return html`<label
      class="column ${isChosen ? "chosen" : ""}"
      title=${name}
      @click=${this.isPicker ? nothing : pick}
      >${
        this.isPicker
          ? html`<input
              class="hidden"
              type="radio"
              name="day"
              aria-label=${name}
              .checked=${isChosen}
              @change=${pick}
            />`
          : nothing
      }${this.chart.form === "bars" ? this.bars(column) : this.dots(column)}</label
    >`;
  }

  private bars(column: number) {
    const { parts, isTime, limit, top } = this.chart;
    return parts.map(({ name, values }) => {
      const value = values[column] ?? null;
      if (value === null) return html`<i class="mark unknown"></i>`;
      if (value === 0 && !isTime) return nothing;
      const kinds = `${isTime ? "time" : name} ${limit !== null && value > limit ? "over" : ""}`;
      return html`<i class="mark ${kinds}" style="block-size:${(100 * value) / top}%"></i>`;
    });
  }
  private dots(column: number) {
    const { parts, top } = this.chart;
    const known = parts.flatMap(({ name, values }) => {
      const value = values[column] ?? null;
      return value === null ? [] : [{ name, height: (100 * value) / top }];
    });
    const heights = known.map(({ height }) => height);
    const low = Math.min(...heights);
    const high = Math.max(...heights);
    return html`${
      known.length > 1
        ? html`<i
            class="mark between"
            style="inset-block-end:${low}%;block-size:${high - low}%"
          ></i>`
        : nothing
    }${known.map(
      ({ name, height }) =>
        html`<i class="mark dot ${name}" style="inset-block-end:${height}%"></i>`,
    )}`;
  }

  /** What must not be crossed, or what joins the dots of a single thing. */
  private line() {
    const { columns, form, limit, parts, top } = this.chart;
    if (limit !== null) {
      return html`<i class="limit" style="inset-block-end:${(100 * limit) / top}%"></i>`;
    }
    const [part, ...others] = parts;
    if (form === "bars" || part === undefined || others.length > 0) return nothing;
    const points = part.values.flatMap((value, column) =>
      value === null
        ? []
        : `${(100 * (column + 0.5)) / columns.length},${100 - (100 * value) / top}`,
    );
    return html`<svg class="line" viewBox="0 0 100 100" preserveAspectRatio="none">
      <polyline points=${points.join(" ")} vector-effect="non-scaling-stroke" />
    </svg>`;
  }

  private labels() {
    const { columns } = this.chart;
    const isEach = columns.length <= MOST_WEEKDAYS;
    const span = isEach ? 1 : Math.ceil(columns.length / LABELS);
    const format = isEach ? WEEKDAY : this.isByWeek ? MONTH : DATE;
    return html`<div class="days quiet ${isEach ? "each" : ""}" aria-hidden="true">
      ${columns.map(([day], column) => {
        if (day === undefined || column % span > 0) return nothing;
        const end = Math.min(column + span, columns.length) + 1;
        const label = this.words.day(day, format);
        return html`<span style="grid-column:${column + 1}/${end}">${label}</span>`;
      })}
    </div>`;
  }

  private row(column: number) {
    const values = this.valuesOf(column);
    if (!values) return nothing;
    return html`<tr>
      <th scope="row">${this.dayOf(column)}</th>
      <td>${values}</td>
    </tr>`;
  }

  private get isByWeek(): boolean {
    return this.chart.columns.some((days) => days.length > 1);
  }

  private dayOf(column: number): string {
    const days = this.chart.columns[column] ?? [];
    const ends = this.isByWeek ? [days[0], days[days.length - 1]] : days;
    const format = this.isByWeek ? DATE : LONG;
    return ends.map((day) => this.words.day(day ?? "", format)).join(" – ");
  }

  /** In words; nothing where nothing was to be expected. */
  private valuesOf(column: number): string {
    const { form, parts } = this.chart;
    const values = parts.flatMap(({ name, values }) => {
      const value = values[column] ?? null;
      if (value === null) return [];
      const text = this.value(value);
      return parts.length > 1 ? this.words.text(FIGURES[name], { value: text }) : text;
    });
    if (values.length > 0) return this.words.list(values);
    return form === "bars" ? this.words.text("card_week_unknown") : "";
  }

  private value(value: number): string {
    return this.chart.isTime ? this.words.duration(value) : this.words.number(value);
  }
}
