import { browser } from "../bridge/browser.ts";
import { CONTRACT, MIN_CONTRACT } from "../contract/version.ts";
import { countContexts } from "./context-cache.ts";
import { crmPlaces } from "./crm-places.ts";
import { readNotes } from "./notes.ts";
import { refusals, waitingItems } from "./outbox.ts";
import { readPolicy } from "./policy.ts";
import { connection } from "./sign-in.ts";

/** Versions, times and error codes as text for a support request. No names, addresses, records or tokens. */
export async function diagnostics(): Promise<string> {
  const { state, since } = await connection();
  const { lastAnswerAt, failures } = await readNotes();
  const waiting = await waitingItems();
  const refused = await refusals();
  const policy = await readPolicy();
  const places = await crmPlaces();
  return [
    `Leadside ${browser.runtime.getManifest().version}, contract ${MIN_CONTRACT} to ${CONTRACT}`,
    navigator.userAgent,
    `Now: ${new Date().toISOString()}`,
    `Connection: ${state}${since ? `, since ${since}` : ""}`,
    `Last answer: ${lastAnswerAt ?? "none since the browser started"}`,
    `E-mail hint: ${(policy.emailHint ?? true) ? "on" : "off by policy"}`,
    `Works at: ${places.map(({ family, state }) => `${family} ${state}`).join(", ")}`,
    `Policy: ${policy.noHub ? "allows no hub" : policy.hub === null ? "names no hub" : "names the hub"}${policy.problems.map((problem) => `\n  ${problem}`).join("")}`,
    `Kept records: ${await countContexts()}`,
    `Waiting: ${waiting.length}${waiting.map(({ kind, at }) => `\n  ${at} ${kind}`).join("")}`,
    `Refused: ${refused.length}${refused.map(({ kind, at, hubCode }) => `\n  ${at} ${kind} ${hubCode ?? ""}`).join("")}`,
    `Failures: ${failures.length}${failures.map(({ at, call, code, hubCode }) => `\n  ${at} ${call} ${code} ${hubCode ?? ""}`.trimEnd()).join("")}`,
  ].join("\n");
}
