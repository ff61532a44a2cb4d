import { describe, expect, it } from "vitest";
import { MOST_FILE_BYTES } from "../../contract/asset.ts";
import { HubError } from "../call-hub.ts";
import { type ContentHub, obviousProblem, Uploads } from "./uploads.ts";

const pdf = (name: string, bytes = 10) => new File([new Uint8Array(bytes)], name);
const asset = (title: string) => ({ asset: { id: `id of ${title}`, title, version: { id: "v" } } });

/** A hub at hand: what it holds back is let go by `release`. */
function atHand(over: Partial<Record<keyof ContentHub, unknown>> = {}) {
  const held: (() => void)[] = [];
  const added: string[] = [];
  const sizes = new Map<string, number>();
  let most = 0;
  const hub = {
    async begin({ bytes }: { bytes: number }, key: string) {
      sizes.set(key, bytes);
      return { id: key, bytes, received: 0 };
    },
    async state(id: string) {
      return { id, bytes: sizes.get(id), received: 0 };
    },
    async bytes(id: string) {
      most = Math.max(most, held.length + 1);
      await new Promise<void>((resolve) => held.push(resolve));
      return { id, bytes: sizes.get(id), received: sizes.get(id) };
    },
    async finish() {
      return { fileId: "f", type: "application/pdf", kind: "pdf", sameAs: [] };
    },
    async add(title: string) {
      added.push(title);
      return asset(title);
    },
    async addVersion() {
      return asset("The first");
    },
    async addText(title: string, text: string) {
      added.push(`${title}: ${text}`);
      return asset(title);
    },
    async rename() {},
    ...over,
  } as unknown as ContentHub;
  const uploads = new Uploads(
    hub,
    async () => {},
    async () => false,
  );
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  return {
    uploads,
    added,
    most: () => most,
    states: () => uploads.items().map(({ state }) => state),
    settle,
    async release() {
      await settle();
      held.shift()?.();
      await settle();
    },
  };
}

describe("uploads", () => {
  it("go two at a time, in order, and become content under the file's name", async () => {
    const { uploads, states, release, added, most } = atHand();
    uploads.add([pdf("one.pdf"), pdf("two_b.pdf"), pdf("three.pdf")]);
    await release();
    expect(states()).toEqual(["added", "sending", "sending"]);
    await release();
    await release();
    expect(added).toEqual(["One", "Two b", "Three"]);
    expect(most()).toBeLessThanOrEqual(2);
    expect(uploads.busy()).toBe(false);
  });

  it("that are paused let others go on, and go on themselves when they are told to", async () => {
    const { uploads, states, release, settle } = atHand();
    uploads.add([pdf("one.pdf"), pdf("two.pdf"), pdf("three.pdf")]);
    await settle();
    const [first] = uploads.items();
    uploads.pause(first?.id ?? "");
    await release();
    await release();
    await release();
    expect(states()).toEqual(["paused", "added", "added"]);
    uploads.resume(first?.id ?? "");
    await release();
    expect(states()).toEqual(["added", "added", "added"]);
  });

  it("are refused in words: what is empty or too long at once, the rest by the hub", async () => {
    const refused = new HubError("bad_request", "Office files can carry programs. Save it as PDF.");
    const { uploads, settle, release } = atHand({ finish: () => Promise.reject(refused) });
    uploads.add([pdf("empty.pdf", 0), pdf("deck.pptx")]);
    await release();
    await settle();
    expect(uploads.items().map(({ problem }) => problem)).toEqual([
      "The file is empty. Save it again and drop it here.",
      "Office files can carry programs. Save it as PDF.",
    ]);
    uploads.dismissSettled();
    expect(uploads.items()).toEqual([]);
  });

  it("of text, refused as files, come in as snippets where somebody says so", async () => {
    const refused = new HubError("bad_request", "Text is added as a snippet.");
    const { uploads, states, added, settle, release } = atHand({ finish: () => Promise.reject(refused) });
    uploads.add([
      new File(["# Answer\n"], "an answer.md"),
      new File([new Uint8Array([0x66, 0xfc, 0x72])], "old.txt"),
      pdf("list.csv"),
    ]);
    await release();
    await release();
    await settle();
    expect(uploads.items().map(({ isText }) => isText)).toEqual([true, true, false]);
    expect(uploads.items()[2]?.problem).toMatch(/^A list of addresses comes in by Import/);
    for (const { id } of uploads.items().slice(0, 2)) await uploads.makeSnippet(id);
    expect(states()).toEqual(["added", "refused", "refused"]);
    expect(added).toEqual(["An answer: # Answer"]);
    expect(uploads.items()[1]?.problem).toMatch(/^The text is not written in UTF-8/);
  });

  it("says by how much a file is too long", () => {
    expect(obviousProblem({ name: "a.pdf", size: MOST_FILE_BYTES + 1 })).toMatch(/this one is 1 byte over/);
    expect(obviousProblem({ name: "a.pdf", size: MOST_FILE_BYTES })).toBeUndefined();
  });

  it("of bytes that are here already wait for a word, and become what that says", async () => {
    const same = { assetId: "a", title: "The first", version: 1 };
    const { uploads, states, release, settle, added } = atHand({
      finish: async () => ({ fileId: "f", type: "application/pdf", kind: "pdf", sameAs: [same] }),
    });
    uploads.add([pdf("copy.pdf")]);
    await release();
    expect(states()).toEqual(["known"]);
    uploads.dismissSettled();
    expect(uploads.items()).toHaveLength(1);
    await uploads.keepKnown(uploads.items()[0]?.id ?? "", "version");
    await settle();
    expect(uploads.items()[0]).toMatchObject({ state: "added", asset: { title: "The first" } });
    expect(added).toEqual([]);
  });

  it("keep a title that is written while they are on their way", async () => {
    const { uploads, added, release } = atHand();
    uploads.add([pdf("one.pdf")]);
    await uploads.rename(uploads.items()[0]?.id ?? "", " Pricing, 2026 ");
    await release();
    expect(added).toEqual(["Pricing, 2026"]);
  });

  it("keep the title they have where the hub does not take another, and say why", async () => {
    const refused = new HubError("conflict", "Another has this title.");
    const { uploads, release } = atHand({ rename: () => Promise.reject(refused) });
    uploads.add([pdf("one.pdf")]);
    await release();
    await uploads.rename(uploads.items()[0]?.id ?? "", "Two");
    expect(uploads.items()[0]).toMatchObject({ title: "One", problem: "Another has this title." });
  });
});
