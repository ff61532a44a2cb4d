import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Conditions } from "../../lib/contract/condition.ts";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import { callHub, inviteLink, joinAs } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { openPanel } from "../support/chromium-panel.ts";
import { connectByInvitation } from "../support/connect.ts";
import { createDatabase, type PostgresServer, startPostgres } from "../support/postgres.ts";
import { repAtWork } from "../support/rep-at-work.ts";
import { type CastName, prepareScene } from "../support/scene.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";
import { waitForValue } from "../support/wait-for.ts";

// One click on a talking point, from the panel to the inbox and back with a new version and a name. Reps and marketing
// are at two hubs of one database; rep, marketer and another rep each have a browser of their own.

const TITLE = "Live in six weeks";
const STORY = "How Halden went live";
const SAY = "Teams your size take six weeks.";
const SAY_NOW = "Teams your size took six to nine weeks.";
const WHAT_CHANGED = "A range instead of one number";
const ANSWER = "You were right to doubt it: version 2 says six to nine weeks.";
/** A machine under test has other work. */
const SOON_MS = 40_000;

let postgres: PostgresServer;
let databaseUrl: string;
beforeAll(async () => {
  postgres = await startPostgres();
  databaseUrl = await createDatabase(postgres.url);
});
afterAll(() => postgres?.stop());

const scene = prepareScene({ databaseUrl: () => databaseUrl });
const sam = repAtWork(scene);
let second: HubProcess;
let marketer: Chromium;
let ines: Chromium;
let dana: string;
let jonas: string;
let aiko: string;
let pointVersion: string;
let storyId: string;
let desk: Page;
let page: Page;
let panel: Frame;

beforeAll(async () => {
  const { hub, crm } = scene();
  [second, marketer, ines] = await Promise.all([
    startHub({ databaseUrl }),
    launchChromium({ viewport: { width: 1280, height: 860 } }),
    launchChromium({
      extensionDir: inject("extensionDir"),
      hosts: Object.fromEntries(crm.hosts.map((host) => [host, crm.port])),
    }),
  ]);
  for (const { context } of [marketer, ines]) context.setDefaultTimeout(SOON_MS);
  dana = await joinAs(hub, "dana@acme.example", "Dana Reyes", "marketer");
  jonas = await joinAs(hub, "jonas@acme.example", "Jonas Weber");
  aiko = await joinAs(hub, "aiko@acme.example", "Aiko Mori");
  await offerContent();
});
afterAll(async () => {
  await Promise.all([marketer?.close(), ines?.close()]);
  await second?.remove();
});

const call = <Name extends Parameters<typeof callHub>[2]>(
  token: string,
  name: Name,
  request: RequestOf<Name>,
) => callHub(scene().hub.url, token, name, request);

const recordOf = (person: CastName) => ({
  crm: "salesforce",
  org: "acme",
  ...scene().person(person).record,
});

/** A talking point and a piece of content for whoever leads data. */
async function offerContent(): Promise<void> {
  const conditions: Conditions = {
    to: [{ fact: "role", fields: ["data"] }],
    joint: "and",
    when: [],
    except: [],
  };
  const { claim } = await call(dana, "addClaim", { title: TITLE });
  const published = await call(dana, "publishClaim", {
    claimId: claim.id,
    whatChanged: "First version",
    body: { say: SAY, proof: [{ words: "9 of 11 customers" }], conditions, toGet: "a technical call" },
  });
  pointVersion = published.claim.version?.id ?? "";
  const { asset } = await call(dana, "addAsset", {
    title: STORY,
    from: { text: "Halden was live in **six weeks**." },
  });
  storyId = asset.id;
  await call(dana, "publishGuidance", {
    assetIds: [asset.id],
    guidance: {
      conditions,
      toGet: "a technical call",
      noException: false,
      how: { openWith: "", show: "", ask: "", nextStep: "" },
    },
  });
}

