/**
 * Tries until there is an answer that is not undefined.
 * @throws when there is none within the time, naming what was waited for
 */
export async function waitForValue<Value>(
  what: string,
  attempt: () => Promise<Value | undefined>,
  milliseconds = 15_000,
): Promise<Value> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await attempt();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`Waited ${milliseconds / 1000} s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
