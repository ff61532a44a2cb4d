/** What a program writes where it has no id. One person would be made of everybody who comes with it. */
const PLACEHOLDERS = new Set([
  "undefined",
  "null",
  "(null)",
  "<null>",
  "nil",
  "none",
  "(none)",
  "nan",
  "n/a",
  "true",
  "false",
  "anonymous",
  "guest",
  "unknown",
  "(not set)",
  "[object object]",
  // an erased address stood here
  "[erased]",
]);

/** Whether an id is none: a word for nothing, or zeros and dashes alone, such as the nil uuid. */
export function isPlaceholderId(id: string): boolean {
  const text = id.trim().toLowerCase();
  return /^[-0]*$/.test(text) || PLACEHOLDERS.has(text);
}
