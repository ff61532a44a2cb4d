import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/root.ts";

interface Locked {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  resolved?: string;
}

const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};

/** Where node would look for a package from a folder: beside it, then further up. */
function isLockedFrom(folder: string, name: string): boolean {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (`${at ? `${at}/` : ""}node_modules/${name}` in lock.packages) return true;
    if (!at) return false;
  }
}

// A registry that lacks one system's package leaves it out without a word; newer versions of npm
// then refuse "npm ci" on every machine, and older ones install too little on that system.
test("the lock file holds every package, those for other systems too", () => {
  const missing = Object.entries(lock.packages).flatMap(([folder, locked]) =>
    Object.keys({ ...locked.dependencies, ...locked.optionalDependencies })
      .filter((name) => !isLockedFrom(folder, name))
      .map((name) => `${folder} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

test("the lock file names no registry", () => {
  expect(Object.values(lock.packages).flatMap(({ resolved }) => resolved ?? [])).toEqual([]);
});
