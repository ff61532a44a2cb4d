import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepHouse } from "../../hub/housekeeping.ts";
import { runNextJob } from "../../hub/jobs/run-job.ts";
import type { Store } from "../../hub/store/store.ts";
import { works } from "../../hub/works.ts";
import { nasty } from "../fixtures/hostile-texts.ts";
import { ADMIN_TOKEN, type TestHub, testHub, twoTestHubs } from "../support/hub.ts";
import { type InboxScene, inboxScene, type SceneMember } from "../support/inbox-scene.ts";
import { type MailServer, mailServer, type ReceivedMail } from "../support/mail-server.ts";
import { engines } from "../support/stores.ts";

const TEAM = "https://leadside.acme.example";
const WORKER = "00000000-0000-4000-8000-000000000001";
/** A Monday, at seven in UTC. */
const MONDAY = new Date("2025-03-03T07:00:00.000Z");

/** What a team says to itself. */
interface Team {
  scene: InboxScene;
  nadia: SceneMember;
  dana: SceneMember;
  /** Nadia says that the talking point fell flat, and her undo time passes. */
  fellFlat(words?: string, note?: string): Promise<string>;
  answer(id: string, text: string, more?: { status: "changed"; versionId: string }): Promise<void>;
  claimId: string;
}

async function teamOf(hub: TestHub): Promise<Team> {
  const scene = await inboxScene(hub, MONDAY);
  const [nadia, dana] = [await scene.member("Nadia Brandt"), await scene.member("Dana Ruiz", "marketer")];
  const { claimId, versionId } = await scene.claim("Live in six weeks");
  // What nobody owns is everybody's.
  await hub.hub.store.query("update claim set owner_id = null where id = $1", [claimId]);
  await hub.hub.store.query(
    "insert into digest_choice (member_id, digest, token) select id, 'off', 'none' from member where name = 'Olga Owner'",
  );
  const people = [await scene.person("Maya Okafor", "Initech", nadia)];
  return {
    scene,
    nadia,
    dana,
    claimId,
    async fellFlat(theirWords = "Nobody believes six weeks.", note = "") {
      const number = people.length;
      const record = await scene.person(`Person Number${"abcdefghij"[number]}`, "Initech", nadia);
      people.push(record);
      return scene.said(nadia, record, {
        about: { what: "claim", claimVersionId: versionId },
        type: "fell_flat",
        reasons: ["not_credible"],
        theirWords,
        note,
      });
    },
    async answer(id, text, more) {
      const { item } = await hub.call("feedbackItem", { id }, { token: dana.token });
      await hub.call(
        "answerFeedback",
        {
          items: [{ id, revision: item.revision }],
          merge: false,
          text,
          status: more?.status ?? "seen",
          ...(more ? { resolvedBy: { what: "claim", versionId: more.versionId } } : {}),
        },
        { token: dana.token },
      );
      scene.pass(7);
    },
  };
}

/** Does what hubs do until then, with the database's clock left out of it. */
async function until(hub: TestHub, { scene }: Team, at: Date, work = () => hub.work()): Promise<void> {
  scene.pass((at.getTime() - scene.now().getTime()) / 1_000);
  await keepHouse(hub.hub);
  await hub.hub.store.query(
    "update job set run_at = now() + interval '1 year' where kind = 'plan_digests' and run_at > $1",
    [at],
  );
  await hub.hub.store.query(
    "update job set run_at = $1 where kind = 'plan_digests' and (payload->>'period')::date = $1::date and done_at is null",
    [at],
  );
  await work();
}

const header = (mail: ReceivedMail | undefined, name: string) => mail?.headers.get(name)?.join(" | ") ?? "";
const mine = async (hub: TestHub, { token }: SceneMember) =>
  (await hub.call("mine", undefined, { token })).notices ?? [];

