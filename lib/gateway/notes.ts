import { z } from "zod";
import { browser } from "../bridge/browser.ts";
import { oneAtATime } from "./one-at-a-time.ts";

const KEY = "notes";
const MOST = 20;

/** What happened lately between this browser and the hub: times and codes, nothing personal. */
const Notes = z.object({
  lastAnswerAt: z.string().optional(),
  failures: z.array(
    z.object({ at: z.string(), call: z.string(), code: z.string(), hubCode: z.string().optional() }),
  ),
});
export type Notes = z.infer<typeof Notes>;

const inTurn = oneAtATime();

/** What was noted since the browser started. */
export async function readNotes(): Promise<Notes> {
  const kept = await browser.storage.session.get(KEY);
  const notes = Notes.safeParse(kept[KEY]);
  return notes.success ? notes.data : { failures: [] };
}

/** Notes that the hub answered. */
export function noteAnswer(at: string): Promise<void> {
  return inTurn(async () => {
    await browser.storage.session.set({ [KEY]: { ...(await readNotes()), lastAnswerAt: at } });
  });
}

/** Notes that a call failed; the newest twenty are kept. */
export function noteFailure(failure: Notes["failures"][number]): Promise<void> {
  return inTurn(async () => {
    const notes = await readNotes();
    const failures = [...notes.failures, failure].slice(-MOST);
    await browser.storage.session.set({ [KEY]: { ...notes, failures } });
  });
}
