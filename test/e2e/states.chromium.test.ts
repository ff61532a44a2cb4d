import AxeBuilder from "axe-core";
import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callHub, inviteLink } from "../support/call-hub.ts";
import { killWorker, reloadExtension } from "../support/chromium.ts";
import { openPanel, panelFrame, waitForValue } from "../support/chromium-panel.ts";
import { connectByInvitation } from "../support/connect.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";
import { startSteerableProxy } from "../support/steerable-proxy.ts";

// Each state of the panel is reached by its real cause, says its own sentence, and its next step works.

const proxy = await startSteerableProxy();
const scene = prepareScene({ env: { LEADSIDE_PUBLIC_URL: proxy.url } });
const rep = repAtWork(scene, { connect: false });
let page: Page;

beforeAll(async () => {
  proxy.aim(scene().hub.url);
  page = await rep().openRecord("maya");
});
afterAll(() => proxy.close());

const heading = (panel: Frame, name: string, level = 1) =>
  panel.getByRole("heading", { level, name, exact: true });
const says = (panel: Frame, text: string | RegExp) => panel.getByText(text).first().waitFor();

/** Nothing in what stands on screen now keeps anybody out. */
async function expectAccessible(panel: Frame): Promise<void> {
  await panel.evaluate(AxeBuilder.source);
  const found = await panel.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: unknown[] }[] }> };
    };
    return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.length}`);
  });
  expect(found).toEqual([]);
}

async function connect(): Promise<void> {
  const link = await inviteLink(scene().hub, "sam@acme.example");
  const settings = await connectByInvitation(rep().browser, link, "Sam Whitfield");
  await settings.close();
  await page.bringToFront();
}

/** The token, as only the extension's own pages can get at it. */
async function tokenOf(): Promise<string> {
  const options = await rep().browser.open(`${await rep().browser.extensionOrigin()}/options.html`);
  const token = await options.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open("leadside");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const asking = opening.result.transaction("settings").objectStore("settings").get("account");
          asking.onsuccess = () => {
            opening.result.close();
            resolve((asking.result as { token: string }).token);
          };
        };
      }),
  );
  await options.close();
  return token;
}

describe("every state by its real cause", () => {
  it("not connected: says what to do, and asks the hub for nothing", async () => {
    const panel = await openPanel(page);
    await heading(panel, "Not known yet").waitFor();
    await says(panel, "Connect Leadside to begin");
    await says(panel, scene().person("maya").record.id);
    expect(proxy.passed).toEqual([]);
    await expectAccessible(panel);
    const options = rep().browser.context.waitForEvent("page");
    await panel.getByRole("button", { name: "Open options" }).click();
    expect((await options).url()).toMatch(/options\.html$/);
    await (await options).close();
  });

  it("connected in another tab: the panel fills by itself when the rep comes back", async () => {
    await connect();
    const panel = await openPanel(page);
    await heading(panel, "Maya Okafor").waitFor();
    await expectAccessible(panel);
  });

  it("loading: nothing of the last person under the new record", async () => {
    proxy.steer(({ path }) => (path === "/api/context" ? { delay: 2_000 } : {}));
    await rep().go(page, rep().pathOf("tomasz"));
    const panel = await panelFrame(page);
    await heading(panel, "Not known yet").waitFor();
    await says(panel, scene().person("tomasz").record.id);
    expect(await panel.getByText("Maya").count()).toBe(0);
    expect(await panel.getByText("Initech").count()).toBe(0);
    await expectAccessible(panel);
    proxy.steer(() => ({}));
    await heading(panel, scene().person("tomasz").name).waitFor();
  });

  it("network slow: says that it takes long, then shows the person", async () => {
    proxy.steer(({ path }) => (path === "/api/context" ? { delay: 6_500 } : {}));
    await rep().go(page, rep().pathOf("anna"));
    const panel = await panelFrame(page);
    await says(panel, /takes? (?:long|a while)|still|slow/i);
    proxy.steer(() => ({}));
    await heading(panel, scene().person("anna").name).waitFor();
  });

  it("no match: the exact address finds the person, and the rep's word binds and can be taken back", async () => {
    await rep().go(page, rep().pathOf("noor"));
    const panel = await panelFrame(page);
    await says(panel, "Nobody here has this record");
    await expectAccessible(panel);
    const field = panel.getByRole("textbox", { name: "Exact e-mail" });
    await field.fill("nobody@nowhere.example");
    await panel.getByRole("button", { name: "Find person" }).click();
    await says(panel, /Nobody here has nobody@nowhere\.example/);
    await field.fill(scene().person("priya").email);
    await panel.getByRole("button", { name: "Find person" }).click();
    await heading(panel, "Priya Raman").waitFor();
    await panel.getByRole("button", { name: /^Yes/ }).click();
    await says(panel, /^Matched by you|^Confirmed|picked/i);
    await expectAccessible(panel);
    await panel.getByRole("button", { name: "Undo" }).first().click();
    // The address still agrees, and that binds nothing.
    await panel.getByRole("button", { name: /^Yes/ }).waitFor();
    await panel.getByRole("button", { name: /^No/ }).click();
    await says(panel, "Nobody here has this record");
  });

  it("nothing known yet: known by name, and that is all", async () => {
    await rep().go(page, rep().pathOf("elias"));
    const panel = await panelFrame(page);
    await heading(panel, scene().person("elias").name).waitFor();
    await says(panel, "Nothing known yet");
    await expectAccessible(panel);
  });

  it("a sandbox's copied id never shows production's person", async () => {
    const sandbox = await rep().openRecord("maya", "acme--uat.sandbox");
    const panel = await openPanel(sandbox);
    await says(panel, /sandbox/i);
    await says(panel, "Nobody here has this record");
    expect(await panel.getByText("Okafor").count()).toBe(0);
    await sandbox.close();
  });

  it("worker killed: the next click works", async () => {
    await rep().go(page, rep().pathOf("maya"));
    const panel = await panelFrame(page);
    await heading(panel, "Maya Okafor").waitFor();
    await killWorker(rep().browser.context);
    const before = proxy.passed.length;
    await panel.getByRole("button", { name: "Refresh" }).click();
    await waitForValue("a new question to the hub", async () =>
      proxy.passed.slice(before).some(({ path }) => path === "/api/context") ? true : undefined,
    );
    await heading(panel, "Maya Okafor").waitFor();
  });

  it("hub stopped: the kept copy with its age, then out of reach for whom nothing is kept; back by itself", async () => {
    await scene().hub.stop();
    const panel = await panelFrame(page);
    await panel.getByRole("button", { name: "Refresh" }).click();
    await says(panel, /Leadside cannot be reached\. This is what we knew/);
    await heading(panel, "Maya Okafor").waitFor();
    await expectAccessible(panel);

    await rep().go(page, rep().pathOf("karl"));
    await says(panel, "Leadside is out of reach");
    expect(await panel.getByText("Okafor").count()).toBe(0);
    await expectAccessible(panel);
    await scene().hub.start();
    // The panel tries by itself too, and may be first.
    await panel
      .getByRole("button", { name: "Try now" })
      .click({ timeout: 2_000 })
      .catch(() => {});
    await heading(panel, scene().person("karl").name).waitFor();
  });

  it("hub of another version: said on both sides of the gap", async () => {
    const panel = await panelFrame(page);
    proxy.steer(() => ({ rewrite: (answer) => ({ ...answer, contract: 0, minContract: 0 }) }));
    await panel.getByRole("button", { name: "Refresh" }).click();
    await says(panel, "Your team's Leadside needs an update");
    await expectAccessible(panel);
    proxy.steer(() => ({ rewrite: (answer) => ({ ...answer, contract: 99, minContract: 99 }) }));
    await panel.getByRole("button", { name: "Refresh" }).click();
    await says(panel, "This extension needs an update");
    await expectAccessible(panel);
    proxy.steer(() => ({}));
    await panel.getByRole("button", { name: "Try again" }).click();
    await heading(panel, scene().person("karl").name).waitFor();
  });

  it("accounts come later, and say so", async () => {
    await rep().go(page, "/lightning/r/Account/001000000000001AAA/view");
    const panel = await panelFrame(page);
    await says(panel, /come later/);
    await expectAccessible(panel);
  });

  it("token revoked: signed out, and what was known is no longer shown", async () => {
    await rep().go(page, rep().pathOf("maya"));
    const panel = await panelFrame(page);
    await heading(panel, "Maya Okafor").waitFor();
    await callHub(scene().hub.url, await tokenOf(), "signOut");
    await page.bringToFront();
    await panel.getByRole("button", { name: "Refresh" }).click();
    await says(panel, "You are signed out");
    expect(await panel.getByText("We need this live").count()).toBe(0);
    await expectAccessible(panel);
    const popup = await rep().browser.open(`${await rep().browser.extensionOrigin()}/popup.html`);
    await popup.getByText(/no longer knows this browser/).waitFor();
    expect(await popup.getByRole("button").allTextContents()).toEqual(["Open options"]);
    await popup.close();
    await connect();
    await heading(panel, "Maya Okafor").waitFor();
  });

  it("extension reloaded under an open tab: never blank, and Reload works", async () => {
    await reloadExtension(rep().browser);
    const session = await rep().browser.context.newCDPSession(page);
    await waitForValue("the notice in the panel's place", async () => {
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      const texts = nodes.map(({ name }) => String(name?.value ?? ""));
      return texts.some((text) => /Leadside was updated/.test(text)) ? true : undefined;
    });
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    const button = nodes.find(
      ({ role, name }) => role?.value === "button" && /^Reload/.test(String(name?.value)),
    );
    const { model } = await session.send("DOM.getBoxModel", { backendNodeId: button?.backendDOMNodeId ?? 0 });
    const [x = 0, y = 0, right = 0, , , bottom = 0] = model.border;
    const loaded = page.waitForEvent("load");
    await page.mouse.click((x + right) / 2, (y + bottom) / 2);
    await loaded;
    const panel = await openPanel(page);
    await heading(panel, "Maya Okafor").waitFor();
  });
});

describe("a hub that no tool sends to", () => {
  const empty = prepareScene({ empty: true });
  const other = repAtWork(empty);
  it("says that nothing is connected, and that this is not the same as nothing", async () => {
    const lead = await other().openRecord("maya");
    const panel = await openPanel(lead);
    await says(panel, /No marketing tool sends to Leadside so far/);
    await says(panel, /not the same as nothing/);
    // Who came with a report of the CRM is found by e-mail all the same.
    await panel.getByRole("textbox", { name: "Exact e-mail" }).waitFor();
    await expectAccessible(panel);
    await panel.getByRole("button", { name: "Copy a note to your admin" }).click();
    await panel
      .getByRole("status")
      .getByText(/copied/i)
      .waitFor();
  });

  it("knows whom a report of the CRM named, before any tool is connected", async () => {
    const { hub, person } = empty();
    const maya = person("maya");
    const colleague = person("priya");
    const line = ({ record, email, firstName, lastName, title, company }: typeof maya) =>
      [
        record.id,
        email,
        firstName,
        lastName,
        `"${title}"`,
        `"${company.name}"`,
        "Working",
        "Dana Brook",
      ].join(",");
    const csv = [
      "Lead ID,Email,First Name,Last Name,Title,Company / Account,Lead Status,Lead Owner",
      ...[maya, colleague].map(line),
    ].join("\n");
    const answer = await fetch(`${hub.url}/api/people/import?org=acme`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${hub.adminToken}`,
        "content-type": "text/csv",
        "idempotency-key": crypto.randomUUID(),
      },
      body: csv,
    });
    expect(answer.status).toBe(200);
    await waitForValue("the import to end", async () => {
      const { items } = await callHub(hub.url, hub.adminToken, "imports");
      return items.every(({ state }) => state === "done") ? true : undefined;
    });

    const lead = await other().openRecord("maya");
    const panel = await openPanel(lead);
    // What was known a moment ago is kept for a minute.
    await waitForValue(
      "the person whom the report named",
      async () => {
        await panel.getByRole("button", { name: "Refresh" }).click();
        return heading(panel, "Maya Okafor")
          .waitFor({ timeout: 4_000 })
          .then(
            () => true,
            () => undefined,
          );
      },
      60_000,
    );
    await says(panel, `${maya.title} · ${maya.company.name}`);
    await says(panel, "Dana Brook");
    await says(panel, "Working");
    await says(panel, /No marketing tool is connected yet/);
    await expectAccessible(panel);
    await panel.getByRole("button", { name: /^Colleagues/ }).click();
    await says(panel, colleague.name);
  });
});
