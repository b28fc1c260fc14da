import { css } from "lit";

/**
 * What all faces have in common. Text is in the theme's own text colours; other colours are for
 * what is drawn, and for grounds so light that the text on them stays readable.
 */
export const sharedStyles = css`
  :host {
    display: block;
    color: var(--primary-text-color);
    font-size: var(--ha-font-size-m, 14px);
    line-height: 1.4;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    list-style: none;
  }
  h2 {
    font-size: var(--ha-font-size-l, 16px);
    font-weight: 500;
  }
  h3 {
    font-size: inherit;
    font-weight: 500;
  }
  .quiet {
    color: var(--secondary-text-color);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .stack {
    display: grid;
    gap: 12px;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    min-block-size: 40px;
    min-inline-size: 40px;
    padding-inline: 12px;
    border: 1px solid var(--divider-color);
    border-radius: 20px;
    background: none;
    color: inherit;
    font: inherit;
    font-weight: 500;
    cursor: pointer;
  }
  button.main {
    border-color: transparent;
    background: color-mix(in srgb, var(--primary-color) 22%, var(--card-background-color, #fff));
  }
  button.bare {
    border-color: transparent;
  }
  button:hover {
    background: color-mix(in srgb, currentColor 8%, transparent);
  }
  button.main:hover {
    background: color-mix(in srgb, var(--primary-color) 34%, var(--card-background-color, #fff));
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  .icon {
    inline-size: 20px;
    block-size: 20px;
    flex: none;
    fill: currentColor;
  }
  /* Mixed with the colour of the text, it stands out from any ground. */
  .due {
    --pc-ring-color: color-mix(in srgb, var(--warning-color) 75%, var(--primary-text-color));
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
