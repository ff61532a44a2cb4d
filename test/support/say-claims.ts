import { randomUUID } from "node:crypto";
import type { ClaimBody } from "../../lib/contract/claim.ts";
import type { Conditions } from "../../lib/contract/condition.ts";
import type { TestHub } from "./hub.ts";

export const IN_NORWAY: Conditions = {
  to: [{ fact: "country", any: ["Norway"] }],
  joint: "and",
  when: [],
  except: [],
};

/** What a version says; for people in Norway unless said otherwise. */
export const saying = (say: string, more: Partial<ClaimBody> = {}): ClaimBody => ({
  say,
  proof: [],
  conditions: IN_NORWAY,
  toGet: "",
  ...more,
});

/** Writes talking points at the desk, as one marketer. */
export function claimWriter(hub: TestHub, marketer: { token: string }) {
  return {
    async publish(claimId: string, body: ClaimBody, compare = false) {
      const request = { claimId, body, whatChanged: "Said better", ...(compare ? { compare } : {}) };
      return (await hub.call("publishClaim", request, marketer)).claim;
    },
    /** A talking point with one version. */
    async add(title: string, body: ClaimBody = saying(`${title}.`)) {
      const { claim } = await hub.call("addClaim", { title, body }, marketer);
      return this.publish(claim.id, body);
    },
  };
}

/** Something a rep said of a version, as `giveFeedback` keeps it, for figures that need many. */
export interface SaidOf {
  versionId: string;
  type: "landed" | "fell_flat" | "not_discussed";
  memberId: string;
  identityId?: number;
  comparisonId?: string;
  askId?: string;
  reasons?: string[];
  visibleAt?: Date;
  takenBackAt?: Date;
  replacedAt?: Date;
  status?: string;
}

export async function sayOf(hub: TestHub, ...said: SaidOf[]): Promise<void> {
  const now = hub.hub.now();
  await hub.hub.store.query(
    `insert into feedback (id, member_id, identity_id, type, claim_id, claim_version_id, version, comparison_id, ask_id,
       reasons, clicked_at, visible_at, taken_back_at, replaced_at, status)
     select s.id, s.member_id, s.identity_id, s.type, version.claim_id, version.id, version.number, s.comparison_id, s.ask_id,
       array(select jsonb_array_elements_text(s.reasons)), $2, coalesce(s.visible_at, $2), s.taken_back_at, s.replaced_at,
       coalesce(s.status, 'new')
     from jsonb_to_recordset($1::jsonb) as s (n integer, id uuid, member_id uuid, identity_id bigint, type text, version_id uuid,
       comparison_id uuid, ask_id uuid, reasons jsonb, visible_at timestamptz, taken_back_at timestamptz,
       replaced_at timestamptz, status text)
     join claim_version version on version.id = s.version_id order by s.n`,
    [
      JSON.stringify(
        said.map((one, n) => ({
          n,
          id: randomUUID(),
          member_id: one.memberId,
          identity_id: one.identityId,
          type: one.type,
          version_id: one.versionId,
          comparison_id: one.comparisonId,
          ask_id: one.askId,
          reasons: one.reasons ?? [],
          visible_at: one.visibleAt,
          taken_back_at: one.takenBackAt,
          replaced_at: one.replacedAt,
          status: one.status,
        })),
      ),
      now,
    ],
  );
}
