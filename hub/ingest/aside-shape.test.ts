import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shapeOf } from "./aside-shape.ts";

describe("the shape of an event", () => {
  test.each([
    [{ type: "track", properties: { minutes: 38 } }, '{"type":"string","properties":{"minutes":"number"}}'],
    [{ a: null, b: true, c: false, d: -1.5e3 }, '{"a":null,"b":"boolean","c":"boolean","d":"number"}'],
    [{ none: {}, empty: [], a: 1 }, '{"none":{},"empty":[],"a":"number"}'],
    [
      { one: ["x"], list: [{ a: 1 }, { b: 2 }, ["]"]], z: 1 },
      '{"one":["string"],"list":[{"a":"number"},…],"z":"number"}',
    ],
    [[[1, 2], 3], '[["number",…],…]'],
    ["text", '"string"'],
    [7, '"number"'],
    [null, "null"],
    [{ 'quo"te': 'x"}', "a\nb": "\\" }, '{"quo\\"te":"string","a\\nb":"string"}'],
    [
      { "dana@acme.example": 1, "4915112345678": 2, ["x".repeat(61)]: 3 },
      '{"…":"number","…":"number","…":"number"}',
    ],
  ])("of %j", (event, shape) => {
    expect(shapeOf(JSON.stringify(event))).toBe(shape);
  });

  test("ends where the text was cut, and at a kilobyte", () => {
    const json = JSON.stringify({ type: "track", properties: { text: "secret ".repeat(50), more: 1 } });
    expect(shapeOf(json.slice(0, 60))).toBe('{"type":"string","properties":{"text":"string"…');
    expect(shapeOf(json.slice(0, 12))).toBe('{"type":"string"…');
    expect(shapeOf("")).toBe("…");
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`name${n}`, n])));
    expect(shapeOf(wide)).toHaveLength(1_001);
    expect(shapeOf("[".repeat(300_000))).toHaveLength(1_001);
  });

  /** The same from the value itself. */
  const plain = (value: unknown): string => {
    if (Array.isArray(value))
      return value.length === 0 ? "[]" : `[${plain(value[0])}${value.length > 1 ? ",…" : ""}]`;
    if (typeof value !== "object" || value === null) return value === null ? "null" : `"${typeof value}"`;
    return `{${Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}:${plain(inner)}`)}}`;
  };

  test("of anything is what its values' kinds are, and of its beginning never throws", () => {
    const name = fc.string({ maxLength: 9 }).filter((text) => !/@|\d{6}/.test(text));
    const anything = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.string(),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(name, tie("value"), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(anything, fc.nat(), (value, end) => {
        const json = JSON.stringify(value);
        const shape = plain(value);
        fc.pre(shape.length <= 1_000);
        expect(shapeOf(json)).toBe(shape);
        expect(shape.startsWith(shapeOf(json.slice(0, end % json.length)).replace(/…$/, ""))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
