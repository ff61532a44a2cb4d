import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Endpoint, type EndpointName, endpoints } from "../../lib/contract/endpoints.ts";
import { type CallerName, callers, newCallers } from "../support/callers.ts";
import { fingerprint } from "../support/fingerprint.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { connect } from "../support/send.ts";
import { engines } from "../support/stores.ts";
import { claimLines } from "./roles/claim-lines.ts";
import { contentLines } from "./roles/content-lines.ts";
import { feedbackLines } from "./roles/feedback-lines.ts";
import { inboxLines } from "./roles/inbox-lines.ts";
import {
  admins,
  CSV,
  everybody,
  type Line,
  marketers,
  members,
  NOBODY,
  none,
  RECORD,
  type World,
} from "./roles/line.ts";
import { opportunityLines } from "./roles/opportunity-lines.ts";
import { recommendLines } from "./roles/recommend-lines.ts";
import { sessionLines } from "./roles/session-lines.ts";
import { shareLines } from "./roles/share-lines.ts";

const table: Record<EndpointName, Line> = {
  health: { answers: everybody },
  ready: { answers: everybody },
  join: {
    answers: [200, 200, 200, 200, 401, 401, 401, 401, 200],
    ask: async ({ invite }) => ({ code: await invite(), name: "Dana" }),
  },

  me: { answers: members },
  signOut: { answers: members },
  devices: { answers: members },
  addDevice: { answers: members, ask: () => ({}) },
  revokeDevice: { answers: none(members), ask: () => ({ id: NOBODY }), by: /no such device/ },

  context: { answers: members, ask: () => ({ record: RECORD }) },
  touchpoints: {
    answers: members,
    ask: async ({ lookedUp }, caller) => ({ personId: await lookedUp(caller), record: RECORD }),
  },
  seen: {
    answers: members,
    ask: async ({ lookedUp }, caller) => ({ record: RECORD, newest: (await lookedUp(caller)) && null }),
  },
  brief: { answers: members, ask: () => ({ record: RECORD }) },
  confirm: {
    answers: members,
    ask: async ({ lookedUp }, caller) => ({ record: RECORD, personId: await lookedUp(caller) }),
  },
  undoConfirm: { answers: members, ask: async ({ confirmed }, caller) => ({ id: await confirmed(caller) }) },

  importPeople: { answers: marketers, ask: () => ({}), file: CSV },
  imports: { answers: marketers, ask: () => ({}) },
  import: { answers: none(marketers), ask: () => ({ id: NOBODY }), by: /import/i },
  findPeople: { answers: marketers, ask: () => ({ email: "dana@initech.example" }) },
  mergePeople: {
    answers: marketers,
    ask: async ({ person }) => ({ from: await person(), into: await person(), why: "One and the same." }),
  },
  merges: { answers: marketers, ask: () => ({}) },
  undoMerge: { answers: none(marketers), ask: () => ({ id: NOBODY }), by: /merge/i },
  conflicts: { answers: marketers, ask: () => ({}) },
  keepApart: { answers: none(marketers), ask: () => ({ id: "999999999" }), by: /conflict/i },

  invite: { answers: admins, ask: ({ email }) => ({ email: email(), role: "rep" }) },
  invites: { answers: admins },
  revokeInvite: { answers: none(admins), ask: () => ({ id: NOBODY }), by: /no such invitation/ },
  members: { answers: admins },
  changeMember: { answers: admins, ask: async ({ member }) => ({ id: await member(), role: "admin" }) },
  memberDevices: { answers: admins, ask: async ({ member }) => ({ memberId: await member() }) },
  revokeMemberDevice: { answers: admins, ask: async ({ device }) => ({ id: await device() }) },

  addSource: { answers: admins, ask: () => ({ type: "segment", name: "Another" }) },
  sources: { answers: admins, ask: () => ({}) },
  rotateKey: { answers: admins, ask: ({ sourceId }) => ({ id: sourceId }) },
  deleteSource: { answers: admins, ask: ({ sourceId }) => ({ id: sourceId }) },
  restoreSource: { answers: admins, ask: ({ sourceId }) => ({ id: sourceId }) },
  rerunRules: { answers: admins, ask: () => ({}) },
  aside: { answers: admins, ask: () => ({ kind: "rejected" }) },
  asideBody: { answers: none(admins), ask: () => ({ kind: "rejected", id: "999999999" }), by: /aside/ },
  redrive: { answers: admins, ask: () => ({ kind: "rejected" }) },
  dismiss: { answers: admins, ask: () => ({ kind: "rejected", ids: ["999999999"] }) },

  erasePerson: { answers: admins, ask: ({ email }) => ({ email: email() }) },
  previewErasure: { answers: admins, ask: ({ email }) => ({ email: email() }) },
  erasures: { answers: admins, ask: () => ({}) },
  erasure: { answers: none(admins), ask: () => ({ id: NOBODY }), by: /erasure/i },
  exportPerson: {
    answers: admins,
    async ask({ person, email }) {
      const address = email();
      await person(address);
      return { email: address };
    },
  },
  suppressions: { answers: admins, ask: () => ({}) },
  liftSuppression: { answers: none(admins), ask: ({ email }) => ({ email: email() }), by: /erased here/ },
  lookUps: { answers: admins, ask: () => ({}) },
  retention: { answers: admins },
  changeRetention: { answers: admins, ask: () => ({ rejectedEvents: 30 }) },

  status: { answers: admins },
  export: { answers: admins },
  jobs: { answers: admins },
  retryJob: { answers: none(admins), ask: () => ({ id: NOBODY }), by: /job/i },

  ...sessionLines,
  ...contentLines,
  ...recommendLines,
  ...shareLines,
  ...feedbackLines,
  ...inboxLines,
  ...claimLines,
  ...opportunityLines,
};

