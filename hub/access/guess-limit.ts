import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import { hashSecret } from "../secret.ts";
import type { Sql } from "../store/store.ts";
import { type Bucket, returnTry, takeTry } from "./attempts.ts";
import { networkOf } from "./network.ts";

/** So many tries may fail in a quarter of an hour: from one network, and at short codes from all of them. */
const FROM_ONE_NETWORK = 10;
/** A site of IPv6 has 65,536 networks, and who has one would have as many tries; an office has colleagues in several. */
const FROM_ONE_SITE = 40;
/**
 * Against 2^40 codes of which each member has three at most, for ten minutes: with a hundred of them alive the
 * whole year round, somebody who never stops guesses one in about three hundred years.
 */
const FROM_ALL_NETWORKS = 1_000;
const everybody: Bucket = { name: "device-code", most: FROM_ALL_NETWORKS };

/** Counts an invitation's code that is none: 160 bits, so that who has a right one is not held up. */
export function countWrongCode(sql: Sql, call: Call, now: Date): Promise<void> {
  return takeTries(sql, networks(call), now);
}

/**
 * Tries a short code, whose 40 bits could be guessed by who may try for ever: after too many failures not even
 * the right one is taken. Both counts are the database's, so several hubs have no more tries than one.
 * @param attempt must throw for a code that is not right
 */
export async function limitGuesses<Outcome>(
  sql: Sql,
  call: Call,
  now: Date,
  attempt: () => Promise<Outcome>,
): Promise<Outcome> {
  await takeTries(sql, [...networks(call), everybody], now);
  try {
    const outcome = await attempt();
    await giveBack(sql, call, now);
    return outcome;
  } catch (error) {
    // What is not the code's fault, such as a database that is away, is no guess.
    if (!(error instanceof ApiError)) await giveBack(sql, call, now);
    throw error;
  }
}

/** One of each; where one has none left, the others are given back. */
async function takeTries(sql: Sql, buckets: readonly Bucket[], now: Date): Promise<void> {
  for (const [n, bucket] of buckets.entries()) {
    await takeTry(sql, bucket, now).catch(async (error: unknown) => {
      for (const taken of buckets.slice(0, n)) await returnTry(sql, taken, now);
      throw error;
    });
  }
}

/** Where it fails, tries are counted too high for a quarter of an hour, which is no reason to lose an answer. */
async function giveBack(sql: Sql, call: Call, now: Date): Promise<void> {
  for (const bucket of [...networks(call), everybody]) await returnTry(sql, bucket, now).catch(() => {});
}

function networks({ address }: Call): Bucket[] {
  const [own, site] = [networkOf(address), networkOf(address, 48)];
  const bucket = (network: string, most: number) => ({
    name: `join:${hashSecret(network).toString("base64url").slice(0, 22)}`,
    most,
  });
  return own === site
    ? [bucket(own, FROM_ONE_NETWORK)]
    : [bucket(own, FROM_ONE_NETWORK), bucket(site, FROM_ONE_SITE)];
}
