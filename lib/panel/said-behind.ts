import type { Said } from "./said.ts";

/** What of a click is not on screen: its clocks, and the order of the words about it. */
export class SaidBehind {
  /** Under which the form's words are sent. */
  changeKey: string = crypto.randomUUID();
  /** The pointer is over the form. */
  hovered = false;
  /** The rep pressed or wrote something in it: it goes no more by the pointer's leaving. */
  entered = false;
  /** The form as it was when the rep was done, while that can still be undone: not sent yet. */
  ended: Said | undefined;
  /** When the hub was last told that somebody writes, and when something was last done in the form, in milliseconds. */
  heldAt = 0;
  writtenAt = Date.now();
  /** Some of what is typed is kept in this browser: when last, in milliseconds, and whether more of it is to be. */
  drafted = false;
  draftedAt = 0;
  draftDue = false;
  #drafts: Promise<unknown> = Promise.resolve();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #last: Promise<unknown> = Promise.resolve();

  /** What was written is sent: what is said from now on is another word. */
  begin(): void {
    this.changeKey = crypto.randomUUID();
    this.drafted = false;
    this.draftDue = false;
  }

  later(milliseconds: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, milliseconds);
    this.#timers.add(timer);
  }

  /** The click itself: before all else that is said of it, whatever comes at the same moment. */
  first<Value>(send: () => Promise<Value>): Promise<Value> {
    const sending = send();
    this.#last = sending;
    return sending;
  }

  /** Words about one item go one after the other. */
  inTurn<Value>(send: () => Promise<Value>): Promise<Value> {
    const sending = Promise.all([this.#last, this.#drafts]).then(send);
    this.#last = sending;
    return sending;
  }

  /** What is only kept here waits for no answer of the hub's; the word that takes its place waits for it. */
  keep<Value>(send: () => Promise<Value>): Promise<Value> {
    const keeping = send();
    this.#drafts = keeping;
    return keeping;
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
