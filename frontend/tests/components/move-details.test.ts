import { render } from "lit";
import { describe, expect, it } from "vitest";

import { moveDetails } from "../../src/components/move-details";
import type { ExerciseContent } from "../../src/contract";
import { SITTING, words } from "../fixtures";

const { exercises } = SITTING.content;
const CURL = exercises["wall_elbow_curl"]!;
const OWN = exercises["own_move"]!;

function shown(exercise: ExerciseContent | undefined, dose = 10, isDone = false): HTMLElement {
  const place = document.createElement("div");
  render(moveDetails(words(), { exercise: "a_move", dose }, exercise, isDone), place);
  return place;
}

function texts(place: HTMLElement, selector: string): string[] {
  return [...place.querySelectorAll(selector)].map((each) =>
    each.textContent.replace(/\s+/g, " ").trim(),
  );
}

function pictures(place: HTMLElement): (string | null)[] {
  return [...place.querySelectorAll("figure [role=img]")].map((each) =>
    each.getAttribute("aria-label"),
  );
}

describe("a move", () => {
  it("has its name, its dose and how it begins", () => {
    const place = shown(CURL);
    expect(texts(place, ".name")).toEqual(["Wall elbow curl 10 times"]);
    const drawing = place.querySelector<HTMLElement>(".drawing .picture")!;
    expect(drawing.style.mask).toContain(CURL.start);
  });

  it("says that it was done", () => {
    expect(texts(shown(CURL, 10, true), ".name")).toEqual(["Wall elbow curl 10 times Done"]);
    expect(shown(CURL).querySelector(".tick")).toBeNull();
    expect(shown(CURL, 10, true).querySelector(".tick")).not.toBeNull();
  });

  it("opens to show how it is done", () => {
    const more = shown(CURL);
    expect(texts(more, ".more p")).toEqual([CURL.purpose, "You need: a wall", CURL.stance]);
    expect(pictures(more)).toEqual(["Wall elbow curl: Beginning", "Wall elbow curl: End"]);
    expect(texts(more, "h3")).toEqual(["How to do it", "Keep in mind", "Better not", "Take care"]);
    expect(texts(more, "ol li")).toEqual(CURL.steps);
    expect(texts(more, "ul li")).toEqual([...CURL.cues, ...CURL.mistakes, ...CURL.cautions]);
  });

  it("of one's own has no picture, and does not open where there is no more to say", () => {
    const place = shown(OWN, 90);
    expect(place.querySelector("details, .picture")).toBeNull();
    expect(texts(place, ".name")).toEqual(["A move of one's own 90 s"]);
  });

  it("opens for as little as there is", () => {
    const place = shown({ ...OWN, cues: ["Breathe."] });
    expect(texts(place, "h3")).toEqual(["Keep in mind"]);
    expect(texts(place, ".more p")).toEqual([]);
  });

  it("shows the one picture that there is", () => {
    expect(pictures(shown({ ...CURL, end: null }))).toEqual(["Wall elbow curl: Beginning"]);
  });

  it("names a need that there is no text for as it is", () => {
    const needs = ["floor", "mat" as "floor"] as const;
    expect(texts(shown({ ...CURL, needs }), ".more p")).toContain(
      "You need: room on the floor and mat",
    );
  });

  it("that is no longer there is shown by its id", () => {
    expect(shown(undefined).textContent.trim()).toBe("a_move");
  });
});
