import { randomBytes, randomUUID } from "node:crypto";
import type { Context } from "hono";
import { type Bucket, returnTry, takeTry } from "../access/attempts.ts";
import { networkOf } from "../access/network.ts";
import { ApiError } from "../http/api-error.ts";
import type { Hub } from "../hub.ts";
import { enqueue } from "../jobs/queue.ts";
import { hashSecret } from "../secret.ts";
import { linkAddress } from "../shares/link-address.ts";
import { sameBytes } from "../signing.ts";
import type { Sql } from "../store/store.ts";
import type { Link } from "./find-link.ts";
import { codeHash, MAIL_CODE } from "./mail-code-work.ts";
import { type CodeFacts, readerPage } from "./page.ts";
import { signPass } from "./pass.ts";
import { showPage } from "./show-page.ts";

const VALID_MS = 15 * 60_000;
/** Guesses at one code: one in 200,000 is right by chance. */
const TRIES = 5;
/** In a quarter of an hour: mails of one link, and mails and guesses from one network. */
const MAILS_A_LINK = 5;
const FROM_ONE_NETWORK = 30;
/** In a day, of one link: mails, and wrong guesses. */
const MAILS_A_DAY = 20;
const GUESSES_A_DAY = 50;
/** Who has the link can ask again and again: a code that was just mailed goes on holding. */
const LEFT_ALONE_MS = 60_000;
const LARGEST_FORM = 2_000;

/** The page that asks for the code, of a link that is limited to an address. */
export function askForCode(context: Context, link: Link, said: Partial<CodeFacts> = {}): Response {
  const page = readerPage({
    page: "code",
    title: link.title,
    sender: link.sender,
    company: link.settings.companyName,
    step: "ask",
    action: new URL(linkAddress("http://links", link.token, link.title)).pathname,
    ...said,
  });
  return showPage(context, page, 200);
}

/** Has a code mailed, or lets in whoever says the right one. */
export async function takeCode(hub: Hub, context: Context, link: Link, address: string): Promise<Response> {
  const form = await readForm(context.req.raw);
  const network = hashSecret(networkOf(address)).toString("base64url").slice(0, 22);
  try {
    await takeTry(hub.store, { name: `link-code:${network}`, most: FROM_ONE_NETWORK }, hub.now());
    if (form.has("send")) {
      if (await wasJustMailed(hub, link)) return askForCode(context, link, { step: "enter" });
      await takeTry(hub.store, { name: `link-mail:${link.id}`, most: MAILS_A_LINK }, hub.now());
      if (hub.settings.smtpUrl === undefined) {
        return askForCode(context, link, {
          problem: `No mail can be sent at the moment. Tell ${link.sender}.`,
        });
      }
      if (await isUsedUp(hub, { name: `day:link-mail:${link.id}`, most: MAILS_A_DAY })) {
        return askForCode(context, link, { problem: tomorrow(link) });
      }
      await hub.store.transaction((sql) => queueCode(sql, link, hub.now()));
      return askForCode(context, link, { step: "enter" });
    }
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "rate_limited") throw error;
    return showPage(context, readerPage({ page: "notice", notice: "too_many_tries" }), 429);
  }
  const code = (form.get("code") ?? "").replaceAll(/\s/g, "");
  const guesses = { name: `day:link-guess:${link.id}`, most: GUESSES_A_DAY };
  const now = hub.now();
  if (await isUsedUp(hub, guesses)) {
    return askForCode(context, link, { step: "enter", problem: tomorrow(link) });
  }
  if (!(await isRight(hub, link, code))) {
    const problem =
      "This is not the code of the last mail, or it is too old. Look again, or ask for another.";
    return askForCode(context, link, { step: "enter", problem });
  }
  await returnTry(hub.store, guesses, now);
  const path = new URL(linkAddress("http://links", link.token, link.title)).pathname;
  return context.redirect(`${path}?pass=${await signPass(hub, link)}`, 303);
}

const tomorrow = ({ sender }: Link) =>
  `Too many codes were asked for or tried today. Try again tomorrow, or tell ${sender}.`;

/** Takes one of a day's tries; says whether there was none left. */
async function isUsedUp(hub: Hub, bucket: Bucket): Promise<boolean> {
  try {
    await takeTry(hub.store, bucket, hub.now());
    return false;
  } catch (error) {
    if (error instanceof ApiError && error.code === "rate_limited") return true;
    throw error;
  }
}

/** Whether a code that can still be used is so young that its mail may be on its way. */
async function wasJustMailed(hub: Hub, link: Link): Promise<boolean> {
  const now = hub.now();
  const rows = await hub.store.query(
    `select 1 from link_code where share_id = $1 and used_at is null and tries < ${TRIES} and created_at > $2
       and expires_at > $3`,
    [link.id, new Date(now.getTime() - LEFT_ALONE_MS), now],
  );
  return rows.length > 0;
}

/** @throws ApiError too_large: there is one field, of six digits */
async function readForm(request: Request): Promise<URLSearchParams> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_FORM) throw new ApiError("too_large", "This is no code.");
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}

/** The code is made where the mail is, so that it is written down nowhere. Only the last one counts. */
async function queueCode(sql: Sql, link: Link, now: Date): Promise<void> {
  const id = randomUUID();
  await sql.query("update link_code set used_at = $2 where share_id = $1 and used_at is null", [
    link.id,
    now,
  ]);
  await sql.query(
    "insert into link_code (id, share_id, code_hash, created_at, expires_at) values ($1, $2, $3, $4, $5)",
    [id, link.id, randomBytes(32), now, new Date(now.getTime() + VALID_MS)],
  );
  await enqueue(sql, { kind: MAIL_CODE, key: id, payload: { codeId: id } });
}

/** A right code is used up; a wrong one is a try less. */
async function isRight(hub: Hub, link: Link, code: string): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return false;
  const [row] = await hub.store.query<{ id: string; code_hash: Buffer }>(
    `update link_code set tries = tries + 1
     where share_id = $1 and used_at is null and expires_at > $2 and tries < ${TRIES}
     returning id, code_hash`,
    [link.id, hub.now()],
  );
  if (!row || !sameBytes(row.code_hash, await codeHash(hub, row.id, code))) return false;
  const used = await hub.store.query(
    "update link_code set used_at = $2 where id = $1 and used_at is null returning id",
    [row.id, hub.now()],
  );
  return used.length > 0;
}
