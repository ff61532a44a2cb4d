import { z } from "zod";

/**
 * What can go wrong between panel, background and hub. One closed list: each has its own words and
 * next step on screen. Errors are sent as data, since an `Error` does not survive every browser's messages.
 */
export const FAILURES = [
  /** No invitation was used yet. */
  "not_connected",
  /** The token was revoked, or the member deactivated. */
  "signed_out",
  /** No answer: hub stopped, network gone, timeout, or 5xx after all retries. */
  "out_of_reach",
  /** The hub speaks an older contract than this extension can use. */
  "hub_too_old",
  /** The hub no longer answers extensions this old. */
  "hub_too_new",
  /** The hub refused this request; its message is fit to be shown. */
  "refused",
  /** The extension was updated or reloaded under an open tab. */
  "extension_updated",
  /** This sender may not say this. */
  "not_permitted",
  /** Ours: a message or reply of a form we do not know. */
  "malformed",
] as const;
export type FailureCode = (typeof FAILURES)[number];

export const Failure = z.object({
  code: z.enum(FAILURES),
  message: z.string(),
  /** The hub's error code, for `refused`; "internal" beside `out_of_reach` when the hub choked on this request. */
  hubCode: z.string().optional(),
});
export type Failure = z.infer<typeof Failure>;

export type Result<Value> = { ok: true; value: Value } | { ok: false; error: Failure };

export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value });
export const failed = (code: FailureCode, message: string, hubCode?: string): Result<never> => ({
  ok: false,
  error: { code, message, ...(hubCode ? { hubCode } : {}) },
});
