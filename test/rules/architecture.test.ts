import { describe, expect, test } from "vitest";
import { violations } from "./layers.ts";
import { importsOf, sourceFiles, textOf } from "./source-files.ts";

const files = sourceFiles();

describe("the arrows of the design", () => {
  test("the tree keeps them", () => {
    expect(files.length).toBeGreaterThan(20);
    expect(violations(files.flatMap((file) => importsOf(file, textOf(file))))).toEqual([]);
  });

  test.each([
    ["lib/contract/record.ts", "../../hub/app.ts"],
    ["lib/contract/record.ts", "hono"],
    ["lib/crm/registry.ts", "wxt/browser"],
    ["lib/gateway/outbox.ts", "../../hub/app.ts"],
    ["components/panel/panel.tsx", "wxt/browser"],
    ["components/panel/panel.tsx", "../../lib/gateway/outbox.ts"],
    ["entrypoints/background.ts", "../hub/app.ts"],
    ["hub/app.ts", "../lib/crm/registry.ts"],
    ["hub/people/email.ts", "../ingest/routes.ts"],
  ])("%s may not import %s", (file, target) => {
    const text = `import { thing } from "${target}";\n`;
    expect(violations(importsOf(file, text))).not.toEqual([]);
  });

  test("imports of every form are seen", () => {
    const text = [
      'import a from "a";',
      'import type { B } from "b";',
      'import "c";',
      'export { d } from "d";',
      'const e = await import("e");',
      'import {\n  f,\n  g,\n} from "f";',
    ].join("\n");
    expect(importsOf("lib/x.ts", text).map(({ to }) => to)).toEqual(["a", "b", "c", "d", "e", "f"]);
  });
});

describe("words and habits", () => {
  const product = files.filter((file) => !/\.test\.tsx?$/.test(file));

  test("nothing outside lib/crm knows a CRM by name", () => {
    // The manifest's host patterns, the contract's example and the import's id rules are data about a CRM, each named here.
    const allowed = [
      /^lib\/crm\//,
      /^lib\/contract\//,
      /^hub\/people\//,
      /^entrypoints\/crm\.content\/index\.ts$/,
    ];
    const naming = product.filter((file) => !allowed.some((pattern) => pattern.test(file)));
    expect(naming.filter((file) => /salesforce|lightning\.force/i.test(textOf(file)))).toEqual([]);
  });

  test("components use neither the browser's extension API nor the network", () => {
    const components = product.filter((file) => file.startsWith("components/"));
    expect(
      components.filter((file) => /\b(?:browser|chrome)\.\w|\bfetch\(|XMLHttpRequest/.test(textOf(file))),
    ).toEqual([]);
  });

  test("no markup is made from text", () => {
    expect(
      product.filter((file) =>
        /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML/.test(textOf(file)),
      ),
    ).toEqual([]);
  });

  test("files stay short", () => {
    const long = product.filter((file) => textOf(file).split("\n").length > 400);
    expect(long).toEqual([]);
  });

  test("words the design does not use stay unused as names", () => {
    // What other tools call their events is data, and named there as they name it.
    const own = product.filter((file) => !file.startsWith("hub/touchpoints/rules/"));
    expect(own.filter((file) => /\b(?:lead)?[sS]core\b|\bpitch\b/.test(textOf(file)))).toEqual([]);
  });
});
