import { z } from "zod";

// Zod otherwise probes for `new Function`, which an extension's content security policy reports as a violation.
// Import this before anything that makes a schema, in every entrypoint but the content script, which has no zod.
z.config({ jitless: true });
