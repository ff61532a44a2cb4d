import { join } from "node:path";
import { BESIDE, buildHub } from "../../hub/build.ts";
import { copyOwnLicence, writeBillOfMaterials } from "./bill-of-materials.ts";
import { buildExtension, extensionDir } from "./extension-build.ts";
import { ROOT } from "./root.ts";
import { copyPackages, packagesOf, packagesOfExtension, withDependencies } from "./shipped-packages.ts";

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
const bundled = packagesOf(await buildHub(hub));
const beside = withDependencies(BESIDE);
copyPackages(beside, hub);
await writeBillOfMaterials(hub, [...bundled, ...beside]);
copyOwnLicence(hub);
console.log(`Built ${hub}`);
