import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";
import { runCommand } from "./run-command.ts";
import type { ShippedPackage } from "./shipped-packages.ts";

interface Component {
  "bom-ref": string;
  name: string;
  version: string;
}

interface Bill {
  metadata: { component: { name: string } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/** Writes beside what is shipped whose work is in it: `sbom.cdx.json` (CycloneDX) and `third-party-licences.txt`. */
export async function writeBillOfMaterials(
  folder: string,
  packages: readonly ShippedPackage[],
): Promise<void> {
  writeFileSync(join(folder, "sbom.cdx.json"), `${JSON.stringify(await billOf(packages), null, 2)}\n`);
  writeFileSync(
    join(folder, "third-party-licences.txt"),
    packages.map(licenceOf).join(`\n\n${"-".repeat(80)}\n\n`),
  );
}

/** npm's own bill of all that is locked, cut down to what is shipped. */
async function billOf(packages: readonly ShippedPackage[]): Promise<Bill> {
  const npm = process.env.npm_execpath;
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  const { code, output } = npm?.endsWith(".js")
    ? await runCommand(process.execPath, [npm, ...args])
    : await runCommand("npm", args);
  const begin = output.indexOf("{");
  if (code !== 0 || begin < 0) throw new Error(`npm could not make the bill of materials:\n${output}`);
  const bill = JSON.parse(output.slice(begin, output.lastIndexOf("}") + 1)) as Bill;
  const shipped = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  const components = bill.components.filter(({ name, version }) => shipped.has(`${name}@${version}`));
  const missing = [...shipped].filter(
    (one) => !components.some(({ name, version }) => `${name}@${version}` === one),
  );
  if (missing.length > 0) throw new Error(`The bill of materials lacks ${missing.join(", ")}`);
  const kept = new Set(components.map((component) => component["bom-ref"]));
  bill.metadata.component.name = "leadside";
  return {
    ...bill,
    components,
    dependencies: bill.dependencies
      .filter(({ ref }) => kept.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) })),
  };
}

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.|-|$)/i;

/** @throws when a package comes without a licence: then it must not be shipped */
function licenceOf({ name, version, licence, folder }: ShippedPackage): string {
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  if (licence === "" && files.length === 0) throw new Error(`${name} says no licence; it cannot be shipped.`);
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return [`${name} ${version}`, `Licence: ${licence}`, ...texts].join("\n\n");
}

/** Of this project itself, for a folder that is put elsewhere. */
export function copyOwnLicence(folder: string): void {
  writeFileSync(join(folder, "LICENSE"), readFileSync(join(ROOT, "LICENSE")));
}
