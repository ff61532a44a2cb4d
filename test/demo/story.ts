import type { Page } from "playwright-core";
import { type SamplePerson, samplePeople } from "../fixtures/sample/people.ts";
import { recordPath } from "../standins/crm/client/address.ts";
import { lightningHost } from "../standins/crm/hosts.ts";
import type { Chromium } from "../support/chromium.ts";
import { edgeTab, isPanelShown, openPanel, waitForValue } from "../support/chromium-panel.ts";
import type { Stage } from "./stage.ts";
import type { Terminal } from "./terminal.ts";

/** The panel records a look after two seconds in sight. */
const LOOK_MS = 3_000;

interface Telling {
  terminal: Terminal;
  /** Called when the closed tab shows that there is news. */
  onNews(lead: Page): Promise<void>;
}

/**
 * The main job as a rep lives it: looks at Maya's lead, turns to another, and Maya asks for a demo. What she
 * does meanwhile is sent like everything else, as it happens.
 * @returns Maya's lead with the panel open on what is new
 */
export async function playStory(
  browser: Chromium,
  stage: Stage,
  { terminal, onNews }: Telling,
): Promise<Page> {
  const [maya, priya] = samplePeople();
  if (!maya || !priya) throw new Error("The sample has nobody to tell of.");

  terminal.line(`Opening ${maya.name}'s lead, looking for a moment, and turning to ${priya.name}`);
  const lead = await browser.open(addressOf(maya));
  const panel = await openPanel(lead);
  await panel.getByRole("heading", { level: 1, name: maya.name }).waitFor();
  await panel.getByRole("list", { name: "Engagement history" }).waitFor();
  await lead.waitForTimeout(LOOK_MS);
  await panel.getByRole("button", { name: "Close" }).click();
  await waitForValue("the panel to fold", async () => ((await isPanelShown(lead)) ? undefined : true));
  await lead.goto(addressOf(priya));

  terminal.line(`Meanwhile ${maya.firstName} reads two pages and asks for a demo`);
  const news = await stage.sendNews();

  await lead.goto(addressOf(maya));
  await waitForValue("the tab to say what is new", async () =>
    (await edgeTab(lead))?.description === `${news} new` ? true : undefined,
  );
  await onNews(lead);
  const reopened = await openPanel(lead);
  await reopened.getByText(new RegExp(`^${news} new since `)).waitFor();
  await reopened.getByText("You last looked").waitFor();
  return lead;
}

function addressOf({ record }: SamplePerson): string {
  return `https://${lightningHost("acme")}${recordPath(record.object, record.id)}`;
}
