import { z } from "zod";
import { TRACKING } from "../../lib/contract/share.ts";
import type { Handlers } from "../http/handler.ts";
import type { Hub } from "../hub.ts";
import type { Sql } from "../store/store.ts";
import { isLocal } from "./link-address.ts";

/** The key in `setting`. */
export const READING = "reading";

const Stored = z.object({
  tracking: z.enum(TRACKING).catch("person"),
  companyName: z.string().catch(""),
});
export type StoredReading = z.infer<typeof Stored>;

/** @param value as `setting` holds it; undefined or null where nobody has set anything */
export function readingSettingsOf(value: unknown): StoredReading {
  const parsed = Stored.safeParse(value ?? {});
  return parsed.success ? parsed.data : { tracking: "person", companyName: "" };
}

/** What is noted of readers, and how the team's company is called. */
export function readingSettingsHandlers(
  hub: Hub,
): Pick<Handlers, "readingSettings" | "changeReadingSettings"> {
  const describe = async (sql: Sql) => {
    const [row] = await sql.query<{ value: unknown }>("select value from setting where key = $1", [READING]);
    return {
      ...readingSettingsOf(row?.value),
      mail: hub.settings.smtpUrl !== undefined,
      linksAreLocal: isLocal(hub.settings.linksUrl),
    };
  };
  return {
    readingSettings: () => describe(hub.store),
    changeReadingSettings: (request, call) =>
      hub.store.transaction(async (sql) => {
        const memberId = call.caller.kind === "member" ? call.caller.member.id : null;
        await sql.query(
          `insert into setting (key, value, changed_at, changed_by) values ($1, $2::jsonb, $3, $4)
           on conflict (key) do update set value = setting.value || excluded.value,
             changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
          [READING, JSON.stringify(request), hub.now(), memberId],
        );
        return describe(sql);
      }),
  };
}
