import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RequestOf } from "../../lib/contract/endpoints.ts";
import { nasty } from "../fixtures/hostile-texts.ts";
import { cast } from "../fixtures/sample/cast.ts";
import { sampleEvents } from "../fixtures/sample/sample-events.ts";
import { sendSample } from "../fixtures/sample/send-sample.ts";
import { axeFindings } from "../support/axe.ts";
import { addSource, callHub, joinAs } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";

// Marketing at the inbox, in a real browser with the real hub; reps and a second marketer work beside it over the API.

type Said = Pick<RequestOf<"giveFeedback">, "type" | "reasons" | "theirWords" | "note" | "taken"> & {
  context?: RequestOf<"giveFeedback">["context"];
};
/** A machine under test has other work. */
const WAITING = { timeout: 20_000 };
const TITLE = "Live in six weeks, without a freeze";

let hub: HubProcess;
let chromium: Chromium;
let page: Page;
let nadia: string;
let omar: string;
let leila: string;
let claimId: string;
let versionId: string;
const problems: string[] = [];

beforeAll(async () => {
  hub = await startHub();
  const [writeKey, invite] = await Promise.all([
    addSource(hub, "Website and mail", "acme"),
    callHub(hub.url, hub.adminToken, "invite", { email: "dana@acme.example", role: "marketer" }),
  ]);
  const events = sampleEvents(new Date()).filter(({ userId }) => !/^contact_\d+$/.test(userId ?? ""));
  await sendSample(hub.url, writeKey, events);
  nadia = await joinAs(hub, "nadia@acme.example", "Nadia Brandt");
  omar = await joinAs(hub, "omar@acme.example", "Omar Haddad");
  leila = await joinAs(hub, "leila@acme.example", "Leila Haddad", "marketer");
  claimId = (await callHub(hub.url, leila, "addClaim", { title: TITLE })).claim.id;
  versionId = await publish("Six weeks, and nobody stops working.", "First wording");
  chromium = await launchChromium({ viewport: { width: 1280, height: 860 } });
  chromium.context.setDefaultTimeout(30_000);
  page = await chromium.open(`${hub.url}/desk/start#${invite.code}`);
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("dialog", (dialog) => problems.push(dialog.message()));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Refused to/.test(message.text()))
      problems.push(message.text());
  });
  await page.getByRole("textbox", { name: "Your name" }).fill("Dana Ruiz");
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByRole("link", { name: "Feedback", exact: true }).click();
});
afterAll(async () => {
  await chromium?.close();
  await hub?.remove();
});

async function publish(say: string, whatChanged: string): Promise<string> {
  const { claim } = await callHub(hub.url, leila, "publishClaim", {
    claimId,
    whatChanged,
    body: {
      say,
      proof: [],
      conditions: { to: [{ fact: "role", fields: ["data"] }], joint: "and", when: [], except: [] },
      toGet: "",
    },
  });
  return claim.version?.id ?? "";
}

const recordOf = (person: "maya" | "tomasz" | "anna") => ({
  crm: "salesforce",
  org: "acme",
  ...cast[person].record,
});

/** A rep looks a lead up and says something about the talking point, or about nothing. */
async function say(
  rep: string,
  person: "maya" | "tomasz" | "anna",
  { context = {}, ...said }: Said,
): Promise<string> {
  const record = recordOf(person);
  await callHub(hub.url, rep, "context", { record });
  const about =
    said.type === "request" || said.type === "data_wrong"
      ? ({ what: "nothing" } as const)
      : ({ what: "claim", claimVersionId: versionId } as const);
  const { id } = await callHub(hub.url, rep, "giveFeedback", {
    record,
    about,
    at: new Date().toISOString(),
    context,
    ...said,
  });
  return id;
}

const list = () => page.getByRole("region", { name: "By due time" });
const rows = () => list().getByRole("listitem");
const row = (words: string | RegExp) => rows().filter({ hasText: words });
const opened = () => page.getByRole("region", { name: "What is open" });
const field = () => opened().getByRole("textbox", { name: "Answer" });
const status = () => page.locator(".status-line [role=status]");
const undoIn = (place: Locator) => place.getByRole("button", { name: "Undo" });
const rowFocused = () => page.evaluate(() => document.activeElement?.getAttribute("data-row"));

