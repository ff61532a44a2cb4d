import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeFindings } from "../support/axe.ts";
import { inviteLink } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { type HubProcess, startHub } from "../support/start-hub.ts";

const CSV = [
  "Lead ID,Email,First Name,Last Name,Title,Company / Account,Lead Status,Favourite",
  "00Q5g00000A1b2CEAR,maya.okafor@initech.example,Maya,Okafor,VP Data,Initech,Working,Tea",
  "00Q5g00000A1b2DEAR,m.okafor@initrode.example,M.,Okafor,Head of Data,Initrode,Open,Tea",
  ",,Nobody,Known,,Nowhere,Open,Tea",
  "",
].join("\n");

let hub: HubProcess;
let chromium: Chromium;
let context: BrowserContext;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  hub = await startHub();
  chromium = await launchChromium({ viewport: { width: 1280, height: 860 } });
  context = chromium.context;
  context.setDefaultTimeout(10_000);
  page = await newPage();
});
afterAll(async () => {
  await chromium?.close();
  await hub?.remove();
});

async function newPage(): Promise<Page> {
  const opened = await context.newPage();
  opened.on("console", (message) => {
    // What the hub refuses is shown in words; the browser also writes it to its console.
    if (message.type() === "error" && !/status of 40[14]/.test(message.text())) problems.push(message.text());
  });
  opened.on("pageerror", (error) => problems.push(String(error)));
  return opened;
}

const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const button = (name: string | RegExp) => page.getByRole("button", { name });
const go = (path: string) => page.goto(`${hub.url}/desk${path}`);
const entry = (name: RegExp) =>
  page.getByRole("navigation", { name: "Leadside" }).getByRole("link", { name });

/** Another browser: nothing of the first one's is left. */
async function otherBrowser(): Promise<void> {
  await context.clearCookies();
  await page.close();
  page = await newPage();
}

test("who starts a hub becomes its admin, invites, and the marketer imports, merges and signs out", async () => {
  const link = /http\S+\/desk\/start#\w+/.exec(hub.output())?.[0] ?? "";
  await page.goto(link);
  await page.getByRole("textbox", { name: "Your name" }).fill("Ruth Amsel");
  await page.getByRole("textbox", { name: "Your e-mail" }).fill("ruth@acme.example");
  await button("Set up").click();
  await heading("Today").waitFor();
  expect(await page.title()).toBe("Today · Leadside");
  await page.getByText("Useful today, with nothing connected").waitFor();

  await page.getByRole("link", { name: "Invite" }).click();
  await heading("Members").waitFor();
  await page.getByRole("textbox", { name: "E-mail of whom to invite" }).fill("dana@acme.example");
  await page.getByLabel("Role", { exact: true }).selectOption("marketer");
  await button("Invite").click();
  const invitation = (await page.locator(".secret pre").textContent()) ?? "";
  expect(invitation).toContain("/join#");
  await page.getByText("Marketer, until").waitFor();

  await otherBrowser();
  await page.goto(invitation);
  await page.getByRole("link", { name: "Open the desk" }).click();
  await page.getByRole("textbox", { name: "Your name" }).fill("Dana Ruiz");
  await button("Join").click();
  await heading("Today").waitFor();
  await page.getByText("Only an admin can invite. Yours is Ruth Amsel.").waitFor();

  await page.getByRole("link", { name: "Choose a CSV" }).click();
  await page.getByLabel("CSV file").setInputFiles({
    name: "leads.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(CSV),
  });
  await page.getByRole("heading", { name: /leads.csv: 3 lines/ }).waitFor();
  expect(await page.getByLabel("Favourite becomes").inputValue()).toBe("");
  await page.getByLabel("Lead Status becomes").selectOption("");
  await page.getByText("Line 4").waitFor();
  await button(/^Import 2 lines$/).click();
  await page.getByRole("heading", { name: /Done: 3 of 3 lines/ }).waitFor();
  await page.getByText("1 line not taken").first().waitFor();

  await page.getByRole("link", { name: "Find" }).click();
  await page.getByRole("textbox", { name: /E-mail, or/ }).fill("maya.okafor@initech.example");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Maya Okafor" }).click();
  await heading("Maya Okafor").waitFor();
  await page.getByRole("textbox", { name: /Their e-mail/ }).fill("m.okafor@initrode.example");
  await button("Find").click();
  await page.getByRole("textbox", { name: /Why are they/ }).fill("Moved from Initrode.");
  await button("Merge").click();
  await page.getByText("M. Okafor is Maya Okafor now.").waitFor();
  await page.getByText("m.okafor@initrode.example").first().waitFor();
  await button("Undo").first().click();
  await page.getByText("They are two people again.").waitFor();

  await entry(/Settings/).click();
  await heading("My sign-ins").waitFor();
  await button("Add a device").click();
  await page.getByText("It works once").waitFor();
  await button("Sign out").first().click();
  await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
});

