import type { Frame, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { ReplyOf } from "../../lib/contract/endpoints.ts";
import { callHub, inviteLink, joinAs } from "../support/call-hub.ts";
import { killWorker } from "../support/chromium.ts";
import { openPanel } from "../support/chromium-panel.ts";
import { connectByInvitation } from "../support/connect.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { prepareScene } from "../support/scene.ts";
import { waitForValue } from "../support/wait-for.ts";

// A rep says with one click what fell flat, and marketing, the hub and the browser do what they like meanwhile. Marketing
// speaks over the API here: the desk has journeys of its own.

const SAY = "Teams your size take six weeks, and week one is a dry run.";
const scene = prepareScene();
const rep = repAtWork(scene);
let dana: string;
let page: Page;
let panel: Frame;

type Claim = ReplyOf<"claim">["claim"];
let claim: Claim;

const marketing = {
  inbox: async () => (await callHub(scene().hub.url, dana, "inbox", {})).items,
  item: async (id: string) => callHub(scene().hub.url, dana, "feedbackItem", { id }),
  /** Waits until marketing sees so many of this type. */
  sees: async (type: string, count = 1) =>
    waitForValue(`${count} of ${type} in the inbox`, async () => {
      const items = (await marketing.inbox()).filter((item) => item.type === type);
      return items.length === count ? items : undefined;
    }),
};

beforeAll(async () => {
  const { hub } = scene();
  dana = await joinAs(hub, "dana@acme.example", "Dana Reyes", "marketer");
  ({ claim } = await callHub(hub.url, dana, "addClaim", { title: "Live in six weeks" }));
  ({ claim } = await callHub(hub.url, dana, "publishClaim", {
    claimId: claim.id,
    whatChanged: "First words",
    body: {
      say: SAY,
      proof: [{ words: "9 of 11 customers this size" }],
      conditions: { to: [{ fact: "role", fields: ["data"] }], joint: "and", when: [], except: [] },
      toGet: "a technical call",
    },
  }));
  page = await rep().openRecord("maya");
  panel = await openPanel(page);
});

const status = () => panel.getByRole("status");
const sayFirst = () => panel.getByRole("region", { name: "Say first" });
const answer = (name: string) => sayFirst().getByRole("button", { name, exact: true });
const refresh = () => panel.getByRole("button", { name: "Refresh" }).first().click();
const inWorker = async <Value>(script: string): Promise<Value> =>
  (await rep().browser.worker()).evaluate<Value>(script);
const killTheWorker = () => killWorker(rep().browser.context);

describe("feedback in the panel", () => {
  it("is undone within six seconds, and marketing never hears of it", async () => {
    await sayFirst().getByText(SAY).waitFor();
    await answer("Landed").click();
    await status().getByText("Sent, undo").waitFor();
    await panel.getByRole("button", { name: "Undo" }).click();
    await status().getByText("Taken back.").waitFor();
    expect(await answer("Landed").getAttribute("aria-pressed")).toBe("false");
  });

  it("reaches marketing with why, their words and the context, less what the rep took away", async () => {
    await answer("Fell flat").click();
    await panel.getByRole("button", { name: "Price", exact: true }).click();
    await panel.getByRole("button", { name: "Add their words or a sentence" }).click();
    await panel.getByRole("textbox", { name: "Their words" }).fill("Nobody does that in six weeks.");
    await panel.getByRole("button", { name: "Edit" }).click();
    await panel.getByRole("checkbox", { name: "Name: Maya Okafor" }).click();
    // While the rep writes nobody reads it, however long.
    expect(await marketing.inbox()).toEqual([]);
    await panel.getByRole("button", { name: "Done" }).click();
    const [item] = await marketing.sees("fell_flat");
    expect(item).toMatchObject({
      reasons: ["price"],
      excerpt: "Nobody does that in six weeks.",
      quoted: true,
    });
    const { item: opened } = await marketing.item(item?.id ?? "");
    expect(JSON.stringify(opened)).not.toContain("Maya Okafor");
    expect(opened).toMatchObject({ context: { company: "Initech" } });
  });

  it("is sent once though the hub is away, and worker and browser page die", async () => {
    const token = scene().hub.adminToken;
    await scene().hub.kill();
    await panel.getByRole("button", { name: "I needed something else" }).click();
    await panel.getByRole("button", { name: "Customer story" }).click();
    const field = panel.getByRole("textbox", { name: "In one sentence" });
    await field.fill("A story of a bank, with names");
    // What is typed is kept before it is done; then everything dies.
    await page.waitForTimeout(1_000);
    await killTheWorker();
    await page.reload();
    panel = await openPanel(page);
    await killTheWorker();
    await scene().hub.start({ LEADSIDE_ADMIN_TOKEN: token });
    await refresh();
    const [item] = await marketing.sees("request");
    expect(item).toMatchObject({ reasons: ["customer_story"], excerpt: "A story of a bank, with names" });
  });

  it("is answered while the rep looks at the record, changed because of them, and they are named", async () => {
    const { url } = scene().hub;
    const [item] = await marketing.sees("fell_flat");
    if (!item) throw new Error("Nothing fell flat.");
    const [first] = claim.versions;
    if (!first) throw new Error("Nothing was published.");
    ({ claim } = await callHub(url, dana, "publishClaim", {
      claimId: claim.id,
      whatChanged: "Says who did it",
      body: { ...first.body, say: "Halden took five weeks." },
    }));
    await callHub(url, dana, "answerFeedback", {
      items: [{ id: item.id, revision: item.revision }],
      merge: false,
      text: "You were right to doubt it: we now name who did it.",
      status: "changed",
      resolvedBy: { what: "claim", versionId: claim.versions[0]?.id ?? "" },
    });
    const band = panel.getByRole("region", { name: "Changed because of you" });
    await waitForValue("the answer on top", async () => {
      await refresh();
      await page.waitForTimeout(1_000);
      return (await band.count()) > 0 ? true : undefined;
    });
    await band.getByText("May we name you?").waitFor();
    await band.getByText("You were right to doubt it").waitFor();
    await band.getByRole("button", { name: "Yes, name me" }).click();
    await band.getByText("Thank you.").waitFor();
    await waitForValue("the credit", async () => {
      await refresh();
      await page.waitForTimeout(500);
      return (await sayFirst().getByText("Improved with feedback from Sam Whitfield").count()) > 0
        ? true
        : undefined;
    });
    await sayFirst().getByText("Halden took five weeks.").waitFor();
  });

  it("lists what came of all of it, beside how long marketing takes", async () => {
    await panel.getByRole("button", { name: /^Your feedback/ }).click();
    const mine = panel.getByRole("list", { name: "Your feedback" });
    await mine.getByText("Live in six weeks").waitFor();
    await mine.getByText("Changed").waitFor();
    expect(await mine.getByRole("listitem").count()).toBe(2);
    await panel.getByText(/^Marketing .*promised .*within \d working days?/).waitFor();
  });

  it("stands in the popup, seen then", async () => {
    const origin = await rep().browser.extensionOrigin();
    const popup = await rep().browser.open(`${origin}/popup.html`);
    await popup
      .getByRole("list", { name: "Answers from marketing" })
      .getByText("Live in six weeks")
      .first()
      .waitFor();
    await popup.close();
  });

  it("is kept while the rep is signed out, and goes when they are back", async () => {
    await page.bringToFront();
    await panel.getByRole("button", { name: "This data is wrong" }).click();
    await panel.getByRole("textbox", { name: "In one sentence" }).fill("She left in May");
    const token = await inWorker<string>(`new Promise((resolve, reject) => {
      const opening = indexedDB.open("leadside");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const reading = opening.result.transaction("settings").objectStore("settings").get("account");
        reading.onsuccess = () => resolve(reading.result.token);
      };
    })`);
    // That the rep writes is at the hub by then; the next word finds them signed out.
    await page.waitForTimeout(1_000);
    await callHub(scene().hub.url, token, "signOut");
    await panel.getByRole("button", { name: "Done" }).click();
    await panel.getByRole("heading", { name: "You are signed out" }).waitFor();
    const again = await connectByInvitation(
      rep().browser,
      await inviteLink(scene().hub, "sam@acme.example"),
      "Sam Whitfield",
    );
    await again.close();
    await page.bringToFront();
    const [item] = await marketing.sees("data_wrong");
    expect(item).toMatchObject({ excerpt: "She left in May" });
  });

  it("stays in the form where the disk is full, and goes when there is room", async () => {
    await panel.getByRole("button", { name: "I needed something else" }).click();
    const field = panel.getByRole("textbox", { name: "In one sentence" });
    await field.fill("Something shorter");
    await inWorker(`for (const name of ["add", "put"]) {
      const write = IDBObjectStore.prototype[name];
      (globalThis.writes ??= {})[name] = write;
      IDBObjectStore.prototype[name] = () => { throw new DOMException("Full.", "QuotaExceededError"); };
    }`);
    await panel.getByRole("button", { name: "Done" }).click();
    await panel.getByRole("alert").getByText("What you wrote is still here.").waitFor();
    await status()
      .getByText(/Check the free disk space/)
      .waitFor();
    expect(await field.inputValue()).toBe("Something shorter");
    await inWorker("Object.assign(IDBObjectStore.prototype, globalThis.writes)");
    await panel.getByRole("button", { name: "Done" }).click();
    await waitForValue("the wish in the inbox", async () =>
      (await marketing.inbox()).some(({ excerpt }) => excerpt === "Something shorter") ? true : undefined,
    );
  });
});
