import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openPglite } from "../../hub/store/pglite.ts";
import { openPostgres } from "../../hub/store/postgres.ts";
import type { FeedbackContext } from "../../lib/contract/feedback.ts";
import { samplePeople } from "../fixtures/sample/people.ts";
import { sampleEvents } from "../fixtures/sample/sample-events.ts";
import { sendSample } from "../fixtures/sample/send-sample.ts";
import { recordPath } from "../standins/crm/client/address.ts";
import { type Crm, startCrm } from "../standins/crm/start-crm.ts";
import { addSource, callHub, inviteLink, joinAs } from "../support/call-hub.ts";
import { connectByInvitation } from "../support/connect.ts";
import { faultSeed } from "../support/fault-seed.ts";
import { type MortalBrowser, startMortalBrowser } from "../support/mortal-browser.ts";
import { createDatabase, type PostgresServer, startPostgres } from "../support/postgres.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { startHub } from "../support/start-hub.ts";
import { startSteerableProxy, type Treatment } from "../support/steerable-proxy.ts";
import { waitForValue } from "../support/wait-for.ts";
import { type Deeds, deedsOf, faultsOf } from "./feedback-deeds.ts";

/** A part of them in `npm test`; `npm run soak` does 2,000 with 500 kills. */
const DEEDS = Number(process.env.LEADSIDE_FEEDBACK_DEEDS ?? 60);
const KILLS = Number(process.env.LEADSIDE_FEEDBACK_KILLS ?? 15);
const TIMEOUT_MS = 120_000 + KILLS * 10_000;
/** Each rep with whose record is open on each of their devices. */
const REPS = {
  "sam@acme.example": ["maya"],
  "rita@acme.example": ["priya", "karl"],
} as const;

let crm: Crm;
let server: PostgresServer;
beforeAll(async () => {
  [crm, server] = await Promise.all([startCrm(), startPostgres({ durable: true })]);
});
afterAll(() => Promise.all([crm?.close(), server?.stop()]));

describe.each(["pglite", "postgres"] as const)("what reps say to a hub on %s", (engine) => {
  it(
    "is there exactly once, in order, as it was at the click, whatever dies meanwhile",
    async () => {
      const seed = faultSeed(17);
      const stage = await setStage(engine, seed);
      try {
        const killed = await sayAndKill(stage, seededRandom(seed));
        expect(Object.values(killed).reduce((sum, count) => sum + count)).toBe(KILLS);
        await stage.hub.stop();
        const store = await stage.openStore();
        try {
          const deeds = stage.devices.map(({ deeds }) => deeds);
          expect(deeds.reduce((sum, { keys }) => sum + keys.length, 0)).toBe(DEEDS);
          expect(await faultsOf(store, deeds)).toEqual([]);
          const clicks = deeds.reduce((sum, { clicks }) => sum + clicks, 0);
          expect(clicks).toBeGreaterThan(0);
          console.log(
            `${engine}: ${DEEDS} deeds, ${clicks} of them clicks, killed ${JSON.stringify(killed)}`,
          );
        } finally {
          await store.close();
        }
      } finally {
        await stage.clear();
      }
    },
    TIMEOUT_MS,
  );
});

interface Device {
  mortal: MortalBrowser;
  deeds: Deeds;
  /** What goes along with a click in its panel. */
  goesAlong: FeedbackContext;
}

