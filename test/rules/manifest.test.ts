import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { type ExtensionTarget, ensureExtension } from "../support/extension-build.ts";

const CRM_PAGES = ["https://*.lightning.force.com/*", "https://*.my.salesforce.com/*"];
/** Asked for by who needs them, one family at a time; a browser shows nothing of them when the extension is installed. */
const FURTHER_PAGES = [
  "https://*.lightning.force.com.mcas.ms/*",
  "https://*.my.salesforce.com.mcas.ms/*",
  "https://*.lightning.crmforce.mil/*",
  "https://*.lightning.force.mil/*",
  "https://*.my.salesforce.mil/*",
  "https://*.lightning.sfcrmapps.cn/*",
  "https://*.my.sfcrmproducts.cn/*",
];
const PANEL_PAGES = [...CRM_PAGES, ...FURTHER_PAGES];
const kilobytes = (count: number): number => count * 1000;

/** What both browsers get. The rest of each manifest is asserted beside it, so that nothing slips in unseen. */
const COMMON = {
  manifest_version: 3,
  name: "Leadside",
  permissions: ["storage", "unlimitedStorage", "alarms"],
  optional_permissions: ["scripting", "notifications"],
  optional_host_permissions: FURTHER_PAGES,
  content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
  icons: { 16: "icon/16.png", 32: "icon/32.png", 48: "icon/48.png", 128: "icon/128.png" },
  action: { default_title: "Leadside", default_popup: "popup.html" },
  options_ui: { page: "options.html", open_in_tab: true },
  commands: {
    "toggle-panel": {
      suggested_key: { default: "Alt+Shift+L" },
      description: "Show or hide marketing context",
    },
  },
  content_scripts: [{ matches: CRM_PAGES, run_at: "document_idle", js: ["content-scripts/crm.js"] }],
  version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  description: expect.stringMatching(/^.{20,132}$/),
};

const MANIFESTS: Record<ExtensionTarget, object> = {
  chrome: {
    ...COMMON,
    key: expect.stringMatching(/^[A-Za-z0-9+/]{300,}={0,2}$/),
    minimum_chrome_version: "120",
    incognito: "split",
    storage: { managed_schema: "policy.json" },
    background: { service_worker: "background.js", type: "module" },
    web_accessible_resources: [{ resources: ["panel.html"], matches: PANEL_PAGES, use_dynamic_url: true }],
  },
  firefox: {
    ...COMMON,
    browser_specific_settings: {
      gecko: {
        id: "leadside@leadside.example",
        strict_min_version: "142.0",
        data_collection_permissions: {
          required: ["personallyIdentifyingInfo", "browsingActivity", "websiteContent"],
        },
      },
    },
    background: { scripts: ["background.js"], type: "module" },
    web_accessible_resources: [{ resources: ["panel.html"], matches: PANEL_PAGES }],
  },
};

describe.each(["chrome", "firefox"] as const)("the extension for %s", (target) => {
  let folder = "";
  let files: string[] = [];
  const text = (file: string): Promise<string> => readFile(join(folder, file), "utf8");

  beforeAll(async () => {
    folder = await ensureExtension(target);
    files = (await readdir(folder, { recursive: true })).filter((file) => /\.(js|html|css|json)$/.test(file));
  }, 120_000);

  test("asks for what the manifest says and for nothing else", async () => {
    expect(JSON.parse(await text("manifest.json"))).toEqual(MANIFESTS[target]);
  });

  test("adds at most 30 kB to a CRM page, 10 kB as sent", async () => {
    const script = await readFile(join(folder, "content-scripts/crm.js"));
    expect(script.byteLength).toBeLessThanOrEqual(kilobytes(30));
    expect(gzipSync(script, { level: 9 }).byteLength).toBeLessThanOrEqual(kilobytes(10));
  });

  test("loads no code from elsewhere, and makes none", async () => {
    const scripts = files.filter((file) => file.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(3);
    for (const file of scripts) {
      // zod asks once, guarded, whether it could; it is told not to, and the policy would refuse.
      const code = (await text(file)).replace("try{return Function(``),!0}catch", "");
      expect(code, file).not.toMatch(
        /(?:\bfrom|\bimport|\bimport\(|importScripts\()\s*["'`](?:https?:)?\/\//,
      );
      expect(code, file).not.toMatch(/(?<![.\w])(?:Function|eval)\(|document\.write\(/);
    }
    for (const file of files.filter((name) => name.endsWith(".html"))) {
      const page = await text(file);
      expect(page, file).not.toMatch(/(?:src|href)=["'](?:https?:)?\/\//);
      expect(page, file).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    }
    for (const file of files.filter((name) => name.endsWith(".css"))) {
      expect(await text(file), file).not.toMatch(/url\(["']?(?:https?:)?\/\/|@import/);
    }
  });

  test("has every page and file that the manifest names", async () => {
    const everything = await readdir(folder, { recursive: true });
    for (const file of ["panel.html", "popup.html", "options.html", "background.js", "policy.json"]) {
      expect(everything).toContain(file);
    }
    for (const icon of Object.values(COMMON.icons)) expect(everything).toContain(icon);
  });
});
