import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keepHouse } from "../../hub/housekeeping.ts";
import { type TestHub, testHub } from "../support/hub.ts";
import { BROWSER, type Linked, type LinkScene, linkScene } from "../support/link-scene.ts";
import { engines } from "../support/stores.ts";

const NOW = new Date("2026-03-02T09:00:00.000Z");

/** A mail server on loopback that keeps what it is given. */
async function mailServer() {
  const mails: { to: string[]; from: string; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => (text += chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          to: rcptTo.map(({ address }) => address),
          from: mailFrom ? mailFrom.address : "",
          text,
        });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    mails,
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe.each(engines)("a link for one address alone, on %s", (engine) => {
  let smtp: Awaited<ReturnType<typeof mailServer>>;
  let hub: TestHub;
  let scene: LinkScene;
  let sam: { id: string; token: string };
  let link: Linked;
  beforeEach(async () => {
    smtp = await mailServer();
    hub = await testHub(engine, { smtpUrl: smtp.url, mailFrom: "Leadside <leadside@acme.example>" });
    hub.setNow(NOW);
    scene = await linkScene(hub);
    sam = await scene.member();
    const record = await scene.person("maya@initech.example", sam);
    link = await scene.link(sam, record, await scene.asset());
    await hub.call(
      "changeShare",
      { id: link.shareId, limitedTo: "maya@initech.example" },
      { token: sam.token },
    );
  });
  afterEach(async () => {
    await hub.close();
    await smtp.close();
  });

  const post = (fields: Record<string, string>, from?: string) =>
    scene.open(
      link.path,
      {
        method: "POST",
        headers: { ...BROWSER, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields).toString(),
      },
      from,
    );
  const lastCode = () => /^Subject: (\d{6}) /m.exec(smtp.mails.at(-1)?.text ?? "")?.[1] ?? "";

  test("opens with the code of the mail, once, for an hour", async () => {
    const shown = await (await scene.open(link.path, { headers: BROWSER })).text();
    expect(shown).toContain("Send me the code");
    expect(shown).not.toContain("maya@");
    expect((await scene.open(`/l/${link.token}/file`)).status).toBe(404);
    expect((await scene.open(`/l/${link.token}/picture`)).status).toBe(404);
    // Opening the page sends nothing: scanners open every link.
    await hub.work();
    expect(smtp.mails).toEqual([]);

    expect(await (await post({ send: "1" })).text()).toContain("code of six digits");
    await hub.work();
    expect(smtp.mails).toMatchObject([{ to: ["maya@initech.example"], from: "leadside@acme.example" }]);
    const code = lastCode();
    const wrong = code === "000000" ? "000001" : "000000";
    expect(await (await post({ code: wrong })).text()).toContain("not the code");
    const opened = await post({ code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(opened.status).toBe(303);
    const address = opened.headers.get("location") ?? "";
    const page = await (await scene.open(address, { headers: BROWSER })).text();
    expect(page).toContain('"view":"');
    const file = JSON.parse(/"file":("[^"]+")/.exec(page)?.[1] ?? '""');
    expect((await scene.open(file)).status).toBe(200);
    expect((await post({ code })).status, "a code is good once").toBe(200);

    hub.setNow(new Date(NOW.getTime() + 61 * 60_000));
    expect(await (await scene.open(address, { headers: BROWSER })).text()).toContain("Send me the code");
    hub.setNow(NOW);
    await hub.call(
      "changeShare",
      { id: link.shareId, limitedTo: "kim@initech.example" },
      { token: sam.token },
    );
    expect(await (await scene.open(address, { headers: BROWSER })).text()).toContain("Send me the code");
  });

  test("five wrong codes end a code, and mails and tries are limited", async () => {
    await post({ send: "1" });
    await hub.work();
    const code = lastCode();
    for (let n = 0; n < 5; n++) await post({ code: code === "111111" ? "222222" : "111111" });
    expect((await post({ code })).status, "the right one after five wrong ones").toBe(200);
    for (let n = 0; n < 4; n++) {
      hub.setNow(new Date(NOW.getTime() + n * 61_000));
      expect((await post({ send: "1" })).status).toBe(200);
    }
    hub.setNow(new Date(NOW.getTime() + 4 * 61_000));
    expect((await post({ send: "1" })).status).toBe(429);
    let last = 0;
    for (let n = 0; n < 31; n++) last = (await post({ code: "1" }, "198.51.100.3")).status;
    expect(last).toBe(429);
  });

  test("a code that was just mailed goes on holding, however often another is asked for", async () => {
    for (let n = 0; n < 8; n++) {
      hub.setNow(new Date(NOW.getTime() + n * 5_000));
      expect(await (await post({ send: "1" })).text()).toContain("code of six digits");
      await hub.work();
    }
    expect(smtp.mails).toHaveLength(1);
    expect((await post({ code: lastCode() })).status).toBe(303);
  });

  test("twenty mails and fifty wrong guesses a day, wherever they come from", async () => {
    const at = (minute: number) => new Date(NOW.getTime() + minute * 60_000);
    for (let n = 0; n < 20; n++) {
      hub.setNow(at(n * 4));
      await post({ send: "1" }, `198.51.${n}.1`);
      await hub.work();
    }
    hub.setNow(at(80));
    expect(await (await post({ send: "1" })).text()).toContain("Try again tomorrow");
    await hub.work();
    expect(smtp.mails).toHaveLength(20);
    const code = lastCode();
    for (let n = 0; n < 50; n++) await post({ code: "1" }, `203.0.${n}.1`);
    expect(await (await post({ code: "1" }, "198.51.100.9")).text()).toContain("Try again tomorrow");
    expect((await post({ code })).status, "the right one after fifty wrong ones").toBe(200);
    hub.setNow(at(24 * 60));
    await keepHouse(hub.hub);
    await post({ send: "1" });
    await hub.work();
    expect((await post({ code: lastCode() })).status, "the next day").toBe(303);
  });
});

test("without a mail server no link can be limited", async () => {
  const hub = await testHub("pglite");
  const scene = await linkScene(hub);
  const sam = await scene.member();
  const record = await scene.person("maya@initech.example", sam);
  const { shareId } = await scene.link(sam, record, await scene.asset());
  const answer = await hub.ask(
    "changeShare",
    { id: shareId, limitedTo: "maya@initech.example" },
    { token: sam.token },
  );
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining("LEADSIDE_SMTP_URL")]);
});
