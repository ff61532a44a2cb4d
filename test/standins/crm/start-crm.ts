import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { type SamplePerson, samplePeople } from "../../fixtures/sample/people.ts";
import { startHttps } from "../https-server.ts";
import { classicPage } from "./classic-page.ts";
import { crmHosts, orgLanguage } from "./hosts.ts";
import { lightningPage } from "./lightning-page.ts";
import type { CrmData, CrmSettings } from "./record-shape.ts";
import { crmData } from "./records.ts";

export interface Crm {
  port: number;
  certificate: string;
  /** What browsers must map to `port`. */
  hosts: readonly string[];
  /** Read anew by every page load. */
  settings: CrmSettings;
  close(): Promise<void>;
}

/** As strict as an org's own: no inline script or style, frames of its own only, no clipboard. */
const HEADERS = {
  "content-security-policy":
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'",
  "permissions-policy": "clipboard-write=(), clipboard-read=(), camera=(), microphone=()",
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
};

/**
 * Serves a CRM that behaves like Salesforce's where a content script can tell: addresses, one-page
 * navigation, several records alive in one page, element names, policies. Ours from the first line,
 * and every page says that it is a stand-in.
 */
export async function startCrm(
  options: { people?: readonly SamplePerson[]; settings?: Partial<CrmSettings> } = {},
): Promise<Crm> {
  const data = crmData(options.people ?? samplePeople());
  const settings: CrmSettings = {
    language: "en",
    fieldDelay: 0,
    hideEmail: false,
    fakeNavigation: false,
    ...options.settings,
  };
  const files = await clientFiles();
  const server = await startHttps(crmHosts, (request, response) => {
    const address = new URL(request.url ?? "/", `https://${request.headers.host ?? crmHosts[0]}`);
    const { status, type, body } = replyTo(address, data, settings, files);
    response.writeHead(status, { ...HEADERS, "content-type": `${type}; charset=utf-8` });
    response.end(body);
  });
  return { ...server, hosts: crmHosts, settings };
}

type Files = Map<string, { type: string; body: string }>;

/** The pages' own script and styles, built in memory. */
async function clientFiles(): Promise<Files> {
  const here = (name: string) => new URL(name, import.meta.url);
  const { outputFiles } = await build({
    entryPoints: [here("client/main.ts").pathname],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
  });
  const styles = await Promise.all(
    ["client/shell.css", "client/record.css", "client/layers.css"].map((name) =>
      readFile(here(name), "utf8"),
    ),
  );
  return new Map([
    ["/standin/app.js", { type: "text/javascript", body: outputFiles[0]?.text ?? "" }],
    ["/standin/app.css", { type: "text/css", body: styles.join("\n") }],
    ["/standin/classic.css", { type: "text/css", body: await readFile(here("client/classic.css"), "utf8") }],
  ]);
}

interface Reply {
  status: number;
  type: string;
  body: string;
}

function replyTo(address: URL, data: CrmData, settings: CrmSettings, files: Files): Reply {
  const { host, pathname, searchParams } = address;
  const file = files.get(pathname);
  if (file) return { status: 200, ...file };
  if (pathname === "/standin/records.json")
    return { status: 200, type: "application/json", body: JSON.stringify(data) };
  if (host.includes(".lightning.")) {
    const japanese = searchParams.get("lang") === "ja" || orgLanguage(host) === "ja";
    const language = japanese ? "ja" : settings.language;
    return { status: 200, type: "text/html", body: lightningPage({ ...settings, language }) };
  }
  const page = classicPage(address, data);
  return page
    ? { status: 200, type: "text/html", body: page }
    : { status: 404, type: "text/plain", body: "The stand-in has no such page." };
}
