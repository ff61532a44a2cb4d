import { randomUUID } from "node:crypto";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import type { Role } from "../../lib/contract/member.ts";
import type { RecordRef } from "../../lib/contract/record.ts";
import { sampleRecordId } from "../fixtures/sample/salesforce-id.ts";
import type { TestHub } from "./hub.ts";
import { linkScene } from "./link-scene.ts";
import { connect } from "./send.ts";

export interface SceneMember {
  id: string;
  token: string;
  name: string;
}
type Given = Partial<RequestOf<"giveFeedback">>;

/** Reps who say something, marketers who answer, and a clock that goes only when it is told to. */
export interface InboxScene {
  member(name: string, role?: Role): Promise<SceneMember>;
  /** Somebody with a record, whom these members looked up. */
  person(name: string, company: string, ...lookedUpBy: SceneMember[]): Promise<RecordRef>;
  /** A published talking point. */
  claim(title: string): Promise<{ claimId: string; versionId: string }>;
  publish(claimId: string, whatChanged?: string): Promise<string>;
  asset(title: string): Promise<string>;
  version(assetId: string, number: number): Promise<string>;
  /** One click, seen by nobody else yet: without more a wish. Gives its id. */
  give(rep: SceneMember, record: RecordRef, said?: Given): Promise<string>;
  /** The same, and its undo time passes. */
  said(rep: SceneMember, record: RecordRef, said?: Given): Promise<string>;
  /** Lets seconds pass. */
  pass(seconds: number): void;
  now(): Date;
}

let records = 0;

/** @param begins a Monday, so that working days are calendar days for a while */
export async function inboxScene(
  hub: TestHub,
  begins = new Date("2026-03-02T09:00:00.000Z"),
): Promise<InboxScene> {
  let now = begins;
  hub.setNow(now);
  const source = await connect(hub);
  const content = await linkScene(hub);
  const author = { ...(await content.member("marketer", "Olga Owner")), name: "Olga Owner" };
  const pass: InboxScene["pass"] = (seconds) => {
    now = new Date(now.getTime() + seconds * 1_000);
    hub.setNow(now);
  };
  const bodyOf = (say: string) => ({
    say,
    proof: [],
    conditions: {
      joint: "and" as const,
      to: [{ fact: "title" as const, any: ["data"] }],
      when: [],
      except: [],
    },
    toGet: "a second call",
  });
  const publish: InboxScene["publish"] = async (claimId, whatChanged = "Says how long it takes") => {
    const request = { claimId, body: bodyOf(`Live in six weeks. ${whatChanged}`), whatChanged };
    const { claim } = await hub.call("publishClaim", request, { token: author.token });
    return claim.version?.id ?? "";
  };
  const give: InboxScene["give"] = async (rep, record, said = {}) => {
    const request = {
      record,
      about: { what: "nothing" as const },
      type: "request" as const,
      at: now.toISOString(),
      context: { name: "Maya Okafor", company: "Initech", stage: "Evaluation", industry: "Software" },
      taken: [],
      ...said,
    };
    const { id } = await hub.call("giveFeedback", request, { token: rep.token, key: randomUUID() });
    return id;
  };
  return {
    async member(name, role = "rep") {
      return { ...(await content.member(role, name)), name };
    },
    async person(name, company, ...lookedUpBy) {
      const id = sampleRecordId("003", records++);
      const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, ".")}@${company.toLowerCase()}.example`;
      await source.send({ type: "identify", traits: { email, name, company, salesforceId: id } });
      const record = { crm: "salesforce", org: "acme", object: "Contact", id };
      for (const { token } of lookedUpBy) await hub.call("context", { record }, { token });
      return record;
    },
    async claim(title) {
      const { claim } = await hub.call("addClaim", { title }, { token: author.token });
      return { claimId: claim.id, versionId: await publish(claim.id, "First") };
    },
    publish,
    asset: (title) => content.asset({ title }),
    version: content.version,
    give,
    async said(...given) {
      const id = await give(...given);
      pass(7);
      return id;
    },
    pass,
    now: () => now,
  };
}
