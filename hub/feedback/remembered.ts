import type { Hub } from "../hub.ts";

/** So many answers are kept; those that were asked for longest ago go first. */
const MOST = 200;

const kept = new WeakMap<Hub, Map<string, Promise<unknown>>>();

/**
 * What was counted as of a stamp, so that five open inboxes count once. Who asks meanwhile shares the counting.
 * @param key holds the stamp, and all else that the answer depends on
 */
export function remembered<Value>(hub: Hub, key: string, count: () => Promise<Value>): Promise<Value> {
  const values = kept.get(hub) ?? new Map<string, Promise<unknown>>();
  kept.set(hub, values);
  const known = values.get(key);
  if (known !== undefined) {
    values.delete(key);
    values.set(key, known);
    return known as Promise<Value>;
  }
  const counting = count();
  values.set(key, counting);
  counting.catch(() => {
    if (values.get(key) === counting) values.delete(key);
  });
  for (const oldest of values.keys()) {
    if (values.size <= MOST) break;
    values.delete(oldest);
  }
  return counting;
}
