/**
 * The database cannot be reached, or cannot do this now. Whether a write that was under way took
 * place is not known, so the caller answers 503 with Retry-After and lets the client repeat it.
 */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** A transaction's work throws this to be rolled back and run again: it saw that it collided with another. */
export class RetryTransaction extends Error {
  override readonly name = "RetryTransaction";
}

/** What a person must do before this database can be used; the message is fit to be shown. */
export class StoreRefused extends Error {
  override readonly name = "StoreRefused";
}

/** SQLSTATE of a database error, or the code of a system error such as ECONNREFUSED. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
