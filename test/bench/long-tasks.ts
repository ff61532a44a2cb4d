import type { Chromium } from "../support/chromium.ts";

/** A task of a page's thread that takes longer is a long one, by the browser's own definition, ms. */
const LONG_MS = 50;

export interface LongTasks {
  /** Long tasks of CRM pages that would not be long without the extension's script in them. */
  becauseOfUs: number;
  /** The most that the extension's script took in one task of a CRM page, ms. */
  longest: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Begin and length by the clock of the thread, which stands while the thread waits for a processor; microseconds. */
  tts?: number;
  tdur?: number;
  args: { data?: { url?: string }; chrome_mojo_event_info?: { mojo_interface_tag?: string } };
}

/** Records what the threads of all pages do; the function returned says what of it was a content script's. */
export async function watchLongTasks({ context }: Chromium): Promise<() => Promise<LongTasks>> {
  const browser = context.browser();
  if (!browser) throw new Error("This browser has no session of its own.");
  await browser.startTracing(undefined, {
    categories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"],
  });
  return async () => {
    const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
    return longTasksIn(trace.traceEvents);
  };
}

const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
const isOurScript = ({ args }: TraceEvent) =>
  /^chrome-extension:.*\/content-scripts\//.test(args.data?.url ?? "");
/** The extension's messages come to a page in tasks of their own. */
const isOurMessage = ({ args }: TraceEvent) =>
  args.chrome_mojo_event_info?.mojo_interface_tag?.startsWith("extensions.") ?? false;

function longTasksIn(events: readonly TraceEvent[]): LongTasks {
  const whole = events.filter(({ ph, tts, tdur }) => ph === "X" && tts !== undefined && tdur !== undefined);
  const threads = new Set(whole.filter(isOurScript).map(threadOf));
  const found: LongTasks = { becauseOfUs: 0, longest: 0 };
  for (const thread of threads) {
    const here = whole.filter((event) => threadOf(event) === thread);
    const parts = here.filter(
      (event) => isOurScript(event) || isOurMessage(event) || event.name === "RunMicrotasks",
    );
    for (const task of here.filter(({ name }) => name === "RunTask")) {
      const within = parts.filter((part) => begin(part) >= begin(task) && end(part) <= end(task));
      // What waited for our promises runs without a name; it is ours in a task that is otherwise ours too.
      if (!within.some((part) => isOurScript(part) || isOurMessage(part))) continue;
      const ours = covered(within) / 1_000;
      const all = (end(task) - begin(task)) / 1_000;
      found.longest = Math.max(found.longest, ours);
      if (all > LONG_MS && all - ours <= LONG_MS) found.becauseOfUs += 1;
    }
  }
  return found;
}

const begin = ({ tts = 0 }: TraceEvent) => tts;
const end = ({ tts = 0, tdur = 0 }: TraceEvent) => tts + tdur;

/** How long at least one of them runs; they lie in one another. */
function covered(events: readonly TraceEvent[]): number {
  let sum = 0;
  let until = 0;
  for (const event of [...events].sort((a, b) => begin(a) - begin(b))) {
    sum += Math.max(0, end(event) - Math.max(begin(event), until));
    until = Math.max(until, end(event));
  }
  return sum;
}
