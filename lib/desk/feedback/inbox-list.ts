import type { InboxReply, ListedFeedback } from "../../contract/inbox.ts";

type Reply = typeof InboxReply._output;

export interface InboxRow {
  item: ListedFeedback;
  /** It left this view since it was read, and stands here until the hand is away. */
  gone: boolean;
}

export interface InboxListState {
  rows: readonly InboxRow[];
  /** Undefined until something was read. */
  reply: Pick<Reply, "counts" | "matching" | "stamp"> | undefined;
  /** There are rows after the last one. */
  more: boolean;
  /** Rows that came since, and wait to be taken in. */
  waiting: number;
  error: Error | undefined;
}

interface Page {
  cursor: string | undefined;
  rows: InboxRow[];
  next: string | null;
  /** Of the inbox, when this page was read. */
  stamp: string;
  /** Came since into what this page covers. */
  waiting: readonly string[];
}

/** So many pages in sight are read anew at once. */
const MOST_IN_SIGHT = 3;

/**
 * The list of the inbox, page by page, while others work in it. What is read anew changes rows where they stand: none
 * comes in and none leaves until it is asked for, so that nothing moves under the hand.
 */
export class InboxList {
  readonly #read: (cursor: string | undefined) => Promise<Reply>;
  readonly #listeners = new Set<() => void>();
  #pages: Page[] = [];
  #state: InboxListState = { rows: [], reply: undefined, more: false, waiting: 0, error: undefined };
  #reading: Promise<void> | undefined;
  #again = false;

  /** @param read one page; rejects where the hub cannot be asked */
  constructor(read: (cursor: string | undefined) => Promise<Reply>) {
    this.#read = read;
  }

  readonly state = (): InboxListState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads the first page, or after a failure what is missing. */
  open(): Promise<void> {
    return this.#one(async () => {
      if (this.#pages.length === 0) await this.#append(undefined);
    });
  }

  /** Reads the next page, unless one is being read. */
  more(): Promise<void> {
    return this.#one(async () => {
      const last = this.#pages.at(-1);
      if (last?.next) await this.#append(last.next);
    });
  }

  /**
   * Reads anew what can be seen, and the first page for its counts.
   * @param seen indexes of the first and last row in sight
   */
  refresh(seen: readonly [number, number]): Promise<void> {
    if (this.#reading) this.#again = true;
    return this.#one(async () => {
      do {
        this.#again = false;
        const first = this.#pages[0];
        if (!first) return this.#append(undefined);
        const reply = await this.#read(undefined);
        this.#renew(first, reply);
        this.#publish({ reply, error: undefined });
        for (const page of this.#inSight(seen)) {
          if (page !== first && page.stamp !== reply.stamp) this.#renew(page, await this.#read(page.cursor));
        }
        this.#publish({});
      } while (this.#again);
    });
  }

  /** Takes in what came, and lets go what left: from the first page on. Rows to be kept stay where they are. */
  takeIn(keep: ReadonlySet<string>): Promise<void> {
    return this.#one(async () => {
      const reply = await this.#read(undefined);
      const kept = this.#state.rows
        .map((row, index) => ({ row, before: this.#state.rows[index - 1]?.item.id }))
        .filter(({ row }) => keep.has(row.item.id) && reply.items.every(({ id }) => id !== row.item.id));
      const rows = reply.items.map((item) => ({ item, gone: false }));
      for (const { row, before } of kept) {
        const at = rows.findIndex(({ item }) => item.id === before);
        rows.splice(at + 1, 0, { item: row.item, gone: true });
      }
      this.#pages = [{ cursor: undefined, rows, next: reply.next, stamp: reply.stamp, waiting: [] }];
      this.#publish({ reply, error: undefined });
    });
  }

  /** Lets go what left the view, but for some. */
  letGo(keep: ReadonlySet<string>): void {
    let left = false;
    for (const page of this.#pages) {
      const rows = page.rows.filter(({ item, gone }) => !gone || keep.has(item.id));
      if (rows.length === page.rows.length) continue;
      page.rows = rows;
      left = true;
    }
    if (left) this.#publish({});
  }

  /** One reading at a time; what is asked for meanwhile waits for it. */
  async #one(act: () => Promise<void>): Promise<void> {
    while (this.#reading) await this.#reading;
    this.#reading = act()
      .catch((error: unknown) => this.#publish({ error: error as Error }))
      .finally(() => {
        this.#reading = undefined;
      });
    await this.#reading;
  }

  async #append(cursor: string | undefined): Promise<void> {
    const reply = await this.#read(cursor);
    const here = new Set(reply.items.map(({ id }) => id));
    // What moved behind the end comes again, and stands there.
    for (const page of this.#pages)
      page.rows = page.rows.filter(({ item, gone }) => !(gone && here.has(item.id)));
    const known = this.#known();
    const rows = reply.items.filter(({ id }) => !known.has(id)).map((item) => ({ item, gone: false }));
    this.#pages.push({ cursor, rows, next: reply.next, stamp: reply.stamp, waiting: [] });
    this.#publish({ error: undefined, ...(cursor === undefined ? { reply } : {}) });
  }

  #inSight([from, to]: readonly [number, number]): Page[] {
    const pages: Page[] = [];
    let start = 0;
    for (const page of this.#pages) {
      const end = start + page.rows.length;
      if (start <= to && end > from) pages.push(page);
      start = end;
    }
    return pages.slice(0, MOST_IN_SIGHT);
  }

  #renew(page: Page, reply: Reply): void {
    const fresh = new Map(reply.items.map((item) => [item.id, item]));
    // What stands behind the last that both know may only have been pushed out by what came.
    const lastKnown = page.rows.findLastIndex(({ item }) => fresh.has(item.id));
    const covered = reply.next === null ? page.rows.length - 1 : lastKnown;
    page.rows = page.rows.map((row, index) => {
      const item = fresh.get(row.item.id);
      if (item) return !row.gone && isSame(row.item, item) ? row : { item, gone: false };
      return index > covered || row.gone ? row : { item: row.item, gone: true };
    });
    page.stamp = reply.stamp;
    if (page.rows.length === 0) page.next = reply.next;
    const known = this.#known();
    page.waiting = [...fresh.keys()].filter((id) => !known.has(id));
  }

  #known(): Set<string> {
    return new Set(this.#pages.flatMap(({ rows }) => rows.map(({ item }) => item.id)));
  }

  #publish(change: Partial<Pick<InboxListState, "reply" | "error">>): void {
    const known = this.#known();
    const waiting = this.#pages.flatMap((page) => page.waiting.filter((id) => !known.has(id)));
    this.#state = {
      ...this.#state,
      ...change,
      rows: this.#pages.flatMap(({ rows }) => rows),
      more: (this.#pages.at(-1)?.next ?? null) !== null,
      waiting: new Set(waiting).size,
    };
    for (const listener of this.#listeners) listener();
  }
}

const isSame = (one: ListedFeedback, other: ListedFeedback) => JSON.stringify(one) === JSON.stringify(other);
