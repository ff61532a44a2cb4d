import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BESIDE, buildHub } from "../../hub/build.ts";
import { writeBillOfMaterials } from "../support/bill-of-materials.ts";
import { ROOT } from "../support/root.ts";
import {
  copyPackages,
  packagesOf,
  packagesOfExtension,
  packagesOfPages,
  type ShippedPackage,
  together,
  withDependencies,
} from "../support/shipped-packages.ts";
import { startHub } from "../support/start-hub.ts";
import { ensurePages } from "../support/web-build.ts";

/** What may be shipped with an MIT licensed program without asking a lawyer. */
const FREE = /^(MIT|MIT-0|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|MPL-2\.0|Unlicense)$/;

let folder: string;
let shipped: ShippedPackage[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "leadside-shipped-"));
  await ensurePages();
  const bundled = packagesOf(await buildHub(folder, join(ROOT, ".output")));
  const beside = withDependencies(BESIDE);
  copyPackages(beside, folder);
  shipped = together(bundled, await packagesOfPages(), beside);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("all that is shipped has a licence that lets us", async () => {
  const all = [...shipped, ...(await packagesOfExtension())];
  expect(all.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["hono", "zod", "pg", "react", "webextension-polyfill"]),
  );
  expect(all.filter(({ licence }) => !FREE.test(licence))).toEqual([]);
});

test("the bill of materials names all of it, and the licences stand beside it", async () => {
  await writeBillOfMaterials(folder, shipped);
  const bill = JSON.parse(readFileSync(join(folder, "sbom.cdx.json"), "utf8")) as {
    bomFormat: string;
    components: { name: string; licenses?: unknown[] }[];
  };
  expect(bill.bomFormat).toBe("CycloneDX");
  expect(bill.components.map(({ name }) => name).sort()).toEqual(shipped.map(({ name }) => name).sort());
  const licences = readFileSync(join(folder, "third-party-licences.txt"), "utf8");
  for (const { name, version } of shipped) expect(licences).toContain(`${name} ${version}`);
});

test("the hub's folder runs wherever it is put, with nothing but Node", async () => {
  const hub = await startHub({ entry: join(folder, "main.js") });
  try {
    expect((await fetch(`${hub.url}/readyz`)).status).toBe(200);
    const page = await fetch(`${hub.url}/desk/settings`);
    const script = /src="([^"]+)"/.exec(await page.text())?.[1];
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect((await fetch(`${hub.url}${script}`)).headers.get("cache-control")).toContain("immutable");
  } finally {
    await hub.remove();
  }
});
