import { beforeEach, describe, expect, it, vi } from "vitest";

import { Feed } from "../../src/card/feed";
import { NOW, SITTING } from "../fixtures";
import { FakeConnection } from "../ha/fake-hass";

const ALEX = { person: "alex", language: "en" };

let connection: FakeConnection;
let changed: () => void;
let feed: Feed;

const passed = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW * 1000 });
  connection = new FakeConnection();
  changed = vi.fn();
  feed = new Feed(changed);
  return () => vi.useRealTimers();
});

describe("what is told about a person", () => {
  it("is asked for once, and not by the connection a second time after it was lost", () => {
    feed.open(connection, ALEX);
    expect(connection.subscriptions).toHaveLength(1);
    expect(connection.last.request).toEqual({ type: "posture_coach/snapshot/subscribe", ...ALEX });
    expect(connection.last.options).toEqual({ resubscribe: false });
  });

  it("begins with everything and goes on with what is no longer as it was", () => {
    feed.open(connection, ALEX);
    connection.last.tellsAll();
    const person = { ...SITTING.person, name: "Sam" };
    connection.last.tells({ kind: "changes", state: { person } });
    expect(feed.told).toEqual({ kind: "state", state: { ...SITTING, person } });
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it("sets the clock, anew with every subscription", () => {
    feed.open(connection, ALEX);
    connection.last.tells({ kind: "snapshot", state: SITTING, now: NOW + 100 });
    connection.last.tells({ kind: "changes", state: {}, now: NOW + 50 });
    expect(feed.clock.now()).toBe(NOW + 100);
    connection.isLost();
    connection.isBack();
    expect(feed.clock.now()).toBe(NOW + 100);
    connection.last.tells({ kind: "snapshot", state: SITTING, now: NOW + 2 });
    expect(feed.clock.now()).toBe(NOW + 2);
  });

  it("stays in sight while it is asked for in another language, but not for another person", () => {
    feed.open(connection, ALEX);
    connection.last.tellsAll();
    feed.open(connection, { ...ALEX, language: "de" });
    expect(feed.told.kind).toBe("state");
    feed.open(connection, { person: "sam", language: "de" });
    expect(feed.told.kind).toBe("nothing");
  });
});

describe("a card that goes", () => {
  it("leaves", async () => {
    feed.open(connection, ALEX);
    connection.last.accepted();
    await passed();
    feed.close();
    expect(connection.last.isLeft).toBe(true);
    expect(connection.listenerCount).toBe(0);
  });

  it("leaves as soon as it may when it was not answered yet, and hears nothing more", async () => {
    feed.open(connection, ALEX);
    feed.close();
    connection.last.tellsAll();
    await passed();
    expect(connection.last.isLeft).toBe(true);
    expect(feed.told.kind).toBe("nothing");
    expect(changed).not.toHaveBeenCalled();
  });

  it("does not care about a refusal that comes too late", async () => {
    feed.open(connection, ALEX);
    feed.close();
    connection.last.refused("nobody");
    await passed();
    expect(feed.told.kind).toBe("nothing");
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a lost connection", () => {
  it("is left without a word, and what was told stays", async () => {
    feed.open(connection, ALEX);
    const before = connection.last.tellsAll();
    await passed();
    connection.isLost();
    expect(feed.isConnected).toBe(false);
    expect(feed.told.kind).toBe("state");
    expect(before.isLeft).toBe(false);
    connection.isBack();
    expect(connection.subscriptions).toHaveLength(2);
    expect(before.isLeft).toBe(false);
    expect(feed.isConnected).toBe(true);
  });

  it("is waited for when it is lost from the start", () => {
    connection.connected = false;
    feed.open(connection, ALEX);
    expect(connection.subscriptions).toHaveLength(0);
    connection.isBack();
    expect(connection.subscriptions).toHaveLength(1);
  });
});

describe("a refusal", () => {
  const refuse = async () => {
    connection.last.refused("nobody", "Nobody");
    await passed();
  };

  it("is known, and asked about again less and less often", async () => {
    feed.open(connection, ALEX);
    for (const [count, seconds] of [5, 10, 20, 40, 60, 60].entries()) {
      await refuse();
      expect(feed.told).toEqual({ kind: "refused", code: "nobody", message: "Nobody" });
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(connection.subscriptions).toHaveLength(count + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(connection.subscriptions).toHaveLength(count + 2);
    }
  });

  it("is over with the first word, and nothing is asked any more", async () => {
    feed.open(connection, ALEX);
    await refuse();
    await vi.advanceTimersByTimeAsync(5000);
    connection.last.tellsAll();
    await passed();
    expect(feed.told.kind).toBe("state");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is asked about at once when something has changed, and only then", async () => {
    feed.open(connection, ALEX);
    feed.again();
    expect(connection.subscriptions).toHaveLength(1);
    await refuse();
    feed.again();
    expect(connection.subscriptions).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is not asked about while the connection is lost", async () => {
    feed.open(connection, ALEX);
    await refuse();
    connection.isLost();
    feed.again();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(connection.subscriptions).toHaveLength(1);
  });
});
