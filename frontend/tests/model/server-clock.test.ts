import { describe, expect, it } from "vitest";

import { ServerClock } from "../../src/model/server-clock";
import { NOW } from "../fixtures";

describe("the clock of Home Assistant", () => {
  it("is this device's own until there is a word of it", () => {
    expect(new ServerClock(() => NOW).now()).toBe(NOW);
    expect(new ServerClock().now()).toBeCloseTo(Date.now() / 1000, 0);
  });

  it("is ahead or behind by what the first message tells, and goes on", () => {
    let local = NOW;
    const clock = new ServerClock(() => local);
    clock.heard(NOW - 7200);
    local += 10;
    expect(clock.now()).toBe(NOW - 7190);
  });

  it("believes the message that was under way for the shortest time", () => {
    let local = NOW;
    const clock = new ServerClock(() => local);
    clock.heard(NOW + 4.2);
    local += 10;
    clock.heard(NOW + 14.9);
    local += 10;
    clock.heard(NOW + 21);
    expect(clock.now()).toBeCloseTo(NOW + 24.9, 6);
  });

  it("can be set anew", () => {
    const clock = new ServerClock(() => NOW);
    clock.heard(NOW + 100);
    clock.forget();
    expect(clock.now()).toBe(NOW);
    clock.heard(NOW + 1);
    expect(clock.now()).toBe(NOW + 1);
  });
});