/** Another rep looks somebody up and says something. */
async function say(
  rep: string,
  person: CastName,
  said: Pick<RequestOf<"giveFeedback">, "about" | "type" | "reasons" | "note">,
): Promise<void> {
  const record = recordOf(person);
  const { feedback } = await call(rep, "context", { record });
  await call(rep, "giveFeedback", {
    record,
    at: new Date().toISOString(),
    context: feedback?.goesAlong ?? {},
    taken: [],
    ...said,
  });
}

const status = () => panel.getByRole("status");
const sayFirst = () => panel.getByRole("region", { name: "Say first" });
const rows = () => desk.getByRole("region", { name: "By due time" }).getByRole("listitem");
const opened = () => desk.getByRole("region", { name: "What is open" });
const deskSays = (words: string | RegExp) =>
  desk.locator(".status-line [role=status]").getByText(words).waitFor();

/** What another rep finds on the record as it comes from the hub, once marketing's answer is there. */
const answeredFor = (rep: string, person: CastName) =>
  waitForValue(
    "the answer",
    async () => (await call(rep, "context", { record: recordOf(person) })).feedback?.answered[0],
    SOON_MS,
  );

describe("feedback, from a rep's click to the name of who made it better", () => {
  it("waits for the inbox while the rep undoes it, clicks again and writes", async () => {
    const { link } = await callHub(scene().hub.url, scene().hub.adminToken, "signInLink", {
      email: "dana@acme.example",
    });
    const { pathname, hash } = new URL(link ?? "");
    desk = await marketer.open(`${second.url}${pathname}${hash}`);
    await desk.getByRole("button", { name: "Sign in" }).click();
    await desk.getByRole("link", { name: "Feedback", exact: true }).click();
    await desk.getByRole("heading", { name: "No feedback yet" }).waitFor();

    page = await sam().openRecord("maya");
    panel = await openPanel(page);
    await sayFirst().getByText(SAY).waitFor();
    const fellFlat = sayFirst().getByRole("button", { name: "Fell flat", exact: true });
    await fellFlat.click();
    await sayFirst().getByText("Why?").waitFor();
    await panel.getByRole("button", { name: "Undo" }).click();
    await status().getByText("Taken back.").waitFor();
    await fellFlat.click();
    await panel.getByRole("button", { name: "Not credible" }).click();
    await panel.getByRole("button", { name: "Add their words or a sentence" }).click();
    await panel.getByRole("textbox", { name: "Their words" }).fill("Our last migration took eleven months.");

    // The inbox asks twice more, and there is nothing.
    for (let asked = 0; asked < 2; asked++)
      await desk.waitForResponse((response) => response.url().endsWith("/api/feedback/watch"));
    expect(await desk.getByRole("heading", { name: "No feedback yet" }).count()).toBe(1);
  });

  it("comes to the open inbox by itself, from the other hub, with what two others said", async () => {
    await panel.getByRole("button", { name: "Done" }).click();
    await rows().filter({ hasText: "eleven months" }).waitFor();
    const about = { what: "claim", claimVersionId: pointVersion } as const;
    await Promise.all([
      say(jonas, "tomasz", { about, type: "fell_flat", reasons: ["not_credible"], note: "They laughed." }),
      say(aiko, "anna", { about, type: "fell_flat", reasons: ["not_credible"] }),
      say(jonas, "maya", {
        about: { what: "asset", assetId: storyId, version: 1 },
        type: "wrong_fact",
        note: "It was nine weeks.",
      }),
    ]);
    await expect.poll(() => rows().count(), { timeout: SOON_MS }).toBe(4);
  });

  it("is merged with the two", async () => {
    await rows().filter({ hasText: "eleven months" }).getByRole("link").click();
    await opened().getByText("Two more say the same").waitFor();
    await opened().getByText("Our last migration took eleven months.").waitFor();
    await opened().getByRole("button", { name: "Merge 3" }).click();
    await deskSays("3 items merged.");
    await opened().getByRole("heading", { name: "Merged with it" }).waitFor();
  });

  it("makes a second version, which is linked to the answer for all three", async () => {
    await desk.getByRole("link", { name: "Content", exact: true }).click();
    await desk.getByRole("link", { name: /^Talking points/ }).click();
    await desk.getByRole("link", { name: TITLE, exact: true }).click();
    await desk.getByRole("button", { name: "New version" }).click();
    await desk.getByRole("textbox", { name: "What to say" }).fill(SAY_NOW);
    await desk.getByRole("textbox", { name: "What changed" }).fill(WHAT_CHANGED);
    await desk.getByRole("button", { name: "Publish version 2" }).click();
    await desk.getByRole("status").getByText("Version 2 is out: reps see it from now on.").waitFor();

    await desk.getByRole("link", { name: /^Feedback/ }).click();
    await rows().filter({ hasText: "eleven months" }).getByRole("link").click();
    await opened()
      .getByText(/^all 3 givers: /)
      .waitFor();
    await opened().getByRole("textbox", { name: "Answer" }).fill(ANSWER);
    await opened().getByRole("button", { name: "no version" }).click();
    await desk.getByRole("menuitem", { name: /version 2$/ }).click();
    await opened().getByText("Each is asked whether we may name them.").waitFor();
    await opened().getByRole("button", { name: "Send answer" }).click();
    await deskSays("Answer sent to 3 givers.");
  });

  it("comes back to all three with the answer, the change and the question for credit", async () => {
    const band = panel.getByRole("region", { name: "Changed because of you" });
    await waitForValue(
      "the answer on top of the panel",
      async () => {
        await panel.getByRole("button", { name: "Refresh" }).first().click();
        await page.waitForTimeout(500);
        return (await band.count()) > 0 ? true : undefined;
      },
      SOON_MS,
    );
    await band.getByText(ANSWER).waitFor();
    await band.getByText(WHAT_CHANGED).waitFor();
    await band.getByText("May we name you?").waitFor();
    for (const [rep, person] of [
      [jonas, "tomasz"],
      [aiko, "anna"],
    ] as const)
      expect(await answeredFor(rep, person)).toMatchObject({
        mergedWith: 2,
        answers: [{ text: ANSWER, status: "changed", resolvedBy: { version: 2, whatChanged: WHAT_CHANGED } }],
        credit: { named: null },
      });
    await band.getByRole("button", { name: "Yes, name me" }).click();
    await band.getByText("Thank you.").waitFor();
  });

  it("improves content the same way", async () => {
    const { asset } = await call(dana, "addVersion", {
      assetId: storyId,
      from: { text: "Halden was live in **nine weeks**." },
      whatChanged: "Nine weeks, not six",
    });
    const versionId = asset.versions[0]?.id ?? "";
    const { items } = await call(dana, "inbox", { type: "wrong_fact" });
    await call(dana, "answerFeedback", {
      items: items.map(({ id, revision }) => ({ id, revision })),
      merge: false,
      text: "Corrected.",
      status: "changed",
      resolvedBy: { what: "asset", versionId },
    });
    const { id } = await answeredFor(jonas, "maya");
    await call(jonas, "answerCredit", { id, record: recordOf("maya"), named: true });
  });

  it("shows a fourth rep whom the talking point and the content owe it to", async () => {
    const settings = await connectByInvitation(
      ines,
      await inviteLink(scene().hub, "ines@acme.example"),
      "Ines Costa",
    );
    await settings.close();
    const hers = await openPanel(await ines.open(`https://acme.lightning.force.com${sam().pathOf("maya")}`));
    const first = hers.getByRole("region", { name: "Say first" });
    await first.getByText(SAY_NOW).waitFor();
    await first.getByText("Improved with feedback from Sam Whitfield and 2 reps").waitFor();
    await hers
      .getByRole("list", { name: "Recommended content" })
      .getByRole("listitem")
      .filter({ has: hers.getByRole("heading", { name: STORY, exact: true }) })
      .getByText("Improved with feedback from Jonas Weber")
      .waitFor();
  });
});
