import { render } from "lit";
import { describe, expect, it } from "vitest";

import { feet, feetToMark } from "../../src/components/feet";
import type { Answers } from "../../src/model/balance";
import { words } from "../fixtures";

function drawn(answers: Answers): SVGSVGElement {
  const place = document.createElement("div");
  render(feet(answers, "What is to be seen"), place);
  return place.querySelector("svg")!;
}

function fills(drawing: SVGSVGElement): readonly number[] {
  return [...drawing.querySelectorAll(".foot")].map((foot) =>
    Number(foot.getAttribute("fill-opacity")),
  );
}

describe("the drawing of the feet", () => {
  it("shows empty feet and marks while nothing is answered", () => {
    const drawing = drawn({});
    expect(fills(drawing)).toEqual([0, 0]);
    expect(drawing.querySelectorAll(".unknown")).toHaveLength(3);
  });

  it("fills the heavier foot more, and leans to it", () => {
    const drawing = drawn({ left_right: 1 });
    const [left, right] = fills(drawing);
    expect(right).toBeGreaterThan(left!);
    expect(drawing.querySelector(".board")?.getAttribute("style")).toContain("rotate(1.5deg)");
  });

  it("draws a long mark where one axis is not known", () => {
    const drawing = drawn({ left_heel_toe: 1, right_inner_outer: 1 });
    const [left, right] = [...drawing.querySelectorAll("ellipse")].map((mark) => ({
      across: Number(mark.getAttribute("rx")),
      along: Number(mark.getAttribute("ry")),
    }));
    expect(left!.across).toBeGreaterThan(left!.along);
    expect(right!.along).toBeGreaterThan(right!.across);
  });

  it("is a picture with a name", () => {
    const drawing = drawn({});
    expect(drawing.getAttribute("role")).toBe("img");
    expect(drawing.getAttribute("aria-label")).toBe("What is to be seen");
    expect(drawing.textContent.trim()).toBe("");
  });

  it("says which foot is which where it can be marked, and leaves the rest to the questions", () => {
    const place = document.createElement("div");
    render(
      feetToMark({}, words(), () => undefined),
      place,
    );
    expect([...place.querySelectorAll("text")].map((text) => text.textContent)).toEqual([
      "Left",
      "Right",
    ]);
    expect(place.querySelector("svg")?.ariaHidden).toBe("true");
  });
});
