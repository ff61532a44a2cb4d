import { createInterface } from "node:readline/promises";

/** Whether somebody sits there who can be asked. */
export const isTerminal = (): boolean => process.stdin.isTTY && process.stdout.isTTY;

/**
 * Asks before what cannot be undone: who goes on types a word that nobody types by habit.
 * @param loss what will be gone, in whole sentences
 * @param word what must be typed
 * @param asWhat what the word is, as in "the address"
 */
export async function agrees(loss: string, word: string, asWhat: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl+C or the end of the input is a no.
  const gone = new AbortController();
  terminal.once("SIGINT", () => gone.abort()).once("close", () => gone.abort());
  try {
    const answer = await terminal.question(`${loss}\nType ${asWhat} to go on: `, { signal: gone.signal });
    return answer.trim().toLowerCase() === word.trim().toLowerCase();
  } catch {
    return false;
  } finally {
    terminal.close();
  }
}
