import type { Logger } from "pino";
import type { Meter } from "./meter.ts";
import type { Settings } from "./settings.ts";
import type { Store } from "./store/store.ts";

/** What every part of a running hub is given. Parts get it as a value, so that tests give another one. */
export interface Hub {
  store: Store;
  settings: Settings;
  /** Never with personal data: no names, addresses, texts or record ids. */
  log: Logger;
  /** What operators watch. */
  meter: Meter;
  now: () => Date;
  /** Which hub this is; all processes on one database share it. */
  id: string;
}
