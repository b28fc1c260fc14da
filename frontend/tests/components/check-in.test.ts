import { beforeEach, describe, expect, it } from "vitest";

import { CheckIn } from "../../src/components/check-in";
import { ASK, AskEvent } from "../../src/model/ask";
import { words } from "../fixtures";

customElements.define(CheckIn.tag, CheckIn);

let asked: AskEvent["detail"][];
let finish: (isDone: boolean) => void;

beforeEach(() => {
  asked = [];
});

async function shown(pains: Readonly<Record<string, number>> = {}): Promise<CheckIn> {
  const form = Object.assign(new CheckIn(), { pains, words: words() });
  form.addEventListener(ASK, (event) => {
    if (!(event instanceof AskEvent)) return;
    asked.push(event.detail);
    event.answer = new Promise((resolve) => (finish = resolve));
  });
  document.body.replaceChildren(form);
  await form.updateComplete;
  return form;
}

function said(element: Element): string {
  return element.textContent.replace(/\s+/g, " ").trim();
}

function texts(form: CheckIn, selector: string): string[] {
  return [...form.renderRoot.querySelectorAll(selector)].map(said);
}

function scale(form: CheckIn, pain = "neck_pain"): HTMLInputElement {
  return form.renderRoot.querySelector<HTMLInputElement>(`#${pain}`)!;
}

async function feel(form: CheckIn, pain: string, value: number, event = "input"): Promise<void> {
  scale(form, pain).value = String(value);
  scale(form, pain).dispatchEvent(new Event(event));
  await form.updateComplete;
}

async function strike(form: CheckIn, key: string, repeat = false): Promise<void> {
  scale(form).dispatchEvent(new KeyboardEvent("keydown", { key, repeat }));
  await form.updateComplete;
}

/** The buttons of a sign: yes and no. */
function choices(form: CheckIn, sign: string): HTMLButtonElement[] {
  return [
    ...form.renderRoot.querySelectorAll<HTMLButtonElement>(`[aria-labelledby=${sign}] button`),
  ];
}

async function choose(form: CheckIn, sign: string, isYes: boolean): Promise<void> {
  choices(form, sign)[isYes ? 0 : 1]!.click();
  await form.updateComplete;
}

async function write(form: CheckIn, note: string): Promise<void> {
  const field = form.renderRoot.querySelector("textarea")!;
  field.value = note;
  field.dispatchEvent(new Event("input"));
  await form.updateComplete;
}

async function save(form: CheckIn): Promise<void> {
  form.renderRoot.querySelector<HTMLElement>(".main")!.click();
  await form.updateComplete;
}

async function answer(form: CheckIn, isDone: boolean): Promise<void> {
  finish(isDone);
  await new Promise((resolve) => setTimeout(resolve));
  await form.updateComplete;
}

describe("a pain", () => {
  it("is not answered at first, which is not the same as none", async () => {
    const form = await shown();
    expect(scale(form).className).toBe("open");
    expect(scale(form).ariaValueText ?? scale(form).getAttribute("aria-valuetext")).toBe(
      "Not answered",
    );
    expect(texts(form, ".said")).toEqual(["Not answered", "Not answered", "Not answered"]);
  });

  it("is answered by moving along the scale", async () => {
    const form = await shown();
    await feel(form, "shoulder_pain", 7);
    expect(texts(form, ".said")).toEqual(["Not answered", "7 of 10", "Not answered"]);
    expect(scale(form, "shoulder_pain").getAttribute("aria-valuetext")).toBe("7 of 10");
    expect(scale(form, "shoulder_pain").className).toBe("");
  });

  it("is none when the scale is touched at its beginning", async () => {
    const form = await shown();
    await feel(form, "neck_pain", 0, "click");
    expect(texts(form, ".said")[0]).toBe("0 of 10");
  });

  it.each(["Enter", " ", "Home", "ArrowLeft", "ArrowDown"])(
    "is none when %j leaves the scale at its beginning",
    async (key) => {
      const form = await shown();
      await strike(form, key);
      expect(texts(form, ".said")[0]).toBe("0 of 10");
    },
  );

  it("is not answered by going past it, nor by a key that is still held", async () => {
    const form = await shown();
    await strike(form, "Tab");
    await strike(form, "Enter", true);
    expect(texts(form, ".said")[0]).toBe("Not answered");
  });

  it("can be taken back, and the keyboard stays there", async () => {
    const form = await shown();
    await feel(form, "neck_pain", 4);
    form.renderRoot.querySelector<HTMLElement>('[aria-label="Clear: Neck"]')!.click();
    await form.updateComplete;
    expect(texts(form, ".said")[0]).toBe("Not answered");
    expect(scale(form).value).toBe("0");
    expect(form.shadowRoot?.activeElement).toBe(scale(form));
  });

  it("shows what it was the last time, where that was answered", async () => {
    const form = await shown({ neck_pain: 0, upper_back_pain: 5 });
    expect(texts(form, ".pain label")).toEqual([
      "Neck (last 0)",
      "Shoulders",
      "Upper back (last 5)",
    ]);
  });
});

