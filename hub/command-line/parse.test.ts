import { describe, expect, it } from "vitest";
import type { Command } from "./command.ts";
import { parse } from "./parse.ts";

const commands: Command[] = [
  {
    usage: 'people import <file> [--org acme] [--map "Column=field"]... [--preview]',
    help: "",
    options: { org: "text", map: "texts", preview: "flag" },
    plan: () => async () => ({ reply: {}, text: "" }),
  },
  { usage: "people imports [<id>]", help: "", plan: () => async () => ({ reply: {}, text: "" }) },
];

describe("what is typed", () => {
  it("is a command with words and options", () => {
    const { command, typed } = parse(
      ["people", "import", "a.csv", "--map", "A=email", "--map", "B=", "--preview"],
      commands,
    );
    expect(command).toBe(commands[0]);
    expect(typed.words).toEqual(["a.csv"]);
    expect(typed.texts("map")).toEqual(["A=email", "B="]);
    expect(typed.has("preview")).toBe(true);
    expect(typed.text("org")).toBeUndefined();
    expect(typed.texts("org")).toEqual([]);
  });

  it("may leave out a word in brackets", () => {
    expect(parse(["people", "imports"], commands).typed.words).toEqual([]);
    expect(parse(["people", "imports", "x"], commands).typed.words).toEqual(["x"]);
  });

  it.each([
    ["nothing that is known", ["people", "export"], /There is no command "people export"/],
    ["one word too many", ["people", "import", "a", "b"], /There is too much: "b"/],
    [
      "an option of another command",
      ["people", "imports", "--map", "A=b"],
      /"people imports" does not take --map/,
    ],
    ["an option without its text", ["people", "import", "a", "--map"], /--map/],
  ])("is refused: %s", (_case, args, message) => {
    expect(() => parse(args, commands)).toThrow(message);
  });
});
