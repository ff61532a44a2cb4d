import { setTimeout as wait } from "node:timers/promises";
import { errorCode, RetryTransaction } from "./errors.ts";

const ATTEMPTS = 5;
const COLLISIONS = new Set(["40001", "40P01"]);

/** Another hub's migration changed a table under a statement that this connection had prepared. */
export function isStalePlan(error: unknown): boolean {
  return errorCode(error) === "0A000" && String((error as Error).message).includes("cached plan");
}

/** Whether two transactions were in each other's way: nothing is wrong with what this one did. */
export function isCollision(error: unknown): boolean {
  const code = errorCode(error);
  return (
    error instanceof RetryTransaction || (code !== undefined && COLLISIONS.has(code)) || isStalePlan(error)
  );
}

/**
 * Runs a whole transaction, again where it collided with another one, after a short random pause.
 * The last collision is thrown as it came.
 */
export async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === ATTEMPTS || !isCollision(error)) throw error;
      await wait(Math.random() * 10 * 2 ** tries);
    }
  }
}