/** Three devices of two reps, and a hub behind a network that can be cut. */
async function setStage(engine: "pglite" | "postgres", seed: number) {
  const proxy = await startSteerableProxy();
  const databaseUrl = engine === "postgres" ? await createDatabase(server.url) : undefined;
  const env = { LEADSIDE_PUBLIC_URL: proxy.url };
  const hub = await startHub(databaseUrl ? { databaseUrl, env } : { env });
  proxy.aim(hub.url);
  const cuts: Treatment[] = [];
  proxy.steer(() => cuts.shift() ?? {});

  const writeKey = await addSource(hub, "Website and mail", "acme");
  const events = sampleEvents(new Date()).filter(({ userId }) => !/^contact_\d+$/.test(userId ?? ""));
  await sendSample(hub.url, writeKey, events);
  const looksOn = await joinAs(hub, "looks-on@acme.example", "Looks on");

  const people = samplePeople();
  async function startDevice(rep: string, name: string): Promise<Device> {
    const person = people.find(({ key }) => key === `contact_${name}`);
    if (!person) throw new Error(`Nobody in the sample is called ${name}.`);
    const record = { crm: "salesforce" as const, org: "acme", ...person.record };
    const mortal = await startMortalBrowser(
      {
        extensionDir: inject("extensionDir"),
        hosts: Object.fromEntries(crm.hosts.map((host) => [host, crm.port])),
      },
      `https://acme.lightning.force.com${recordPath(record.object, record.id)}`,
      async (browser) => {
        await (await connectByInvitation(browser, await inviteLink(hub, rep), rep)).close();
      },
    );
    const { feedback } = await callHub(hub.url, looksOn, "context", { record });
    const goesAlong = feedback?.goesAlong ?? {};
    expect(goesAlong.name).toBe(person.name);
    return {
      mortal,
      goesAlong,
      deeds: deedsOf(
        name,
        record,
        seededRandom(seed + 1 + Object.values<readonly string[]>(REPS).flat().indexOf(name)),
      ),
    };
  }
  const devices: Device[] = [];
  const clear = async () => {
    await Promise.all(devices.map(({ mortal }) => mortal.close()));
    await hub.remove();
    await proxy.close();
  };
  try {
    const starting = Object.entries(REPS).map(async ([rep, names]) => {
      // A rep's devices one after the other: a later invitation takes the place of the one before.
      for (const name of names) devices.push(await startDevice(rep, name));
    });
    for (const started of await Promise.allSettled(starting))
      if (started.status === "rejected") throw started.reason;
  } catch (error) {
    await clear();
    throw error;
  }
  return {
    hub,
    devices,
    cuts,
    clear,
    openStore: () => (databaseUrl ? openPostgres(databaseUrl) : openPglite(join(hub.dataDir, "pglite"))),
  };
}

type Stage = Awaited<ReturnType<typeof setStage>>;
const FAULTS = ["worker", "network", "hub", "browser"] as const;
type Fault = (typeof FAULTS)[number];
/** Of a hundred; what takes longest comes least often. */
const SHARES: Readonly<Record<Fault, number>> = { worker: 40, network: 38, hub: 14, browser: 8 };
/** Each so many-th deed is a real click. */
const CLICK_EVERY = 10;
/** What the panel says of a click that is kept. */
const KEPT = /^(?:Sent|Waiting for connection)$/;
/** So many may be under way before anything more is said. */
const AT_ONCE = 3;

/** Lets each device say its part, one deed after the other, while things die. */
async function sayAndKill(stage: Stage, random: () => number): Promise<Record<Fault, number>> {
  const { devices } = stage;
  const killed: Record<Fault, number> = { worker: 0, network: 0, hub: 0, browser: 0 };
  const last = DEEDS - devices.length;
  // What dies as a deed begins: mostly nothing or one thing, and at times several together.
  const due: Fault[][] = Array.from({ length: last }, () => []);
  for (const fault of drawFaults(random)) due[Math.floor(random() * last)]?.push(fault);

  const dying = new Set<Promise<void>>();
  let failed: unknown;
  let hubTurn = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    hubTurn = hubTurn.then(work);
    return hubTurn;
  };
  function strike(fault: Fault): void {
    const victim = devices[Math.floor(random() * devices.length)] as Device;
    const [soon, pause, calls] = [random() * 60, random() * 500, 1 + Math.floor(random() * 5)];
    const kinds = Array.from({ length: calls }, () => CUTS[Math.floor(random() * CUTS.length)] as Treatment);
    const strikes: Record<Fault, () => Promise<void>> = {
      worker: () => victim.mortal.killWorker(),
      browser: () => victim.mortal.kill(),
      network: async () => {
        stage.cuts.push(...kinds);
      },
      hub: () =>
        inTurn(async () => {
          await stage.hub.kill();
          await wait(pause);
          await stage.hub.start();
        }),
    };
    killed[fault] += 1;
    const death = wait(soon)
      .then(strikes[fault])
      .catch((error: unknown) => {
        failed ??= error;
      })
      .finally(() => dying.delete(death));
    dying.add(death);
  }

  let begun = 0;
  const rest = async (device: Device) => {
    while (begun < last && failed === undefined) {
      due[begun]?.forEach(strike);
      begun += 1;
      const clicked = begun % CLICK_EVERY === 0 && (await clickAndSee(device));
      if (!clicked) await sayUntilKept(device);
      while (dying.size >= AT_ONCE) await Promise.race(dying);
    }
  };
  await Promise.all(devices.map(rest));
  await Promise.all(dying);
  if (failed !== undefined) throw failed;

  // All is well again: what each says last takes along what waits.
  stage.cuts.length = 0;
  for (const device of devices) {
    if (!(await clickAndSee(device))) await sayUntilKept(device);
    await nothingWaits(device);
  }
  return killed;
}

