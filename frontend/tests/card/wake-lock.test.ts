import { LitElement } from "lit";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { WakeLock } from "../../src/card/wake-lock";

class Lamp extends LitElement {
  isWanted = false;
  readonly lock = new WakeLock(this, () => this.isWanted);
}
customElements.define("posture-coach-test-lamp", Lamp);

const request = vi.fn<() => Promise<{ release: () => Promise<void> }>>();
let held: Set<object>;

beforeEach(() => {
  held = new Set();
  request.mockReset().mockImplementation(() => {
    const lock = {
      release: () => {
        held.delete(lock);
        return Promise.resolve();
      },
    };
    held.add(lock);
    return Promise.resolve(lock);
  });
  Object.defineProperty(navigator, "wakeLock", { value: { request }, configurable: true });
});

afterEach(() => {
  document.body.replaceChildren();
  Reflect.deleteProperty(navigator, "wakeLock");
});

async function shown(isWanted: boolean) {
  const lamp = new Lamp();
  document.body.append(lamp);
  const want = async (isWantedNow: boolean) => {
    lamp.isWanted = isWantedNow;
    lamp.requestUpdate();
    await lamp.updateComplete;
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  await want(isWanted);
  return { lamp, want };
}

async function see(visibility: DocumentVisibilityState): Promise<void> {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(visibility);
  document.dispatchEvent(new Event("visibilitychange"));
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

describe("the screen", () => {
  it("is left alone while nothing goes on", async () => {
    await shown(false);
    expect(request).not.toHaveBeenCalled();
  });

  it("stays on as long as that is wanted", async () => {
    const { want } = await shown(true);
    expect(held.size).toBe(1);
    await want(true);
    expect(request).toHaveBeenCalledOnce();
    await want(false);
    expect(held.size).toBe(0);
  });

  it("stays on again when somebody comes back to the page", async () => {
    const { lamp } = await shown(true);
    await see("hidden");
    expect(held.size).toBe(0);
    await see("visible");
    expect(held.size).toBe(1);
    lamp.remove();
    expect(held.size).toBe(0);
    await see("hidden");
    await see("visible");
    expect(held.size).toBe(0);
  });

  it("stays on when the card is put elsewhere", async () => {
    const { lamp, want } = await shown(true);
    lamp.remove();
    document.body.append(lamp);
    await want(true);
    expect(held.size).toBe(1);
  });

  it("goes dark although the answer came late", async () => {
    const { want } = await shown(true);
    await want(false);
    let grant: () => void = () => undefined;
    const granted = request.getMockImplementation()!;
    request.mockImplementationOnce(async () => {
      await new Promise<void>((resolve) => (grant = resolve));
      return granted();
    });
    await want(true);
    await want(false);
    grant();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    expect(held.size).toBe(0);
  });

  it("may be refused to stay on, and is asked for once", async () => {
    request.mockRejectedValue(new DOMException("low battery", "NotAllowedError"));
    const { want } = await shown(true);
    await want(true);
    expect(request).toHaveBeenCalledOnce();
  });

  it("goes dark as always where a browser cannot help it", async () => {
    Reflect.deleteProperty(navigator, "wakeLock");
    const { want } = await shown(true);
    await want(false);
    expect(request).not.toHaveBeenCalled();
  });
});
