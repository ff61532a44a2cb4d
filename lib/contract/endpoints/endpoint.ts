import type { z } from "zod";
import type { Permission } from "../permissions.ts";

/** One call of the hub. */
export interface Endpoint {
  method: "GET" | "POST" | "PUT";
  /** `{name}` stands for a part of `request`. */
  path: string;
  /** What a caller must be allowed to do: see permissions.ts. */
  needs: Permission;
  /** Writes carry `Idempotency-Key`, a uuid. */
  write: boolean;
  summary: string;
  /** The JSON body. Of a GET and of an upload, what stands in path and query, as text. */
  request?: z.ZodObject;
  /** The body is a file of this type instead of JSON. */
  upload?: string;
  reply: z.ZodObject;
  /** The answer is a file of this type instead of JSON, and `reply` says nothing. */
  download?: string;
}
