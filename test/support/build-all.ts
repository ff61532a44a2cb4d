import { buildExtension, extensionDir } from "./extension-build.ts";

/** `npm run build`: all that is shipped, into `.output/`. */
for (const target of ["chrome", "firefox"] as const) {
  await buildExtension(target);
  console.log(`Built ${extensionDir(target)}`);
}
