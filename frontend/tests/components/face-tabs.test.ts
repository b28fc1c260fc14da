import { afterEach, describe, expect, it, vi } from "vitest";

import { FaceTabs } from "../../src/components/face-tabs";
import type { AnyFace } from "../../src/model/face-choice";
import { words } from "../fixtures";

customElements.define(FaceTabs.tag, FaceTabs);

afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.dir = "";
});

async function shown(face: AnyFace = "now") {
  const tabs = new FaceTabs();
  // A card tells the tabs only once it is drawn anew itself.
  const chosen = vi.fn((next: AnyFace) => {
    setTimeout(() => (tabs.face = next));
  });
  Object.assign(tabs, { faces: ["now", "routine", "balance", "week"], face, words: words() });
  tabs.addEventListener("face", (event) => {
    if (event instanceof CustomEvent) chosen(event.detail as AnyFace);
  });
  document.body.append(tabs);
  await tabs.updateComplete;
  const all = () => [...tabs.renderRoot.querySelectorAll<HTMLElement>("[role=tab]")];
  const press = async (key: string) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    tabs.renderRoot.querySelector("[role=tablist]")!.dispatchEvent(event);
    await vi.waitUntil(() => tabs.face === chosen.mock.lastCall?.[0] || !chosen.mock.lastCall);
    await tabs.updateComplete;
    return event;
  };
  return { tabs, all, chosen, press };
}

describe("the tabs", () => {
  it("have names, and one of them is selected", async () => {
    const { all } = await shown("balance");
    expect(all().map((tab) => tab.textContent.trim())).toEqual([
      "Now",
      "Routine",
      "Balance",
      "Week",
    ]);
    expect(all().map((tab) => tab.getAttribute("aria-selected"))).toEqual([
      "false",
      "false",
      "true",
      "false",
    ]);
  });

  it("are one stop for whoever uses the tab key", async () => {
    const { all } = await shown("routine");
    expect(all().map((tab) => tab.tabIndex)).toEqual([-1, 0, -1, -1]);
  });

  it("lead to a face by a click", async () => {
    const { all, chosen } = await shown();
    all()[3]!.click();
    expect(chosen).toHaveBeenCalledWith("week");
  });

  it.each([
    ["ArrowRight", "now", "routine"],
    ["ArrowRight", "week", "now"],
    ["ArrowLeft", "now", "week"],
    ["Home", "balance", "now"],
    ["End", "now", "week"],
  ] as const)("lead on by the key %s from %s to %s", async (key, from, to) => {
    const { tabs, chosen, press } = await shown(from);
    const event = await press(key);
    expect(chosen).toHaveBeenCalledWith(to);
    expect(event.defaultPrevented).toBe(true);
    expect(tabs.shadowRoot?.activeElement?.getAttribute("aria-selected")).toBe("true");
  });

  it("go the other way where one reads from the right", async () => {
    document.documentElement.dir = "rtl";
    const { tabs, chosen, press } = await shown();
    tabs.style.direction = "rtl";
    await press("ArrowLeft");
    expect(chosen).toHaveBeenCalledWith("routine");
  });

  it("leave other keys alone", async () => {
    const { chosen, press } = await shown();
    const event = await press("a");
    expect(chosen).not.toHaveBeenCalled();
    expect(event.defaultPrevented).toBe(false);
  });
});
