import type { Failure, Result } from "../bridge/result.ts";

/** A failure as something to throw, for libraries that want it thrown. */
export class PanelFailure extends Error {
  override readonly name = "PanelFailure";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** @throws {PanelFailure} for a result that failed */
export function valueOrThrow<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new PanelFailure(result.error);
  return result.value;
}
