import { join } from "node:path";
import { buildHub } from "../../hub/build.ts";
import { buildExtension, extensionDir } from "./extension-build.ts";
import { ROOT } from "./root.ts";

/** `npm run build`: all that is shipped, into `.output/`. */
for (const target of ["chrome", "firefox"] as const) {
  await buildExtension(target);
  console.log(`Built ${extensionDir(target)}`);
}
const hub = join(ROOT, ".output", "hub");
await buildHub(hub);
console.log(`Built ${hub}`);
