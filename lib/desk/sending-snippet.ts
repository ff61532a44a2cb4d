/**
 * A command that sends one event, to see that a key works.
 * @param origin the team's address, which takes events too
 */
export function sendingSnippet(origin: string, writeKey: string): string {
  const event = { type: "track", messageId: "try-1", event: "Tried", userId: "maya@initech.example" };
  return [
    `curl -u ${writeKey}: -H 'content-type: application/json' \\`,
    `  -d '${JSON.stringify({ batch: [event] })}' \\`,
    `  ${origin}/v1/batch`,
  ].join("\n");
}
