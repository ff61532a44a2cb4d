import { ensurePages } from "./web-build.ts";

await ensurePages(console.log);
