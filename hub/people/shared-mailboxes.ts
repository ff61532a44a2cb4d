import { ApiError } from "../http/api-error.ts";
import type { Sql } from "../store/store.ts";
import { readEmail } from "./email.ts";
import { type Identifier, identifierKey, type Mention } from "./identifiers.ts";
import type { Identities } from "./identity-state.ts";

/** The addresses that an admin says several people read, as they were written. */
export async function listSharedMailboxes(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ shown: string }>("select shown from shared_mailbox order by value");
  return rows.map(({ shown }) => shown);
}

/**
 * Makes these all that the list has.
 * @param sql a transaction
 * @returns the list as it is now
 * @throws ApiError naming the line that is no address
 */
export async function changeSharedMailboxes(sql: Sql, items: readonly string[]): Promise<string[]> {
  const emails = items.map((text, n) => {
    const email = readEmail(text);
    if (!email) {
      throw new ApiError("bad_request", `Line ${n + 1} is not an e-mail address. Give whole addresses.`);
    }
    return email;
  });
  const values = emails.map(({ value }) => value);
  await sql.query("delete from shared_mailbox where value <> all($1::text[])", [values]);
  await sql.query(
    `insert into shared_mailbox (value, shown) select * from unnest($1::text[], $2::text[])
     on conflict (value) do nothing`,
    [values, emails.map(({ shown }) => shown)],
  );
  return listSharedMailboxes(sql);
}

/** New names, with what is on the admin's list marked: of a batch that names nobody new, nothing is asked. */
export async function markListed(sql: Sql, missing: readonly Identifier[]): Promise<Identifier[]> {
  const emails = missing.filter(({ kind, sharedMailbox }) => kind === "email" && !sharedMailbox);
  if (emails.length === 0) return [...missing];
  const rows = await sql.query<{ value: string }>(
    "select value from shared_mailbox where value = any($1::text[])",
    [emails.map(({ value }) => value)],
  );
  const listed = new Set(rows.map(({ value }) => value));
  return missing.map((name) =>
    name.kind === "email" && listed.has(name.value) ? { ...name, sharedMailbox: true } : name,
  );
}

/** What is said by a name that was found to be a shared mailbox is not said of one person. */
export function asMailboxes(mentions: readonly Mention[], identities: Identities): readonly Mention[] {
  const known = (name: Identifier) => identities.get(identifierKey(name))?.identifier ?? name;
  const differs = (name: Identifier) => known(name).sharedMailbox !== name.sharedMailbox;
  if (!mentions.some(({ claims }) => claims.some(differs))) return mentions;
  return mentions.map((mention) => {
    if (!mention.claims.some(differs)) return mention;
    const claims = mention.claims.map((claim) => (differs(claim) ? known(claim) : claim));
    const { subject } = mention;
    const stays = subject === undefined || !differs(subject);
    return {
      ...mention,
      claims,
      subject: stays ? subject : (claims.find((claim) => !claim.sharedMailbox) ?? mention.anonymous),
    };
  });
}
