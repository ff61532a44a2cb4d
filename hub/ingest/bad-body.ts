import type { ErrorCode } from "../../lib/contract/error.ts";

/** A request that as a whole cannot be taken; its message goes back to the sender. */
export class BadBody extends Error {
  override readonly name = "BadBody";
  readonly code: Extract<ErrorCode, "bad_request" | "not_json" | "too_large" | "too_deep">;

  constructor(code: BadBody["code"], message: string) {
    super(message);
    this.code = code;
  }
}
