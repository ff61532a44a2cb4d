import { expect, it } from "vitest";
import type { Share } from "../contract/share.ts";
import { afterSending, mergedShares, sentShare, usableShare, withShare } from "./share-list.ts";

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const share = (number: number, changes: Partial<Share> = {}) =>
  ({
    id: id(number),
    assetId: id(100 + number),
    mine: true,
    tracked: true,
    link: `https://links.example/l/${number}`,
    version: 2,
    sentVersion: null,
    copiedAt: null,
    openedIn: null,
    openedInAt: null,
    expiresAt: null,
    revokedAt: null,
    ...changes,
  }) as Share;
const at = (minute: number) => `2026-11-20T10:${String(minute).padStart(2, "0")}:00.000Z`;

it("keeps a share's place, puts a new one first, and no more than a context holds", () => {
  const many = Array.from({ length: 20 }, (_, index) => share(index));
  expect(withShare([share(1), share(2)], share(2, { pinned: true }))).toEqual([
    share(1),
    share(2, { pinned: true }),
  ]);
  expect(withShare(many, share(99)).map((one) => one.id)).toEqual(
    [share(99), ...many.slice(0, 19)].map((one) => one.id),
  );
});

it("shows what was done here until the hub tells newer, and that it was sent also while that waits", () => {
  const copied = afterSending(share(1), null, at(5));
  const changed = [{ share: copied, at: at(5) }];
  expect(mergedShares([], changed, at(4))).toEqual([copied]);
  expect(mergedShares([share(1, { title: "New name" })], changed, at(6))).toEqual([
    { ...copied, title: "New name" },
  ]);
  // Told anew without it: it is gone.
  expect(mergedShares([], changed, at(6))).toEqual([]);
});

it.each<[string, Partial<Share>, boolean]>([
  ["one's own", {}, true],
  ["another's", { mine: false }, false],
  ["one without tracking", { tracked: false }, false],
  ["a revoked one", { revokedAt: at(1) }, false],
  ["an expired one", { expiresAt: at(1) }, false],
  ["one that will expire", { expiresAt: at(59) }, true],
  ["one whose link is not told", { link: undefined }, false],
])("gives %s again without asking: %j → %s", (_name, changes, usable) => {
  const found = usableShare([share(1, changes)], id(101), new Date(at(30)), true);
  expect(found !== undefined).toBe(usable);
});

it("gives a link without tracking again where one without is asked for", () => {
  const without = share(1, { tracked: false });
  expect(usableShare([share(2, { assetId: id(101) }), without], id(101), new Date(at(30)), false)).toBe(
    without,
  );
});

it("knows what was sent last, whatever was prepared since", () => {
  const sent = [
    share(1, { assetId: id(9) }),
    share(2, { assetId: id(9), copiedAt: at(2) }),
    share(3, { assetId: id(9), openedInAt: at(5), tracked: false }),
    share(4, { assetId: id(9), copiedAt: at(8), mine: false }),
  ];
  expect(sentShare(sent, id(9))).toBe(sent[2]);
  expect(sentShare(sent.slice(0, 1), id(9))).toBeUndefined();
});