describe.each(engines)("what members are told on %s", (engine) => {
  let smtp: MailServer;
  let hub: TestHub;
  let team: Team;
  beforeEach(async () => {
    smtp = await mailServer();
    hub = await testHub(engine, {
      smtpUrl: smtp.url,
      mailFrom: "Leadside <leadside@acme.example>",
      publicUrl: TEAM,
    });
    team = await teamOf(hub);
  });
  afterEach(async () => {
    await hub.close();
    await smtp.close();
  });
  const mailsTo = async ({ token }: SceneMember) => {
    const { email } = await hub.call("digestSettings", undefined, { token });
    return smtp.mails.filter(({ to }) => to.includes(email));
  };
  const allOf = (mail: ReceivedMail) => [mail.raw, ...mail.parts.values()].join("\n");

  test("marketing of what came in, a rep of the answer, the change and the question for credit, each once", async () => {
    const id = await team.fellFlat();
    const [came, ...noMore] = await mine(hub, team.dana);
    expect(noMore).toEqual([]);
    expect(came).toMatchObject({
      kind: "feedback_given",
      feedbackId: id,
      title: "Live in six weeks",
      words: "Fell flat, not credible: “Nobody believes six weeks.”",
      company: "Initech",
      seen: false,
    });
    // Whose feedback it is, and whom it is about, stands in the opened item alone.
    expect(JSON.stringify(came)).not.toMatch(/Nadia|Maya|003/);

    const versionId = await team.scene.publish(team.claimId, "Says what it depends on");
    await team.answer(id, "You were right.", { status: "changed", versionId });
    const told = await mine(hub, team.nadia);
    expect(told.map(({ kind, words }) => [kind, words])).toEqual(
      expect.arrayContaining([
        ["changed", "Changed because of you: Says what it depends on"],
        ["credit_asked", "Changed because of you: Says what it depends on. May we name you?"],
      ]),
    );
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({ person: "Maya Okafor", record: { object: "Contact" } });

    await hub.call("seeNotices", { ids: told.map((notice) => notice.id) }, { token: team.dana.token });
    expect(
      (await mine(hub, team.nadia)).some(({ seen }) => seen),
      "another's",
    ).toBe(false);
    await hub.call("seeNotices", { ids: told.map((notice) => notice.id) }, { token: team.nadia.token });
    expect((await mine(hub, team.nadia)).every(({ seen }) => seen)).toBe(true);
  });

  test("Today says which answers wait for me by due time, and whom I asked for credit", async () => {
    const ids = [await team.fellFlat(), await team.fellFlat()];
    const token = { token: team.dana.token };
    const before = await hub.call("today", undefined, token);
    expect(before.feedback).toMatchObject({ count: 2, credits: [] });
    expect(before.feedback?.waiting.map((item) => item.id)).toEqual(ids);
    const other = await team.scene.member("Otto Other", "marketer");
    await hub.call(
      "changeInbox",
      { items: [{ id: ids[1] ?? "", revision: 1 }], assigneeId: other.id },
      token,
    );
    expect((await mine(hub, other))[0]?.words).toContain("Yours to answer: Fell flat");
    expect((await hub.call("today", undefined, token)).feedback?.count).toBe(1);
    expect((await hub.call("today", undefined, { token: other.token })).feedback?.count).toBe(2);
    const versionId = await team.scene.publish(team.claimId);
    await team.answer(ids[0] ?? "", "Mended.", { status: "changed", versionId });
    const after = await hub.call("today", undefined, token);
    expect(after.feedback).toMatchObject({ count: 0, waiting: [] });
    expect(after.feedback?.credits).toMatchObject([{ name: "1 rep", title: "Live in six weeks" }]);
    expect(JSON.stringify(after.feedback?.credits)).not.toContain("Nadia");
    // What waits for somebody who left, or answers no more, waits for everybody again.
    const third = await team.scene.member("Thea Third", "marketer");
    const owedTo = async ({ token: theirs }: SceneMember) =>
      (await hub.call("today", undefined, { token: theirs })).feedback?.count;
    expect(await owedTo(third)).toBe(0);
    await hub.call("changeMember", { id: other.id, role: "rep" }, { token: ADMIN_TOKEN });
    expect(await owedTo(third)).toBe(1);
    await hub.call("changeMember", { id: other.id, role: "marketer" }, { token: ADMIN_TOKEN });
    expect(await owedTo(third)).toBe(0);
    await hub.call("changeMember", { id: other.id, active: false }, { token: ADMIN_TOKEN });
    expect(await owedTo(third)).toBe(1);
  });

  test("a digest goes out once a day at eight, with what was not seen; where nothing is to tell, none does", async () => {
    await until(hub, team, new Date("2025-03-03T08:00:00Z"));
    expect(smtp.mails).toEqual([]);
    const id = await team.fellFlat();
    await team.answer(id, "You were right.\nThank you.");
    const seen = await team.fellFlat();
    await team.answer(seen, "Seen already");
    const [newest] = await mine(hub, team.nadia);
    await hub.call("seeNotices", { ids: [newest?.id ?? ""] }, { token: team.nadia.token });

    await until(hub, team, new Date("2025-03-04T08:00:00Z"));
    const [mail, ...more] = await mailsTo(team.nadia);
    expect(more).toEqual([]);
    expect(header(mail, "subject")).toBe("Leadside: 1 answered");
    expect(header(mail, "from")).toBe("Leadside <leadside@acme.example>");
    expect(header(mail, "auto-submitted")).toBe("auto-generated");
    expect(header(mail, "list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    expect(header(mail, "list-unsubscribe")).toMatch(
      /^<https:\/\/leadside\.acme\.example\/mail\/off\/[\w-]{32}>$/,
    );
    expect(header(mail, "message-id")).toMatch(/^<digest\.[0-9a-f-]{36}@leadside\.acme\.example>$/);
    const text = mail?.parts.get("text/plain") ?? "";
    expect(text).toContain("* Live in six weeks\r\n  Marketing answered: You were right. Thank you.");
    expect(text).not.toContain("Seen already");
    expect(mail?.parts.get("text/html")).toContain("Marketing answered: You were right. Thank you.");
    // Marketing hears what came in, with its way to the item.
    const [theirs] = await mailsTo(team.dana);
    expect(header(theirs, "subject")).toBe("Leadside: 2 new from reps");
    expect(theirs?.parts.get("text/html")).toContain(`${TEAM}/desk/feedback?item=${id}`);

    await until(hub, team, new Date("2025-03-04T12:00:00Z"));
    await until(hub, team, new Date("2025-03-05T08:00:00Z"));
    expect((await mailsTo(team.nadia)).length).toBe(1);
  });

  test("whoever chose so gets it on Mondays, or never; who left gets none; what is due goes along", async () => {
    const reps = [team.nadia, await team.scene.member("Omar Off"), await team.scene.member("Lea Left")];
    const [nadia, omar, lea] = reps as [SceneMember, SceneMember, SceneMember];
    for (const rep of [omar, lea]) {
      const record = await team.scene.person(rep.name, "Hooli", rep);
      await team.answer(await team.scene.said(rep, record, { note: "More on prices" }), "Soon");
    }
    await team.answer(await team.fellFlat(), "Soon");
    const settings = await hub.call("changeDigest", { digest: "weekly" }, { token: nadia.token });
    expect(settings).toMatchObject({ digest: "weekly", mail: true });
    await hub.call("changeDigest", { digest: "off" }, { token: omar.token });
    await hub.call("changeMember", { id: lea.id, active: false }, { token: ADMIN_TOKEN });
    await team.fellFlat("Still open");

    await until(hub, team, new Date("2025-03-06T08:00:00Z"));
    expect(smtp.mails.flatMap(({ to }) => to)).toEqual((await mailsTo(team.dana)).flatMap(({ to }) => to));
    const [due] = await mailsTo(team.dana);
    expect(header(due, "subject")).toMatch(/^Leadside: \d new from reps/);
    await until(hub, team, new Date("2025-03-10T08:00:00Z"));
    expect((await mailsTo(nadia)).map((mail) => header(mail, "subject"))).toEqual(["Leadside: 1 answered"]);
    expect((await mailsTo(nadia))[0]?.parts.get("text/plain")).toContain("You get this on Mondays");
    expect(await mailsTo(omar)).toEqual([]);
  });

  test("what stood in a mail that was given up is told in the next one, once", async () => {
    await team.answer(await team.fellFlat(), "You were right.");
    const { smtpUrl } = hub.hub.settings;
    hub.hub.settings.smtpUrl = "smtp://127.0.0.1:9";
    await until(hub, team, new Date("2025-03-04T08:00:00Z"));
    for (let tries = 0; tries < 12; tries++) {
      await hub.hub.store.query("update job set run_at = $1 where done_at is null and kind = 'send_digest'", [
        MONDAY,
      ]);
      await hub.work();
    }
    expect(await mailsTo(team.nadia)).toEqual([]);
    hub.hub.settings.smtpUrl = smtpUrl;
    for (const day of ["05", "06"]) await until(hub, team, new Date(`2025-03-${day}T08:00:00Z`));
    const mails = await mailsTo(team.nadia);
    expect(mails.map((mail) => header(mail, "subject"))).toEqual(["Leadside: 1 answered"]);
  });

  test("who answers no more is told of others' feedback no more, on screen or by mail", async () => {
    await team.fellFlat("The board never saw a proof");
    expect(await mine(hub, team.dana)).toMatchObject([{ kind: "feedback_given" }]);
    await hub.call("changeMember", { id: team.dana.id, role: "rep" }, { token: ADMIN_TOKEN });
    expect(await mine(hub, team.dana)).toEqual([]);
    await until(hub, team, new Date("2025-03-04T08:00:00Z"));
    expect(await mailsTo(team.dana)).toEqual([]);
    // What became of one's own is told to everybody.
    await hub.call("changeMember", { id: team.dana.id, role: "marketer" }, { token: ADMIN_TOKEN });
    await team.answer(await team.fellFlat(), "You were right.");
    await hub.call("changeMember", { id: team.nadia.id, role: "marketer" }, { token: ADMIN_TOKEN });
    expect((await mine(hub, team.nadia)).map(({ kind }) => kind)).toEqual(["answered"]);
  });

  test("the address in it turns it off with one click, and opening it changes nothing", async () => {
    await team.answer(await team.fellFlat(), "Soon");
    await until(hub, team, new Date("2025-03-04T08:00:00Z"));
    const [mail] = await mailsTo(team.nadia);
    const path = new URL(header(mail, "list-unsubscribe").slice(1, -1)).pathname;
    const choice = async () =>
      (await hub.call("digestSettings", undefined, { token: team.nadia.token })).digest;
    for (const method of ["GET", "HEAD"]) expect((await hub.request(path, { method })).status).toBe(200);
    const page = await hub.request(path);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).toContain("<button>Turn it off</button>");
    expect(await choice()).toBe("daily");

    // As RFC 8058 has it: a form without cookies, and nobody who could be asked.
    const off = () =>
      hub.request(path, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      });
    for (let n = 0; n < 2; n++) {
      const answer = await off();
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain("Turn it on again");
    }
    expect(await choice()).toBe("off");
    await team.answer(await team.fellFlat(), "Again");
    await until(hub, team, new Date("2025-03-05T08:00:00Z"));
    expect(await mailsTo(team.nadia)).toHaveLength(1);
    await hub.request(path.replace("/off/", "/on/"), { method: "POST" });
    expect(await choice()).toBe("daily");
    expect((await hub.request(`/mail/off/${"x".repeat(32)}`, { method: "POST" })).status).toBe(404);
    const strangers = await hub.app.request(`${hub.hub.settings.linksUrl}${path}`);
    expect(strangers.status).toBe(404);
  });

  test("hostile text in every field stays text, in the mail's parts and in its head", async () => {
    const texts = nasty.filter((text) => text.length < 900 && !text.includes("\u0000"));
    for (const text of texts.slice(0, 6)) {
      const id = await team.fellFlat(text, `${text}\r\nBcc: all@acme.example`);
      await team.answer(id, `${text}\r\n\r\nSubject: another`);
    }
    await hub.hub.store.query("update claim set title = $1", [`${texts[0]}\r\nBcc: evil@evil.example`]);
    await hub.hub.store.query("update library set stamp = stamp + 1");
    await until(hub, team, new Date("2025-03-04T08:00:00Z"));
    expect(smtp.mails.length).toBeGreaterThan(1);
    for (const mail of smtp.mails) {
      expect(mail.to).toHaveLength(1);
      expect([...mail.headers.keys()].sort()).toEqual([
        "auto-submitted",
        "content-type",
        "date",
        "from",
        "list-id",
        "list-unsubscribe",
        "list-unsubscribe-post",
        "message-id",
        "mime-version",
        "subject",
        "to",
      ]);
      expect(header(mail, "subject")).toMatch(/^Leadside: \d+ (?:answered|new from reps)(?:, \d+ due)?$/);
      const page = mail.parts.get("text/html") ?? "";
      expect(page).toContain("&lt;script&gt;window.pwned=1&lt;/script&gt;");
      expect(page).not.toMatch(/<(?:script|img|svg|iframe|link|base|form)/i);
      expect(page.match(/(?:src|href)="(?!https:\/\/leadside\.acme\.example\/)/g)).toBeNull();
      for (const line of allOf(mail).split(/\r?\n/)) expect(line).not.toMatch(/^(?:Bcc|Set-Cookie):/i);
    }
  });

  test("a hub that dies between sending and noting it sends the same mail again, under the same id", async () => {
    await team.answer(await team.fellFlat(), "Soon");
    await hub.call("changeDigest", { digest: "off" }, { token: team.dana.token });
    const { store } = hub.hub;
    const dying: Store = {
      ...store,
      query: (text, values) =>
        text.startsWith("update digest set sent_at")
          ? Promise.reject(new Error("the power went"))
          : store.query(text, values),
    };
    await until(hub, team, new Date("2025-03-04T08:00:00Z"), async () => {
      while (await runNextJob({ ...hub.hub, store: dying }, works, WORKER));
    });
    expect(smtp.mails).toHaveLength(1);
    await store.query("update job set run_at = $1 where done_at is null and kind = 'send_digest'", [MONDAY]);
    await hub.work();
    await hub.work();
    expect(smtp.mails).toHaveLength(2);
    const [first, again] = smtp.mails;
    expect(header(again, "message-id")).toBe(header(first, "message-id"));
    expect(again?.parts).toEqual(first?.parts);
  });
});

describe("two hubs on one PostgreSQL", () => {
  test("send a member's digest once", async () => {
    const smtp = await mailServer();
    const [one, two] = await twoTestHubs();
    const settings = { smtpUrl: smtp.url, mailFrom: "leadside@acme.example" };
    Object.assign(one.hub.settings, settings);
    Object.assign(two.hub.settings, settings);
    try {
      const team = await teamOf(one);
      for (let n = 0; n < 3; n++) await team.answer(await team.fellFlat(), "Soon");
      const at = new Date("2025-03-04T08:00:00Z");
      two.setNow(at);
      await until(one, team, at, async () => {
        await Promise.all([keepHouse(one.hub), keepHouse(two.hub)]);
        await one.hub.store.query(
          "update job set run_at = now() + interval '1 year' where kind = 'plan_digests' and run_at > $1",
          [at],
        );
        await Promise.all([one.work(), two.work(), one.work(), two.work()]);
      });
      const to = smtp.mails.flatMap((mail) => mail.to);
      expect(to).toHaveLength(2);
      expect(new Set(to).size).toBe(2);
    } finally {
      await one.close();
      await smtp.close();
    }
  });
});
