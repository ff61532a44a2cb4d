import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asObject, asText, Fields, plainName } from "./json-fields.ts";

describe("text from outside", () => {
  it.each([
    ["  a b ", "a b"],
    ["", undefined],
    ["   ", undefined],
    [7, "7"],
    [0, "0"],
    [Number.NaN, undefined],
    [true, undefined],
    [null, undefined],
    [{}, undefined],
    [["a"], undefined],
    ["x".repeat(10), "x".repeat(10)],
    ["x".repeat(11), `${"x".repeat(9)}…`],
    ["12345678😀9", "12345678…"],
  ])("%j is %j", (value, text) => {
    expect(asText(value, 10)).toBe(text);
  });

  it("is never longer than asked for, and never half a character", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 40 }),
        fc.integer({ min: 2, max: 20 }),
        (value, limit) => {
          const text = asText(value, limit) ?? "";
          expect(text.length).toBeLessThanOrEqual(limit);
          expect(/\p{Surrogate}/u.test(text)).toBe(false);
        },
      ),
    );
  });
});

describe("names of fields", () => {
  it.each([
    ["Job Title", "jobtitle"],
    ["job_title", "jobtitle"],
    ["jobTitle", "jobtitle"],
    ["Größe", "größe"],
    ["--", ""],
  ])("%s is %s", (name, plain) => {
    expect(plainName(name)).toBe(plain);
  });

  it("finds a value however its name is written, and none by the names of the language", () => {
    const fields = new Fields({ "Job Title": "VP", empty: null, count: "7" }, { job_title: "later" });
    expect(fields.text(10, "title", "jobtitle")).toBe("VP");
    expect(fields.number("count")).toBe(7);
    expect(fields.value("empty")).toBeUndefined();
    expect(fields.value("constructor")).toBeUndefined();
    expect(asObject([1])).toEqual({});
    expect(asObject(JSON.parse('{"__proto__": {"a": 1}}')).a).toBeUndefined();
  });
});
