import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/root.ts";

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");
const DOCUMENTS = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md"))
  .map((file) => join("docs", file));

test("every setting of the hub is in the README's table", () => {
  const settings = [...read("hub", "settings.ts").matchAll(/LEADSIDE_[A-Z_]+(?=:)/g)].map(([name]) => name);
  expect(settings.length).toBeGreaterThan(8);
  const readme = read("README.md");
  expect(settings.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

test("what the documents say of permissions is what the extension asks for", () => {
  const config = read("wxt.config.ts");
  const asked = /\bpermissions: (\[[^\]]*\])/.exec(config)?.[1] ?? "";
  const named = (list: string) => [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name ?? "");
  const permissions = named(asked);
  expect(permissions.sort()).toEqual(["alarms", "storage", "unlimitedStorage"]);
  const optional = named(/optional_permissions: (\[[^\]]*\])/.exec(config)?.[1] ?? "");
  expect(optional.sort()).toEqual(["notifications", "scripting"]);
  for (const document of [
    "it-department.md",
    "stores/chrome-web-store.md",
    "stores/edge-add-ons.md",
    "stores/firefox-add-ons.md",
  ]) {
    const text = read("docs", document);
    for (const permission of [...permissions, ...optional]) expect(text).toContain(`\`${permission}\``);
    for (const host of ["https://*.lightning.force.com/*", "https://*.my.salesforce.com/*"])
      expect(text).toContain(host);
  }
});

test("links between documents lead somewhere", () => {
  const broken = ["README.md", "SECURITY.md", "CONTRIBUTING.md", ...DOCUMENTS].flatMap((document) =>
    [...read(document).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .map(([, target]) => join(document, "..", target ?? ""))
      .filter((target) => !isThere(target))
      .map((target) => `${document} → ${target}`),
  );
  expect(broken).toEqual([]);
});

function isThere(path: string): boolean {
  try {
    readFileSync(join(ROOT, path));
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EISDIR";
  }
}
