import type { Plugin } from "vite";
import { defineConfig } from "wxt";
import { families } from "./lib/crm/hosts.ts";

const patternsOf = (builtIn: boolean) =>
  families.filter((family) => family.builtIn === builtIn).flatMap(({ patterns }) => patterns);

/** The public half of the key that makes Chrome's id the same everywhere: the id is not a secret. */
const CHROME_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAz+ahXy3hC7SUWd6SZctY/K6PpZk0OYVy9ihEvzjp8PbaoOdSaA/QfDaXmLa1IJ/EpUqPD2G31vFIZfXNqN8IicFsdOw2ZbTNwIS0YUD6aMwlkF957EFU7UkviqT0dx4h9RUOBEm78/wz0CctnQYWln+pDa777SAHKOUBT7YinwE5SSeijmvSQRUGXyntBkkHwFEdbKJBHfM7S+Swch6Bg2geDBRvXsvIQO5pdZ16WJHNzefGM3CKRjMadSNAAS/BSRKq7pUHcm4e13ixNmHNl0Ux76suH9MYtFexpu91VDngtBX3/Ylgp5775XUdU30NDdm/6BkYzc5WUV6aH78oFQIDAQAB";

/**
 * The content script speaks to the browser directly: what it calls is the same in all of them, and the polyfill
 * would be a third of what every CRM page loads.
 */
const withoutPolyfill: Plugin = {
  name: "leadside:without-polyfill",
  enforce: "pre",
  resolveId(id, importer) {
    return id === "@wxt-dev/webextension-polyfill/browser"
      ? this.resolve("@wxt-dev/browser", importer)
      : null;
  },
};

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ["@wxt-dev/module-react", "@wxt-dev/webextension-polyfill"],
  hooks: {
    "vite:build:extendConfig": (entrypoints, config) => {
      if (entrypoints.some(({ type }) => type === "content-script")) config.plugins?.push(withoutPolyfill);
    },
    "build:manifestGenerated": (_wxt, manifest) => {
      // The pages' own titles name them, not the button and the way they open.
      if (manifest.action) manifest.action.default_title = "Leadside";
      if (manifest.options_ui) manifest.options_ui.open_in_tab = true;
    },
  },
  manifest: ({ browser }) => ({
    name: "Leadside",
    description: "Marketing context beside every lead: what this person did, and what is new.",
    permissions: ["storage", "unlimitedStorage", "alarms"],
    // Asked for on the options page, by who works at such an address, or wants to be notified when somebody reads.
    // `scripting` is what runs the content script there.
    optional_permissions: ["scripting", "notifications"],
    optional_host_permissions: patternsOf(false),
    content_security_policy: { extension_pages: "script-src 'self'; object-src 'self'" },
    icons: { 16: "icon/16.png", 32: "icon/32.png", 48: "icon/48.png", 128: "icon/128.png" },
    commands: {
      "toggle-panel": {
        suggested_key: { default: "Alt+Shift+L" },
        description: "Show or hide marketing context",
      },
    },
    web_accessible_resources: [
      {
        resources: ["panel.html"],
        // The panel itself works only in a frame that our content script made, which runs only where it may.
        matches: [...patternsOf(true), ...patternsOf(false)],
        ...(browser === "firefox" ? {} : { use_dynamic_url: true }),
      },
    ],
    ...(browser === "firefox"
      ? {
          browser_specific_settings: {
            gecko: {
              id: "leadside@leadside.example",
              strict_min_version: "142.0",
              // To the company's own Leadside and nowhere else: which records a rep looks at, and the person's e-mail
              // address as their page shows it.
              data_collection_permissions: {
                required: ["personallyIdentifyingInfo", "browsingActivity", "websiteContent"],
              },
            },
          },
        }
      : {
          key: CHROME_KEY,
          minimum_chrome_version: "120",
          // One worker and one store for normal and private windows would mix them: private ones get their own.
          incognito: "split",
          storage: { managed_schema: "policy.json" },
        }),
  }),
});