/** Waits until all was sent, which the browser tries once a minute at least; nothing was refused. */
async function nothingWaits({ mortal }: Device): Promise<void> {
  let left = "nobody knows what";
  const look = async () => {
    const answer = await mortal.say("panel.waiting", {});
    if (!answer?.ok) return undefined;
    const { items, refused } = answer.value as { items: { kind: string }[]; refused: unknown[] };
    expect(refused).toEqual([]);
    left = items.map(({ kind }) => kind).join(", ");
    return items.length === 0 ? true : undefined;
  };
  await waitForValue("nothing to wait any more", look, 300_000).catch((error: Error) => {
    throw new Error(`${error.message} Left: ${left}.`);
  });
}

/** How a call dies: before the hub hears of it, after it acted, or at something in between that answers for it. */
const CUTS: readonly Treatment[] = [{ cut: "before" }, { cut: "after" }, { status: 502 }];

/** As many of each as its share, one at least, in an order drawn. */
function drawFaults(random: () => number): Fault[] {
  const faults = FAULTS.flatMap((fault) => {
    const count = Math.max(1, Math.floor((KILLS * SHARES[fault]) / 100));
    return new Array<Fault>(count).fill(fault);
  });
  while (faults.length < KILLS) faults.push("worker");
  for (let at = KILLS - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [faults[at], faults[other]] = [faults[other] as Fault, faults[at] as Fault];
  }
  return faults;
}

/** A rep whose browser died over a click finds it undone, and does it again: the key is the same, as the panel's is. */
async function sayUntilKept({ mortal, deeds }: Device): Promise<void> {
  const { kind, request } = deeds.next();
  for (;;) {
    const answer = await mortal.say(kind, request);
    if (answer?.ok) return;
    // The panel's first question comes before it is known as one.
    if (answer && answer.error.code !== "not_permitted")
      throw new Error(`${kind} was answered: ${JSON.stringify(answer.error)}`);
    await wait(100);
  }
}

/**
 * The same with the mouse, in the panel's foot, where there is one: beside a record of which the panel knows nothing yet
 * there is none. What became of a click stands there for six seconds, so meanwhile there is no other.
 * @returns whether the rep saw that it was kept
 */
async function clickAndSee({ mortal, deeds, goesAlong }: Device): Promise<boolean> {
  const [page, panel] = await Promise.all([mortal.page(), mortal.panel()]);
  const button = panel.getByRole("button", { name: "I needed something else" });
  const from = Date.now();
  let pressed = false;
  try {
    if ((await panel.getByText(KEPT).count()) > 0 || (await button.count()) === 0) return false;
    await button.click({ timeout: 5_000 });
    pressed = true;
    const to = Date.now();
    // A pointer over the form would tell that the rep is about to write.
    await page.mouse.move(2, 2);
    const form = panel.locator("footer [data-feedback]");
    const id = await form.getAttribute("data-feedback", { timeout: 5_000 });
    await panel.getByText(KEPT).first().waitFor({ timeout: 10_000 });
    deeds.clicked(id ?? "", [from, to], goesAlong);
    return true;
  } catch {
    // It died over it.
    if (pressed) deeds.clickedUnseen();
    return false;
  }
}