test("a lost session is found again by a link, and a page stays where it was", async () => {
  const made = await fetch(`${hub.url}/api/sign-in-links`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${hub.adminToken}`,
      "content-type": "application/json",
      "idempotency-key": randomUUID(),
    },
    body: JSON.stringify({ email: "ruth@acme.example" }),
  });
  const { link } = (await made.json()) as { link: string };
  await go("/settings/sources");
  await heading("Sign in").waitFor();
  await page.goto(link);
  await page.getByText("As Ruth Amsel.").waitFor();
  await button("Sign in").click();
  await heading("Sources").waitFor();
  await page.getByRole("textbox", { name: /Name, such as/ }).fill("Website");
  await page.getByLabel("What sends").selectOption({ label: "RudderStack" });
  await button("Add source").click();
  await page.getByText(/^rudderstack · 0 taken/).waitFor();
  const snippet = (await page.locator(".secret pre").last().textContent()) ?? "";
  expect(snippet).toContain(`${hub.url}/v1/batch`);
  const key = (await page.locator(".secret pre").first().textContent()) ?? "";
  const sent = await fetch(`${hub.url}/v1/batch`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` },
    body: JSON.stringify({
      batch: [
        { type: "identify", messageId: "1", userId: "u1", traits: { email: "pia@contoso.example" } },
        { type: "identify", messageId: "0", userId: "u0", traits: { email: "p.sund@fabrikam.example" } },
        { type: "identify", messageId: "2", userId: "u1", traits: { email: "p.sund@fabrikam.example" } },
        { type: "track", messageId: "3", userId: "u1", event: "Demo Requested" },
        { type: "track", event: "Without an id or a name" },
      ],
    }),
  });
  expect(await sent.json()).toEqual({ success: true });

  await go("/people/conflicts");
  await button("Keep two people").waitFor();
  expect(await entry(/People/).textContent()).toContain("1");
  await button("Merge…").click();
  await page.getByRole("textbox", { name: /Why are they/ }).fill("One and the same.");
  await button("Merge").click();
  await page.getByText("No conflict is open").waitFor();

  await go("/settings/events");
  await button("Look at it").first().click();
  await page.locator("pre", { hasText: "Without an id" }).first().waitFor();
  await button("Read all again").click();
  await page.getByText(/1 read again: 0 taken, 1 still stand/).waitFor();
});

/** More bad lines than a page of them has, and one person of a sandbox. */
const LONG_CSV = [
  "Lead ID,Email,Name",
  ...Array.from({ length: 201 }, (_, n) => `,,Nobody ${n}`),
  "00Q5g00000A1b2FEAR,zoe.adams@umbrella.example,Zoe Adams",
  "",
].join("\n");

test("a report of a sandbox is taken as one, and its list of bad lines goes on to the end", async () => {
  await go("/people/import");
  await page.getByLabel("CSV file").setInputFiles({
    name: "sandbox.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(LONG_CSV),
  });
  await page.getByText("These are the first 100.").waitFor();
  await page.getByLabel("The record ids are of").selectOption("named");
  const org = page.getByRole("textbox", { name: /The org’s name/ });
  await org.fill("our sandbox");
  await page.getByText("An org is named such as").waitFor();
  expect(await button(/^Import one line$/).isDisabled()).toBe(true);
  const sandbox = "https://acme--uat.sandbox.lightning.force.com";
  await org.fill(`${sandbox}/lightning/page/home`);
  await button(/^Import one line$/).click();
  await page.getByRole("heading", { name: /Done: 202 of 202 lines/ }).waitFor();
  expect(await page.getByText("Line 202").count()).toBe(0);
  await button("Show more").click();
  await page.getByText("Line 202").waitFor();
  expect(await button("Show more").count()).toBe(0);

  await go("/people");
  const find = page.getByRole("textbox", { name: /E-mail, or/ });
  await find.fill(`${sandbox}/lightning/r/Lead/00Q5g00000A1b2FEAR/view`);
  await find.press("Enter");
  await page.getByRole("link", { name: "Zoe Adams" }).click();
  await heading("Zoe Adams").waitFor();
});

