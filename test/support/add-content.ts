import { randomUUID } from "node:crypto";
import type { Hub } from "../../hub/hub.ts";
import { touchLibrary } from "../../hub/library/touch-library.ts";
import type { Conditions } from "../../lib/contract/condition.ts";
import type { Guidance } from "../../lib/contract/guidance.ts";

/** An asset that a test wants there. */
export interface Wanted {
  title: string;
  /** `undefined`, said so: without guidance. Else of everybody. */
  conditions: Conditions | undefined;
  toGet: string;
  how: Guidance["how"];
  state: "processing" | "ready";
  audience: "all" | "marketing";
  retired: boolean;
  /** What elsewhere counts as reading it. */
  urls: string[];
  titles: string[];
}

/** Puts an asset with guidance into the library, as if it had been uploaded, made ready and guided. */
export async function addContent(
  hub: Hub,
  wanted: Partial<Wanted> & { title: string },
): Promise<{ id: string; versionId: string }> {
  const [id, versionId] = [randomUUID(), randomUUID()];
  const conditions =
    "conditions" in wanted ? wanted.conditions : { to: [], joint: "and", when: [], except: [] };
  const guidance = conditions && {
    conditions,
    toGet: wanted.toGet ?? "",
    noException: false,
    how: wanted.how ?? { openWith: "", show: "", ask: "", nextStep: "" },
  };
  await hub.store.transaction(async (sql) => {
    await sql.query(
      `insert into asset (id, kind, title, audience, created_at, retired_at)
       values ($1, 'pdf', $2, $3, $4, case when $5 then $4::timestamptz end)`,
      [id, wanted.title, wanted.audience ?? "all", hub.now(), wanted.retired ?? false],
    );
    await sql.query(
      "insert into asset_version (id, asset_id, number, state, pages) values ($1, $2, 1, $3, 12)",
      [versionId, id, wanted.state ?? "ready"],
    );
    if (guidance) {
      await sql.query("insert into guidance (id, asset_id, body) values ($1, $2, $3::jsonb)", [
        randomUUID(),
        id,
        JSON.stringify(guidance),
      ]);
    }
    await sql.query(
      `insert into asset_match (asset_id, kind, value)
       select $1::uuid, 'url', unnest($2::text[]) union all select $1::uuid, 'title', unnest($3::text[])`,
      [id, wanted.urls ?? [], wanted.titles ?? []],
    );
    await touchLibrary(sql);
  });
  return { id, versionId };
}
