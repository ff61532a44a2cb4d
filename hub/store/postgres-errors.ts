import { errorCode, StoreUnavailable } from "./errors.ts";

/** SQLSTATE classes and codes that say: not now. Connection, resources, operator, read-only after a fail-over. */
const UNAVAILABLE = /^(08|53|57|58|25006|3D000|28)/;
const LOST = /terminat|timeout|not queryable|pool after calling end|ECONN|EPIPE|socket/i;

/** A statement that changes nothing, so that it may be asked again. */
export const READS = /^\s*select\b/i;
const CUT = /terminat|not queryable|ECONNRESET|EPIPE|socket/i;

/** Whether the connection broke under a statement, as one to a server does that was started anew. */
export function isLost(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) return /^(57P01|57P02|08)/.test(code);
  return error instanceof Error && CUT.test(`${code} ${error.message}`) && !/timeout/.test(error.message);
}

/** Tells a database that is away from one that refused this statement. */
export function translate(error: unknown): unknown {
  const code = errorCode(error);
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) {
    return UNAVAILABLE.test(code) ? new StoreUnavailable(messageOf(error), { cause: error }) : error;
  }
  const system = code !== undefined && /^E[A-Z_]+$/.test(code);
  if (
    error instanceof Error &&
    !(error instanceof StoreUnavailable) &&
    (system || LOST.test(error.message))
  ) {
    return new StoreUnavailable(messageOf(error), { cause: error });
  }
  return error;
}

/** Several addresses tried without success come as one error without a message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