test("what is held about a person is handed out as a file", async () => {
  const saved = page.waitForEvent("download");
  await button("Save as JSON").click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe("held-of-zoe.adams@umbrella.example.json");
  const whole = JSON.parse(await readFile(await file.path(), "utf8"));
  expect(whole.email).toBe("zoe.adams@umbrella.example");
  expect(whole.held.map(({ table }: { table: string }) => table)).toEqual(
    expect.arrayContaining(["identity", "identity_link", "fact"]),
  );
});

test("a kind of touchpoint is kept for a time of its own, and then as all others again", async () => {
  await go("/settings/retention");
  const days = page.getByRole("textbox", { name: "Page views" });
  const keep = async () => {
    await button("See what would go").click();
    await button("Keep so long from now on").click();
    await button("See what would go").waitFor();
  };
  await page.getByLabel("Give one its own").selectOption("page_viewed");
  await days.fill("a month");
  await page.getByText("A whole number of days.").waitFor();
  await days.fill("30");
  await keep();
  await page.reload();
  expect(await days.inputValue()).toBe("30");
  await button("As all others: Page views").click();
  await keep();
  await page.reload();
  await page.getByLabel("Give one its own").waitFor();
  expect(await days.count()).toBe(0);
});

test("keys go through rows, back and to the search, and can be switched off", async () => {
  await go("/people/merged");
  await page.getByRole("link", { name: / and / }).first().waitFor();
  for (const key of ["j", "j", "k", "j"]) await page.keyboard.press(key);
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  expect(await focused()).toMatch(/Okafor and/);
  await page.keyboard.press("Enter");
  await heading("Maya Okafor").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: /E-mail, or/ }).waitFor();
  expect(await focused()).toBe("People");
  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
  await go("/settings/keys");
  await page.getByRole("checkbox", { name: "Use single keys" }).uncheck();
  await go("/people");
  await heading("People").waitFor();
  await page.keyboard.press("/");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
});

const PAGES: [path: string, title: string | RegExp][] = [
  ["/", "Today"],
  ["/people", "People"],
  ["/people/conflicts", "People"],
  ["/people/merged", "People"],
  ["/people/imports", "People"],
  ["/people/import", "People"],
  ["/people/erased", "People"],
  ...[
    ["mine", "My sign-ins"],
    ["members", "Members"],
    ["teams", "Teams"],
    ["sources", "Sources"],
    ["events", "Events not taken"],
    ["look-ups", "Look-ups"],
    ["retention", "Retention"],
    ["mailboxes", "Shared mailboxes"],
    ["reading", "Reading"],
    ["held-off", "Held off"],
    ["keys", "Keys"],
  ].map(([name, title]): [string, string] => [`/settings/${name}`, title ?? ""]),
  ["/nothing/here", "No such page"],
];

const LOOKS = [
  ["light", 1280],
  ["dark", 400],
] as const;

/** The page as it stands: nothing for axe to find and nothing beyond the edge, light and wide, dark and narrow. */
async function expectClean(name: string): Promise<void> {
  for (const [colorScheme, width] of LOOKS) {
    await page.setViewportSize({ width, height: 860 });
    await page.emulateMedia({ colorScheme });
    const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    // In the shell a page scrolls by itself: the window has nothing to scroll.
    const beyond = await page.evaluate(() =>
      document.querySelector(".shell") ? document.documentElement.scrollHeight - innerHeight : 0,
    );
    expect([name, width, isWide, beyond, await axeFindings(page)]).toEqual([name, width, false, 0, []]);
  }
}

const read = () => expect.poll(() => page.locator(".answer-waiting").count()).toBe(0);

