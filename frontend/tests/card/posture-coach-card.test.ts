import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { PostureCoachCard } from "../../src/card/posture-coach-card";
import { Face } from "../../src/components/face";
import { ask } from "../../src/model/ask";
import { NOW, SITTING, inSession } from "../fixtures";
import { FakeConnection } from "../ha/fake-hass";
import { faceOf, part, said, settled, shown } from "./shown";

beforeEach(() => {
  vi.spyOn(Date, "now").mockReturnValue(NOW * 1000);
});

afterEach(() => {
  document.body.replaceChildren();
});

describe("the card", () => {
  it("asks about whom it was made for, in the language of whoever looks", async () => {
    const { hass } = await shown({ person: "sensor.alex_status" });
    expect(hass.connection.last.request).toMatchObject({
      person: "sensor.alex_status",
      language: "en",
    });
  });

  it("asks about whoever looks when it was made for nobody", async () => {
    const { hass } = await shown();
    expect(hass.connection.last.request).toMatchObject({ person: null });
  });

  it("shows nothing wrong while it waits for the first answer", async () => {
    const { card } = await shown();
    expect(said(card)).toBe("");
    expect(faceOf(card)).toBeUndefined();
  });

  it("gives the face all that is known, and the changes", async () => {
    const { card, hass } = await shown();
    hass.connection.last.tellsAll();
    await settled(card);
    expect(part(card, "now")).toMatchObject({ state: SITTING });
    hass.connection.last.tells({ kind: "changes", state: { balance: SITTING.balance } });
    await settled(card);
    expect(part(card, "now")).toMatchObject({ state: SITTING, clock: expect.anything() as object });
  });

  it("is not drawn at all for a thousand changes in the house", async () => {
    const { card, hass } = await shown();
    hass.connection.last.tellsAll();
    await settled(card);
    const render = vi.spyOn(card, "render");
    for (let change = 0; change < 1000; change += 1) {
      card.hass = hass.with({ config: { ...hass.config } });
      await card.updateComplete;
    }
    expect(render).not.toHaveBeenCalled();
    expect(hass.connection.subscriptions).toHaveLength(1);
  });

  it("asks the house as it is by now, although nothing was drawn", async () => {
    const { card, hass } = await shown();
    hass.connection.last.tellsAll();
    const callService = vi.fn().mockResolvedValue({});
    card.hass = hass.with({ callService });
    await settled(card);
    await ask(part(card, "now")!, "snooze_break");
    expect(callService).toHaveBeenCalledOnce();
  });

  it("follows somebody else when it is told to, and nobody anew for any other setting", async () => {
    const { card, hass } = await shown();
    card.setConfig({ type: "custom:posture-coach-card", face: "week" });
    expect(hass.connection.subscriptions).toHaveLength(1);
    card.setConfig({ type: "custom:posture-coach-card", person: "sam" });
    expect(hass.connection.last.request).toMatchObject({ person: "sam" });
  });

  it("leaves when it goes from the dashboard, and comes back with what it knew", async () => {
    const { card, hass } = await shown();
    const first = hass.connection.last.tellsAll();
    await settled(card);
    card.remove();
    expect(first.isLeft).toBe(true);
    document.body.append(card);
    await settled(card);
    expect(hass.connection.subscriptions).toHaveLength(2);
    expect(faceOf(card)).toBe("now");
  });

  it("follows once when it is moved about", async () => {
    const { card, hass } = await shown();
    hass.connection.last.accepted();
    await settled(card);
    const elsewhere = document.body.appendChild(document.createElement("div"));
    elsewhere.append(card);
    await settled(card);
    const { subscriptions } = hass.connection;
    expect(subscriptions.filter(({ isLeft }) => !isLeft)).toHaveLength(1);
  });

  it("changes to another connection and another language", async () => {
    const { card, hass } = await shown();
    const first = hass.connection.last.tellsAll();
    await settled(card);
    const connection = new FakeConnection();
    card.hass = hass.with({ connection, language: "de" });
    expect(first.isLeft).toBe(true);
    expect(connection.last.request).toMatchObject({ language: "de" });
  });

  it("goes on when a face fails", async () => {
    class Failing extends Face {
      override render() {
        if (this.state.version === "broken") throw new Error("broken");
        return "";
      }
    }
    customElements.define("posture-coach-routine", Failing);
    const { card, hass } = await shown({ face: "routine" });
    hass.connection.last.tellsAll({ ...SITTING, version: "broken" });
    await card.updateComplete;
    await expect(part(card, "routine")!.updateComplete).rejects.toThrow("broken");
    part(card, "tabs")!.dispatchEvent(to("week"));
    await card.updateComplete;
    expect(faceOf(card)).toBe("week");
  });
});

