import { expect, it } from "vitest";
import { createGestureRules, type Input } from "./gesture-rules.ts";

const cases: [name: string, stream: [Input, number][], counted: string[]][] = [
  [
    "a script that scrolls",
    [
      ["scroll", 100],
      ["scroll", 900],
      ["scroll", 5_000],
    ],
    [],
  ],
  [
    "a wheel, then the page moves",
    [
      ["wheel", 100],
      ["scroll", 120],
    ],
    ["scrolled"],
  ],
  [
    "a page that glides on is one movement of somebody",
    [
      ["touch", 0],
      ["scroll", 400],
      ["scroll", 1_200],
      ["scroll", 2_000],
    ],
    ["touches", "scrolled", "scrolled", "scrolled"],
  ],
  [
    "a page that moves long after the input",
    [
      ["wheel", 0],
      ["scroll", 1_500],
    ],
    [],
  ],
  [
    "a pointer that only moves scrolls nothing",
    [
      ["pointer_move", 0],
      ["scroll", 100],
    ],
    ["pointer"],
  ],
  [
    "a scroll bar that is dragged",
    [
      ["pointer_down", 0],
      ["scroll", 100],
    ],
    ["pointer", "scrolled"],
  ],
  [
    "a key, then the page moves",
    [
      ["key", 0],
      ["scroll", 50],
    ],
    ["keys", "scrolled"],
  ],
  [
    "a stream counts twice a second",
    [
      ["pointer_move", 0],
      ["pointer_move", 100],
      ["pointer_move", 499],
      ["pointer_move", 500],
    ],
    ["pointer", "pointer"],
  ],
];

it.each(cases)("%s", (_name, stream, counted) => {
  const rules = createGestureRules();
  expect(stream.map(([input, now]) => rules(input, now)).filter(Boolean)).toEqual(counted);
});
