import { z } from "zod";

/** The closed list of what can go wrong at the hub's border, with its HTTP status. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  invite_unknown: 404,
  invite_expired: 410,
  invite_used: 410,
  too_large: 413,
  too_deep: 400,
  not_json: 400,
  misdirected: 421,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
const codes = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** `message` names the cause and the next step in a sentence fit to be shown. */
export const ErrorReply = z.object({
  error: z.object({
    code: z.enum([...codes, "unknown"]).catch("unknown"),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type ErrorReply = z.infer<typeof ErrorReply>;