describe("what Home Assistant asks of a card", () => {
  it("is answered without any choice", () => {
    expect(PostureCoachCard.getStubConfig()).toEqual({});
  });

  it("is a size that fits what is shown", async () => {
    const { card } = await shown();
    expect(card.getCardSize()).toBe(7);
    expect(card.getGridOptions()).toMatchObject({ columns: 12, rows: "auto", min_rows: 1 });
    card.setConfig({ compact: true });
    expect(card.getCardSize()).toBe(1);
    expect(card.getGridOptions()).toMatchObject({ rows: 1 });
  });

  it("is a form whose fields have names", () => {
    const { schema, computeLabel, computeHelper } = PostureCoachCard.getConfigForm();
    expect(schema.map(({ name }) => name)).toEqual(["person", "face", "compact", "sounds"]);
    expect(schema.map(computeLabel)).toEqual([
      "Person",
      "First page",
      "Compact",
      "Sounds on this device",
    ]);
    expect(computeHelper({ name: "person" })).toContain("empty");
    expect(computeHelper({ name: "face" })).toBeUndefined();
  });
});

describe("a configuration with mistakes", () => {
  it("does not keep the card from working, and says what may stand where", async () => {
    const { card, hass } = await shown({ face: "moon", sounds: "loud", persn: "alex", person: 7 });
    hass.connection.last.tellsAll();
    await settled(card);
    expect(said(card)).toContain("“face” can be one of these: auto, now, routine, balance, week.");
    expect(said(card)).toContain("“sounds” can be one of these: true, false.");
    expect(said(card)).toContain("“person” must be the id");
    expect(said(card)).toContain("“persn” is not a setting of this card.");
    expect(faceOf(card)).toBe("now");
  });
});

describe("the faces", () => {
  it("follow a session, and show what was done when it is over", async () => {
    const { card, hass } = await shown({ face: "week" });
    const { last } = hass.connection;
    last.tellsAll();
    await settled(card);
    expect(faceOf(card)).toBe("week");
    last.tells({ kind: "changes", state: { session: inSession().session } });
    await settled(card);
    expect(faceOf(card)).toBe("live");
    last.tells({ kind: "changes", state: { session: null } });
    await settled(card);
    expect(faceOf(card)).toBe("routine");
  });

  it("can be gone to, and from a session back to what goes on", async () => {
    const { card, hass } = await shown();
    hass.connection.last.tellsAll(inSession({ phase: "balance_after" }));
    await settled(card);
    expect(faceOf(card)).toBe("balance");
    const tabs = part(card, "tabs")!;
    tabs.dispatchEvent(to("week"));
    await settled(card);
    expect(faceOf(card)).toBe("week");
    tabs.dispatchEvent(to("live"));
    await settled(card);
    expect(faceOf(card)).toBe("live");
  });

  it("stand in a panel with a name", async () => {
    const { card, hass } = await shown();
    hass.connection.last.tellsAll();
    await settled(card);
    const panel = card.renderRoot.querySelector("[role=tabpanel]");
    expect(panel?.getAttribute("aria-label")).toBe("Now");
  });

  it("are one small one where there is little room", async () => {
    const { card, hass } = await shown({ grid_options: { rows: 2 } });
    hass.connection.last.tellsAll();
    await settled(card);
    expect(faceOf(card)).toBe("compact");
    expect(part(card, "tabs")).toBeNull();
  });

  it("are told of days when they ask", async () => {
    const { card, hass } = await shown({ face: "week" });
    hass.answers = (request) => request;
    hass.connection.last.tellsAll();
    await settled(card);
    const { loadTrend, loadDay } = await loaderOf(card);
    await expect(loadTrend(30)).resolves.toEqual({
      type: "posture_coach/trend/get",
      config_entry_id: "alex",
      days: 30,
    });
    await expect(loadDay("2026-03-02")).resolves.toEqual({
      type: "posture_coach/day/get",
      config_entry_id: "alex",
      day: "2026-03-02",
    });
    hass.answers = () => {
      throw Object.assign(new Error("No."), { code: "not_loaded" });
    };
    await expect(loadTrend(7)).rejects.toThrow("No.");
  });
});

function to(face: string): CustomEvent {
  return new CustomEvent("face", { detail: face });
}

interface Loaders {
  loadTrend: (days: number) => Promise<unknown>;
  loadDay: (day: string) => Promise<unknown>;
}

async function loaderOf(card: PostureCoachCard): Promise<Loaders> {
  await settled(card);
  return part(card, "week") as unknown as Loaders;
}
