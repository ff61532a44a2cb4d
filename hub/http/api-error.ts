import type { ErrorCode } from "../../lib/contract/error.ts";

/**
 * What a handler throws to answer with an error of the contract.
 * `message` names the cause and the next step in a sentence fit to be shown.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, details?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
