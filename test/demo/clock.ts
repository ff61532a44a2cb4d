import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Clock } from "../fixtures/sample/content/past.ts";
import { ROOT } from "../support/root.ts";

/** The clock of the demo's hub, which goes behind until it is set right. */
export interface HubClock extends Clock {
  /** What the hub's process must be started with. */
  env: Readonly<Record<string, string>>;
  remove(): void;
}

/** @param behind how far it goes behind at first, in milliseconds */
export function hubClock(behind: number): HubClock {
  const folder = mkdtempSync(join(tmpdir(), "leadside-clock-"));
  const file = join(folder, "behind");
  let set = behind;
  const write = () => writeFileSync(file, Buffer.from(new Float64Array([set]).buffer), { flag: "r+" });
  writeFileSync(file, Buffer.alloc(8));
  write();
  const moveTo = (moment: Date) => {
    const next = Math.max(0, Date.now() - moment.getTime());
    if (next > set) throw new Error("The hub's clock only goes forward");
    set = next;
    write();
  };
  return {
    env: {
      DEMO_CLOCK_FILE: file,
      NODE_OPTIONS: `--import ${pathToFileURL(join(ROOT, "test/demo/moved-clock.js")).href}`,
    },
    now: () => new Date(Date.now() - set),
    moveTo,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