/** What is asked in other ways than by the contract's table; the same columns. */
interface PathLine {
  answers: Line["answers"];
  method?: string;
  body?: string;
}
const open = [200, 200, 200, 200, 200, 200, 200, 200, 200] as const;
/** Only a source's own key sends events, and only as Basic; nobody is let in by being a member. */
const sourceOnly = [401, 401, 401, 401, 401, 401, 401, 200, 401] as const;
const notFound = open.map(() => 404) as unknown as Line["answers"];
const wrongMethod = open.map(() => 405) as unknown as Line["answers"];
const EVENT = '{"type":"track","event":"x","userId":"u","messageId":"roles-1"}';
const paths: Record<string, PathLine> = {
  ...Object.fromEntries(
    [
      "batch",
      "b",
      "import",
      "track",
      "t",
      "identify",
      "i",
      "page",
      "p",
      "screen",
      "s",
      "group",
      "g",
      "alias",
      "a",
    ].map((name) => [`/v1/${name}`, { answers: sourceOnly, method: "POST", body: EVENT }]),
  ),
  "/join": { answers: open },
  "/join/join.js": { answers: open },
  "/api/openapi.json": { answers: open },
  "/": { answers: notFound },
  "/api": { answers: notFound },
  "/api/nothing": { answers: notFound },
  "/desk/assets/nothing.js": { answers: notFound },
  "/.env": { answers: notFound },
  "/v1/nothing": { answers: notFound },
  "/v1/batch": { answers: sourceOnly, method: "POST", body: EVENT },
};

