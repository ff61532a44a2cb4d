import { build } from "esbuild";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Chromium, launchChromium } from "../support/chromium.ts";
import { ROOT } from "../support/root.ts";

const LEAD = { crm: "salesforce", org: "acme", object: "Lead", id: "00Q000000000001EAA" };
const OTHER_ID = "00Q000000000002EAA";

const mail = (address: string) => `<a href="mailto:${address}">${address}</a>`;
const field = (object: string, name: string, inside: string) =>
  `<div data-target-selection-name="sfdc:RecordField.${object}.${name}"><span>ラベル</span>${inside}</div>`;
const pane = (inside: string, more = "") =>
  `<div class="windowViewMode-normal oneContent active lafPageHost" ${more}>${inside}</div>`;
const hidden = (inside: string) =>
  `<div class="windowViewMode-normal oneContent lafPageHost">${inside}</div>`;
const highlights = (inside: string) => `<records-highlights2>${inside}</records-highlights2>`;
/** An element whose open root holds the rest, as components have them that moved to native shadow. */
const shadow = (inside: string) => `<x-moved><template shadowrootmode="open">${inside}</template></x-moved>`;

const CASES: readonly (readonly [string, string, string | null])[] = [
  ["the e-mail field by its API name", pane(field("Lead", "Email", mail("a@x.example"))), "a@x.example"],
  [
    "the field as plain text",
    pane(field("Lead", "Email", "<b></b>").replace("ラベル", "a@x.example")),
    "a@x.example",
  ],
  [
    "Salesforce's own element",
    pane(`<emailui-formatted-email-lead>${mail("a@x.example")}</emailui-formatted-email-lead>`),
    "a@x.example",
  ],
  ["a single mail link of the record's fields", pane(highlights(mail("a@x.example"))), "a@x.example"],
  [
    "a link with a subject and an escape",
    pane(highlights('<a href="mailto:a%2Bb@x.example?subject=Hi">m</a>')),
    "a+b@x.example",
  ],
  ["twice the same address", pane(highlights(mail("a@x.example") + mail("a@x.example"))), "a@x.example"],
  ["inside an open shadow root", pane(shadow(field("Lead", "Email", mail("a@x.example")))), "a@x.example"],
  ["inside a root inside a root", pane(shadow(shadow(highlights(mail("a@x.example"))))), "a@x.example"],
  [
    "the pane in front, not the hidden one",
    hidden(field("Lead", "Email", mail("b@x.example"))) + pane(field("Lead", "Email", mail("a@x.example"))),
    "a@x.example",
  ],
  [
    "the console's focused subtab",
    `<div class="navexWorkspace active">${hidden(field("Lead", "Email", mail("b@x.example")))}${pane(field("Lead", "Email", mail("a@x.example")))}</div>`,
    "a@x.example",
  ],
  [
    "a pane that names the record",
    pane(field("Lead", "Email", mail("a@x.example")), `data-recordid="${LEAD.id}"`),
    "a@x.example",
  ],

  ["no pane in front", hidden(field("Lead", "Email", mail("a@x.example"))), null],
  [
    "an active pane in a hidden workspace",
    `<div class="navexWorkspace">${pane(field("Lead", "Email", mail("a@x.example")))}</div>`,
    null,
  ],
  [
    "two panes in front",
    pane(field("Lead", "Email", mail("a@x.example"))) + pane(field("Lead", "Email", mail("b@x.example"))),
    null,
  ],
  [
    "a pane that names another record",
    pane(field("Lead", "Email", mail("a@x.example")), `data-recordid="${OTHER_ID}"`),
    null,
  ],
  ["another object's field", pane(field("Contact", "Email", mail("a@x.example"))), null],
  ["another field of the record", pane(field("Lead", "Assistant__c", mail("a@x.example"))), null],
  ["two addresses in the fields", pane(highlights(mail("a@x.example") + mail("b@x.example"))), null],
  [
    "a mail link elsewhere in the pane",
    pane(`<section class="activity">${mail("a@x.example")}</section>`),
    null,
  ],
  ["a mail link outside of the pane", pane("") + highlights(mail("a@x.example")), null],
  ["what is no address", pane(field("Lead", "Email", "<b></b>").replace("ラベル", "not known")), null],
];

