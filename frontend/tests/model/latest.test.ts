import { describe, expect, it, vi } from "vitest";

import { Latest } from "../../src/model/latest";

/** A question that is answered, or not, when the test wants it. */
function question() {
  let resolve: (answer: string) => void = () => undefined;
  let reject: (failure: unknown) => void = () => undefined;
  const promise = new Promise<string>((...ways) => ([resolve, reject] = ways));
  return { promise, resolve, reject };
}

describe("The latest answer", () => {
  it("is there when it has come, and what shows it is told", async () => {
    const changed = vi.fn();
    const latest = new Latest<string>(changed);
    const asked = latest.ask(Promise.resolve("one"));
    expect(latest.isWaiting).toBe(true);
    expect(changed).toHaveBeenCalledTimes(1);
    await asked;
    expect(latest).toMatchObject({ answer: "one", failure: undefined, isWaiting: false });
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it("is that to the last question, in whatever order answers come", async () => {
    const latest = new Latest<string>(() => undefined);
    const first = question();
    const asked = latest.ask(first.promise);
    await latest.ask(Promise.resolve("second"));
    first.resolve("first");
    await asked;
    expect(latest.answer).toBe("second");
  });

  it("is not spoilt by an older question that fails", async () => {
    const latest = new Latest<string>(() => undefined);
    const first = question();
    const asked = latest.ask(first.promise);
    void latest.ask(question().promise);
    first.reject(new Error("late"));
    await asked;
    expect(latest).toMatchObject({ failure: undefined, isWaiting: true });
  });

  it("stays when asking anew fails, and the failure goes with the next question", async () => {
    const latest = new Latest<string>(() => undefined);
    await latest.ask(Promise.resolve("one"));
    await latest.ask(Promise.reject(new Error("No connection")));
    expect(latest).toMatchObject({ answer: "one", failure: "No connection", isWaiting: false });
    const asked = latest.ask(Promise.resolve("two"));
    expect(latest.failure).toBeUndefined();
    await asked;
    expect(latest.answer).toBe("two");
  });

  it.each([[undefined], ["text"], [{}], [{ message: 5 }]])(
    "says nothing of its own about a failure like %j",
    async (failure) => {
      const latest = new Latest<string>(() => undefined);
      const { promise, reject } = question();
      reject(failure);
      await latest.ask(promise);
      expect(latest.failure).toBe("");
    },
  );
});
