import type { Share } from "../contract/share.ts";

/** As many as a context holds. */
const MOST = 20;

/** What was sent, with this share as it is now: in its place, or as the newest. Pure. */
export function withShare(shares: readonly Share[], share: Share): Share[] {
  const known = shares.some(({ id }) => id === share.id);
  if (known) return shares.map((other) => (other.id === share.id ? share : other));
  return [share, ...shares].slice(0, MOST);
}

/** A share that was changed here, and when. */
export interface Changed {
  share: Share;
  /** Instant by this computer's clock. */
  at: string;
}

/**
 * What was sent, as the hub told it at `fetchedAt`, with what was done here since. That the rep copied or opened a link
 * holds also while the word of it still waits to be sent. Pure.
 */
export function mergedShares(
  told: readonly Share[],
  changed: readonly Changed[],
  fetchedAt: string,
): Share[] {
  let shares: Share[] = [...told];
  for (const { share, at } of changed) {
    const known = told.find(({ id }) => id === share.id);
    if (Date.parse(fetchedAt) <= Date.parse(at)) shares = withShare(shares, share);
    else if (known) shares = withShare(shares, { ...known, ...sentIn(known, share) });
  }
  return shares;
}

function sentIn(known: Share, done: Share): Partial<Share> {
  return {
    copiedAt: known.copiedAt ?? done.copiedAt,
    openedIn: known.openedIn ?? done.openedIn,
    openedInAt: known.openedInAt ?? done.openedInAt,
    sentVersion: known.sentVersion ?? done.sentVersion,
  };
}

/** The share after its link was copied or opened in a mail program at `at`: what is sent then is the version it shows. */
export function afterSending(share: Share, composer: Share["openedIn"], at: string): Share {
  const sentVersion = share.version;
  return composer === null
    ? { ...share, copiedAt: at, sentVersion }
    : { ...share, openedIn: composer, openedInAt: at, sentVersion };
}

/**
 * The rep's own link for an asset that works and can be given again without asking, or undefined.
 * @param tracked whether it is to tell what is read: one never stands for the other
 */
export function usableShare(
  shares: readonly Share[],
  assetId: string,
  now: Date,
  tracked: boolean,
): Share | undefined {
  return shares.find(
    (share) =>
      share.assetId === assetId &&
      share.mine &&
      share.tracked === tracked &&
      share.link !== undefined &&
      share.revokedAt === null &&
      (share.expiresAt === null || Date.parse(share.expiresAt) > now.getTime()),
  );
}

/** When the link was given away last, by copying or in a mail program, or undefined for what was only prepared. */
export function sentAt({ copiedAt, openedInAt }: Pick<Share, "copiedAt" | "openedInAt">): string | undefined {
  const instants = [copiedAt, openedInAt].flatMap((at) => (at === null ? [] : [at]));
  return instants.sort((one, other) => Date.parse(one) - Date.parse(other)).at(-1);
}

/** The rep's own link for an asset that was given away last, tracked or not, or undefined. */
export function sentShare(shares: readonly Share[], assetId: string): Share | undefined {
  const at = (share: Share) => Date.parse(sentAt(share) ?? "");
  return shares
    .filter((share) => share.assetId === assetId && share.mine && sentAt(share) !== undefined)
    .sort((one, other) => at(other) - at(one))[0];
}
