import { randomUUID } from "node:crypto";
import { touchLibrary } from "../../hub/library/touch-library.ts";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import type { About } from "../../lib/contract/feedback.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import type { TestHub } from "./hub.ts";
import { type LinkScene, linkScene } from "./link-scene.ts";

export interface Said {
  record: RecordRef;
  about: About;
  type: RequestOf<"giveFeedback">["type"];
}

/** A team with content and talking points, and reps who say what came of them. */
export interface FeedbackScene extends LinkScene {
  /** A talking point that was published once. */
  claim(title?: string): Promise<{ claimId: string; versionId: string }>;
  claimVersion(claimId: string, number: number): Promise<string>;
  /** Gives feedback; the click was just now. */
  give(
    member: { token: string },
    said: Said & Partial<RequestOf<"giveFeedback">>,
    key?: string,
  ): Promise<string>;
  /** What the database has of it. */
  row(id: string): Promise<Record<string, unknown>>;
}

export async function feedbackScene(hub: TestHub): Promise<FeedbackScene> {
  const { store } = hub.hub;
  const scene = await linkScene(hub);
  const claimVersion: FeedbackScene["claimVersion"] = async (claimId, number) => {
    const id = randomUUID();
    const body = {
      say: `You are live in six weeks, as said the ${number}. time.`,
      proof: [],
      conditions: { to: [], joint: "and", when: [], except: [] },
      toGet: "",
    };
    await store.transaction(async (sql) => {
      await sql.query(
        `insert into claim_version (id, claim_id, number, body, what_changed, created_at)
         values ($1, $2, $3, $4::jsonb, 'Says weeks', $5)`,
        [id, claimId, number, JSON.stringify(body), hub.hub.now()],
      );
      await touchLibrary(sql);
    });
    return id;
  };
  return {
    ...scene,
    claimVersion,
    async claim(title = "Live in six weeks") {
      const claimId = randomUUID();
      await store.query("insert into claim (id, title, created_at) values ($1, $2, $3)", [
        claimId,
        title,
        hub.hub.now(),
      ]);
      return { claimId, versionId: await claimVersion(claimId, 1) };
    },
    async give({ token }, said, key) {
      const request = { at: hub.hub.now().toISOString(), context: {}, taken: [], ...said };
      const { id } = await hub.call("giveFeedback", request, { token, ...(key ? { key } : {}) });
      return id;
    },
    async row(id) {
      const [row] = await store.query("select * from feedback where id = $1", [id]);
      if (row === undefined) throw new Error("There is no such feedback.");
      return row;
    },
  };
}
