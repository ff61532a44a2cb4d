import { join } from "node:path";
import { BESIDE, buildHub } from "../../hub/build.ts";
import { copyOwnLicence, writeBillOfMaterials } from "./bill-of-materials.ts";
import { buildExtension, extensionDir } from "./extension-build.ts";
import { ROOT } from "./root.ts";
import {
  copyPackages,
  packagesOf,
  packagesOfExtension,
  packagesOfPages,
  together,
  withDependencies,
} from "./shipped-packages.ts";
import { buildPage, PAGES } from "./web-build.ts";

/** `npm run build`: all that is shipped, into `.output/`, each with the licences of what is in it. */
const ofExtension = await packagesOfExtension();
for (const target of ["chrome", "firefox"] as const) {
  await buildExtension(target);
  const folder = extensionDir(target);
  await writeBillOfMaterials(folder, ofExtension);
  copyOwnLicence(folder);
  console.log(`Built ${folder}`);
}

// The hub's folder has all that it needs in it but Node itself.
const hub = join(ROOT, ".output", "hub");
for (const page of PAGES) await buildPage(page);
const bundled = packagesOf(await buildHub(hub, join(ROOT, ".output")));
const ofPages = await packagesOfPages();
const beside = withDependencies(BESIDE);
copyPackages(beside, hub);
await writeBillOfMaterials(hub, together(bundled, ofPages, beside));
copyOwnLicence(hub);
console.log(`Built ${hub}`);
