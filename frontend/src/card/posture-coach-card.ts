import { mdiClose } from "@mdi/js";
import { html, LitElement, nothing, type TemplateResult } from "lit";

import { act, getDay, getTrend } from "../api";
import { icon } from "../components/icon";
import { sharedStyles } from "../components/shared-styles";
import type { CardState, SessionState } from "../contract";
import type { HomeAssistant } from "../ha/home-assistant";
import { areSame, surroundingsOf, type Surroundings } from "../ha/surroundings";
import { localeOf } from "../localize/locale";
import { textsIn } from "../localize/texts";
import { Words, type CardText } from "../localize/words";
import { ASK, AskEvent } from "../model/ask";
import { KEYS, readConfig, type Fault } from "../model/card-config";
import { chosenAfter, faceFor, facesIn, type AnyFace } from "../model/face-choice";
import { problemOf, type Problem } from "../model/problem";
import { TOGGLE_SOUND, type SoundState } from "../model/sound";
import { cardStyles } from "./card-styles";
import { configForm } from "./config-form";
import { explanationOf } from "./explanation";
import { faceTemplate } from "./face-template";
import { Feed } from "./feed";
import type { SessionDevice } from "./session-device";

/** Of whichever card spoke last: the visual editor is not told in which language to speak. */
let lastWords: Words | undefined;

/** Posture Coach on a dashboard: shows one person, and asks Home Assistant what is asked of it. */
export class PostureCoachCard extends LitElement {
  static readonly tag = "posture-coach-card";
  static override styles = [sharedStyles, cardStyles];

  private readonly feed = new Feed(() => this.heard());
  private read = readConfig({});
  private home: HomeAssistant | null = null;
  private around: Surroundings | null = null;
  private words: Words | null = null;
  private chosen: AnyFace | null = null;
  private session: SessionState | null = null;
  private sound: SoundState = "absent";
  private notice: { isBad: boolean; text: string } | null = null;

  static getStubConfig() {
    return {};
  }

  static getConfigForm() {
    return configForm(lastWords ?? new Words(ENGLISH));
  }

  constructor() {
    super();
    this.addEventListener(ASK, (event) => {
      if (!(event instanceof AskEvent)) return;
      event.stopPropagation();
      event.answer = this.perform(event.detail);
    });
    this.addEventListener(TOGGLE_SOUND, () => {
      const device = this.renderRoot.querySelector<SessionDevice>("posture-coach-device");
      device?.sounds.toggle();
    });
  }

  setConfig(config: Readonly<Record<string, unknown>>): void {
    const before = this.read.config;
    this.read = readConfig(config);
    if (before.person !== this.read.config.person) this.follow();
    this.requestUpdate();
  }

  /** Comes with every change of any state in the house, and so must cost next to nothing. */
  set hass(hass: HomeAssistant) {
    this.home = hass;
    const [before, now] = [this.around, surroundingsOf(hass)];
    if (before && areSame(before, now)) return;
    this.around = now;
    void this.speak(hass, now);
    if (before?.connection !== now.connection || before.language !== now.language) this.follow();
    else this.feed.again();
    this.requestUpdate();
  }

  getCardSize(): number {
    return this.read.config.isCompact ? 1 : 7;
  }

