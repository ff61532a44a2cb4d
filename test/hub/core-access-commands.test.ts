import { afterEach, beforeEach, expect, test } from "vitest";
import type { Command, Said } from "../../hub/command-line/command.ts";
import { eventCommands } from "../../hub/command-line/event-commands.ts";
import type { HubApi } from "../../hub/command-line/hub-api.ts";
import { memberCommands } from "../../hub/command-line/member-commands.ts";
import { parse } from "../../hub/command-line/parse.ts";
import { sourceCommands } from "../../hub/command-line/source-commands.ts";
import { ADMIN_TOKEN, type TestHub, testHub } from "../support/hub.ts";
import { connect } from "../support/send.ts";

const start = new Date("2026-03-02T09:00:00.000Z");
const admin = { token: ADMIN_TOKEN };
const commands: readonly Command[] = [...memberCommands, ...sourceCommands, ...eventCommands];
let hub: TestHub;
beforeEach(async () => {
  hub = await testHub("pglite");
  hub.setNow(start);
});
afterEach(() => hub.close());

/** Types a command, as at a terminal beside this hub. */
async function type(line: string): Promise<Said> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  const { command, typed } = parse(words, commands);
  const api: HubApi = {
    address: hub.hub.settings.publicUrl,
    call: (name, request) => hub.call(name, request, admin),
    upload: () => Promise.reject(new Error("not here")),
    download: () => Promise.reject(new Error("not here")),
  };
  if (!command) throw new Error("only help was asked for");
  return command.plan(typed)({ connect: async () => api, settings: hub.hub.settings, progress: () => {} });
}
const told = async (line: string) => (await type(line)).text;

test("members are managed by their address", async () => {
  expect(await told("members list")).toContain("invite");
  const dana = await hub.join("Dana@acme.example", "rep", "Dana");
  await hub.join("boss@acme.example", "admin", "Boss");
  expect(await told("members list")).toMatch(/Dana +Dana@acme\.example +rep +1 .* active/);
  expect(await told("members role dana@ACME.example --role marketer")).toBe("Dana is marketer now.");
  await expect(told("members role boss@acme.example --role rep")).rejects.toThrow(/last admin/);
  await expect(told("members role dana@acme.example --role king")).rejects.toThrow(/must be one of/);
  await expect(told("members role nobody@acme.example --role rep")).rejects.toThrow(/No member has/);
  await expect(told("members role --role rep")).rejects.toThrow(/Missing: the member's e-mail/);

  const devices = await told("members devices dana@acme.example");
  const id = /[0-9a-f-]{36}/.exec(devices)?.[0] ?? "";
  expect(await told(`members revoke-device ${id}`)).toBe("This device is signed out.");
  expect((await hub.ask("me", undefined, { token: dana.token })).status).toBe(401);
  expect(await told("members devices dana@acme.example")).toBe("They have no device.");
  expect(await told("members deactivate dana@acme.example")).toContain("Dana is out. 0 devices were");
  expect(await told("members list")).toMatch(/Dana .* deactivated/);
  expect(await told("members reactivate dana@acme.example")).toContain("invite --email Dana@acme.example");
});

test("invitations are listed, and taken back by address or id", async () => {
  expect(await told("invites list")).toBe("None is open.");
  await type("invite --email dana@acme.example --role rep");
  await type("invite --email dana@acme.example --role rep");
  const { id } = await hub.call("invite", { email: "eve@acme.example", role: "rep" }, admin);
  expect((await told("invites list")).split("\n")).toHaveLength(4);
  expect(await told("invites revoke DANA@acme.example")).toBe("2 links admit nobody any more.");
  expect(await told(`invites revoke ${id}`)).toBe("The link admits nobody any more.");
  await expect(told("invites revoke eve@acme.example")).rejects.toThrow(/No invitation of eve/);
});

test("sources are rotated, deleted and restored by name, and one name of two says so", async () => {
  expect(await told("sources list")).toContain("No tool is connected yet");
  await type('sources add segment --name "Web site"');
  await type("sources add webhook --name Twice");
  await type("sources add segment --name Twice");
  expect(await told('sources rotate "web SITE"')).toMatch(
    /New write key of Web site.*\n\n {2}\S{32}\n\n.*is taken until/,
  );
  expect(await told('sources rotate "Web site" --now')).toContain("refused from now on");
  await expect(told("sources rotate twice")).rejects.toThrow(/2 sources are called "twice"[\s\S]*webhook/);
  await expect(told("sources delete nothing")).rejects.toThrow(/There is no source "nothing"/);
  const deleted = await told('sources delete "Web site"');
  const id = /restore (\S+)$/.exec(deleted)?.[1] ?? "";
  expect(await told("sources list")).not.toContain("Web site");
  expect(await told("sources list --deleted")).toContain(id);
  await expect(told('sources rotate "Web site"')).rejects.toThrow(/sources list --deleted/);
  expect(await told('sources restore "Web site"')).toBe("Web site is taken from again.");
  expect(await told(`sources delete ${id}`)).toContain("Nothing more is taken from Web site");
});

test("events that stand aside are looked at, read again and thrown away", async () => {
  expect(await told("events aside")).toBe("Nothing stands aside.");
  const sender = await connect(hub);
  const event = { type: "track", event: "x\u202e", messageId: "m1", traits: { email: "dana@acme.example" } };
  const send = (batch: unknown[]) => sender.post("/v1/batch", JSON.stringify({ batch }));
  await send([{ ...event, type: "nonsense" }, 7]);
  const list = await told("events aside --source website");
  expect(list).toMatch(/ +1 {2}It is not an object/);
  expect(list).toContain('"traits":{"email":"string"}');
  expect(list).not.toContain("dana");
  const id = /^(\d+) {2}Website.*messageId m1/m.exec(list)?.[1] ?? "";
  const shown = await told(`events show ${id}`);
  expect(JSON.parse(shown)).toEqual({ ...event, type: "nonsense", event: "x" });
  expect(await told("events redrive")).toBe("2 read: 0 taken, 0 were known already, 2 still stand aside.");
  await expect(told("events dismiss")).rejects.toThrow(/Missing: --source/);
  await expect(told("events dismiss --source Website")).rejects.toThrow(/Say the reason too/);
  expect(await told('events dismiss --source Website --reason "It is not an object."')).toBe(
    "1 thrown away.",
  );
  expect(await told(`events dismiss --id ${id}`)).toBe("1 thrown away.");
  await send([
    { ...event, userId: "u" },
    { ...event, userId: "u", event: "other" },
  ]);
  expect(await told("events aside --conflicting")).toContain("used for another event before");
  expect(await told("events redrive --conflicting")).toContain("1 still stand aside");
  expect(await told("events dismiss --source Website --conflicting")).toBe("1 thrown away.");
});
