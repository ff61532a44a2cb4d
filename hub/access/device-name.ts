/** Control, format and bidi characters, and what breaks a line: a name from outside stays one line as written. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * What to call a device, as it may be shown beside others.
 * @returns null where nothing that can be seen is left
 */
export function deviceName(said: string | undefined): string | null {
  const name = (said ?? "").replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
  return name === "" ? null : name;
}
