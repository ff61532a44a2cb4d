import type { z } from "zod";
import {
  CONTEXT_PARTS,
  type FeedbackContext,
  type GiveFeedbackReply,
  type GiveFeedbackRequest,
} from "../../lib/contract/feedback.ts";
import { recordKey } from "../../lib/contract/record-key.ts";
import { ApiError } from "../http/api-error.ts";
import type { Call } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import { libraryOf } from "../library/read-library.ts";
import { tellOfGiven } from "../notices/tell.ts";
import type { Sql } from "../store/store.ts";
import { writeOnce } from "../write-once.ts";
import { type AboutColumns, findAbout } from "./about.ts";
import { dueFromNow } from "./due.ts";
import { lockGiver, memberOf } from "./own-item.ts";
import type { FeedbackPeople, LookedUp } from "./people.ts";
import { replaceOutcome } from "./replace-outcome.ts";
import { isOutcome, isOwed, misfit } from "./rules/fits.ts";
import { touchFeedback } from "./touch.ts";
import { HELD_MS, UNDO_MS } from "./undo-time.ts";
import { indexWords } from "./words.ts";

type Request = z.output<typeof GiveFeedbackRequest>;

/**
 * Keeps what a rep says, at once; others see it when the undo time is over. The write's key is the item's id. Of what
 * happened, how it went is said once: the newest click counts.
 */
export async function giveFeedback(
  hub: Hub,
  people: FeedbackPeople,
  request: Request,
  call: Call,
): Promise<z.input<typeof GiveFeedbackReply>> {
  const id = call.idempotencyKey;
  const { about, type } = request;
  const reasons = [...new Set(request.reasons ?? [])];
  const fault = misfit(type, about.what, reasons);
  if (fault !== undefined) throw new ApiError("bad_request", fault);
  const member = memberOf(call);
  const library = await libraryOf(hub);
  await hub.store.transaction(async (sql) => {
    const now = hub.now();
    const { first } = await writeOnce(sql, { kind: "giveFeedback", call, request, now });
    if (!first) return;
    await lockGiver(sql, member.id);
    // A device's clock may be ahead.
    const clickedAt = new Date(Math.min(Date.parse(request.at), now.getTime()));
    const looked = await people.lookedUp(sql, { record: request.record, memberId: member.id });
    const found = await findAbout(sql, about, { member, library, clickedAt });
    const whose = await whoseIs(sql, people, { looked, found, record: recordKey(request.record) });
    const said = {
      reasons,
      theirWords: request.theirWords ?? "",
      note: request.note ?? "",
      context: withoutParts(request.context, request.taken),
      taken: request.taken,
    };
    const { late, comparisonId } = isOutcome(about.what)
      ? await replaceOutcome(sql, { id, memberId: member.id, of: { ...found, ...whose }, clickedAt, now })
      : { late: false, comparisonId: null };
    // What comes late counts no more, and what it says beyond the click is read all the same.
    const saysMore = reasons.length > 0 || said.theirWords !== "" || said.note !== "";
    const owed = isOwed({ type, ...said, added: false });
    const visibleAt = new Date(now.getTime() + (request.hold ? HELD_MS : UNDO_MS));
    await insertItem(sql, {
      id,
      memberId: member.id,
      tokenId: call.caller.kind === "member" ? call.caller.tokenId : null,
      ...whose,
      type,
      ...found,
      comparisonId: found.comparisonId ?? comparisonId,
      page: request.page ?? null,
      ...said,
      clickedAt,
      now,
      visibleAt,
      takenBackAt: late && !saysMore ? now : null,
      replacedAt: late && saysMore ? now : null,
      dueAt: owed ? await dueFromNow(hub, sql) : null,
    });
    await indexWords(sql, [id]);
    if (found.askId !== null) {
      await sql.query("update claim_ask_place set ended_at = $3 where ask_id = $1 and member_id = $2", [
        found.askId,
        member.id,
        now,
      ]);
    }
    if (owed && (!late || saysMore)) await tellOfGiven(sql, { feedbackId: id, at: now, visibleAt });
    await touchFeedback(sql);
  });
  return { id };
}

/** What was there and stays: a part that was taken away is not kept, also where a device sent it all the same. */
export function withoutParts(
  context: FeedbackContext,
  taken: readonly string[],
): z.output<typeof FeedbackContext> {
  return Object.fromEntries(
    CONTEXT_PARTS.flatMap((part) => {
      const text = context[part]?.trim();
      return text && !taken.includes(part) ? [[part, text]] : [];
    }),
  );
}

interface Whose {
  identityId: number | null;
  companyId: string | null;
  record: string;
}

/**
 * Whom it hangs on: of something that was sent whom it was sent to, and their record where the one that is open is
 * another person's.
 */
async function whoseIs(
  sql: Sql,
  people: FeedbackPeople,
  said: { looked: LookedUp; found: { identityId?: number; record?: string }; record: string },
): Promise<Whose> {
  const { looked, found, record } = said;
  if (found.identityId === undefined) return { ...looked, record };
  const owner = await people.personOf(sql, found.identityId);
  const isSame = owner.personId === looked.personId;
  return { ...owner, record: isSame ? record : (found.record ?? record) };
}

interface NewItem extends Whose, AboutColumns {
  id: string;
  memberId: string;
  tokenId: string | null;
  type: string;
  page: number | null;
  reasons: readonly string[];
  theirWords: string;
  note: string;
  context: z.output<typeof FeedbackContext>;
  taken: readonly string[];
  clickedAt: Date;
  now: Date;
  visibleAt: Date;
  takenBackAt: Date | null;
  replacedAt: Date | null;
  dueAt: Date | null;
}

async function insertItem(sql: Sql, item: NewItem): Promise<void> {
  const { context } = item;
  await sql.query(
    `insert into feedback (id, member_id, token_id, identity_id, record, type, asset_id, version, page, share_id,
       claim_id, claim_version_id, comparison_id, ask_id, reasons, their_words, note, context, taken, stage, industry,
       company, company_id, clicked_at, received_at, changed_at, visible_at, taken_back_at, due_at, own_due_at,
       owed_at, replaced_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18::jsonb, $19, $20, $21, $22,
       $23, $24, $25, $25, $26, $27, $28, $28, case when $28::timestamptz is not null then $25::timestamptz end, $29)`,
    [
      item.id,
      item.memberId,
      item.tokenId,
      item.identityId,
      item.record,
      item.type,
      item.assetId,
      item.version,
      item.page,
      item.shareId,
      item.claimId,
      item.claimVersionId,
      item.comparisonId,
      item.askId,
      item.reasons,
      item.theirWords,
      item.note,
      JSON.stringify(context),
      item.taken,
      context.stage ?? null,
      context.industry ?? null,
      context.company ?? null,
      item.taken.includes("company") ? null : item.companyId,
      item.clickedAt,
      item.now,
      item.visibleAt,
      item.takenBackAt,
      item.dueAt,
      item.replacedAt,
    ],
  );
}
