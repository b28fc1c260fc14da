import { afterEach, describe, expect, it, vi } from "vitest";

import { ProblemNote } from "../../src/components/problem-note";

customElements.define(ProblemNote.tag, ProblemNote);

afterEach(() => {
  document.body.replaceChildren();
});

async function shown(properties: Partial<ProblemNote>) {
  const note = Object.assign(new ProblemNote(), properties);
  document.body.append(note);
  await note.updateComplete;
  return { note, button: note.renderRoot.querySelector("button") };
}

describe("a note about a problem", () => {
  it("says what is wrong, to screen readers too", async () => {
    const { note, button } = await shown({ text: "Nobody here." });
    expect(note.renderRoot.querySelector("[role=status]")?.textContent).toContain("Nobody here.");
    expect(button).toBeNull();
  });

  it("offers what can be done", async () => {
    const { note, button } = await shown({ text: "Nobody here.", button: "Look again" });
    const asked = vi.fn();
    note.addEventListener("remedy", asked);
    button!.click();
    expect(asked).toHaveBeenCalledOnce();
  });
});
