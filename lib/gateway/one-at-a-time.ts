/**
 * Runs tasks one after the other. There is only ever one background, so a queue in its memory is enough
 * where a value is read, changed and written back.
 */
export function oneAtATime(): <Value>(task: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task, task);
    last = next.catch(() => {});
    return next;
  };
}
