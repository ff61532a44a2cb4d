import { randomInt } from "node:crypto";
import type { Hub } from "../hub.ts";
import type { Work } from "../jobs/work.ts";
import { sendMail } from "../mail/send-mail.ts";
import { READING, readingSettingsOf } from "../shares/reading-settings.ts";
import { keyedHash } from "../signing.ts";

/** The kind of job that mails a code to the address that a link is limited to. */
export const MAIL_CODE = "mail_link_code";

/** What is kept of a code: it is short, so it is hashed with the hub's key. */
export const codeHash = (hub: Hub, codeId: string, code: string): Promise<Buffer> =>
  keyedHash(hub, "link code", `${codeId} ${code}`);

interface Row {
  limited_to: string | null;
  title: string;
  sender: string;
  setting: unknown;
}

/** Makes a code, keeps its hash and mails it. Done again, the newer mail has the code that counts. */
export const mailCode: Work = async (hub, job) => {
  const codeId = String(job.payload.codeId);
  const [row] = await hub.store.query<Row>(
    `select s.limited_to, a.title, m.name as sender, (select value from setting where key = $3) as setting
     from link_code c join share s on s.id = c.share_id join asset a on a.id = s.asset_id
       join member m on m.id = s.member_id
     where c.id = $1 and c.used_at is null and c.expires_at > $2`,
    [codeId, hub.now(), READING],
  );
  if (row?.limited_to === undefined || row.limited_to === null) return "done";
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  // Outside of a transaction: the key may have to be read.
  const hash = await codeHash(hub, codeId, code);
  await hub.store.query("update link_code set code_hash = $2 where id = $1", [codeId, hash]);
  const { companyName } = readingSettingsOf(row.setting);
  const from = companyName === "" ? row.sender : `${row.sender}, ${companyName}`;
  await sendMail(hub.settings, {
    to: row.limited_to,
    subject: `${code} is your code for ${row.title.replaceAll(/\s+/g, " ")}`,
    text: [
      `${code} opens "${row.title}", which ${from} sent you.`,
      "",
      "It holds for 15 minutes and is good once. If you did not ask for it, you need do nothing.",
    ].join("\n"),
  });
  return "done";
};
