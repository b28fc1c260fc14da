import { css, html, nothing, type TemplateResult } from "lit";
import { styleMap } from "lit/directives/style-map.js";

/** A drawing in the colour of the text; nothing for a move that has none. */
export function picture(address: string | null, label: string): TemplateResult | typeof nothing {
  if (address === null) return nothing;
  const mask = `url("${address}")`;
  return html`<div
    class="picture"
    role="img"
    aria-label=${label}
    style=${styleMap({ mask })}
  ></div>`;
}

export const pictureStyles = css`
  .picture {
    inline-size: var(--pc-picture-size, 96px);
    aspect-ratio: 1;
    background: currentColor;
    mask-size: contain !important;
    forced-color-adjust: none;
  }
`;
