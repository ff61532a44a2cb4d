import type { Role } from "../../lib/contract/member.ts";
import { may } from "../../lib/contract/permissions.ts";
import type { Work } from "../jobs/work.ts";
import { libraryOf } from "../library/read-library.ts";
import { sendMail } from "../mail/send-mail.ts";
import { sharePeople } from "../reader/share-people.ts";
import { readDueSoon } from "../today/owed.ts";
import { digestMail } from "./digest-mail.ts";
import { readNotices } from "./read-notices.ts";

const MOST = 1_000;
const DAY_MS = 24 * 3_600_000;

interface Row {
  member_id: string;
  role: Role;
  at: Date;
  email: string;
  digest: string;
  token: string;
}

/**
 * Sends a digest as it was fixed, less what was seen since. A hub that dies between sending it and noting that sends
 * it again, under the same Message-ID: mail programs show it once.
 */
export const sendDigest: Work = async (hub, { payload }) => {
  const id = String(payload.digest);
  const { store, settings } = hub;
  const [row] = await store.query<Row>(
    `select d.member_id, d.at, m.role, c.digest, c.token, i.shown as email
     from digest d join member m on m.id = d.member_id and m.deactivated_at is null
     join digest_choice c on c.member_id = d.member_id and c.digest <> 'off'
     cross join lateral (
       select shown from sign_in_identity where member_id = d.member_id and kind = 'email' limit 1
     ) i
     where d.id = $1 and d.sent_at is null`,
    [id],
  );
  if (row === undefined) return "done";
  const notices = await readNotices(store, () => libraryOf(hub), sharePeople.recordOf, {
    member: { id: row.member_id, role: row.role },
    now: hub.now(),
    which: "n.digest_id = $4 and n.seen_at is null",
    values: [id],
    most: MOST,
  });
  // As of when it was planned, so that it is the same mail each time.
  const due = may(row.role, "answerFeedback")
    ? await readDueSoon(store, row.member_id, row.at, new Date(row.at.getTime() + DAY_MS))
    : { soon: 0, late: 0 };
  if (notices.length > 0 || due.soon > 0) {
    const host = new URL(settings.publicUrl).hostname;
    const off = `${settings.publicUrl}/mail/off/${row.token}`;
    await sendMail(settings, {
      to: row.email,
      ...digestMail(notices, due, {
        often: row.digest === "weekly" ? "weekly" : "daily",
        deskUrl: may(row.role, "answerFeedback") ? `${settings.publicUrl}/desk/feedback` : undefined,
        offUrl: off,
      }),
      messageId: `<digest.${id}@${host}>`,
      headers: {
        "List-Unsubscribe": `<${off}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": `Leadside digest <digest.${host}>`,
      },
    });
  }
  await store.query("update digest set sent_at = $2 where id = $1", [id, hub.now()]);
  return "done";
};