  getGridOptions() {
    const { isCompact } = this.read.config;
    return { columns: 12, min_columns: 6, rows: isCompact ? 1 : "auto", min_rows: 1 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.feed.close();
  }

  override render() {
    const { words, around } = this;
    const { config, faults } = this.read;
    if (!words || !around) return html`<ha-card></ha-card>`;
    const problem = problemOf(this.feed.told, around);
    return html`<ha-card class=${config.isCompact ? "compact" : "full"}>
      ${faults.map((fault) => note(faultText(fault, words)))}
      <div role="status">
        ${
          this.feed.isConnected
            ? nothing
            : html`<p class="lost quiet">${words.text("card_reconnecting")}</p>`
        }
      </div>
      ${problem ? this.problem(problem, words) : this.shown(words)} ${this.onDevice()}
    </ha-card>`;
  }

  private onDevice() {
    if (!this.state) return nothing;
    return html`<posture-coach-device
      hidden
      .state=${this.state}
      .clock=${this.feed.clock}
      .wantsSounds=${this.read.config.hasSounds}
      @posture-coach-sound=${({ detail }: CustomEvent<SoundState>) => {
        this.sound = detail;
        this.requestUpdate();
      }}
    ></posture-coach-device>`;
  }

  private shown(words: Words) {
    const { state } = this;
    if (!state) return nothing;
    const { clock, isConnected } = this.feed;
    const { config } = this.read;
    if (config.isCompact)
      return html`<div class="panel" ?inert=${!isConnected}>
          <posture-coach-compact
            .state=${state}
            .words=${words}
            .clock=${clock}
          ></posture-coach-compact>
        </div>
        ${this.noticed(words)}`;
    const face = faceFor(state.session, this.chosen, config.face);
    const { loadTrend, loadDay, sound } = this;
    return html`<div
        class="panel"
        role="tabpanel"
        aria-label=${words.text(`card_face_${face}`)}
        ?inert=${!isConnected}
      >
        ${faceTemplate(face, { state, words, clock, sound, loadTrend, loadDay })}
      </div>
      ${this.noticed(words)}
      <posture-coach-tabs
        .faces=${facesIn(state.session)}
        .face=${face}
        .words=${words}
        @face=${(event: CustomEvent<AnyFace>) => this.choose(event.detail)}
      ></posture-coach-tabs>`;
  }

  private problem({ text, values, remedy }: Problem, words: Words): TemplateResult {
    const said = words.maybe(`card_problem_${text}`, values) ?? text;
    return note(said, remedy && words.text(`card_${remedy}`), () => {
      if (remedy === "reload") window.location.reload();
      else this.feed.again();
    });
  }

  private noticed(words: Words): TemplateResult {
    const { notice } = this;
    const shown = (isBad: boolean) =>
      notice?.isBad === isBad
        ? html`<div class="notice ${isBad ? "bad" : ""}">
            <p>${notice.text}</p>
            <button
              class="bare"
              aria-label=${words.text("card_close")}
              @click=${() => this.notify(null)}
            >
              ${icon(mdiClose)}
            </button>
          </div>`
        : nothing;
    return html`<div role="alert">${shown(true)}</div>
      <div role="status">${shown(false)}</div>`;
  }

  private get state(): CardState | null {
    return this.feed.told.kind === "state" ? this.feed.told.state : null;
  }

  private follow(): void {
    if (!this.isConnected || !this.around) return;
    const { connection, language } = this.around;
    this.feed.open(connection, { person: this.read.config.person, language });
  }

  private heard(): void {
    const { state } = this;
    if (state) {
      const { face } = this.read.config;
      this.chosen = chosenAfter(this.chosen, this.session, state.session, face);
      this.session = state.session;
    }
    this.requestUpdate();
  }

  private async speak(hass: HomeAssistant, around: Surroundings): Promise<void> {
    const texts = await textsIn(hass, around.language);
    if (around !== this.around) return;
    lastWords = this.words = new Words(localeOf(around.locale, around.timeZone), texts);
    this.requestUpdate();
  }

  private choose(face: AnyFace): void {
    this.chosen = face;
    this.heard();
  }

  /** Whoever pressed a button at the other end of the card should see what came of it. */
  private async notify(notice: { isBad: boolean; text: string } | null): Promise<void> {
    this.notice = notice;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector(".notice")?.scrollIntoView({ block: "nearest" });
  }

  private async perform({ action, fields }: AskEvent["detail"]): Promise<boolean> {
    const { home, state, words } = this;
    if (!home || !state || !words) return false;
    try {
      const { isSaved } = await act(home, state.person.config_entry_id, action, fields);
      void this.notify(isSaved ? null : { isBad: false, text: words.text("card_not_saved") });
      return true;
    } catch (thrown) {
      const text = await explanationOf(thrown, home, words);
      void this.notify({ isBad: true, text });
      return false;
    }
  }

  private readonly loadTrend = (days: number) =>
    this.load((home, person) => getTrend(home, person, days));

  private readonly loadDay = (day: string) =>
    this.load((home, person) => getDay(home, person, day));

  private async load<T>(get: (home: HomeAssistant, person: string) => Promise<T>): Promise<T> {
    const { home, state, words } = this;
    if (!home || !state || !words) throw new Error("nobody to ask about");
    try {
      return await get(home, state.person.config_entry_id);
    } catch (thrown) {
      throw new Error(await explanationOf(thrown, home, words), { cause: thrown });
    }
  }
}

function note(text: string, button?: string, remedy?: () => void): TemplateResult {
  return html`<posture-coach-problem
    .text=${text}
    .button=${button}
    @remedy=${remedy}
  ></posture-coach-problem>`;
}

function faultText({ key, may }: Fault, words: Words): string {
  if (!may) return words.text("card_fault_unknown", { key, choices: KEYS.join(", ") });
  const text: CardText = may.length ? "card_fault_choice" : "card_fault_text";
  return words.text(text, { key, choices: may.join(", ") });
}

/** Before any card has spoken. */
const ENGLISH = {
  language: "en",
  numbers: "en",
  grouping: true,
  hour12: false,
  timeZone: undefined,
};
