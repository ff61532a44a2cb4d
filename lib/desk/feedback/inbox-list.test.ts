import { describe, expect, test } from "vitest";
import type { InboxReply, ListedFeedback } from "../../contract/inbox.ts";
import { InboxList } from "./inbox-list.ts";

type Reply = typeof InboxReply._output;
const PAGE = 3;

/** An inbox whose items are named by one letter, in their order. */
class Inbox {
  letters: string;
  revisions = new Map<string, number>();
  stamp = 1;
  reads = 0;

  constructor(letters: string) {
    this.letters = letters;
  }

  readonly read = async (cursor: string | undefined): Promise<Reply> => {
    this.reads += 1;
    // As a keyset does: after the last letter that was read, wherever that is now.
    const left = [...this.letters].filter((letter) => cursor === undefined || letter > cursor);
    const items = left.slice(0, PAGE);
    return {
      items: items.map((letter) => this.#item(letter)),
      next: left.length > PAGE ? (items.at(-1) ?? null) : null,
      matching: this.letters.length,
      counts: { open: this.letters.length, new: 0, mine: 0, planned: 0, closed: 0, all: this.letters.length },
      stamp: String(this.stamp),
    };
  };

  become(letters: string, changed = ""): void {
    this.letters = letters;
    for (const letter of changed) this.revisions.set(letter, (this.revisions.get(letter) ?? 1) + 1);
    this.stamp += 1;
  }

  #item(id: string): ListedFeedback {
    return { id, revision: this.revisions.get(id) ?? 1 } as ListedFeedback;
  }
}

/** Rows as letters: what is gone in brackets. */
const shown = (list: InboxList) =>
  list
    .state()
    .rows.map(({ item, gone }) => (gone ? `(${item.id})` : item.id))
    .join("");

async function opened(letters: string, pages: number) {
  const inbox = new Inbox(letters);
  const list = new InboxList(inbox.read);
  await list.open();
  for (let page = 1; page < pages; page += 1) await list.more();
  return { inbox, list };
}

describe("the list while others work", () => {
  test("comes page by page, each row once", async () => {
    const { inbox, list } = await opened("bdfhjl", 2);
    expect(shown(list)).toBe("bdfhjl");
    expect(list.state().more).toBe(false);
    await list.more();
    expect(inbox.reads).toBe(2);
  });

  test("what came waits, and does not move what is there", async () => {
    const { inbox, list } = await opened("bdfh", 2);
    inbox.become("bcdfh");
    await list.refresh([0, 2]);
    expect(shown(list)).toBe("bdfh");
    expect(list.state()).toMatchObject({ waiting: 1, reply: { matching: 5, stamp: "2" } });
    await list.takeIn(new Set());
    expect(shown(list)).toBe("bcd");
    expect(list.state().waiting).toBe(0);
  });

  test("what came and left again waits no more", async () => {
    const { inbox, list } = await opened("bdfh", 1);
    inbox.become("bcdfh");
    await list.refresh([0, 2]);
    inbox.become("bdfh");
    await list.refresh([0, 2]);
    expect(list.state().waiting).toBe(0);
  });

  test("what left stands as gone until the hand is away", async () => {
    const { inbox, list } = await opened("bdfhjl", 2);
    inbox.become("bfhjl");
    await list.refresh([0, 2]);
    expect(shown(list)).toBe("b(d)fhjl");
    list.letGo(new Set(["d"]));
    expect(shown(list)).toBe("b(d)fhjl");
    list.letGo(new Set());
    expect(shown(list)).toBe("bfhjl");
  });

  test("what was only pushed out of its page is not gone", async () => {
    const { inbox, list } = await opened("bdfhjl", 2);
    inbox.become("acbdfhjl");
    await list.refresh([0, 2]);
    expect(shown(list)).toBe("bdfhjl");
    expect(list.state().waiting).toBe(2);
  });

  test("of the last page everything that it had not is gone", async () => {
    const { inbox, list } = await opened("bdfh", 2);
    inbox.become("bdf");
    await list.refresh([3, 3]);
    expect(shown(list)).toBe("bdf(h)");
  });

  test("rows change in place; those that did not are the same objects", async () => {
    const { inbox, list } = await opened("bd", 1);
    const [b, d] = list.state().rows;
    inbox.become("bd", "d");
    await list.refresh([0, 1]);
    expect(list.state().rows[0]).toBe(b);
    expect(list.state().rows[1]).not.toBe(d);
    expect(list.state().rows[1]?.item.revision).toBe(2);
  });

  test("only the first page and those in sight are read anew", async () => {
    const { inbox, list } = await opened("abcdefghijklmnopqr", 6);
    inbox.become("abcdefghijklmnopqr", "k");
    inbox.reads = 0;
    await list.refresh([9, 11]);
    expect(inbox.reads).toBe(2);
    expect(list.state().rows[10]?.item.revision).toBe(2);
    // In sight and already read: the first page alone.
    inbox.reads = 0;
    await list.refresh([9, 11]);
    expect(inbox.reads).toBe(1);
  });

  test("taken in, what is kept stays after the row it stood after", async () => {
    const { inbox, list } = await opened("bdf", 1);
    inbox.become("bcf");
    await list.refresh([0, 2]);
    await list.takeIn(new Set(["d"]));
    expect(shown(list)).toBe("b(d)cf");
  });

  test("a failure is said, and what was there stays", async () => {
    let away = false;
    const inbox = new Inbox("bd");
    const list = new InboxList(async (cursor) => {
      if (away) throw new Error("away");
      return inbox.read(cursor);
    });
    await list.open();
    away = true;
    await list.refresh([0, 1]);
    expect(shown(list)).toBe("bd");
    expect(list.state().error?.message).toBe("away");
    away = false;
    await list.refresh([0, 1]);
    expect(list.state().error).toBeUndefined();
  });
});