describe("the e-mail that a page shows", () => {
  let browser: Chromium;
  let page: Page;
  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [`${ROOT}/lib/crm/salesforce/hint.ts`],
      bundle: true,
      write: false,
      format: "iife",
      globalName: "hint",
    });
    browser = await launchChromium();
    page = await browser.context.newPage();
    await page.addInitScript({ content: `${outputFiles[0]?.text}\nwindow.hint = hint;` });
  });
  afterAll(() => browser?.close());

  it.each(CASES)("%s", async (_what, html, expected) => {
    // Parsed with the page, so that declarative shadow roots become real ones.
    await page.route("http://localhost/", (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!doctype html><body>${html}` }),
    );
    await page.goto("http://localhost/");
    const found = await page.evaluate(
      (record) => window.hint.readHint(document, record)?.email ?? null,
      LEAD,
    );
    expect(found).toBe(expected);
    await page.unroute("http://localhost/");
  });
});

describe("when it is believed", () => {
  let browser: Chromium;
  let page: Page;
  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [`${ROOT}/entrypoints/crm.content/hint-watch.ts`],
      bundle: true,
      write: false,
      format: "iife",
      globalName: "hintWatch",
    });
    browser = await launchChromium();
    page = await browser.context.newPage();
    await page.clock.install();
    await page.addInitScript({ content: `${outputFiles[0]?.text}\nwindow.hintWatch = hintWatch;` });
    await page.route("http://localhost/", (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", body: "<!doctype html><body>" }),
    );
  });
  afterAll(() => browser?.close());

  const named = (email: string) => pane(field("Lead", "Email", mail(email)), `data-recordid="${LEAD.id}"`);
  const unnamed = (email: string) => field("Lead", "Email", mail(email));

  it.each([
    ["a pane that names the record, at once", [[0, named("c@x.example")]], 400, ["c@x.example"]],
    ["a pane that names none, not at once", [[0, pane(unnamed("c@x.example"))]], 400, []],
    ["a pane that names none, once it stays so", [[0, pane(unnamed("c@x.example"))]], 1_500, ["c@x.example"]],
    ["fields that come late", [[7_000, pane(unnamed("c@x.example"))]], 13_500, ["c@x.example"]],
    [
      "the record before, rendered late into this one's pane",
      [
        [0, pane(unnamed("b@x.example"))],
        [2_000, unnamed("c@x.example")],
      ],
      13_500,
      ["b@x.example", null, "c@x.example"],
    ],
    [
      "an address that is gone again",
      [
        [0, pane(unnamed("c@x.example"))],
        [2_000, ""],
      ],
      13_500,
      ["c@x.example"],
    ],
  ] as const)("%s", async (_what, steps, until, told) => {
    await page.goto("http://localhost/");
    await page.evaluate((record) => {
      window.told = [];
      const place = { record, sandbox: false, subject: "person", label: "Lead" } as const;
      window.hintWatch.watchHint((_place, email) => window.told.push(email)).look(place, false);
    }, LEAD);
    let now = 0;
    for (const [at, html] of steps) {
      await page.clock.runFor(at - now);
      now = at;
      // Within the same pane where there is one.
      await page.evaluate((inside) => {
        (document.querySelector(".active") ?? document.body).innerHTML = inside;
      }, html);
    }
    await page.clock.runFor(until - now);
    expect(await page.evaluate(() => window.told)).toEqual(told);
  });
});

declare global {
  interface Window {
    told: (string | null)[];
    hintWatch: typeof import("../../entrypoints/crm.content/hint-watch.ts");
    hint: typeof import("../../lib/crm/salesforce/hint.ts");
  }
}
