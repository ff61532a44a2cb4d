/** What of a click is not on screen: its clocks, and the order of the words about it. */
export class SaidBehind {
  /** Under which the form's words are sent. */
  changeKey: string = crypto.randomUUID();
  /** The pointer is over the form. */
  hovered = false;
  /** When the hub was last told that somebody writes, and when something was last done in the form, in milliseconds. */
  heldAt = 0;
  writtenAt = Date.now();
  /** Some of what is typed is kept in this browser. */
  drafted = false;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #last: Promise<unknown> = Promise.resolve();

  /** What was written is sent: what is said from now on is another word. */
  begin(): void {
    this.changeKey = crypto.randomUUID();
    this.drafted = false;
  }

  later(milliseconds: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, milliseconds);
    this.#timers.add(timer);
  }

  /** Words about one item go one after the other. */
  inTurn<Value>(send: () => Promise<Value>): Promise<Value> {
    const sending = this.#last.then(send);
    this.#last = sending;
    return sending;
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
