import type { TestProject } from "vitest/node";
import { ensureExtension } from "./extension-build.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the production build for the project's browser. */
    extensionDir: string;
  }
}

/** Before the journeys of one browser: its extension is built, if it is not newer than its sources already. */
export default async function setup(project: TestProject): Promise<void> {
  const target = project.name === "firefox" ? "firefox" : "chrome";
  project.provide("extensionDir", await ensureExtension(target, console.log));
}
