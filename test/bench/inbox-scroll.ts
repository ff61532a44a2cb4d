import type { Page, Route } from "playwright-core";
import { callHub } from "../support/call-hub.ts";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { startHub } from "../support/start-hub.ts";
import { number, type Row } from "./report.ts";

const ITEMS = 100_000;
const PAGE = 50;
/** A task of a page's thread that takes longer is a long one, by the browser's own definition, ms. */
const LONG_MS = 50;
/** Pixels a frame: a wheel that is turned without a rest. */
const STEP = 1_600;

/**
 * The inbox of 100,000 items scrolled to its end, in a real browser with the desk as it is built; the pages of the list
 * are made up, so that nothing but the page's own work counts. By the thread's clock, which other work does not move.
 */
export async function inboxScroll(): Promise<Row[]> {
  const hub = await startHub();
  let browser: Chromium | undefined;
  try {
    const invite = await callHub(hub.url, hub.adminToken, "invite", {
      email: "dana@acme.example",
      role: "marketer",
    });
    browser = await launchChromium({ viewport: { width: 1280, height: 860 } });
    const page = await browser.open(`${hub.url}/desk/start#${invite.code}`);
    await page.getByRole("textbox", { name: "Your name" }).fill("Dana Ruiz");
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByRole("navigation", { name: "Leadside" }).waitFor();
    await page.route(/\/api\/feedback(\?|$)/, answerPage);
    await page.route("**/api/feedback/watch", (route) =>
      route.fulfill({ json: { ...FRAME, stamp: "1.0", others: [] } }),
    );
    await page.getByRole("link", { name: /^Feedback/ }).click();
    await page.locator(".inbox-row").first().waitFor();
    await page.waitForTimeout(2_000);
    const tasks = await traceOf(browser, page, () => page.evaluate<void>(SCROLL));
    const rows = await page.locator(".inbox-row").count();
    const read = await page.locator(".inbox-row").last().getAttribute("aria-posinset");
    const long = tasks.filter((ms) => ms > LONG_MS);
    return [
      {
        what: `inbox: scrolled through ${Number(read).toLocaleString("en-GB")} items, ${rows} rows in the page`,
        ours: `${long.length} long tasks, the longest ${number(Math.max(...tasks))} ms`,
        floor: "–",
        result: String(long.length),
        budget: "no task over 50 ms",
        within: long.length === 0 && Number(read) === ITEMS,
      },
    ];
  } finally {
    await browser?.close();
    await hub.remove();
  }
}

const FRAME = { hubId: "00000000-0000-4000-8000-000000000000", contract: 1, minContract: 1 };
const COUNTS = { open: ITEMS, new: ITEMS, mine: 0, planned: 0, closed: 0, all: ITEMS };

/** A page of made-up items; its cursor is where the next one begins. */
async function answerPage(route: Route): Promise<void> {
  const from = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0);
  const items = Array.from({ length: Math.min(PAGE, ITEMS - from) }, (_, n) => item(from + n));
  const next = from + PAGE < ITEMS ? String(from + PAGE) : null;
  await route.fulfill({ json: { ...FRAME, items, next, matching: ITEMS, counts: COUNTS, stamp: "1.0" } });
}

function item(number: number) {
  const at = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    revision: 1,
    type: "fell_flat",
    reasons: ["price"],
    about: { what: "claim", id: null, title: `Talking point ${number % 40}`, version: 1, page: null },
    excerpt: `They said so for the ${number}th time, and it takes a line and more to tell all of it.`,
    quoted: number % 2 === 0,
    company: `Company ${number % 900}`,
    at,
    status: "new",
    plannedFor: null,
    assignee: null,
    dueAt: at,
    answeredAt: null,
    merged: 0,
  };
}

/** Turns the wheel until there is nothing more below. As text: what compiles the bench would add to a function. */
const SCROLL = `new Promise((done) => {
  const list = document.querySelector(".inbox-scroller");
  let still = 0;
  const turn = () => {
    const before = list.scrollTop;
    list.scrollTop += ${STEP};
    still = list.scrollTop === before ? still + 1 : 0;
    if (still < 120) requestAnimationFrame(turn);
    else done();
  };
  requestAnimationFrame(turn);
})`;

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  tdur?: number;
  args: { name?: string; data?: { url?: string } };
}

/** How long each task of the page's main thread took while something is done, ms of the thread's own clock. */
async function traceOf({ context }: Chromium, page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = context.browser();
  if (!browser) throw new Error("This browser has no session of its own.");
  await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "__metadata"] });
  await act();
  const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  const mains = trace.traceEvents.filter(
    ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain",
  );
  const threads = new Set(mains.map(({ pid, tid }) => `${pid} ${tid}`));
  return trace.traceEvents
    .filter(({ name, ph, pid, tid }) => name === "RunTask" && ph === "X" && threads.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000);
}