describe("the inbox", () => {
  const ids = { flat: "", same: "", twin: "" };

  /** What the later tests are about, all at once: others see it when six seconds are over. */
  async function sayTheRest(): Promise<void> {
    const flat: Said = { type: "fell_flat", reasons: ["not_credible"], taken: [] };
    const wrong: Said = { type: "data_wrong", reasons: ["company"], taken: [] };
    ids.same = await say(omar, "tomasz", flat);
    ids.twin = await say(nadia, "tomasz", flat);
    for (const rep of [nadia, omar]) await say(rep, "maya", wrong);
    await say(omar, "maya", {
      type: "request",
      reasons: ["customer_story"],
      note: "Residency outside the EU",
      taken: [],
    });
    const harmless = nasty.filter(
      (text) => text.trim() !== "" && text.length < 900 && !/[\0\ud800-\udfff]/.test(text),
    );
    // Of somebody else: a newer word about the same person would take the place of the twin.
    await say(nadia, "anna", {
      type: "fell_flat",
      reasons: ["price"],
      note: harmless.join(" ").slice(0, 990),
      taken: [],
      context: { company: harmless.join(" ").slice(0, 300), name: "<b>Tomasz</b>" },
    });
  }

  test("says how feedback comes, and shows it without a reload when it has come", async () => {
    await page.getByRole("heading", { name: "No feedback yet" }).waitFor();
    expect(await list().locator("kbd").count()).toBe(0);
    ids.flat = await say(nadia, "maya", {
      type: "fell_flat",
      reasons: ["not_credible"],
      theirWords: "Six weeks? Our last migration took eleven months.",
      note: "They had the old project plan on the table.",
      context: {
        name: "Maya Okafor",
        title: "VP Data",
        company: "Initech",
        companySize: "1200",
        stage: "Working",
      },
      taken: ["industry"],
    });
    await row("Six weeks? Our last migration").waitFor();
    // In the list stand company and words, never who gave it.
    expect(await list().innerText()).toContain("Initech");
    expect(await list().innerText()).not.toContain("Nadia");
  });

  test("opens with the keys, with the context of the click and what was taken away", async () => {
    await page.getByRole("heading", { level: 1, name: "Feedback" }).focus();
    await page.keyboard.press("j");
    expect(await rowFocused()).toBe(ids.flat);
    await page.keyboard.press("Enter");
    await opened().getByRole("heading", { name: TITLE }).waitFor();
    const text = await opened().innerText();
    expect(text).toMatch(/Talking point, version 1 · given by Nadia Brandt/);
    expect(text).toContain("Maya Okafor, VP Data");
    expect(text).toContain("Initech, 1,200 people");
    expect(text).toContain("Taken away by the giver");
    expect(await opened().getByRole("link", { name: "Open in Salesforce" }).getAttribute("href")).toContain(
      cast.maya.record.id,
    );
    expect(new URL(page.url()).searchParams.get("item")).toContain(ids.flat);
  });

  test("a typed answer survives a reload; sent it can be taken back and sent again", async () => {
    await page.keyboard.press("e");
    await page.keyboard.type("You were right to doubt it.");
    await page.reload();
    await expect.poll(() => field().inputValue(), WAITING).toBe("You were right to doubt it.");
    await opened().getByRole("button", { name: "Send answer" }).click();
    await status().getByText("Answer sent to 1 giver.").waitFor();
    // What was sent stands there with the way back, and nothing that reads as if it were still owed.
    await opened().getByText("You were right to doubt it.").first().waitFor();
    expect(await field().count()).toBe(0);
    expect(await opened().getByRole("list", { name: "What it is" }).innerText()).toMatch(/Seen$/);
    expect(await opened().locator(".answer-due").count()).toBe(0);
    await undoIn(opened()).click();
    await status().getByText("Undone.").waitFor();
    await expect.poll(() => field().inputValue(), WAITING).toBe("You were right to doubt it.");
    await field().press("Control+Enter");
    await status().getByText("Answer sent to 1 giver.").waitFor();
    await row("Seen, answered").or(row("Answer sent")).first().waitFor();
  });

  test("two who are at one item see each other, and the later write is told", async () => {
    await sayTheRest();
    const watching = setInterval(() => {
      void callHub(hub.url, leila, "watchInbox", { at: ids.flat, writing: true }).catch(() => {});
    }, 500);
    try {
      await opened().getByText("Leila Haddad is writing").waitFor();
    } finally {
      clearInterval(watching);
    }
    await field().fill("And there is more to it.");
    await opened().getByLabel("It becomes").selectOption("Declined");
    // This browser hears nothing of what happens now, as in the second before it asks.
    await page.route("**/api/feedback/watch", (route) => route.abort());
    await page.route(`**/api/feedback/items/${ids.flat}`, (route) => route.abort());
    const { item } = await callHub(hub.url, leila, "feedbackItem", { id: ids.flat });
    await callHub(hub.url, leila, "changeInbox", {
      items: [{ id: ids.flat, revision: item.revision }],
      status: "declined",
      reason: "Said before.",
    });
    await opened().getByRole("button", { name: "Send answer" }).click();
    await opened().getByText("Leila Haddad changed this meanwhile: it is Declined now.").waitFor();
    expect(await field().inputValue()).toBe("And there is more to it.");
    await page.unroute("**/api/feedback/watch");
    await page.unroute(`**/api/feedback/items/${ids.flat}`);
    await opened().getByRole("button", { name: "Do it all the same" }).click();
    await status()
      .getByText(/^Answer sent to/)
      .waitFor();
    await expect.poll(() => field().inputValue(), WAITING).toBe("");
  });

  test("what says the same is merged, parted again where it stands, and later from Merged lately", async () => {
    await page.goto(`${hub.url}/desk/feedback?item=${ids.same}`);
    await opened().getByText("One more says the same").waitFor();
    await opened().getByText("Sending merges the two.").waitFor();
    expect(await opened().innerText()).toMatch(/all 2 givers: Omar Haddad and Nadia Brandt/);
    const merge = opened().getByRole("button", { name: "Merge 2" });
    await merge.click();
    await status().getByText("2 items merged.").waitFor();
    await opened().getByRole("heading", { name: "Merged with it" }).waitFor();
    // One way back, at the one that is left.
    expect(await undoIn(list()).count()).toBe(1);
    await undoIn(page.locator(".status-line")).click();
    await status().getByText("Undone.").waitFor();
    await merge.click();
    await opened().getByRole("heading", { name: "Merged with it" }).waitFor();
    await page.getByRole("button", { name: "Merged lately" }).click();
    await undoIn(opened()).first().click();
    await status().getByText("Undone.").waitFor();
    await page.goto(`${hub.url}/desk/feedback?item=${ids.twin}`);
    await opened().getByRole("button", { name: "Not the same" }).click();
    await status().getByText("They stay apart.").waitFor();
    await undoIn(page.locator(".status-line")).click();
    await opened().getByRole("button", { name: "Not the same" }).click();
    await status().getByText("They stay apart.").waitFor();
    await opened().getByRole("button", { name: "Merge 2" }).waitFor({ state: "detached" });
  });

  test("a version that answers them makes them changed, and says what sending does", async () => {
    await publish("Six to nine weeks, and nobody stops working.", "Says six to nine weeks");
    await page.goto(`${hub.url}/desk/feedback?item=${ids.same}`);
    await field().fill("Version 2 says six to nine weeks.");
    await opened().getByRole("button", { name: "no version" }).click();
    await page.getByRole("menuitem", { name: /version 2$/ }).click();
    await opened().getByText("The giver is asked whether we may name them.").waitFor();
    await opened().getByRole("button", { name: "Send answer" }).click();
    await status().getByText("Answer sent to 1 giver.").waitFor();
    await opened()
      .getByText(/^Answered by/)
      .and(opened().getByText(/version 2: Says six to nine weeks/))
      .waitFor();
    await opened()
      .getByText(/Omar Haddad has not said yet/)
      .waitFor();
    await page
      .getByRole("navigation", { name: "Views" })
      .getByRole("link", { name: /^Closed/ })
      .click();
    await row("Changed").waitFor();
  });

  test("filters and search stand in the address; what nothing matches can be cleared", async () => {
    await page.goto(`${hub.url}/desk/feedback?type=request`);
    await row("Residency outside the EU").waitFor();
    expect(await rows().count()).toBe(1);
    // Nobody owns what it is about, so it waits for everybody.
    await page.getByRole("link", { name: /^Feedback\s?3 waiting$/ }).waitFor();
    const views = page.getByRole("navigation", { name: "Views" });
    await views.getByRole("link", { name: /^Mine\s?3$/ }).waitFor();
    const figure = page.getByRole("link", { name: "1 specific requests: open them" });
    await figure.click();
    await list().getByText("Specific requests").waitFor();
    expect(await rows().count()).toBe(1);
    await page.goto(`${hub.url}/desk/feedback?view=mine`);
    await list().getByText("What waits for an answer of yours").waitFor();
    await expect.poll(() => rows().count(), WAITING).toBe(3);
    await page.goto(`${hub.url}/desk/feedback?type=request`);
    await row("Residency outside the EU").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("freezing");
    await page.getByText("has “freezing” in its words").waitFor();
    expect(page.url()).toContain("query=freezing");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await row("Residency outside the EU").waitFor();
    expect(new URL(page.url()).search).toBe("");
  });

  test("all of a theme is selected and answered with one text", async () => {
    const themes = page.getByRole("region", { name: "Themes" });
    await themes.getByRole("link", { name: /^Data is wrong.*The company/ }).click();
    await page.getByRole("button", { name: "Select all 2" }).click();
    await list().getByText("2 selected").waitFor();
    await list().getByRole("button", { name: "Answer" }).click();
    await field().fill("Corrected in the CRM.");
    await opened().getByRole("button", { name: "Send answer" }).click();
    await status().getByText("Answer sent to 2 givers.").waitFor();
    await expect.poll(() => row("Seen, answered").count(), WAITING).toBe(2);
  });

  test("several are selected with the keys, marked, and marked back", async () => {
    await page.goto(`${hub.url}/desk/feedback`);
    await rows().nth(1).waitFor();
    await page.getByRole("heading", { level: 1, name: "Feedback" }).focus();
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await list().getByText("2 selected").waitFor();
    await list().getByRole("button", { name: "Planned" }).click();
    await list()
      .getByLabel(/^Until when/)
      .fill("2030-11-21");
    await list().getByRole("button", { name: "Plan", exact: true }).click();
    await status().getByText("2 items planned.").waitFor();
    await expect.poll(() => row(/Planned 21 Nov 2030|Undo/).count(), WAITING).toBe(2);
    await undoIn(page.locator(".status-line")).click();
    await status().getByText("Undone.").waitFor();
    await expect.poll(() => row("Planned 21 Nov").count(), WAITING).toBe(0);
  });

  test("hostile texts are shown as text", async () => {
    await page.goto(`${hub.url}/desk/feedback`);
    await row("<script>window.pwned=1</script>").first().getByRole("link").click();
    await opened().getByText("<b>Tomasz</b>").waitFor();
    expect(await page.evaluate(() => "pwned" in window)).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });

  test("nothing is wrong for who cannot see or has a small window, in the light and in the dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFindings(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(400);
    await opened().getByRole("button", { name: "Back to the list" }).click();
    await rows().first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: /^Theme: all/ }).click();
    await page
      .getByRole("region", { name: "Themes" })
      .getByRole("link", { name: /^Request/ })
      .first()
      .click();
    await row("Residency outside the EU").waitFor();
    expect(problems).toEqual([]);
  });
});
