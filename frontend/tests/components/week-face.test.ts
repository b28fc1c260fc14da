import { afterEach, describe, expect, it, vi } from "vitest";

import { DayStrip } from "../../src/components/day-strip";
import { TrendChart } from "../../src/components/trend-chart";
import { WeekFace } from "../../src/components/week-face";
import type { CardState, DayStrip as Strip, Trend } from "../../src/contract";
import { ServerClock } from "../../src/model/server-clock";
import { changed, SITTING, STRIP, TEST, WEEK, words } from "../fixtures";

for (const each of [DayStrip, TrendChart, WeekFace]) {
  if (!customElements.get(each.tag)) customElements.define(each.tag, each);
}

interface Loads {
  loadTrend?: (days: number) => Promise<Trend>;
  loadDay?: (day: string) => Promise<Strip>;
}

/** A question that is answered when the test wants it. */
class Answering<T> {
  readonly answers: ((answer: T) => void)[] = [];
  readonly ask = vi.fn(() => new Promise<T>((resolve) => this.answers.push(resolve)));
}

async function settle(face: WeekFace): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await Promise.resolve();
    await face.updateComplete;
  }
  for (const each of parts(face)) await each.updateComplete;
}

async function shown({ loadTrend, loadDay }: Loads = {}): Promise<WeekFace> {
  const face = new WeekFace();
  face.state = SITTING;
  face.words = words();
  face.clock = new ServerClock();
  face.loadTrend = loadTrend ?? vi.fn(() => Promise.resolve(WEEK));
  face.loadDay = loadDay ?? vi.fn((day: string) => Promise.resolve({ ...STRIP, day }));
  document.body.append(face);
  await settle(face);
  return face;
}

function parts(face: WeekFace): readonly (DayStrip | TrendChart)[] {
  return [...face.renderRoot.querySelectorAll<DayStrip | TrendChart>(".answer *")].filter(
    (each) => each instanceof DayStrip || each instanceof TrendChart,
  );
}

function charts(face: WeekFace): readonly TrendChart[] {
  return parts(face).filter((each) => each instanceof TrendChart);
}

function strip(face: WeekFace): DayStrip | undefined {
  return parts(face).find((each) => each instanceof DayStrip);
}

function textOf(face: WeekFace): string {
  return face.shadowRoot!.textContent.replace(/\s+/g, " ");
}

function button(face: WeekFace, name: string): HTMLButtonElement {
  const found = [...face.renderRoot.querySelectorAll("button")].find(
    (each) => each.textContent.trim() === name || each.ariaLabel === name,
  );
  return found ?? expect.fail(`no button ${name}`);
}

async function press(face: WeekFace, name: string): Promise<void> {
  button(face, name).click();
  await settle(face);
}

async function give(face: WeekFace, state: CardState): Promise<void> {
  face.state = state;
  await settle(face);
}

function chooseColumn(chart: TrendChart, column: number): void {
  chart.renderRoot.querySelectorAll("input")[column]!.click();
}

afterEach(() => {
  document.body.replaceChildren();
});

