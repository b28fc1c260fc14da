import { LitElement } from "lit";
import { expect, it } from "vitest";

import { Asking } from "../../src/components/asking";
import { ASK, AskEvent } from "../../src/model/ask";

class Asker extends LitElement {
  readonly asking = new Asking(this);
}
customElements.define("posture-coach-asker", Asker);

it("waits for what was asked, and for nothing else", async () => {
  const asker = new Asker();
  let finish: (isDone: boolean) => void = () => undefined;
  asker.addEventListener(ASK, (event) => {
    if (event instanceof AskEvent) event.answer = new Promise((resolve) => (finish = resolve));
  });

  const answer = asker.asking.ask("skip_break");
  expect(asker.isUpdatePending).toBe(true);
  expect(asker.asking.isWaiting("skip_break")).toBe(true);
  expect(asker.asking.isWaiting("take_break")).toBe(false);

  finish(true);
  expect(await answer).toBe(true);
  expect(asker.asking.isWaiting("skip_break")).toBe(false);
});
