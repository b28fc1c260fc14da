import { html, LitElement, nothing, svg, type PropertyDeclarations } from "lit";

import type { Words } from "../localize/words";
import type { Chart, Part } from "../model/trend";
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
        ${chart.columns.map((_, column) => this.column(column))} ${this.lines()}
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
      >${hasKey ? html`<i class="mark key ${name}"></i>` : nothing}${this.words.text(`card_week_of_${name}`, { value: this.value(figure) })}</span
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
      }${this.marks(column)}</label
    >`;
  }

  private marks(column: number) {
    const { form, isTime, limit, parts, top } = this.chart;
    const isDots = form === "dots";
    return parts.map(({ name, values }) => {
      const value = values[column] ?? null;
      if (value === null) return isDots ? nothing : html`<i class="mark unknown"></i>`;
      if (value === 0 && !isTime && !isDots) return nothing;
      const kind = isDots ? "dot" : isTime ? "time" : "";
      const over = limit !== null && value > limit ? "over" : "";
      return html`<i
        class="mark ${name} ${kind} ${over}"
        style="${isDots ? "inset-block-end" : "block-size"}:${(100 * value) / top}%"
      ></i>`;
    });
  }

  /** What had better not be crossed, and what joins dots over days without one. */
  private lines() {
    const { columns, form, limit, parts, top } = this.chart;
    if (limit !== null) {
      return html`<i class="limit" style="inset-block-end:${(100 * limit) / top}%"></i>`;
    }
    if (form === "bars") return nothing;
    const points = ({ values }: Part) =>
      values.flatMap((value, column) =>
        value === null ? [] : [(column + 0.5) / columns.length, 1 - value / top],
      );
    return html`<svg class="lines" viewBox="0 0 1 1" preserveAspectRatio="none">
      ${parts.map((part) => svg`<polyline class=${part.name} points=${points(part).join(" ")} />`)}
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
      return parts.length > 1 ? this.words.text(`card_week_of_${name}`, { value: text }) : text;
    });
    if (values.length > 0) return this.words.list(values);
    return form === "bars" ? this.words.text("card_week_unknown") : "";
  }

  private value(value: number): string {
    return this.chart.isTime ? this.words.duration(value) : this.words.number(value);
  }
}