describe("The week", () => {
  it("is loaded when it is first shown, with today", async () => {
    const face = await shown();
    expect(face.loadTrend).toHaveBeenCalledExactlyOnceWith(7);
    expect(face.loadDay).toHaveBeenCalledExactlyOnceWith("2026-03-02");
    expect(charts(face).map(({ chart }) => chart.name)).toEqual([
      "sitting",
      "longest",
      "breaks",
      "routines",
      "evenness",
      "pain",
    ]);
    expect(strip(face)?.strip?.day).toBe("2026-03-02");
    expect(textOf(face)).toContain("Today");
  });

  it("says that it is being loaded", async () => {
    const face = await shown({ loadTrend: new Answering<Trend>().ask });
    expect(textOf(face)).toContain("Loading");
    expect(face.renderRoot.querySelector("[aria-busy=true]")).not.toBeNull();
  });

  it("is of as many days as somebody chooses", async () => {
    const face = await shown();
    await press(face, "30 days");
    expect(face.loadTrend).toHaveBeenLastCalledWith(30);
    expect(button(face, "30 days").ariaPressed).toBe("true");
    expect(button(face, "7 days").ariaPressed).toBe("false");
    await press(face, "1 year");
    expect(face.loadTrend).toHaveBeenLastCalledWith(364);
  });

  it("keeps what is shown until the new answer is there", async () => {
    const trend = new Answering<Trend>();
    const face = await shown({ loadTrend: trend.ask });
    trend.answers[0]?.(WEEK);
    await settle(face);
    await press(face, "30 days");
    expect(charts(face)).toHaveLength(6);
    expect(face.renderRoot.querySelector(".answer")?.ariaBusy).toBe("true");
  });

  it("drops an answer to an older question", async () => {
    const trend = new Answering<Trend>();
    const face = await shown({ loadTrend: trend.ask });
    await press(face, "30 days");
    trend.answers[1]?.(WEEK);
    await settle(face);
    trend.answers[0]?.({ ...WEEK, days: WEEK.days.slice(-1) });
    await settle(face);
    expect(charts(face)[0]?.chart.columns).toHaveLength(7);
  });

  it("says what went wrong, and tries again", async () => {
    const loadTrend = vi.fn(() => Promise.resolve(WEEK));
    // What Home Assistant's connection rejects with is no Error.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    loadTrend.mockImplementationOnce(() => Promise.reject({ message: "No connection" }));
    const face = await shown({ loadTrend });
    expect(textOf(face)).toContain("This could not be loaded. No connection");
    await press(face, "Try again");
    expect(loadTrend).toHaveBeenCalledTimes(2);
    expect(charts(face)).toHaveLength(6);
  });

  it.each([
    ["a balance test was made", changed({ balance: { last: TEST } })],
    ["a break was taken", changed({ coaching: { breaks_taken_today: 3 } })],
    ["a break was missed", changed({ coaching: { breaks_missed_today: 1 } })],
    ["a routine was done", changed({ practice: { last_routine_at: 5 } })],
    ["a check-in was made", changed({ practice: { pains: { neck_pain: 1 } } })],
  ])("is loaded anew when %s", async (_, state) => {
    const face = await shown();
    await give(face, state);
    expect(face.loadTrend).toHaveBeenCalledTimes(2);
    expect(face.loadDay).toHaveBeenCalledTimes(2);
  });

  it("is not loaded anew because a minute has passed", async () => {
    const face = await shown();
    await give(face, changed({ clock: { sitting_today: 6000 } }));
    expect(face.loadTrend).toHaveBeenCalledTimes(1);
    expect(face.loadDay).toHaveBeenCalledTimes(1);
  });

  it("shows nothing of a person that it was about before", async () => {
    const trend = new Answering<Trend>();
    const face = await shown({ loadTrend: trend.ask });
    trend.answers[0]?.(WEEK);
    await settle(face);
    await give(face, changed({ person: { config_entry_id: "sam" } }));
    expect(charts(face)).toHaveLength(0);
    expect(textOf(face)).toContain("Loading");
  });
});