describe("a sign", () => {
  const pressed = (form: CheckIn) =>
    choices(form, "forward_head").map((each) => each.getAttribute("aria-pressed"));

  it("is neither yes nor no at first", async () => {
    expect(pressed(await shown())).toEqual(["false", "false"]);
  });

  it("is yes or no", async () => {
    const form = await shown();
    await choose(form, "forward_head", true);
    expect(pressed(form)).toEqual(["true", "false"]);
    await choose(form, "forward_head", false);
    expect(pressed(form)).toEqual(["false", "true"]);
  });

  it("is taken back by pressing the same again", async () => {
    const form = await shown();
    await choose(form, "forward_head", false);
    await choose(form, "forward_head", false);
    expect(pressed(form)).toEqual(["false", "false"]);
  });
});

describe("saving", () => {
  it("records what was answered, and nothing else", async () => {
    const form = await shown();
    await feel(form, "neck_pain", 0);
    await feel(form, "upper_back_pain", 6);
    await choose(form, "rounded_shoulders", false);
    await write(form, " Slept badly. ");
    await save(form);
    expect(asked).toEqual([
      {
        action: "record_check_in",
        fields: {
          neck_pain: 0,
          upper_back_pain: 6,
          rounded_shoulders: false,
          note: "Slept badly.",
        },
      },
    ]);
  });

  it("says so when nothing was answered, until something is", async () => {
    const form = await shown();
    await save(form);
    expect(asked).toEqual([]);
    expect(texts(form, "[role=status]")).toEqual(["Nothing is answered yet."]);
    await write(form, "S");
    expect(texts(form, "[role=status]")).toEqual([""]);
  });

  it("waits before it can be asked again", async () => {
    const form = await shown();
    await choose(form, "forward_head", true);
    await save(form);
    expect(form.renderRoot.querySelector<HTMLButtonElement>(".main")!.disabled).toBe(true);
  });

  it("is told when it is done, and the keyboard is there", async () => {
    const form = await shown();
    await choose(form, "forward_head", true);
    await save(form);
    await answer(form, true);
    expect(texts(form, "h2")).toEqual(["Saved"]);
    expect(form.shadowRoot?.activeElement).toBe(form.renderRoot.querySelector("h2"));
  });

  it("keeps what was answered when it was refused", async () => {
    const form = await shown();
    await feel(form, "neck_pain", 3);
    await save(form);
    await answer(form, false);
    expect(texts(form, ".said")[0]).toBe("3 of 10");
    expect(form.renderRoot.querySelector<HTMLButtonElement>(".main")!.disabled).toBe(false);
  });
});

describe("the form", () => {
  it("begins at its title", async () => {
    const form = await shown();
    expect(form.shadowRoot?.activeElement).toBe(form.renderRoot.querySelector("h2"));
  });

  it("takes a note as long as may be recorded", async () => {
    expect((await shown()).renderRoot.querySelector("textarea")!.maxLength).toBe(500);
  });

  it("says when it is to be closed", async () => {
    const form = await shown();
    let closed = 0;
    form.addEventListener("close", () => (closed += 1));
    form.renderRoot.querySelector<HTMLElement>("button.bare")!.click();
    expect(closed).toBe(1);
  });
});
