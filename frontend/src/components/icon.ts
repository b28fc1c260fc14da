import { html, type TemplateResult } from "lit";

/** A drawing of Material Design; for the eye alone, so what it means is said in words besides. */
export function icon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
}
