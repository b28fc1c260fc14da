import type { LitElement } from "lit";

import { PostureCoachCard } from "../../src/card/posture-coach-card";
import { CompactView } from "../../src/components/compact-view";
import { FaceTabs } from "../../src/components/face-tabs";
import { ProblemNote } from "../../src/components/problem-note";
import { FakeHass } from "../ha/fake-hass";

// The faces are not: what they do with what they are given is their own affair.
for (const element of [PostureCoachCard, CompactView, FaceTabs, ProblemNote]) {
  customElements.define(element.tag, element);
}

// Nothing has a place here that could be scrolled to.
Element.prototype.scrollIntoView = () => undefined;

export interface Shown {
  readonly card: PostureCoachCard;
  readonly hass: FakeHass;
}

/** A card on a dashboard, still without an answer. */
export async function shown(config: object = {}, hass = new FakeHass()): Promise<Shown> {
  const card = new PostureCoachCard();
  card.setConfig({ type: "custom:posture-coach-card", ...config });
  card.hass = hass;
  document.body.append(card);
  await settled(card);
  return { card, hass };
}

/** After everything that was under way. */
export async function settled(card: PostureCoachCard): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  await card.updateComplete;
  for (const each of card.renderRoot.querySelectorAll<LitElement>("*")) await each.updateComplete;
}

/** The element with this part of our tags' names, inside the card. */
export function part(card: PostureCoachCard, name: string): LitElement | null {
  return card.renderRoot.querySelector<LitElement>(`posture-coach-${name}`);
}

/** All that can be read on the card, in its own words: the faces' left out. */
export function said(card: PostureCoachCard): string {
  const notes = card.renderRoot.querySelectorAll<LitElement>("posture-coach-problem");
  const texts = [card.renderRoot, ...[...notes].map((each) => each.renderRoot)].map(
    (root) => root.textContent,
  );
  return texts.join(" ").replace(/\s+/g, " ").trim();
}

export function faceOf(card: PostureCoachCard): string | undefined {
  return card.renderRoot.querySelector(".panel > *")?.localName.replace("posture-coach-", "");
}
