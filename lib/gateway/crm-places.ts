import { z } from "zod";
import { browser } from "../bridge/browser.ts";
import type { CrmPlace, LocatorCommand } from "../bridge/messages.ts";
import { failed, ok, type Result } from "../bridge/result.ts";
import type { HostFamily } from "../crm/crm.ts";
import { families, familyAt, familyById } from "../crm/hosts.ts";
import { orgOf } from "../crm/registry.ts";
import { reconcile, registrationId } from "./crm-registration.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { readPolicy } from "./policy.ts";

const SCRIPT = "/content-scripts/crm.js";
/** Which families somebody allowed here. Only for words: where Leadside works, the browser says. */
const NOTE = "crm places";
const Note = z.array(z.string());

const inTurn = oneAtATime();
const optional = families.filter(({ builtIn }) => !builtIn);

/** The org of a CRM's page that the browser lets us into now, else null. */
export async function admittedOrg(origin: string): Promise<string | null> {
  const family = familyAt(origin);
  if (!family) return null;
  return family.builtIn || (await isGranted(family)) ? orgOf(origin) : null;
}

/** Has the content script run exactly where the browser allows it. Safe to call at any time. */
export function keepRegistered(): Promise<void> {
  return inTurn(async () => {
    await registerGranted();
  });
}

/** Where Leadside works or should, in the order of the table. */
export async function crmPlaces(): Promise<CrmPlace[]> {
  const [noted, policy] = await Promise.all([readNote(), readPolicy()]);
  const places: CrmPlace[] = [];
  for (const family of families) {
    const byCompany = policy.families.includes(family);
    const state = (await isGranted(family))
      ? "on"
      : noted.includes(family.id) || family.builtIn
        ? "taken_away"
        : byCompany
          ? "wanted"
          : null;
    if (state) places.push({ family: family.id, state, byCompany });
  }
  return places;
}

/**
 * After the browser granted families: remembers that somebody wanted it, and starts there, also in open tabs. Where the
 * extension works from the start, the browser itself runs it with the next page.
 */
export async function startAt(ids: readonly string[]): Promise<void> {
  const wanted = ids.map(familyById).filter((family) => family !== null);
  await inTurn(async () => {
    await writeNote([...(await readNote()), ...wanted.filter(({ builtIn }) => !builtIn).map(({ id }) => id)]);
    await registerGranted();
  });
  for (const family of wanted) {
    if (!family.builtIn && (await isGranted(family))) await runInOpenTabs(family);
  }
}

/** Ends at a family's addresses: the permission is given back, and forgotten that somebody wanted it. */
export async function endAt(id: string): Promise<Result<Record<string, never>>> {
  const family = familyById(id);
  if (!family || family.builtIn) return failed("refused", "Leadside always works at this address.");
  await closeInOpenTabs(family);
  return inTurn(async () => {
    await writeNote((await readNote()).filter((noted) => noted !== id));
    const rest = await grantedFamilies();
    const permissions = rest.some((other) => other !== family) ? [] : (["scripting"] as const);
    // Before the permission that it takes is gone.
    await registerGranted([family]);
    try {
      await browser.permissions.remove({ origins: [...family.patterns], permissions: [...permissions] });
    } catch {
      await registerGranted();
      return failed("refused", "Your browser keeps this permission, because your company's policy gives it.");
    }
    return ok({});
  });
}

async function registerGranted(except: readonly HostFamily[] = []): Promise<void> {
  // Comes with the first family that somebody allows, and goes with the last.
  if (!(await browser.permissions.contains({ permissions: ["scripting"] }))) return;
  const { scripting } = browser;
  const granted = (await grantedFamilies()).filter((family) => !except.includes(family));
  const { add, remove } = reconcile(granted, await scripting.getRegisteredContentScripts());
  if (remove.length > 0) await scripting.unregisterContentScripts({ ids: remove });
  if (add.length === 0) return;
  await scripting.registerContentScripts(
    add.map((family) => ({
      id: registrationId(family),
      matches: [...family.patterns],
      js: [SCRIPT],
      runAt: "document_idle",
      persistAcrossSessions: true,
    })),
  );
}

async function grantedFamilies(): Promise<HostFamily[]> {
  const granted = await Promise.all(optional.map(isGranted));
  return optional.filter((_family, index) => granted[index]);
}

function isGranted({ patterns }: HostFamily): Promise<boolean> {
  return browser.permissions.contains({ origins: [...patterns] });
}

async function runInOpenTabs({ patterns }: HostFamily): Promise<void> {
  for (const { id } of await browser.tabs.query({ url: [...patterns] })) {
    // A tab that shows an error or is just being closed cannot be run in, and needs nothing.
    if (id !== undefined) {
      await browser.scripting.executeScript({ target: { tabId: id }, files: [SCRIPT] }).catch(() => {});
    }
  }
}

/** What is open there folds away; the tab itself goes with the page. */
async function closeInOpenTabs({ patterns }: HostFamily): Promise<void> {
  const message: LocatorCommand = { leadside: "locator", do: "close" };
  for (const { id } of await browser.tabs.query({ url: [...patterns] })) {
    if (id !== undefined) await browser.tabs.sendMessage(id, message, { frameId: 0 }).catch(() => {});
  }
}

async function readNote(): Promise<string[]> {
  const note = Note.safeParse((await browser.storage.local.get(NOTE))[NOTE]);
  return note.success ? note.data : [];
}

async function writeNote(ids: readonly string[]): Promise<void> {
  await browser.storage.local.set({ [NOTE]: [...new Set(ids)] });
}
