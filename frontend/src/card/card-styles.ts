import { css } from "lit";

export const cardStyles = css`
  :host {
    display: block;
    block-size: 100%;
  }
  ha-card {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    block-size: 100%;
    min-block-size: 56px;
    padding: 16px;
    overflow: auto;
  }
  ha-card.compact {
    justify-content: safe center;
    padding: 0 8px;
  }
  /* What has something to say only at times must take no room at others, so there is no gap. */
  posture-coach-tabs,
  .notice {
    margin-block-start: 16px;
  }
  posture-coach-problem {
    padding-block: 6px;
  }
  .full .lost {
    padding-block-end: 12px;
  }
  /* In a cell that is too low the tabs stay; outlines need room where something scrolls. */
  .full .panel {
    flex: 1 1 auto;
    min-block-size: 0;
    margin: -4px;
    padding: 4px;
    overflow: auto;
  }
  .panel[inert] {
    opacity: 0.5;
  }
  .notice {
    display: flex;
    align-items: center;
    gap: 8px;
    border-radius: 12px;
    padding-inline-start: 12px;
    background: color-mix(in srgb, var(--info-color) 16%, var(--card-background-color, #fff));
  }
  .notice.bad {
    background: color-mix(in srgb, var(--error-color) 16%, var(--card-background-color, #fff));
  }
  .notice p {
    flex: 1;
  }
  .compact .notice {
    position: absolute;
    inset: 0;
    z-index: 1;
    margin: 0;
    overflow: auto;
  }
`;
