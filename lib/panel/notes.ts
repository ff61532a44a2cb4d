import type { Failure } from "../bridge/result.ts";

/** What a rep can send to their admin. Unlike the panel, it may name the machinery: the admin runs it. */
export const NO_TOOL_NOTE = `Leadside shows nothing about our leads yet, because no marketing tool sends to it.

On the machine where the hub runs, this makes a write key for one:
  npm run leadside -- sources add segment --name "Website"

Then enter the hub's address and that key in the tool (Segment, RudderStack or a webhook). The README says how under "Connect a real tool".`;

export function tooOldNote({ message }: Failure, version: string): string {
  return `Leadside in my browser (version ${version}) is newer than our hub, so it cannot show me anything until the hub is updated.

What it said: ${message}`;
}

/** What went wrong, fit to be sent on: codes, versions and places in our code, nothing about any person. */
export function failureNote(failure: Pick<Failure, "code" | "hubCode">, version: string, now: Date): string {
  return [
    "Leadside diagnostics",
    `version: ${version}`,
    `time: ${now.toISOString()}`,
    `failure: ${failure.code}${failure.hubCode ? ` (${failure.hubCode})` : ""}`,
    `browser: ${navigator.userAgent}`,
  ].join("\n");
}

/** The same for an error of ours. Its message is left out, since it may quote what it choked on. */
export function crashNote(error: unknown, version: string, now: Date): string {
  const { name, stack = "" } = error instanceof Error ? error : { name: typeof error };
  const places = stack.split("\n").filter((line) => /^\s*at |@(?:chrome|moz)-extension:/.test(line));
  return [failureNote({ code: "malformed" }, version, now), `error: ${name}`, ...places.slice(0, 12)].join(
    "\n",
  );
}
