import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mayName, namePatterns } from "../../hub/privacy/name-patterns.ts";
import { findEverywhere } from "../support/find-everywhere.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { connect, type Sender } from "../support/send.ts";
import { engines } from "../support/stores.ts";

const admin = { token: ADMIN_TOKEN };

describe.each(engines)("an erased address in texts on %s", (engine) => {
  let hub: TestHub;
  let sender: Sender;

  beforeAll(async () => {
    hub = await testHub(engine);
    sender = await connect(hub);
  });
  afterAll(() => hub.close());

  const erase = async (email: string) => {
    const { id } = await hub.call("erasePerson", { email }, admin);
    await hub.work();
    return hub.call("erasure", { id }, admin);
  };
  const identify = (userId: string, email: string) => ({ type: "identify", userId, traits: { email } });
  const bodies = async (event: string) => {
    const rows = await hub.hub.store.query<{ body: string }>(
      "select body from raw_event where body::json->>'event' = $1 order by id",
      [event],
    );
    return rows.map(({ body }) => JSON.parse(body).properties);
  };

  test("no escape is broken, and whose address ends like it keeps theirs", async () => {
    const text = (nelly: string) => `Participants:\n${nelly}\nelly@acme.com\telly@acme.com`;
    const note = {
      ...{ type: "track", event: "Noted", userId: "bob" },
      properties: { text: text("nelly@acme.com"), inner: JSON.stringify({ text: text("nelly@acme.com") }) },
    };
    await sender.send(identify("nelly", "nelly@acme.com"), note);
    expect((await erase("nelly@acme.com")).state).toBe("done");
    await sender.send(note);
    const kept = { text: text("[erased]"), inner: JSON.stringify({ text: text("[erased]") }) };
    expect(await bodies("Noted")).toEqual([kept, kept]);
    expect(await findEverywhere(hub.hub.store, "nelly@acme.com")).toEqual(
      // The search sees the escape's letter before elly's address.
      ["raw_event.body"],
    );
  });

  test("addresses on the list of shared mailboxes leave it, and the list can be saved again", async () => {
    const items = ["fair@acme.com", "expo@acme.com", "hall@acme.com"];
    await hub.call("changeSharedMailboxes", { items }, admin);
    for (const [n, email] of items.slice(0, 2).entries()) {
      await sender.send(identify(`stand${n}`, email));
      const { state, receipt } = await erase(email);
      expect(state).toBe("done");
      expect(receipt?.tables).toContainEqual({ table: "shared_mailbox", deleted: 1, redacted: 0 });
    }
    const left = await hub.call("sharedMailboxes", undefined, admin);
    expect(left.items).toEqual(["hall@acme.com"]);
    expect((await hub.call("changeSharedMailboxes", { items: left.items }, admin)).items).toEqual(left.items);
  });

  test("what people write into Leadside brings it nowhere back", async () => {
    const gone = "gone@nowhere.example";
    await sender.send(
      identify("gone", gone),
      identify("one", "one@x.example"),
      identify("two", "two@x.example"),
    );
    await erase(gone);
    const [from, into] = await Promise.all(
      ["one@x.example", "two@x.example"].map(
        async (email) => (await hub.call("findPeople", { email }, admin)).items[0]?.id ?? "",
      ),
    );
    await hub.call(
      "mergePeople",
      { from: from ?? "", into: into ?? "", why: `As ${gone} wrote to us` },
      admin,
    );
    await hub.call("importPeople", {}, { ...admin, file: `Email,${gone},Owner\nthree@x.example,1,2\n` });
    const rep = await hub.join("dana@acme.example");
    const record = { crm: "salesforce", org: "acme", object: "Lead", id: "00Q5g00000ABCDEEA5" };
    for (const email of [gone, `${gone};`, `x ${gone}`, `"${gone}"`])
      await hub
        .ask("context", { record, hints: { email, emailFrom: "typed" } }, { token: rep.token })
        .then((response) => response.text());
    expect(await findEverywhere(hub.hub.store, gone)).toEqual([]);
    const [merge] = await hub.hub.store.query("select why from person_merge where from_person = $1", [from]);
    expect(merge).toEqual({ why: "As [erased] wrote to us" });
  });

  test("it is found however its letters are written", async () => {
    const forms = [
      "maya%2Echen%40acme.com",
      "%6Daya.chen@acme.com",
      "maya.chen@\uff41cme.com",
      "maya.chen@acme.com",
    ];
    const note = forms.map((text) => ({ type: "track", event: "Form", userId: "bob", properties: { text } }));
    const nested = { note: JSON.stringify({ text: forms[3] }).replace("maya", "\\u006daya") };
    const last = { type: "track", event: "Form", userId: "bob", properties: nested };
    await sender.send(identify("maya", "maya.chen@acme.com"), ...note, last);
    await erase("maya.chen@acme.com");
    const texts = (await bodies("Form")).map(({ text, note }) => text ?? note);
    expect(texts).toEqual([...forms.map(() => "[erased]"), '{"text":"[erased]"}']);
  });

  test.each(["1", "\u79c1", "+", "a.b"])("the id %j names whoever has it, and not every text", async (id) => {
    const email = `id${id.codePointAt(0)}@ids.example`;
    const names = namePatterns({
      addresses: [],
      identities: [{ id: 1, kind: "user_id", namespace: "", value: id }],
    });
    const texts = [
      { userId: id },
      { userId: ` ${id} ` },
      { userId: Number(id) || id },
      { userId: `x${id}`, n: `${id}1` },
    ];
    const rows = await hub.hub.store.query<{ passes: boolean; bytes: boolean }>(
      `select ${mayName("body", "$2", "$3")} as passes, ${mayName("encode(convert_to(body, 'UTF8'), 'escape')", "$2", "$3")} as bytes
       from unnest($1::text[]) with ordinality t (body, n) order by n`,
      [texts.map((text) => JSON.stringify(text)), names.like, names.regex],
    );
    expect(rows.map(({ passes, bytes }) => [passes, bytes])).toEqual([
      ...[true, true, true].map((passes) => [passes, passes]),
      [false, false],
    ]);
    await sender.send(identify(id, email), { type: "track", event: `By ${email}`, userId: id });
    await erase(email);
    expect(await bodies(`By ${email}`)).toEqual([]);
  });
});
