import { z } from "zod";

// Zod otherwise probes for `new Function`, which the desk's content security policy reports as a violation.
// Import this before anything that makes a schema.
z.config({ jitless: true });
