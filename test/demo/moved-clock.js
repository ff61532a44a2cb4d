import { openSync, readSync } from "node:fs";

// Loaded before the demo's hub: its clock goes as many milliseconds behind as the file says, so that a library can
// have a past, and a prospect can read for two minutes within a few milliseconds. The embedded database asks the same
// clock. Nothing of this is in the product.
const file = openSync(process.env.DEMO_CLOCK_FILE, "r");
const said = new Float64Array(1);
const bytes = Buffer.from(said.buffer);
const RealDate = Date;

const now = () => {
  readSync(file, bytes, 0, bytes.length, 0);
  return RealDate.now() - said[0];
};

// A proxy, so that every date there is remains one.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts, made) => Reflect.construct(target, parts.length === 0 ? [now()] : parts, made),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
});