describe("A day of the week", () => {
  it("is picked on a chart", async () => {
    const face = await shown();
    chooseColumn(charts(face)[0]!, 2);
    await settle(face);
    expect(face.loadDay).toHaveBeenLastCalledWith("2026-02-26");
    expect(textOf(face)).toContain("Thursday");
    expect(charts(face).every(({ day }) => day === "2026-02-26")).toBe(true);
  });

  it("is followed by the next one, up to today, and has one before it", async () => {
    const face = await shown();
    expect(button(face, "Day after").disabled).toBe(true);
    await press(face, "Day before");
    expect(face.loadDay).toHaveBeenLastCalledWith("2026-03-01");
    await press(face, "Day after");
    expect(face.loadDay).toHaveBeenLastCalledWith("2026-03-02");
    chooseColumn(charts(face)[0]!, 0);
    await settle(face);
    expect(button(face, "Day before").disabled).toBe(true);
  });

  it("is not drawn from the answer about another day", async () => {
    const day = new Answering<Strip>();
    const face = await shown({ loadDay: day.ask });
    chooseColumn(charts(face)[0]!, 2);
    await settle(face);
    day.answers[0]?.(STRIP);
    await settle(face);
    expect(strip(face)?.strip).toBeUndefined();
    day.answers[1]?.({ ...STRIP, day: "2026-02-26" });
    await settle(face);
    expect(strip(face)?.strip?.day).toBe("2026-02-26");
  });

  it("is today again when the range no longer has it", async () => {
    const loadTrend = vi.fn((days: number) =>
      Promise.resolve(days === 7 ? { ...WEEK, days: WEEK.days.slice(-2) } : WEEK),
    );
    const face = await shown({ loadTrend });
    await press(face, "30 days");
    chooseColumn(charts(face)[0]!, 1);
    await settle(face);
    await press(face, "7 days");
    expect(face.loadDay).toHaveBeenLastCalledWith("2026-03-02");
  });

  it("that is today goes on to be the new day after midnight", async () => {
    const face = await shown();
    await give(face, changed({ practice: { day: "2026-03-03" } }));
    expect(face.loadDay).toHaveBeenLastCalledWith("2026-03-03");
  });

  it("can fail to be loaded while the charts are there", async () => {
    const loadDay = vi.fn((day: string) => Promise.resolve({ ...STRIP, day }));
    loadDay.mockImplementationOnce(() => Promise.reject(new Error("Timeout")));
    const face = await shown({ loadDay });
    expect(charts(face)).toHaveLength(6);
    expect(textOf(face)).toContain("Timeout");
    await press(face, "Try again");
    expect(strip(face)?.strip?.day).toBe("2026-03-02");
  });
});

describe("What is not known of a week", () => {
  async function of(trend: Partial<Trend>): Promise<WeekFace> {
    return shown({ loadTrend: () => Promise.resolve({ ...WEEK, ...trend }) });
  }

  it("is left out, and named in one sentence", async () => {
    const days = WEEK.days.map((day) => ({ ...day, pain: null, routines: 0 }));
    const face = await of({ days });
    expect(charts(face)).toHaveLength(4);
    expect(textOf(face)).toContain("Nothing in these days: Routines and Pain (0 to 10).");
  });

  it("leaves a day to be seen even without any chart", async () => {
    const days = WEEK.days.map(({ day }) => ({
      ...WEEK.days[0]!,
      day,
    }));
    const face = await of({ days });
    expect(charts(face)).toHaveLength(0);
    expect(strip(face)?.strip?.day).toBe("2026-03-02");
  });

  it("is said of records that could not be read", async () => {
    expect(textOf(await of({ is_complete: false }))).toContain("Some records could not be read");
    expect(textOf(await of({}))).not.toContain("Some records could not be read");
  });

  it("is said where no history is recorded, without a strip of the day", async () => {
    const face = await of({ has_recorder: false });
    expect(textOf(face)).toContain("The history is not recorded");
    expect(strip(face)).toBeUndefined();
  });

  it("is explained under the chart that has it", async () => {
    const [sitting, longest, breaks] = charts(await of({}));
    expect(sitting?.note).toBe("Dashed: not known.");
    expect(longest?.note).toBe(
      "The line at 30 min is your limit. Longer on 4 of 6 days. Dashed: not known.",
    );
    expect(breaks?.note).toBe("");
  });

  it("does not hide that columns of a year are weeks", async () => {
    const days = Array.from({ length: 364 }, () => WEEK.days[1]!);
    expect(textOf(await of({ days }))).toContain("Each column is a week");
  });
});
