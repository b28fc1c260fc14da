import { beforeEach, describe, expect, it, vi } from "vitest";

import { Feet, MARK, type MarkEvent } from "../../src/components/feet";
import {
  BEAM_Y,
  DRAWING,
  MIDDLE,
  pointOf,
  type Answers,
  type Point,
} from "../../src/model/balance";
import { words } from "../fixtures";

customElements.define(Feet.tag, Feet);

/** The drawing is shown at twice its size, at this place. */
const CORNER: Point = { x: 30, y: 70 };

const captured = vi.fn();
const marked = vi.fn<(answers: Answers) => void>();

async function drawn(properties: Partial<Pick<Feet, "answers" | "isEach" | "label">> = {}) {
  const feet = Object.assign(new Feet(), { words: words() }, properties);
  feet.addEventListener(MARK, (event) => marked((event as MarkEvent).detail));
  feet.getBoundingClientRect = () =>
    new DOMRect(CORNER.x, CORNER.y, 2 * DRAWING.width, 2 * DRAWING.height);
  document.body.replaceChildren(feet);
  await feet.updateComplete;
  return feet;
}

function point(feet: Feet, type: string, at: Point, button = 0) {
  feet.renderRoot.querySelector("svg")!.dispatchEvent(
    new PointerEvent(type, {
      clientX: CORNER.x + 2 * at.x,
      clientY: CORNER.y + 2 * at.y,
      pointerId: 7,
      button,
    }),
  );
}

function marks(feet: Feet): readonly Element[] {
  return [...feet.renderRoot.querySelectorAll("ellipse")];
}

beforeEach(() => {
  captured.mockClear();
  marked.mockClear();
  SVGElement.prototype.setPointerCapture = captured;
});

describe("the drawing of the feet", () => {
  it("shows empty marks while nothing is answered", async () => {
    const feet = await drawn();
    expect(feet.renderRoot.querySelectorAll(".unknown")).toHaveLength(3);
    expect(feet.renderRoot.querySelector(".foot")?.getAttribute("fill-opacity")).toBe("0");
  });

  it("fills the heavier foot more", async () => {
    const feet = await drawn({ answers: { left_right: 1 } });
    const [left, right] = [...feet.renderRoot.querySelectorAll(".foot")].map((foot) =>
      Number(foot.getAttribute("fill-opacity")),
    );
    expect(right).toBeGreaterThan(left!);
    expect(feet.renderRoot.querySelector(".board")?.getAttribute("style")).toContain(
      "rotate(1.5deg)",
    );
  });

  it("draws a long mark where one axis is not known", async () => {
    const feet = await drawn({ answers: { left_heel_toe: 1, right_inner_outer: 1 } });
    const [left, right] = marks(feet).map((mark) => [
      Number(mark.getAttribute("rx")),
      Number(mark.getAttribute("ry")),
    ]);
    expect(left![0]).toBeGreaterThan(left![1]!);
    expect(right![1]).toBeGreaterThan(right![0]!);
  });

  it("is a picture with a name where nothing can be marked", async () => {
    const feet = await drawn({ label: "A little left", answers: { left_right: -1 } });
    const drawing = feet.renderRoot.querySelector("svg");
    expect(drawing?.getAttribute("role")).toBe("img");
    expect(drawing?.getAttribute("aria-label")).toBe("A little left");
    point(feet, "pointerdown", MIDDLE.left);
    expect(marked).not.toHaveBeenCalled();
  });
});

describe("a pointer", () => {
  it("marks both feet at once", async () => {
    const feet = await drawn();
    point(feet, "pointerdown", pointOf("right", { heel_toe: 1, inner_outer: -1 }));
    expect(marked).toHaveBeenLastCalledWith({ heel_toe: 1, inner_outer: -1 });
    expect(captured).toHaveBeenCalledWith(7);
  });

  it("marks one foot where each stands on its own", async () => {
    const feet = await drawn({ isEach: true });
    point(feet, "pointerdown", pointOf("left", { heel_toe: -2, inner_outer: 2 }));
    expect(marked).toHaveBeenLastCalledWith({ left_heel_toe: -2, left_inner_outer: 2 });
  });

  it("goes on with the foot that it took, wherever it is dragged", async () => {
    const feet = await drawn({ isEach: true });
    point(feet, "pointerdown", MIDDLE.left);
    point(feet, "pointermove", { x: DRAWING.width, y: BEAM_Y });
    expect(marked).toHaveBeenLastCalledWith({ left_heel_toe: -2, left_inner_outer: -2 });
  });

  it("moves the weight along the beam", async () => {
    const feet = await drawn();
    point(feet, "pointerdown", { x: 120, y: BEAM_Y });
    point(feet, "pointermove", { x: 160, y: 20 });
    expect(marked.mock.calls).toEqual([[{ left_right: 0 }], [{ left_right: 1 }]]);
  });

  it.each(["pointerup", "pointercancel"])("lets go with %s", async (type) => {
    const feet = await drawn();
    point(feet, "pointerdown", MIDDLE.left);
    point(feet, type, MIDDLE.left);
    marked.mockClear();
    point(feet, "pointermove", MIDDLE.right);
    expect(marked).not.toHaveBeenCalled();
  });

  it("marks nothing on its way, nor with another button", async () => {
    const feet = await drawn();
    point(feet, "pointermove", MIDDLE.right);
    point(feet, "pointerdown", MIDDLE.right, 2);
    expect(marked).not.toHaveBeenCalled();
  });
});
