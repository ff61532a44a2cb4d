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

/** SQLSTATE of a full disk. */
export const DISK_FULL = "53100";
/** SQLSTATE of a statement that was given up: the database is there, but did not finish. */
const STATEMENT_TIMEOUT = "57014";

/** Why a store cannot be used at the moment, as a word that has few values. */
export type Reason = "full" | "slow" | "away";

export function reasonOf(error: StoreUnavailable): Reason {
  const code = errorCode(error.cause);
  if (code === DISK_FULL || code === "ENOSPC") return "full";
  return code === STATEMENT_TIMEOUT ? "slow" : "away";
}

/** The same, in a sentence for whoever asked for something. */
export const UNAVAILABLE_WORDS: Readonly<Record<Reason, string>> = {
  full: "The disk of Leadside's database is full: nothing new can be kept until there is room. What was kept is safe.",
  slow: "This took Leadside's database too long. Try again in a moment.",
  away: "Leadside's database cannot be reached. Try again in a moment.",
};