describe.each(engines)("who may what on %s", (engine) => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await testHub(engine);
    hub.setNow(new Date("2026-03-02T09:00:00.000Z"));
    await connect(hub, { name: "Other" });
  });
  afterAll(() => hub.close());
  // The other engine runs the same code; a part is enough to see that.
  const names = (Object.keys(endpoints) as EndpointName[]).filter(
    (name, n) => engine === "pglite" || n % 6 === 0 || name === "changeMember",
  );

  async function newWorld(): Promise<World> {
    // What was asked for before is done: an erasure under way would have its say.
    await hub.work();
    const { sourceId, writeKey } = await connect(hub);
    const email = () => `${randomUUID()}@acme.example`;
    const admin = { token: ADMIN_TOKEN };
    const asked = await newCallers(hub, writeKey);
    const isMember = (caller: CallerName) => ["rep", "marketer", "admin"].includes(caller);
    const person = async (address = email()) => {
      const event = { type: "identify", messageId: randomUUID(), traits: { email: address } };
      await hub.request("/v1/batch", {
        method: "POST",
        headers: { authorization: asked["key as basic"] ?? "" },
        body: JSON.stringify({ batch: [event] }),
      });
      const { items } = await hub.call("findPeople", { email: address }, admin);
      return items[0]?.id ?? "";
    };
    const lookedUp = async (caller: CallerName) => {
      const address = email();
      const id = await person(address);
      const record = { record: RECORD, hints: { email: address } };
      if (isMember(caller)) await send("context", record, asked[caller]);
      return id;
    };
    return {
      callers: asked,
      sourceId,
      email,
      person,
      lookedUp,
      async confirmed(caller) {
        const personId = await lookedUp(caller);
        if (!isMember(caller)) return NOBODY;
        const answer = await send("confirm", { record: RECORD, personId }, asked[caller]);
        return ((await answer.json()) as { id: string }).id;
      },
      invite: async () => (await hub.call("invite", { email: email(), role: "rep" }, admin)).code ?? "",
      member: async () => (await hub.join(email())).id,
      async device() {
        const { items } = await hub.call("memberDevices", { memberId: (await hub.join(email())).id }, admin);
        return items[0]?.id ?? "";
      },
    };
  }

  function send(name: EndpointName, said: unknown, authorization: string | undefined, file?: string) {
    return hub.ask(name, said, {
      ...(authorization === undefined ? {} : { authorization }),
      ...(file === undefined ? {} : { file }),
    });
  }

  test.each(names)("%s", async (name) => {
    const { answers, ask, file, by } = table[name];
    const endpoint: Endpoint = endpoints[name];
    const world = await newWorld();
    const said = await Promise.all(callers.map((caller) => ask?.(world, caller)));
    const got: Partial<Record<CallerName, number>> = {};
    const call = async (caller: CallerName, n: number) => {
      const answer = await send(name, said[n], world.callers[caller], file);
      got[caller] = answer.status;
      return { ok: answer.ok, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const refused = callers.filter((_, n) => answers[n] === 401 || answers[n] === 403);
    const before = await fingerprint(hub.hub.store);
    for (const caller of refused) await call(caller, callers.indexOf(caller));
    expect(await fingerprint(hub.hub.store), "something changed by who was refused").toEqual(before);
    for (const [n, caller] of callers.entries()) {
      if (refused.includes(caller)) continue;
      const { ok, bytes } = await call(caller, n);
      const text = bytes.toString();
      if (!ok) expect(text, caller).toMatch(by ?? /the line has no words of its handler/);
      else if (endpoint.download) expect(gunzipSync(bytes).toString()).toContain(hub.hub.id);
      else expect(endpoint.reply.safeParse(JSON.parse(text)).success, text).toBe(true);
    }
    expect(got).toEqual(Object.fromEntries(callers.map((caller, n) => [caller, answers[n]])));
  });

  test.runIf(engine === "pglite")("everything else that can be asked", async () => {
    const world = await newWorld();
    for (const [path, { answers, method = "GET", body }] of Object.entries(paths)) {
      for (const [n, caller] of callers.entries()) {
        const authorization = world.callers[caller];
        const answer = await hub.request(path, {
          method,
          headers: authorization === undefined ? {} : { authorization },
          ...(body === undefined ? {} : { body }),
        });
        expect([path, caller, answer.status]).toEqual([path, caller, answers[n]]);
      }
    }
  });

  test.runIf(engine === "pglite")(
    "methods that an address does not have change nothing, whoever asks",
    async () => {
      const world = await newWorld();
      const known = new Map<string, string[]>();
      for (const { path, method } of Object.values<Endpoint>(endpoints)) {
        known.set(path, [...(known.get(path) ?? []), method, ...(method === "GET" ? ["HEAD"] : [])]);
      }
      const before = await fingerprint(hub.hub.store);
      for (const [path, methods] of known) {
        for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]) {
          if (methods.includes(method)) continue;
          for (const caller of ["none", "admin", "token"] as const) {
            const authorization = world.callers[caller];
            const answer = await hub.request(path.replace(/\{\w+\}/, NOBODY), {
              method,
              headers: authorization === undefined ? {} : { authorization },
            });
            expect([method, path, caller, answer.status]).toEqual([method, path, caller, 405]);
          }
        }
      }
      for (const path of ["/v1/batch", "/v1/t"]) {
        for (const method of ["GET", "PUT", "DELETE"]) {
          expect((await hub.request(path, { method })).status).toBe(wrongMethod[0]);
        }
      }
      expect(await fingerprint(hub.hub.store)).toEqual(before);
    },
  );
});