test("every page is clean, and never scrolls sideways", async () => {
  for (const [path, title] of PAGES) {
    await go(path);
    await heading(title).waitFor();
    await read();
    await expectClean(path);
  }
});

test("so are a person, an import and what is seen of a report before it is imported", async () => {
  await go("/people/merged");
  await page.getByRole("link", { name: / and / }).first().click();
  await page.getByRole("heading", { name: "Hand out what is held" }).waitFor();
  await read();
  await expectClean("a person");
  await go("/people/imports");
  await page.getByRole("link", { name: /202 lines/ }).click();
  await button("Show more").waitFor();
  await expectClean("an import");
  await go("/people/import");
  await page.getByLabel("CSV file").setInputFiles({
    name: "leads.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(CSV),
  });
  await page.getByLabel("The record ids are of").selectOption("named");
  await expectClean("a report");
});

test("a narrow page has its navigation behind a button", async () => {
  await page.setViewportSize({ width: 400, height: 800 });
  await go("/");
  await button("Open the menu").click();
  await entry(/Settings/).click();
  await heading("My sign-ins").waitFor();
  expect(await entry(/Settings/).isVisible()).toBe(false);
});

test("a tab from before an update says so where a page's script is gone, and goes on after a reload", async () => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await go("/");
  await heading("Today").waitFor();
  const scripts = "**/desk/assets/people-pages-*";
  await page.route(scripts, (route) => route.fulfill({ status: 404 }));
  await entry(/People/).click();
  await heading("This page did not come").waitFor();
  await entry(/Settings/).click();
  await heading("My sign-ins").waitFor();
  await page.goBack();
  await heading("This page did not come").waitFor();
  await page.unroute(scripts);
  await button("Reload").click();
  await heading("People").waitFor();
});

test("a hub that is away is said, what was read stays, and it is tried again", async () => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await go("/settings/members");
  await page.getByText("ruth@acme.example").waitFor();
  await context.setOffline(true);
  await page.getByRole("combobox", { name: "Role of Dana Ruiz" }).selectOption("rep");
  await page.getByText(/Leadside is out of reach\. What you see is/).waitFor();
  await page.getByText("ruth@acme.example").waitFor();
  await context.setOffline(false);
  await button("Try again").click();
  await page.getByText(/Leadside is out of reach/).waitFor({ state: "detached" });
});

test("a rep sees what their role allows", async () => {
  await page.getByRole("combobox", { name: "Role of Dana Ruiz" }).selectOption("rep");
  await page.getByText("Dana Ruiz is rep now.").waitFor();
  const made = await fetch(`${hub.url}/api/sign-in-links`, {
    method: "POST",
    headers: { authorization: `Bearer ${hub.adminToken}`, "content-type": "application/json" },
    body: JSON.stringify({ email: "dana@acme.example" }),
  });
  const { link } = (await made.json()) as { link: string };
  await otherBrowser();
  await page.goto(link);
  await button("Sign in").click();
  await page.getByText("Nothing waits for you here").waitFor();
  await entry(/People/).click();
  await page.getByText("You see people beside their records").waitFor();
  await go("/settings/members");
  await page.getByText("This is an admin’s").waitFor();
  await page.getByText("Ask Ruth Amsel for what you need here.").waitFor();
  expect(
    await page.getByRole("navigation", { name: "Settings" }).getByRole("link").allTextContents(),
  ).toEqual(["My sign-ins", "My mail", "Reading", "Answers to feedback", "Keys"]);
});

test("what is seen before signing in is clean as well", async () => {
  await otherBrowser();
  await go("/start");
  await heading("Sign in").waitFor();
  await expectClean("sign-in");
  const invitation = await inviteLink(hub, "noor@acme.example");
  await go(`/start#${new URL(invitation).hash.slice(1)}`);
  // Only what stands after the # is new, so the browser stays on the page that it has.
  await page.reload();
  await button("Join").waitFor();
  await expectClean("to join");
  await page.goto(invitation);
  await page.getByRole("link", { name: "Open the desk" }).waitFor();
  await expectClean("an invitation");
});

test("nothing broke a policy or a script on the way", () => {
  expect(problems.filter((text) => !/ERR_INTERNET_DISCONNECTED|^PageGone/.test(text))).toEqual([]);
});
