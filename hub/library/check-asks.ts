import type { Condition, Conditions } from "../../lib/contract/condition.ts";
import { ApiError } from "../http/api-error.ts";

/** @throws ApiError `bad_request` for conditions that ask nothing of anybody, or have a part that says nothing */
export function checkAsks({ to, when, except }: Conditions): void {
  const empty = [...to, ...when, ...except].find((condition) => !asks(condition));
  if (empty !== undefined) {
    const what = empty.fact === "role" ? "role or field of work" : "number of people";
    throw new ApiError(
      "bad_request",
      `One part of the sentence says no ${what}. Choose one, or take the part out.`,
    );
  }
  if (to.length + when.length > 0) return;
  throw new ApiError(
    "bad_request",
    `The sentence asks nothing of anybody yet: ${
      except.length > 0 ? "it has only exceptions" : "it is empty"
    }. Say whom it is for, or what they did.`,
  );
}

/** Whether a condition leaves anybody out: a role or a size can be empty. */
function asks(condition: Condition): boolean {
  if (condition.fact === "role") return condition.seniority !== undefined || condition.fields !== undefined;
  if (condition.fact === "employees") return condition.from !== undefined || condition.to !== undefined;
  return true;
}
